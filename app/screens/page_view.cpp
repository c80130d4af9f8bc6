#include "app/screens/page_view.h"

#include <algorithm>

#include "app/screens/series/series_facts.h"

namespace cliffhanger {

MediaTime PageView::duration() const {
    if (snapshot && snapshot->duration) return *snapshot->duration;
    if (snapshot && snapshot->window) return snapshot->window->end;
    if (page.episode && page.episode->duration_s) return from_seconds(*page.episode->duration_s);
    return MediaTime{0};
}

bool PageView::live() const { return snapshot && !snapshot->duration && snapshot->window; }

int PageView::episode_total() const { return total_episodes(*page.series); }

bool is_locked(PlayerHost& host, std::size_t index) {
    const Page page = host.page(index);
    if (page.episode == nullptr) return false;
    return host.age_gate().locks(*page.episode) || (page.episode->lock && !host.unlocked(index));
}

std::optional<Text> next_page_name(const PlayerHost& host, std::size_t index) {
    if (index + 1 >= host.page_count()) return std::nullopt;
    const bool same = host.page(index).series_index == host.page(index + 1).series_index;
    return same ? Text::NextEpisode : Text::NextSeries;
}

PageView view_page(PlayerHost& host, std::size_t index) {
    PageView view;
    view.index = index;
    view.page = host.page(index);
    view.snapshot = host.snapshot(index);
    view.locked = is_locked(host, index);
    view.age_locked = view.page.episode != nullptr && host.age_gate().locks(*view.page.episode);
    view.liked = host.liked(index);
    view.listed = host.listed(view.page.series_index);
    return view;
}

std::optional<std::size_t> page_of(const PlayerHost& host, std::size_t near_page, std::size_t series_index,
                                   std::size_t episode_index) {
    const std::size_t count = host.page_count();
    const auto is_it = [&](std::size_t index) {
        const Page page = host.page(index);
        return page.series_index == series_index && page.episode_index == episode_index;
    };
    // A series' episodes follow each other, so it is nearly always found by counting.
    if (near_page < count) {
        const Page here = host.page(near_page);
        const std::size_t guess = near_page + episode_index - here.episode_index;
        if (here.series_index == series_index && guess < count && is_it(guess)) return guess;
    }
    for (std::size_t i = 0; i < count; ++i) {
        if (is_it(i)) return i;
    }
    return std::nullopt;
}

std::string share_address(const Page& page) {
    return page.episode && !page.episode->videos.empty() ? page.episode->videos.front().url : std::string();
}

}  // namespace cliffhanger
