#include "app/render/sdl_drops.h"

#include <SDL_stdinc.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "net/catalog/episode_name.h"
#include "net/url.h"

namespace cliffhanger {
namespace {

/// A selection comes in the order of its making; files of one folder are meant in that of their names.
void sort_if_of_one_folder(std::vector<std::string>& sources) {
    const auto folder = [](const std::string& source) { return std::filesystem::path(source).parent_path(); };
    const bool together = std::ranges::all_of(sources, [&](const std::string& source) {
        return source.starts_with('/') && folder(source) == folder(sources.front());
    });
    if (together) std::ranges::sort(sources, [](const auto& a, const auto& b) { return natural_less(a, b); });
}

}  // namespace

std::vector<std::string> sources_in(std::string_view text) {
    std::vector<std::string> sources;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
        std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        while (!line.empty() && line.front() == ' ') line.remove_prefix(1);
        while (!line.empty() && line.back() == ' ') line.remove_suffix(1);
        if (is_http_url(line) || scheme(line) == "file" || line.starts_with('/')) sources.emplace_back(line);
    }
    return sources;
}

std::optional<DropEvent> SdlDrops::feed(const SDL_Event& event) {
    if (event.type == SDL_DROPBEGIN) {
        drop_ = {};
        gathering_ = true;
        return std::nullopt;
    }
    if (event.type == SDL_DROPFILE && event.drop.file != nullptr) drop_.sources.emplace_back(event.drop.file);
    if (event.type == SDL_DROPTEXT && event.drop.file != nullptr) {
        for (std::string& source : sources_in(event.drop.file)) drop_.sources.push_back(std::move(source));
    }
    if (event.type == SDL_DROPFILE || event.type == SDL_DROPTEXT) SDL_free(event.drop.file);
    if (event.type != SDL_DROPCOMPLETE && gathering_) return std::nullopt;
    gathering_ = false;
    DropEvent whole = std::exchange(drop_, {});
    if (whole.sources.empty()) return std::nullopt;
    sort_if_of_one_folder(whole.sources);
    return whole;
}

}  // namespace cliffhanger
