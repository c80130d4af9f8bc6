// A place in the interface that a person can be at. Plain values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "app/input/intent.h"
#include "app/ui/action.h"

namespace cliffhanger {

enum class ScreenKind : std::uint8_t {
    Player,  ///< the episodes of the catalog, one after the other
    ForYou,  ///< the player over one episode of each series
    Home,
    Shelf,  ///< all of one shelf of Home
    Series,
    Search,
    MyList,
    History,
    Downloads,
    Settings,
    Me,
};

struct Route {
    ScreenKind kind = ScreenKind::Player;
    std::size_t series = 0;  ///< of Series
    int part = 0;            ///< of Shelf: which; of Settings: the section
    bool operator==(const Route&) const = default;
};

/// The screens there are.
constexpr bool exists(ScreenKind kind) {
    return kind == ScreenKind::Player || kind == ScreenKind::ForYou || kind == ScreenKind::Home ||
           kind == ScreenKind::Shelf || kind == ScreenKind::MyList || kind == ScreenKind::History ||
           kind == ScreenKind::Me || kind == ScreenKind::Series || kind == ScreenKind::Settings ||
           kind == ScreenKind::Search || kind == ScreenKind::Downloads;
}

/// The player draws itself; all others are BrowseScreens.
constexpr bool is_player(ScreenKind kind) { return kind == ScreenKind::Player || kind == ScreenKind::ForYou; }

/// What the tab bar and the navigation rail lead to: opening one leaves where one was instead of going deeper.
constexpr bool is_root(ScreenKind kind) {
    return kind != ScreenKind::Player && kind != ScreenKind::Shelf && kind != ScreenKind::Series &&
           kind != ScreenKind::Settings && kind != ScreenKind::Downloads;
}

/// Stable, for semantics and scripts: "home", "my_list".
std::string_view screen_name(ScreenKind kind);
/// "home" -> Home; nullopt for an unknown name.
std::optional<ScreenKind> screen_from_name(std::string_view name);
/// Where a key like Alt+1 leads.
std::optional<ScreenKind> screen_of(Intent intent);
/// What a control does that leads to `route`.
Action action_to(const Route& route);

}  // namespace cliffhanger
