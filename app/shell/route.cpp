#include "app/shell/route.h"

#include <algorithm>
#include <array>
#include <utility>

namespace cliffhanger {
namespace {

constexpr std::array kNames = {
    std::pair{ScreenKind::Player, "player"},
    std::pair{ScreenKind::ForYou, "for_you"},
    std::pair{ScreenKind::Home, "home"},
    std::pair{ScreenKind::Shelf, "shelf"},
    std::pair{ScreenKind::Series, "series"},
    std::pair{ScreenKind::Search, "search"},
    std::pair{ScreenKind::MyList, "my_list"},
    std::pair{ScreenKind::History, "history"},
    std::pair{ScreenKind::Downloads, "downloads"},
    std::pair{ScreenKind::Settings, "settings"},
    std::pair{ScreenKind::Me, "me"},
};

}  // namespace

std::string_view screen_name(ScreenKind kind) {
    return std::ranges::find(kNames, kind, [](const auto& entry) { return entry.first; })->second;
}

std::optional<ScreenKind> screen_from_name(std::string_view name) {
    const auto found =
        std::ranges::find(kNames, name, [](const auto& entry) { return std::string_view(entry.second); });
    return found == kNames.end() ? std::nullopt : std::optional(found->first);
}

std::optional<ScreenKind> screen_of(Intent intent) {
    switch (intent) {
        case Intent::GoHome:
            return ScreenKind::Home;
        case Intent::GoForYou:
            return ScreenKind::ForYou;
        case Intent::GoMyList:
            return ScreenKind::MyList;
        case Intent::GoHistory:
            return ScreenKind::History;
        case Intent::GoSettings:
            return ScreenKind::Settings;
        case Intent::Search:
            return ScreenKind::Search;
        default:
            return std::nullopt;
    }
}

Action action_to(const Route& route) {
    if (route.kind == ScreenKind::Series) return {ActionKind::OpenSeriesPage, static_cast<int>(route.series)};
    return {ActionKind::OpenScreen, static_cast<int>(route.kind) + 256 * route.part};
}

}  // namespace cliffhanger
