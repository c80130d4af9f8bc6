// Playing another source than the one the program was started with.
#include "tests/app/support/clip_feed.h"
#include "tests/app/support/host_rig.h"
#include "tests/net/catalog/temporary_folder.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace cliffhanger::test;
using namespace std::chrono_literals;

namespace {

std::vector<ClipSeries> other_series() { return {{"other", {{"o1"}, {"o2"}, {"o3"}, {"o4"}, {"o5"}}}}; }

bool shows(HostRig& rig, const std::string& series) {
    return rig.wait_until([&] { return rig.host.page_count() > 0 && rig.host.page(0).series->id == series; });
}

}  // namespace

TEST_CASE("PlaybackHost: another source takes the place of the first", "[app][playback][source]") {
    const ClipFeed first(numbered_episodes(3)), second(other_series());
    HostRig rig(first.path());
    REQUIRE(rig.wait_settled());
    rig.swipe_to(2);
    rig.host.open_source(second.path(), std::nullopt);
    CHECK(rig.host.feed_state() == FeedState::Ready);  // what was there stays until then
    REQUIRE(shows(rig, "other"));
    REQUIRE(rig.wait_settled());
    CHECK(rig.host.page_count() == 5);
    CHECK(rig.host.current_page() == 0);
    CHECK(rig.current().state == SessionState::Ready);
    CHECK_FALSE(rig.host.take_notice());
}

TEST_CASE("PlaybackHost: another source is entered where it is asked to", "[app][playback][source]") {
    const ClipFeed first(numbered_episodes(3)), second(other_series());
    HostRig rig(first.path());
    REQUIRE(rig.wait_settled());
    rig.host.open_source(second.path(), StartPosition{"other", "o4", 1.5});
    REQUIRE(shows(rig, "other"));
    REQUIRE(rig.wait_settled());
    CHECK(rig.host.current_page() == 3);
    CHECK(rig.current().position == 1500ms);
}

TEST_CASE("PlaybackHost: what cannot be read leaves what is on the stage", "[app][playback][source]") {
    const ClipFeed first(numbered_episodes(3));
    const TemporaryFolder empty;
    HostRig rig(first.path());
    REQUIRE(rig.wait_settled());
    rig.swipe_to(1);
    const std::string wanted = GENERATE(true, false) ? empty.path().string() : "/nowhere/at/all.json";
    rig.host.open_source(wanted, std::nullopt);
    std::optional<HostNotice> notice;
    REQUIRE(rig.wait_until([&] { return (notice = rig.host.take_notice()).has_value(); }));
    CHECK(notice == HostNotice::SourceNotOpened);
    CHECK(rig.host.feed_state() == FeedState::Ready);
    CHECK(rig.host.current_page() == 1);
    CHECK(rig.host.page(0).series->id == "s");
}

TEST_CASE("PlaybackHost: a source opens over one that could not be read", "[app][playback][source]") {
    const ClipFeed second(other_series());
    HostRig rig("/nowhere/at/all.json");
    REQUIRE(rig.wait_until([&] { return rig.host.feed_state() == FeedState::Failed; }));
    rig.host.open_source(second.path(), std::nullopt);
    CHECK(rig.host.feed_state() == FeedState::Loading);
    REQUIRE(shows(rig, "other"));
}

TEST_CASE("PlaybackHost: the source that plays is not opened anew, only entered elsewhere", "[app][playback][source]") {
    const ClipFeed first(numbered_episodes(3));
    HostRig rig(first.path());
    REQUIRE(rig.wait_settled());
    rig.swipe_to(1);
    rig.host.open_source(first.path(), std::nullopt);
    CHECK(rig.host.settled());
    CHECK(rig.host.current_page() == 1);
    rig.host.open_source(first.path(), StartPosition{"1", "3", 2});
    CHECK(rig.host.current_page() == 2);
    REQUIRE(rig.wait_until([&] { return rig.host.snapshot(2) && rig.current().position == 2s; }));
}

TEST_CASE("PlaybackHost: the last of two sources wins", "[app][playback][source]") {
    const ClipFeed first(numbered_episodes(3)), second(other_series()), third({{"third", {{"t1"}}}});
    HostRig rig(first.path());
    REQUIRE(rig.wait_settled());
    rig.host.open_source(second.path(), std::nullopt);
    rig.host.open_source(third.path(), std::nullopt);
    REQUIRE(shows(rig, "third"));
    REQUIRE(rig.wait_settled());
    CHECK(rig.host.page_count() == 1);
}

TEST_CASE("PlaybackHost: every source keeps its own place", "[app][playback][source]") {
    const TemporaryFolder home;
    const ClipFeed first(numbered_episodes(3)), second(other_series());
    HostRig rig(first.path(), {}, home.path() / "library.db");
    REQUIRE(rig.wait_settled());
    rig.swipe_to(1);
    REQUIRE(rig.wait_settled());
    REQUIRE(rig.play_until([&] { return rig.current().position > 1s; }));
    rig.host.set_playing(false);
    rig.host.open_source(second.path(), std::nullopt);
    REQUIRE(shows(rig, "other"));
    CHECK(rig.host.wants_to_play());
    rig.host.open_source(first.path(), std::nullopt);
    REQUIRE(shows(rig, "s"));
    REQUIRE(rig.wait_settled());
    CHECK(rig.host.current_page() == 1);
    CHECK(rig.current().position >= 900ms);
}
