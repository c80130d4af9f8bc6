#include "app/playback/playback_host.h"

#include <fstream>
#include <iterator>

#include "tests/app/support/clip_feed.h"
#include "tests/app/support/host_rig.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace cliffhanger::test;
using namespace std::chrono_literals;

namespace {

std::string bytes_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("PlaybackHost: plays the first page as soon as the feed is there", "[app][playback]") {
    const ClipFeed feed(numbered_episodes(3));
    HostRig rig(feed.path());
    CHECK(rig.host.page_count() == 0);
    CHECK(rig.host.feed_state() == FeedState::Loading);
    REQUIRE(rig.wait_settled());
    CHECK(rig.host.feed_state() == FeedState::Ready);
    CHECK(rig.host.page_count() == 3);
    CHECK(rig.host.current_page() == 0);
    CHECK(rig.current().play_when_ready);
    CHECK(rig.current().state == SessionState::Ready);
    CHECK(rig.host.playing());
    CHECK_FALSE(rig.snapshot(1).play_when_ready);
    CHECK(rig.snapshot(1).has_first_frame);
    CHECK_FALSE(rig.host.snapshot(2));
    CHECK(rig.host.live_sessions() == 2);
    CHECK(rig.play_until([&] { return rig.current().position > 200ms; }));
}

TEST_CASE("PlaybackHost: a metered network saves data, unless the viewer wants something else of it",
          "[app][playback]") {
    const ClipFeed feed(numbered_episodes(1));
    HostRig rig(feed.path());
    REQUIRE(rig.wait_settled());
    const auto saves = [&] {
        rig.step();
        return rig.host.quality().data_saver && rig.host.system_figures().saves_data;
    };
    CHECK_FALSE(saves());
    rig.host.set_metered(true);
    CHECK(saves());
    CHECK(rig.host.quality().metered);
    SECTION("automatic quality, until the network is another one") {
        rig.host.set_quality({});
        CHECK_FALSE(saves());
        rig.host.set_metered(false);
        rig.host.set_metered(true);
        CHECK(saves());
    }
    SECTION("a quality of the viewer's own") {
        rig.host.set_quality({.height = 720});
        CHECK_FALSE(saves());
        rig.host.set_metered(false);
        rig.host.set_metered(true);
        CHECK_FALSE(saves());
    }
    SECTION("the setting") {
        rig.host.settings().set(Setting::DataSaver, "off");
        CHECK_FALSE(saves());
        rig.host.settings().set(Setting::DataSaver, "on");
        rig.host.set_metered(false);
        CHECK(saves());
    }
    SECTION("another network") {
        rig.host.set_metered(false);
        CHECK_FALSE(saves());
    }
}

TEST_CASE("PlaybackHost: a committed page plays at once, and the one before goes on until it is out of sight",
          "[app][playback]") {
    const ClipFeed feed(numbered_episodes(3));
    HostRig rig(feed.path());
    REQUIRE(rig.wait_settled());
    rig.visible = {0, 1};
    REQUIRE(rig.play_until([&] { return rig.current().position > 300ms; }));
    rig.host.commit_page(1);
    CHECK(rig.host.current_page() == 1);
    CHECK(rig.snapshot(1).play_when_ready);
    CHECK(rig.snapshot(0).play_when_ready);
    rig.step();
    CHECK(rig.snapshot(0).play_when_ready);
    rig.visible = {1};
    rig.step();
    CHECK_FALSE(rig.snapshot(0).play_when_ready);
    CHECK(rig.snapshot(1).play_when_ready);
    CHECK(rig.play_until([&] { return rig.current().position > 200ms; }));
}

TEST_CASE("PlaybackHost: a page that was paused plays again on the next page", "[app][playback]") {
    const ClipFeed feed(numbered_episodes(2));
    HostRig rig(feed.path());
    REQUIRE(rig.wait_settled());
    rig.host.set_playing(false);
    rig.step();
    CHECK_FALSE(rig.current().play_when_ready);
    CHECK_FALSE(rig.host.playing());
    rig.swipe_to(1);
    CHECK(rig.host.wants_to_play());
    CHECK(rig.current().play_when_ready);
}

TEST_CASE("PlaybackHost: no more than three sessions exist, however far a swipe goes", "[app][playback]") {
    const ClipFeed feed(numbered_episodes(8));
    HostRig rig(feed.path());
    REQUIRE(rig.wait_settled());
    for (const std::size_t page : {1u, 2u, 3u, 7u, 0u, 5u}) {
        rig.host.commit_page(page);
        CHECK(rig.host.live_sessions() <= 3);
    }
    REQUIRE(rig.wait_settled());
    CHECK(rig.host.current_page() == 5);
    CHECK(rig.current().state == SessionState::Ready);
    CHECK(rig.host.live_sessions() == 3);
}

TEST_CASE("PlaybackHost: a swipe to a page that is not there changes nothing", "[app][playback]") {
    const ClipFeed feed(numbered_episodes(2));
    HostRig rig(feed.path());
    REQUIRE(rig.wait_settled());
    rig.host.commit_page(2);
    rig.host.commit_page(0);
    CHECK(rig.host.current_page() == 0);
    rig.step();
    CHECK(rig.stats.swipes().empty());
}

TEST_CASE("PlaybackHost: a page goes on where it was left, also when its session had to go", "[app][playback]") {
    const auto away = GENERATE(std::size_t{1}, std::size_t{4});
    CAPTURE(away);
    const ClipFeed feed(numbered_episodes(6));
    HostRig rig(feed.path());
    REQUIRE(rig.wait_settled());
    rig.host.seek(2s, SeekMode::Exact);
    REQUIRE(rig.wait_settled());
    rig.swipe_to(away);
    CHECK((rig.host.snapshot(0).has_value()) == (away == 1));
    rig.swipe_to(0);
    CHECK(rig.current().position >= 2s);
    CHECK(rig.current().position < 2100ms);
}

TEST_CASE("PlaybackHost: a page that is left before it could open keeps its place", "[app][playback]") {
    const ClipFeed feed(numbered_episodes(8));
    HostRig rig(feed.path());
    REQUIRE(rig.wait_settled());
    rig.host.seek(2s, SeekMode::Exact);
    REQUIRE(rig.wait_settled());
    rig.swipe_to(6);
    rig.host.commit_page(0);
    rig.host.commit_page(6);
    REQUIRE(rig.wait_settled());
    rig.swipe_to(0);
    CHECK(rig.current().position >= 2s);
}

TEST_CASE("PlaybackHost: a finished episode starts over when it is come back to", "[app][playback]") {
    const auto away = GENERATE(std::size_t{1}, std::size_t{4});
    CAPTURE(away);
    const ClipFeed feed(numbered_episodes(6));
    HostRig rig(feed.path());
    REQUIRE(rig.wait_settled());
    rig.host.seek(5500ms, SeekMode::Exact);
    REQUIRE(rig.play_until([&] { return rig.current().state == SessionState::Ended; }));
    rig.swipe_to(away);
    rig.swipe_to(0);
    CHECK(rig.current().position < 100ms);
    CHECK(rig.current().state == SessionState::Ready);
    CHECK(rig.play_until([&] { return rig.current().position > 300ms; }));
}

TEST_CASE("PlaybackHost: a locked page has no session to look at until it is unlocked", "[app][playback]") {
    const ClipFeed feed({{"s", {{.id = "e1"}, {.id = "e2", .locked = true}}}});
    HostRig rig(feed.path());
    REQUIRE(rig.wait_settled());
    CHECK(rig.host.unlocked(0));
    CHECK_FALSE(rig.host.unlocked(1));
    CHECK_FALSE(rig.host.snapshot(1));
    CHECK(rig.host.picture(1) == nullptr);
    rig.swipe_to(1);
    CHECK_FALSE(rig.host.snapshot(1));
    CHECK_FALSE(rig.host.playing());
    rig.host.unlock(1);
    REQUIRE(rig.wait_settled());
    CHECK(rig.host.unlocked(1));
    REQUIRE(rig.host.snapshot(1));
    CHECK(rig.snapshot(1).state == SessionState::Ready);
    CHECK(rig.play_until([&] { return rig.current().position > 200ms; }));
    CHECK(rig.host.picture(1) != nullptr);
}

TEST_CASE("PlaybackHost: unlocking a page and choosing a track lose no other page's place", "[app][playback]") {
    ClipSeries series{"s", {}};
    for (int i = 1; i <= 5; ++i) series.episodes.push_back({.id = "e" + std::to_string(i), .locked = i == 5});
    const ClipFeed feed({series});
    HostRig rig(feed.path());
    REQUIRE(rig.wait_settled());
    rig.host.seek(3s, SeekMode::Exact);
    REQUIRE(rig.wait_settled());
    rig.swipe_to(4);
    rig.host.unlock(4);
    rig.host.select_audio(0);
    rig.swipe_to(0);
    CHECK(rig.current().position >= 3s);
}

TEST_CASE("PlaybackHost: an episode without an address fails on its page only", "[app][playback]") {
    const ClipFeed feed({{"s", {{.id = "e1"}, {.id = "e2", .clip = ""}, {.id = "e3"}}}});
    HostRig rig(feed.path());
    REQUIRE(rig.wait_settled());
    rig.swipe_to(1);
    CHECK(rig.current().state == SessionState::Failed);
    CHECK(rig.current().error->kind == ErrorKind::NotFound);
    CHECK_FALSE(rig.host.playing());
    rig.swipe_to(2);
    CHECK(rig.current().state == SessionState::Ready);
}

TEST_CASE("PlaybackHost: retry starts a failed page over", "[app][playback]") {
    const std::string url = "http://host.test/a.mp4";
    const ClipFeed feed({{"s", {{.id = "e1", .clip = url}}}});
    HostRig rig(feed.path());
    FakeHttpAnswer gone, there;
    gone.status = 404;
    there.body = bytes_of(fixture_path("silent.mp4"));
    rig.http.script(url, {gone});
    REQUIRE(rig.wait_until([&] {
        const auto snapshot = rig.host.page_count() > 0 ? rig.host.snapshot(0) : std::nullopt;
        return snapshot && snapshot->state == SessionState::Failed;
    }));
    CHECK(rig.current().error->kind == ErrorKind::NotFound);
    rig.http.script(url, {there});
    rig.host.retry();
    REQUIRE(rig.wait_until([&] { return rig.current().state == SessionState::Ready; }));
    CHECK(rig.play_until([&] { return rig.current().position > 200ms; }));
}

TEST_CASE("PlaybackHost: the watched share is the farthest that was reached", "[app][playback]") {
    const ClipFeed feed(numbered_episodes(2));
    HostRig rig(feed.path());
    REQUIRE(rig.wait_settled());
    CHECK(rig.host.watched_fraction(0) == Approx(0).margin(0.01));
    rig.host.seek(3s, SeekMode::Exact);
    REQUIRE(rig.wait_settled());
    rig.step();
    CHECK(rig.host.watched_fraction(0) == Approx(0.5).margin(0.02));
    rig.host.seek(1s, SeekMode::Exact);
    REQUIRE(rig.wait_settled());
    rig.step();
    CHECK(rig.host.watched_fraction(0) == Approx(0.5).margin(0.02));
    rig.host.seek(5800ms, SeekMode::Exact);
    REQUIRE(rig.play_until([&] { return rig.current().state == SessionState::Ended; }));
    rig.step();
    CHECK(rig.host.watched_fraction(0) == 1.0);
    CHECK(rig.host.watched_fraction(1) == 0.0);
}

TEST_CASE("PlaybackHost: a swipe to a prepared page is written down as one", "[app][playback]") {
    const ClipFeed feed(numbered_episodes(6));
    HostRig rig(feed.path());
    REQUIRE(rig.wait_settled());
    rig.step();
    rig.swipe_to(1);
    rig.step();
    REQUIRE(rig.stats.swipes().size() == 1);
    CHECK(rig.stats.swipes()[0].prepared);
    CHECK(rig.stats.swipes()[0].first_frame_ms == 10);
    rig.swipe_to(5);
    rig.step();
    REQUIRE(rig.stats.swipes().size() == 2);
    CHECK_FALSE(rig.stats.swipes()[1].prepared);
}

TEST_CASE("PlaybackHost: the speed and the volume hold across pages", "[app][playback]") {
    const ClipFeed feed(numbered_episodes(2));
    PlayOptions options;
    options.muted = true;
    HostRig rig(feed.path(), options);
    REQUIRE(rig.wait_settled());
    CHECK(rig.host.muted());
    rig.host.set_volume(1.5f, false);
    CHECK(rig.host.volume() == 1.0f);
    CHECK_FALSE(rig.host.muted());
    rig.host.set_volume(-1, false);
    CHECK(rig.host.volume() == 0.0f);
    rig.host.set_rate(2);
    rig.step();
    CHECK(rig.current().rate == 2);
    rig.swipe_to(1);
    CHECK(rig.current().rate == 2);
}

TEST_CASE("PlaybackHost: the language of the sound holds across pages, prepared ones too", "[app][playback]") {
    const std::string clip = "two_languages.mp4";
    const ClipFeed feed({{"s", {{.id = "e1", .clip = clip}, {.id = "e2", .clip = clip}, {.id = "e3", .clip = clip}}}});
    HostRig rig(feed.path());
    REQUIRE(rig.wait_settled());
    const auto language = [&] {
        const SessionSnapshot now = rig.current();
        return now.audio_track < 0 ? std::string{}
                                   : now.audio_tracks.at(static_cast<std::size_t>(now.audio_track)).language;
    };
    const std::string first = language();
    rig.host.select_audio(1);
    REQUIRE(rig.wait_until([&] { return language() != first; }));
    const std::string chosen = language();
    rig.swipe_to(1);
    CHECK(rig.wait_until([&] { return language() == chosen; }));
    rig.swipe_to(2);
    CHECK(rig.wait_until([&] { return language() == chosen; }));
}

TEST_CASE("PlaybackHost: what the window does is passed on to it", "[app][playback]") {
    const ClipFeed feed(numbered_episodes(1));
    HostRig rig(feed.path());
    bool full = false;
    int shots = 0, quits = 0;
    rig.host.attach({.set_fullscreen = [&](bool on) { full = on; },
                     .fullscreen = [&] { return full; },
                     .set_mini = {},
                     .mini = {},
                     .screenshot = [&] { ++shots; },
                     .quit = [&] { ++quits; }});
    rig.host.toggle_fullscreen();
    CHECK(rig.host.fullscreen());
    rig.host.toggle_fullscreen();
    CHECK_FALSE(rig.host.fullscreen());
    rig.host.take_screenshot();
    rig.host.quit();
    CHECK(shots == 1);
    CHECK(quits == 1);
}
