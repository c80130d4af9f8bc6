#include "app/recommend/viewer_marks.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>

#include "app/library/library.h"

namespace cliffhanger {
namespace {

/// As the episode grid has it.
constexpr double kWatchedToItsEnd = 0.9;
/// Less of a first episode is a glance while swiping by.
constexpr double kGlance = 0.2;
/// Who left so early, for so long, did not like it.
constexpr std::size_t kFirstEpisodes = 2;
constexpr std::chrono::days kComesBackWithin{3};

}  // namespace

ViewerMarks viewer_marks(const Catalog& catalog, const std::string& feed, const Library& library) {
    struct Known {
        std::unordered_map<std::string_view, const EpisodeRecord*> episodes;
        std::optional<WallSeconds> listed_at;
    };
    const auto episodes = library.episodes_of(feed);
    const auto series_records = library.series_of(feed);
    std::unordered_map<std::string_view, Known> known;
    for (const auto& [key, record] : episodes) known[key.series].episodes[key.episode] = &record;
    for (const auto& [key, record] : series_records) {
        if (record.listed_at) known[key.series].listed_at = record.listed_at;
    }
    ViewerMarks marks;
    for (std::size_t s = 0; s < catalog.series.size() && !known.empty(); ++s) {
        const Series& series = catalog.series[s];
        const auto found = known.find(series.id);
        if (found == known.end()) continue;
        SeriesMarks& of_series = marks[s];
        of_series.listed_at = found->second.listed_at;
        for (std::size_t e = 0; e < series.episodes.size(); ++e) {
            const auto record = found->second.episodes.find(series.episodes[e].id);
            if (record == found->second.episodes.end()) continue;
            of_series.episodes.push_back(
                {e, record->second->watched, record->second->liked, record->second->watched_at});
        }
    }
    return marks;
}

SeriesProgress progress_of(const Series& series, const SeriesMarks& marks, WallSeconds now) {
    SeriesProgress progress;
    const EpisodeMark* last = nullptr;
    std::size_t whole = 0;
    for (const EpisodeMark& mark : marks.episodes) {
        progress.liked = progress.liked || mark.liked;
        if (!mark.watched_at) continue;
        progress.begun = progress.begun || mark.episode > 0 || mark.watched >= kGlance;
        whole += mark.watched >= kWatchedToItsEnd ? 1 : 0;
        if (last == nullptr || *mark.watched_at >= *last->watched_at) last = &mark;
    }
    if (last == nullptr || series.episodes.empty()) return progress;
    const std::size_t final_episode = series.episodes.size() - 1;
    progress.watched_at = last->watched_at;
    progress.share = static_cast<double>(whole) / static_cast<double>(series.episodes.size());
    progress.finished = std::ranges::any_of(marks.episodes, [&](const EpisodeMark& mark) {
        return mark.episode == final_episode && mark.watched_at && mark.watched >= kWatchedToItsEnd;
    });
    const bool to_its_end = last->watched >= kWatchedToItsEnd;
    progress.goes_on = progress.begun && !(to_its_end && last->episode == final_episode);
    progress.episode = last->episode;
    progress.progress = last->watched;
    if (to_its_end) {
        progress.episode = progress.goes_on ? last->episode + 1 : 0;
        const auto next = std::ranges::find(marks.episodes, progress.episode, &EpisodeMark::episode);
        // What was seen to its end begins anew.
        const bool partial = next != marks.episodes.end() && next->watched < kWatchedToItsEnd;
        progress.progress = partial ? next->watched : 0;
    }
    progress.abandoned = !progress.finished && !progress.liked && !marks.listed_at && whole < kFirstEpisodes &&
                         now - *progress.watched_at > kComesBackWithin;
    return progress;
}

}  // namespace cliffhanger
