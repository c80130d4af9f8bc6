// The part of PlaybackHost that the screens around the player use: shelves, where the viewer stands, lists of pages.
#include <SDL.h>

#include <algorithm>
#include <random>

#include "app/kiosk/teaser_order.h"
#include "app/playback/playback_host.h"

namespace cliffhanger {
namespace {

/// Hours of them: the order is made anew after that.
constexpr std::size_t kTeasers = 2000;

bool same_episode(const Page& a, const Page& b) {
    return a.series_index == b.series_index && a.episode_index == b.episode_index;
}

}  // namespace

const ViewerMarks& PlaybackHost::marks() {
    if (marks_edition_ != edition_ || marks_changes_ != library().changes()) {
        marks_ = viewer_marks(*catalog(), feed_key_, library());
        marks_edition_ = edition_;
        marks_changes_ = library().changes();
    }
    return marks_;
}

SeriesProgress PlaybackHost::progress(std::size_t series) {
    const auto known = marks().find(series);
    return progress_of(catalog()->series[series], known == marks_.end() ? SeriesMarks{} : known->second,
                       Library::system_wall_clock());
}

Recommender& PlaybackHost::recommender() {
    if (!recommender_) recommender_.emplace(*catalog());
    return *recommender_;
}

const std::vector<Shelf>& PlaybackHost::shelves() {
    if (!feed_ || (shelves_edition_ == edition_ && shelves_changes_ == library().changes())) return shelves_;
    shelves_edition_ = edition_;
    shelves_changes_ = library().changes();
    shelves_ = recommender().shelves(marks(), Library::system_wall_clock());
    return shelves_;
}

Shelf PlaybackHost::similar_to(std::size_t series) {
    return recommender().similar_to(series, marks(), Library::system_wall_clock());
}

SearchService& PlaybackHost::search() {
    if (!search_) {
        const bool remembers = !options_.private_run && !options_.manual_clock;
        search_.emplace(remembers ? search_folder() : std::filesystem::path(), surroundings_.wake);
        if (feed_) search_->open(feed_->catalog());
    }
    return *search_;
}

std::string PlaybackHost::clipboard_text() const {
    char* text = SDL_GetClipboardText();
    std::string copied = text == nullptr ? "" : text;
    SDL_free(text);
    return copied;
}

std::vector<Page> PlaybackHost::for_you_pages() {
    const ShelfLimits all{.items = catalog()->series.size(), .because = 0, .genres = 0};
    const auto shelves = recommender().shelves(marks(), Library::system_wall_clock(), all);
    std::vector<Page> pages;
    const auto for_you = std::ranges::find(shelves, ShelfKind::ForYou, &Shelf::kind);
    if (for_you == shelves.end()) return pages;
    for (const ShelfItem& item : for_you->items) {
        const Page offered = feed_->page_of(item.series, item.episode);
        if (!age_gate_.locks(*offered.episode)) pages.push_back(offered);
    }
    return pages;
}

void PlaybackHost::show_pages(PageList list) {
    if (!feed_ || list == list_) return;
    if (list == PageList::Teasers) return show_teasers();
    std::vector<Page> pages = list == PageList::ForYou ? for_you_pages() : feed_->all_pages();
    if (pages.empty()) return;
    const Page here = page(current_);
    if (list_ == PageList::ForYou) for_you_series_ = here.series->id;
    list_ = list;
    const auto wanted = std::ranges::find_if(pages, [&](const Page& page) {
        return list == PageList::ForYou ? page.series->id == for_you_series_ : same_episode(page, here);
    });
    const auto index = wanted == pages.end() ? 0 : static_cast<std::size_t>(wanted - pages.begin());
    use_pages(std::move(pages), index);
}

/// Of a series the first episode that can be watched; one without any has no teaser.
std::vector<Page> PlaybackHost::teaser_pages() {
    std::vector<Page> first;
    for (std::size_t s = 0; s < catalog()->series.size(); ++s) {
        const auto& episodes = catalog()->series[s].episodes;
        const auto plays = [this](const Episode& episode) {
            return !episode.lock && !age_gate_.locks(episode) && choose_video(episode) != nullptr;
        };
        const auto found = std::ranges::find_if(episodes, plays);
        if (found != episodes.end())
            first.push_back(feed_->page_of(s, static_cast<std::size_t>(found - episodes.begin())));
    }
    if (first.empty()) return feed_->all_pages();
    // A script's run must be the same each time.
    if (teaser_seed_ == 0 && !options_.manual_clock) teaser_seed_ = std::random_device()();
    std::vector<Page> pages;
    for (const std::size_t i : teaser_order(first.size(), kTeasers, ++teaser_seed_)) pages.push_back(first[i]);
    return pages;
}

void PlaybackHost::show_teasers() {
    if (!feed_) return;
    list_ = PageList::Teasers;
    use_pages(teaser_pages(), 0);
}

void PlaybackHost::begin_anew() {
    library().begin_anew();
    age_gate_.lock_again();
    positions_.clear();
    noted_ = {};
    last_sound_choice_.reset();
    rate_ = 1;
    captions_.choices().forget();
    captions_.set_style({});
    ask_settings();
    give_items_to_pool();
}

void PlaybackHost::use_pages(std::vector<Page> pages, std::size_t index) {
    remember_position();
    feed_->set_pages(std::move(pages));
    current_ = index;
    library().set_place(key(current_));
    give_items_to_pool();
    swipe_target_.reset();
    sound_choice_applied_ = nullptr;
}

void PlaybackHost::play_series(std::size_t series, std::optional<std::size_t> episode) {
    show_pages(PageList::Catalog);
    if (!feed_ || series >= catalog()->series.size() || catalog()->series[series].episodes.empty()) return;
    const std::size_t last = catalog()->series[series].episodes.size() - 1;
    const Page wanted = feed_->page_of(series, std::min(episode.value_or(progress(series).episode), last));
    for (std::size_t i = 0; i < page_count(); ++i) {
        if (!same_episode(page(i), wanted)) continue;
        commit_page(i);
        set_playing(true);
        return;
    }
}

}  // namespace cliffhanger
