#include "app/playback/viewing_outlook.h"

#include "player/policy/retention_model.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace std::chrono_literals;

namespace {

Catalog catalog_of(std::size_t episodes) {
    Catalog catalog;
    Series& series = catalog.series.emplace_back();
    for (std::size_t i = 0; i < episodes; ++i) series.episodes.emplace_back().duration_s = 60;
    return catalog;
}

EpisodeMark mark(std::size_t episode, double watched, int at) {
    return {.episode = episode, .watched = watched, .watched_at = WallSeconds(std::chrono::seconds(at))};
}

float who_sees_the_end(const ViewerRetention& viewer) {
    return viewer.blended(RetentionModel::general(0, 1, 60), 0, 1, ViewerRetention::kGeneralWeight).back();
}

}  // namespace

TEST_CASE("viewer_retention: episodes that were seen to the end speak for staying, others against it", "[app]") {
    const Catalog catalog = catalog_of(20);
    ViewerMarks seen, left;
    for (std::size_t i = 0; i < 20; ++i) {
        seen[0].episodes.push_back(mark(i, i % 2 == 0 ? 1 : 0.97, 1));
        left[0].episodes.push_back(mark(i, 0.1, 1));
    }
    const float usual = who_sees_the_end({});
    CHECK(who_sees_the_end(viewer_retention(catalog, seen, nullptr)) > usual + 0.2f);
    CHECK(who_sees_the_end(viewer_retention(catalog, left, nullptr)) < usual - 0.1f);
}

TEST_CASE("viewer_retention: what is on the stage, and what is only liked, say nothing", "[app]") {
    const Catalog catalog = catalog_of(2);
    ViewerMarks marks;
    marks[0].episodes = {mark(0, 0.05, 1), {.episode = 1, .liked = true}};
    CHECK(viewer_retention(catalog, marks, &catalog.series[0].episodes[0]).empty());
    CHECK_FALSE(viewer_retention(catalog, marks, &catalog.series[0].episodes[1]).empty());
}

TEST_CASE("viewer_retention: the latest count, whatever series they are of", "[app]") {
    Catalog catalog = catalog_of(ViewerRetention::kMost);
    catalog.series.push_back(catalog.series[0]);
    ViewerMarks marks;
    for (std::size_t i = 0; i < ViewerRetention::kMost; ++i) {
        marks[0].episodes.push_back(mark(i, 0.05, 1));
        marks[1].episodes.push_back(mark(i, 1, 2));
    }
    const float latest = who_sees_the_end(viewer_retention(catalog, marks, nullptr));
    marks.erase(0);
    CHECK(latest == who_sees_the_end(viewer_retention(catalog, marks, nullptr)));
}

TEST_CASE("episode_outlook: what the feed says goes to the scheduler", "[app]") {
    Episode episode;
    episode.duration_s = 75;
    episode.retention = {1, 0.5f};
    const EpisodeOutlook outlook = episode_outlook(episode);
    CHECK(outlook.duration == 75s);
    CHECK(outlook.retention == episode.retention);
    CHECK_FALSE(episode_outlook(Episode{}).duration);
}
