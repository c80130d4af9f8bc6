#include "app/playback/viewing_outlook.h"

#include <algorithm>

namespace cliffhanger {
namespace {

/// Who got so far has seen it: what is left are its credits.
constexpr double kWatchedToTheEnd = 0.95;
/// Where the feed does not say.
constexpr double kUsualDuration_s = 90;

struct Viewed {
    WallSeconds at;
    ViewedEpisode episode;
};

}  // namespace

EpisodeOutlook episode_outlook(const Episode& episode) {
    EpisodeOutlook outlook{.retention = episode.retention};
    if (episode.duration_s && *episode.duration_s > 0) outlook.duration = from_seconds(*episode.duration_s);
    return outlook;
}

ViewerRetention viewer_retention(const Catalog& catalog, const ViewerMarks& marks, const Episode* on_stage) {
    std::vector<Viewed> viewed;
    for (const auto& [series, known] : marks) {
        for (const EpisodeMark& mark : known.episodes) {
            const Episode& episode = catalog.series[series].episodes[mark.episode];
            if (!mark.watched_at || &episode == on_stage) continue;
            const double length = episode.duration_s.value_or(kUsualDuration_s);
            const bool left = mark.watched < kWatchedToTheEnd;
            viewed.push_back({*mark.watched_at, {static_cast<float>(mark.watched * length), left}});
        }
    }
    const std::size_t count = std::min(viewed.size(), ViewerRetention::kMost);
    std::ranges::partial_sort(viewed, viewed.begin() + static_cast<std::ptrdiff_t>(count), std::ranges::greater{},
                              &Viewed::at);
    std::vector<ViewedEpisode> latest;
    for (std::size_t i = 0; i < count; ++i) latest.push_back(viewed[i].episode);
    return ViewerRetention(latest);
}

}  // namespace cliffhanger
