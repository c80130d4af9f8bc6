#include "app/feed/feed.h"

#include <algorithm>
#include <charconv>

namespace cliffhanger {
namespace {

/// One file starts soonest; what is not played is named when there is nothing else.
int preference(const VideoAddress& video) {
    if (video.video_type == "DASH" || video.video_type == "SMOOTH") return 0;
    return video.video_type == "HLS" ? 1 : 2;
}

/// A 1-based number within `count`, as a 0-based index.
std::optional<std::size_t> as_index(const std::string& text, std::size_t count) {
    std::size_t number = 0;
    const char* end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data(), end, number);
    if (parsed.ec != std::errc{} || parsed.ptr != end || number < 1 || number > count) return std::nullopt;
    return number - 1;
}

template <class T>
std::optional<std::size_t> find_id_or_number(const std::vector<T>& items, const std::string& wanted) {
    const auto found = std::find_if(items.begin(), items.end(), [&](const T& item) { return item.id == wanted; });
    if (found != items.end()) return static_cast<std::size_t>(found - items.begin());
    return as_index(wanted, items.size());
}

}  // namespace

Feed::Feed(Catalog catalog) : catalog_(std::move(catalog)), pages_(all_pages()) {}

Page Feed::page_of(std::size_t series, std::size_t episode) const {
    const Series& found = catalog_.series[series];
    return {&found, &found.episodes[episode], series, episode};
}

std::vector<Page> Feed::all_pages() const {
    std::vector<Page> pages;
    for (std::size_t s = 0; s < catalog_.series.size(); ++s) {
        for (std::size_t e = 0; e < catalog_.series[s].episodes.size(); ++e) pages.push_back(page_of(s, e));
    }
    return pages;
}

std::optional<std::size_t> Feed::find(const StartPosition& start) const {
    const auto series = find_id_or_number(catalog_.series, start.series);
    if (!series) return std::nullopt;
    const auto episode = find_id_or_number(catalog_.series[*series].episodes, start.episode);
    if (!episode) return std::nullopt;
    const auto page = std::find_if(pages_.begin(), pages_.end(), [&](const Page& candidate) {
        return candidate.series_index == *series && candidate.episode_index == *episode;
    });
    return static_cast<std::size_t>(page - pages_.begin());
}

const VideoAddress* choose_video(const Episode& episode) {
    if (episode.videos.empty()) return nullptr;
    return &*std::max_element(
        episode.videos.begin(), episode.videos.end(),
        [](const VideoAddress& a, const VideoAddress& b) { return preference(a) < preference(b); });
}

}  // namespace cliffhanger
