#include "net/catalog/series_assembler.h"

#include <algorithm>
#include <set>

#include "net/catalog/advisory_ratings.h"
#include "net/catalog/text_encoding.h"

namespace cliffhanger {

namespace {

/// Puts the episodes in the order of seasons and numbers where every one has a number.
void sort_episodes(SeriesDraft& draft, FindingLog& log) {
    const auto& episodes = draft.episodes;
    if (!std::all_of(episodes.begin(), episodes.end(), [](const EpisodeDraft& e) { return e.number.has_value(); })) {
        return;
    }
    const auto earlier = [](const EpisodeDraft& left, const EpisodeDraft& right) {
        return std::pair(left.season, *left.number) < std::pair(right.season, *right.number);
    };
    if (std::is_sorted(episodes.begin(), episodes.end(), earlier)) return;
    log.inform("episodes-out-of-order", draft.place, "The episodes do not stand in the order of their numbers.",
               "They are shown in the order of their numbers.");
    std::stable_sort(draft.episodes.begin(), draft.episodes.end(), earlier);
}

/// Several seasons become one run of episodes, numbered through: a swipe feed knows no seasons.
void join_seasons(SeriesDraft& draft, FindingLog& log) {
    std::set<int> seasons;
    for (const EpisodeDraft& episode : draft.episodes) seasons.insert(episode.season);
    if (seasons.size() < 2) return;
    std::set<int> numbers;
    const bool numbered_through = std::all_of(
        draft.episodes.begin(), draft.episodes.end(),
        [&](const EpisodeDraft& episode) { return episode.number && numbers.insert(*episode.number).second; });
    if (numbered_through) return;
    log.inform("seasons-joined", draft.place,
               "The " + std::to_string(seasons.size()) + " seasons are shown as one run of episodes.");
    int before = 0, highest = 0, season = draft.episodes.front().season;
    for (EpisodeDraft& episode : draft.episodes) {
        if (episode.season != season) {
            season = episode.season;
            before = highest;
        }
        if (episode.number) episode.number = *episode.number + before;
        highest = std::max(highest, episode.number.value_or(highest + 1));
    }
}

/// Missing numbers are counted on from the episode before.
void number_episodes(SeriesDraft& draft) {
    int last = 0;
    for (EpisodeDraft& draft_episode : draft.episodes) {
        last = draft_episode.number.value_or(last + 1);
        draft_episode.episode.number = last;
    }
}

void lock_episodes(SeriesDraft& draft) {
    if (!draft.free_until && !draft.lock) return;
    for (EpisodeDraft& episode : draft.episodes) {
        if (episode.locked_here) continue;
        const bool is_free = draft.free_until && episode.episode.number <= *draft.free_until;
        if (!is_free) episode.episode.lock = draft.lock.value_or(Lock{"coin", 0, ""});
    }
}

/// Takes what could reorder or disturb the interface out of texts from a source.
class TextCleaner {
 public:
    void clean(std::string& text) {
        std::string kept = without_controls(text);
        if (kept == text) return;
        text = std::move(kept);
        found_ = true;
    }
    void clean(LocalizedText& text) {
        for (auto& value : text.values) clean(value.second);
        std::erase_if(text.values, [](const auto& value) { return value.second.empty(); });
    }
    void clean(std::vector<std::string>& texts) {
        for (std::string& text : texts) clean(text);
    }
    template <class T>
    void clean_labels(std::vector<T>& items) {
        for (T& item : items) clean(item.label);
    }
    void report(FindingLog& log, const Place& place) const {
        if (!found_) return;
        log.warn("hidden-control", place, "A text holds control characters or overrides of its writing direction.",
                 "They are left out; scripts that run from right to left need none.");
    }

 private:
    bool found_ = false;
};

void clean_texts(SeriesDraft& draft, FindingLog& log) {
    TextCleaner of_series;
    of_series.clean(draft.series.title);
    of_series.clean(draft.series.synopsis);
    of_series.clean(draft.series.genres);
    of_series.clean(draft.series.tags);
    of_series.clean(draft.series.update_note);
    of_series.clean(draft.series.warnings);
    of_series.clean(draft.series.record_number);
    of_series.clean(draft.series.licence_number);
    for (AdvisoryRating& rating : draft.series.ratings) of_series.clean(rating.value);
    for (Credit& credit : draft.series.credits) {
        of_series.clean(credit.name);
        of_series.clean(credit.character);
    }
    of_series.report(log, draft.place);
    for (EpisodeDraft& episode : draft.episodes) {
        TextCleaner of_episode;
        of_episode.clean(episode.episode.title);
        of_episode.clean(episode.episode.synopsis);
        of_episode.clean_labels(episode.episode.captions);
        of_episode.clean_labels(episode.episode.audio_tracks);
        for (AdvisoryRating& rating : episode.episode.ratings) of_episode.clean(rating.value);
        of_episode.report(log, episode.place);
    }
}

std::string range_text(int first, int last) {
    if (first == last) return "Episode " + std::to_string(first) + " is missing.";
    return "Episodes " + std::to_string(first) + " to " + std::to_string(last) + " are missing.";
}

}  // namespace

std::string SeriesAssembler::UniqueIds::claim(const std::string& id) {
    const auto [use, is_new] = uses_.emplace(id, 1);
    if (is_new) return id;
    for (int number = use->second + 1;; ++number) {
        std::string candidate = id + "~" + std::to_string(number);
        uses_[id] = number;
        if (uses_.emplace(candidate, 1).second) return candidate;
    }
}

void SeriesAssembler::check_texts(const SeriesDraft& draft) {
    if (draft.series.title.empty()) {
        log_.warn("missing-title", draft.place, "The series has no title.", "Its id is shown instead.");
    }
    if (draft.series.posters.empty()) {
        log_.inform("missing-poster", draft.place, "The series has no picture.",
                    "The first frame of its first episode is shown instead.");
    }
    for (const EpisodeDraft& episode : draft.episodes) {
        if (episode.episode.videos.empty()) {
            log_.warn("missing-video", episode.place, "The episode has no video that can be played.",
                      "Its page says so; viewers can swipe on.");
        }
    }
}

void SeriesAssembler::check_numbers(const SeriesDraft& draft) {
    std::vector<std::pair<int, const EpisodeDraft*>> given;
    for (const EpisodeDraft& episode : draft.episodes) {
        if (episode.number) given.emplace_back(*episode.number, &episode);
    }
    std::stable_sort(given.begin(), given.end(),
                     [](const auto& left, const auto& right) { return left.first < right.first; });
    int last = 0;
    for (const auto& [number, episode] : given) {
        if (number == last && episode != given.front().second) {
            log_.warn("duplicate-episode-number", episode->place,
                      "Episode " + std::to_string(number) + " is there more than once.", "All of them are kept.");
        } else if (number > last + 1) {
            log_.warn("episode-gap", episode->place, range_text(last + 1, number - 1));
        }
        last = number;
    }
}

void SeriesAssembler::name_series(SeriesDraft& draft) {
    Series& series = draft.series;
    if (series.id.empty()) {
        series.id = "series-" + std::to_string(series_.size() + 1);
        log_.warn("missing-id", draft.place, "The series has no id.", "Without one, viewers lose their place.");
    }
    const std::string id = series_ids_.claim(series.id);
    if (id != series.id) {
        log_.error("duplicate-id", draft.place, "Another series has the id \"" + series.id + "\".",
                   "Both are kept; this one is called \"" + id + "\".");
    }
    series.id = id;
    if (series.title.empty()) series.title.values.emplace_back("", without_controls(id));
}

void SeriesAssembler::name_episodes(SeriesDraft& draft) {
    for (EpisodeDraft& episode : draft.episodes) {
        std::string& id = episode.episode.id;
        if (id.empty()) {
            id = draft.series.id + "-" + std::to_string(episode.episode.number);
            log_.warn("missing-id", episode.place, "The episode has no id.", "Without one, viewers lose their place.");
        }
        std::string unique = episode_ids_.claim(id);
        if (unique != id) {
            log_.error("duplicate-id", episode.place, "Another episode has the id \"" + id + "\".",
                       "Both are kept; this one is called \"" + unique + "\".");
        }
        id = std::move(unique);
    }
}

void SeriesAssembler::add(SeriesDraft draft) {
    if (draft.episodes.empty()) {
        log_.warn("series-without-episodes", draft.place, "The series has no episodes.", "It is not shown.");
        return;
    }
    clean_texts(draft, log_);
    sort_episodes(draft, log_);
    join_seasons(draft, log_);
    check_texts(draft);
    check_numbers(draft);
    number_episodes(draft);
    name_series(draft);
    name_episodes(draft);
    lock_episodes(draft);
    draft.series.episodes.reserve(draft.episodes.size());
    for (EpisodeDraft& episode : draft.episodes) draft.series.episodes.push_back(std::move(episode.episode));
    settle_ages(draft.series);
    series_.push_back(std::move(draft.series));
}

}  // namespace cliffhanger
