// What a PlaybackHost makes of its feed, and what lasts when that is loaded again.
#include "tests/app/support/clip_feed.h"
#include "tests/app/support/host_rig.h"
#include "tests/net/catalog/temporary_folder.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace cliffhanger::test;
using namespace std::chrono_literals;

TEST_CASE("PlaybackHost: waits for a feed no longer than until it is there", "[app][playback]") {
    const ClipFeed feed(numbered_episodes(1));
    HostRig rig(feed.path());
    rig.host.wait_for_feed(20s);
    CHECK(rig.host.page_count() == 1);
}

TEST_CASE("PlaybackHost: begins where --start says", "[app][playback]") {
    const ClipFeed feed(numbered_episodes(4));
    PlayOptions options;
    options.start = StartPosition{"s", "e3", 2.5};
    HostRig rig(feed.path(), options);
    REQUIRE(rig.wait_settled());
    CHECK(rig.host.current_page() == 2);
    CHECK(rig.current().position == 2500ms);
}

TEST_CASE("PlaybackHost: a --start that is nowhere in the feed begins with the first page", "[app][playback]") {
    const ClipFeed feed(numbered_episodes(2));
    PlayOptions options;
    options.start = StartPosition{"s", "e9", 2};
    HostRig rig(feed.path(), options);
    REQUIRE(rig.wait_settled());
    CHECK(rig.host.current_page() == 0);
    CHECK(rig.current().position == 0ms);
    CHECK(rig.host.start_not_found());
    CHECK(rig.host.take_notice() == HostNotice::StartNotFound);
    CHECK_FALSE(rig.host.take_notice());
}

TEST_CASE("PlaybackHost: a feed that could not be read can be read again", "[app][playback]") {
    ClipFeed feed(numbered_episodes(2));
    feed.overwrite("this is no feed");
    HostRig rig(feed.path());
    REQUIRE(rig.wait_until([&] { return rig.host.feed_state() == FeedState::Failed; }));
    REQUIRE(rig.host.feed_error());
    CHECK(rig.host.page_count() == 0);
    feed.replace(numbered_episodes(2));
    rig.host.reload_feed();
    CHECK(rig.host.feed_state() == FeedState::Loading);
    CHECK_FALSE(rig.host.feed_error());
    REQUIRE(rig.wait_settled());
    CHECK(rig.host.feed_state() == FeedState::Ready);
    CHECK(rig.host.page_count() == 2);
    CHECK(rig.current().state == SessionState::Ready);
}

TEST_CASE("PlaybackHost: a folder without clips is told apart from a feed without episodes", "[app][playback]") {
    const TemporaryFolder folder;
    HostRig rig(folder.path().string());
    REQUIRE(rig.wait_until([&] { return rig.host.feed_state() == FeedState::EmptyFolder; }));
    CHECK(rig.host.feed_error()->message.find("folder") != std::string::npos);
}

TEST_CASE("PlaybackHost: a feed without episodes is a failure with a reason", "[app][playback]") {
    const ClipFeed feed(std::vector<ClipSeries>{{"s", {}}});
    HostRig rig(feed.path());
    REQUIRE(rig.wait_until([&] { return rig.host.feed_state() == FeedState::Empty; }));
    CHECK(rig.host.page_count() == 0);
    CHECK_FALSE(rig.host.playing());
    CHECK_FALSE(rig.host.feed_error()->message.empty());
}

TEST_CASE("PlaybackHost: a broken or empty feed never replaces a good one", "[app][playback]") {
    const auto* broken = GENERATE("", "{", "[1, 2]", R"({"providerName":"x","language":"en","series":[]})");
    CAPTURE(broken);
    ClipFeed feed(numbered_episodes(3));
    HostRig rig(feed.path());
    REQUIRE(rig.wait_settled());
    rig.swipe_to(1);
    feed.overwrite(broken);
    rig.host.reload_feed();
    REQUIRE(rig.wait_until([&] { return rig.host.feed_error().has_value(); }));
    CHECK(rig.host.feed_state() == FeedState::Ready);
    REQUIRE(rig.host.page_count() == 3);
    CHECK(rig.host.current_page() == 1);
    CHECK(rig.host.page(1).episode->id == "e2");
    CHECK(rig.play_until([&] { return rig.current().position > 300ms; }));
}

TEST_CASE("PlaybackHost: a feed that comes back changed keeps the episode, its place and the viewer's marks",
          "[app][playback]") {
    ClipFeed feed({{"a", {{.id = "e1"}, {.id = "e2"}, {.id = "e3", .locked = true}}}});
    HostRig rig(feed.path());
    REQUIRE(rig.wait_settled());
    rig.swipe_to(1);
    rig.host.seek(2s, SeekMode::Exact);
    REQUIRE(rig.wait_settled());
    rig.step();
    rig.host.set_liked(1, true);
    rig.host.set_listed(0, true);
    rig.host.unlock(2);
    const double watched = rig.host.watched_fraction(1);
    feed.replace({{"new", {{.id = "n1"}}}, {"a", {{.id = "e1"}, {.id = "e2"}, {.id = "e3", .locked = true}}}});
    rig.host.reload_feed();
    REQUIRE(rig.wait_until([&] { return rig.host.page_count() == 4; }));
    REQUIRE(rig.wait_settled());
    CHECK(rig.host.current_page() == 2);
    CHECK(rig.host.page(2).episode->id == "e2");
    CHECK(rig.current().position >= 2s);
    CHECK(rig.host.liked(2));
    CHECK_FALSE(rig.host.liked(1));
    CHECK(rig.host.listed(1));
    CHECK_FALSE(rig.host.listed(0));
    CHECK(rig.host.unlocked(3));
    CHECK(rig.host.watched_fraction(2) >= watched);
    CHECK(rig.host.watched_fraction(1) == 0);
}

TEST_CASE("PlaybackHost: likes and the list are the viewer's", "[app][playback]") {
    const ClipFeed feed({{"a", {{.id = "e1"}, {.id = "e2"}}}, {"b", {{.id = "f1"}}}});
    HostRig rig(feed.path());
    REQUIRE(rig.wait_settled());
    CHECK_FALSE(rig.host.liked(0));
    CHECK_FALSE(rig.host.listed(0));
    rig.host.set_liked(1, true);
    rig.host.set_listed(1, true);
    CHECK_FALSE(rig.host.liked(0));
    CHECK(rig.host.liked(1));
    CHECK_FALSE(rig.host.listed(0));
    CHECK(rig.host.listed(1));
    rig.host.set_liked(1, false);
    rig.host.set_listed(1, false);
    CHECK_FALSE(rig.host.liked(1));
    CHECK_FALSE(rig.host.listed(1));
}
