// What one run leaves for the next.
#include "app/library/library_file.h"
#include "app/library/sqlite_database.h"
#include "tests/app/support/clip_feed.h"
#include "tests/app/support/host_rig.h"
#include "tests/net/catalog/temporary_folder.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace cliffhanger::test;
using namespace std::chrono_literals;

namespace {

struct Home {
    TemporaryFolder folder;
    std::filesystem::path library = folder.path() / "library.db";
};

}  // namespace

TEST_CASE("PlaybackHost: the next run begins with the episode and at the place that the last one left",
          "[app][playback][library]") {
    const ClipFeed feed(numbered_episodes(4));
    const Home home;
    {
        HostRig rig(feed.path(), {}, home.library);
        REQUIRE(rig.wait_settled());
        CHECK(rig.host.current_page() == 0);
        rig.swipe_to(2);
        rig.host.seek(2s, SeekMode::Exact);
        REQUIRE(rig.wait_settled());
        REQUIRE(rig.play_until([&] { return rig.current().position >= 2600ms; }));
    }
    HostRig rig(feed.path(), {}, home.library);
    REQUIRE(rig.wait_settled());
    CHECK(rig.host.current_page() == 2);
    CHECK(rig.current().position >= 2100ms);
    CHECK(rig.current().position <= 2700ms);
    CHECK(rig.host.watched_fraction(2) > 0.2);
    CHECK_FALSE(rig.host.take_notice());
}

TEST_CASE("PlaybackHost: what the viewer asks for at the start comes before where he was", "[app][playback][library]") {
    const ClipFeed feed(numbered_episodes(4));
    const Home home;
    {
        HostRig rig(feed.path(), {}, home.library);
        REQUIRE(rig.wait_settled());
        rig.swipe_to(2);
    }
    PlayOptions options;
    options.start = StartPosition{"1", "2", 1};
    HostRig rig(feed.path(), options, home.library);
    REQUIRE(rig.wait_settled());
    CHECK(rig.host.current_page() == 1);
    CHECK(rig.current().position == 1s);
}

TEST_CASE(
    "PlaybackHost: likes, the list, what was unlocked, the volume, the style and the timing of captions are there in "
    "the next run",
    "[app][playback][library]") {
    auto episodes = numbered_episodes(3);
    const ClipFeed feed(std::move(episodes));
    const Home home;
    {
        HostRig rig(feed.path(), {}, home.library);
        REQUIRE(rig.wait_settled());
        rig.host.set_liked(1, true);
        rig.host.set_listed(0, true);
        rig.host.unlock(2);
        rig.host.set_volume(0.35f, true);
        rig.host.captions().set_delay(-150ms);
        rig.host.captions().set_style({.size = CaptionSize::Large, .outline = true, .font = CaptionFont::Serif});
    }
    HostRig rig(feed.path(), {}, home.library);
    REQUIRE(rig.wait_settled());
    CHECK(rig.host.liked(1));
    CHECK_FALSE(rig.host.liked(0));
    CHECK(rig.host.listed(0));
    CHECK(rig.host.volume() == Approx(0.35f));
    CHECK_FALSE(rig.host.muted());
    CHECK(rig.host.captions().delay() == -150ms);
    CHECK(rig.host.captions().style() ==
          CaptionStyle{.size = CaptionSize::Large, .outline = true, .font = CaptionFont::Serif});
    CHECK(
        rig.library.episode({library_feed_key(feed.path()), rig.host.page(2).series->id, rig.host.page(2).episode->id})
            .unlocked);
}

TEST_CASE("PlaybackHost: an episode that was seen to its end starts over in the next run", "[app][playback][library]") {
    const ClipFeed feed(numbered_episodes(2));
    const Home home;
    {
        PlayOptions options;
        options.autoplay = false;
        HostRig rig(feed.path(), options, home.library);
        REQUIRE(rig.wait_settled());
        rig.host.seek(*rig.current().duration - 200ms, SeekMode::Exact);
        REQUIRE(rig.wait_settled());
        REQUIRE(rig.play_until([&] { return rig.current().state == SessionState::Ended; }));
        rig.step();
        CHECK(rig.host.watched_fraction(0) == 1);
    }
    HostRig rig(feed.path(), {}, home.library);
    REQUIRE(rig.wait_settled());
    CHECK(rig.current().position < 100ms);
    CHECK(rig.host.watched_fraction(0) == 1);
}

TEST_CASE("PlaybackHost: a disk that fills up under way is said", "[app][playback][library]") {
    const ClipFeed feed(numbered_episodes(2));
    const Home home;
    HostRig rig(feed.path(), {}, home.library);
    REQUIRE(rig.wait_settled());
    CHECK_FALSE(rig.host.take_notice());
    auto disk = SqliteDatabase::open(home.library);
    REQUIRE(disk);
    REQUIRE(disk->execute("CREATE TRIGGER full BEFORE INSERT ON settings BEGIN SELECT RAISE(ABORT, 'full'); END"));
    rig.host.settings().set(Setting::AgeLimit, "12");
    CHECK(rig.wait_until([&] { return rig.host.take_notice() == HostNotice::LibraryNotKept; }));
}

TEST_CASE("PlaybackHost: a library that cannot be kept is said once", "[app][playback][library]") {
    const ClipFeed feed(numbered_episodes(2));
    const Home home;
    const std::string in_the_way = home.folder.write("file");
    HostRig rig(feed.path(), {}, std::filesystem::path(in_the_way) / "library.db");
    REQUIRE(rig.wait_settled());
    CHECK(rig.host.take_notice() == HostNotice::LibraryNotKept);
    CHECK_FALSE(rig.host.take_notice());
    CHECK(rig.host.playing());
}
