#include "app/recommend/viewer_marks.h"

#include "app/library/library.h"
#include "tests/app/recommend/viewer_builder.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace cliffhanger::test;
using namespace std::chrono_literals;

TEST_CASE("viewer_marks: what the library knows of this feed's series, by their indexes", "[app][recommend]") {
    Catalog catalog;
    catalog.series = {make_series("a", {}), make_series("b", {}), make_series("c", {})};
    WallSeconds now = kToday;
    Library library({}, [&] { return now; });
    library.watched({"feed", "b", "b-2"}, 30s, 0.4);
    library.set_episode({"feed", "b", "b-1"}, {.liked = true});
    library.set_listed({"feed", "c"}, true);
    library.watched({"feed", "gone", "gone-1"}, 30s, 0.4);
    library.watched({"other feed", "a", "a-1"}, 30s, 0.4);

    const ViewerMarks marks = viewer_marks(catalog, "feed", library);
    REQUIRE(marks.size() == 2);
    REQUIRE(marks.at(1).episodes.size() == 2);
    CHECK(marks.at(1).episodes[0].episode == 0);
    CHECK(marks.at(1).episodes[0].liked);
    CHECK_FALSE(marks.at(1).episodes[0].watched_at);
    CHECK(marks.at(1).episodes[1].watched == Approx(0.4));
    CHECK(marks.at(1).episodes[1].watched_at == kToday);
    CHECK(marks.at(2).listed_at == kToday);
    CHECK(viewer_marks(catalog, "unknown", library).empty());
}

TEST_CASE("progress_of: begun, finished, left", "[app][recommend]") {
    const Series series = make_series("s", {.episodes = 3});
    const auto progress = [&](const Viewer& viewer) { return progress_of(series, viewer.marks.at(0), kToday); };
    CHECK_FALSE(progress(Viewer().watched(0, 0, 0.1, 0)).begun);
    CHECK(progress(Viewer().watched(0, 0, 0.3, 0)).begun);
    CHECK_FALSE(progress(Viewer().watched(0, 0, 0.3, 1)).abandoned);
    CHECK(progress(Viewer().watched(0, 0, 0.3, 5)).abandoned);
    CHECK_FALSE(progress(Viewer().watched(0, 0, 0.3, 5).listed(0, 5)).abandoned);
    CHECK(progress(Viewer().finished(0, 1, 3)).finished);
    CHECK_FALSE(progress(Viewer().finished(0, 1, 3)).goes_on);
    CHECK(progress(Viewer().finished(0, 1, 3)).episode == 0);
    CHECK(progress(Viewer().finished(0, 1, 2)).episode == 2);
    CHECK(progress(Viewer().finished(0, 1, 2)).share == Approx(2.0 / 3));
    CHECK_FALSE(progress(Viewer().liked(0)).begun);
    CHECK(progress(Viewer().liked(0)).liked);
}

TEST_CASE("progress_of: an ongoing series goes on when there is a new episode", "[app][recommend]") {
    Viewer viewer;
    viewer.finished(0, 3, 3);
    CHECK_FALSE(progress_of(make_series("s", {.episodes = 3}), viewer.marks.at(0), kToday).goes_on);
    const SeriesProgress progress = progress_of(make_series("s", {.episodes = 4}), viewer.marks.at(0), kToday);
    CHECK(progress.goes_on);
    CHECK(progress.episode == 3);
}
