// What the screens around the player get from the host.
#include <algorithm>

#include "tests/app/support/clip_feed.h"
#include "tests/app/support/host_rig.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace cliffhanger::test;
using namespace std::chrono_literals;

TEST_CASE("PlaybackHost: a series is played where the viewer goes on with it", "[app][playback][shell]") {
    const ClipFeed feed(numbered_episodes(4));
    HostRig rig(feed.path());
    REQUIRE(rig.wait_settled());
    const Page second = rig.host.page(1);
    rig.library.watched({rig.host.feed_key(), second.series->id, second.episode->id}, 2s, 0.5);
    rig.host.set_playing(false);
    rig.host.play_series(0, std::nullopt);
    REQUIRE(rig.wait_settled());
    CHECK(rig.host.current_page() == 1);
    CHECK(rig.host.wants_to_play());
    rig.host.play_series(0, 3);
    REQUIRE(rig.wait_settled());
    CHECK(rig.host.current_page() == 3);
}

TEST_CASE("PlaybackHost: from one episode of each series the viewer goes on to all of them without a break",
          "[app][playback][shell]") {
    const ClipFeed feed(numbered_episodes(4));
    HostRig rig(feed.path());
    REQUIRE(rig.wait_settled());
    CHECK(rig.host.page_count() == 4);
    rig.host.show_pages(PageList::ForYou);
    REQUIRE(rig.wait_settled());
    CHECK(rig.host.page_count() == 1);
    REQUIRE(rig.play_until([&] { return rig.current().position >= 500ms; }));
    rig.host.show_pages(PageList::Catalog);
    CHECK(rig.host.page_count() == 4);
    // The same session: it has its picture at once.
    REQUIRE(rig.host.snapshot(rig.host.current_page()));
    CHECK(rig.current().has_first_frame);
    CHECK(rig.current().position >= 500ms);
}

TEST_CASE("PlaybackHost: what has been watched is offered to go on with", "[app][playback][shell]") {
    const ClipFeed feed(numbered_episodes(4));
    HostRig rig(feed.path());
    REQUIRE(rig.wait_settled());
    const auto continues = [&] {
        return std::ranges::any_of(rig.host.shelves(),
                                   [](const Shelf& shelf) { return shelf.kind == ShelfKind::ContinueWatching; });
    };
    CHECK_FALSE(continues());
    const Page first = rig.host.page(0);
    rig.library.watched({rig.host.feed_key(), first.series->id, first.episode->id}, 2s, 0.5);
    CHECK(continues());
}
