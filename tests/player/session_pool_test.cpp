#include <random>

#include "player/session_pool.h"
#include "tests/player/playback_harness.h"
#include "tests/player/scripted_source.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace cliffhanger::test;
using namespace std::chrono_literals;

namespace {

/// Good, truncated, missing, silent and never answering items in turn.
std::vector<MediaItem> mixed_items(const PlaybackHarness& harness, std::size_t count) {
    const std::vector<std::string> names = {"numbered.mp4",  "truncated.mp4", "missing.mp4", "stall",
                                            "vp9_opus.webm", "page.html",     "numbered.ts", "silent.mp4"};
    std::vector<MediaItem> items;
    for (std::size_t i = 0; i < count; ++i) {
        items.push_back(harness.item(names[i % names.size()]));
        items.back().id += std::to_string(i);
    }
    return items;
}

MediaItems feed_of(std::vector<MediaItem> items) {
    const auto feed = std::make_shared<std::vector<MediaItem>>(std::move(items));
    return {feed->size(), [feed](std::size_t index) { return feed->at(index).id; },
            [feed](std::size_t index) { return feed->at(index); }};
}

}  // namespace

TEST_CASE("SessionPool: prepares the neighbours of the focused episode", "[player]") {
    PlaybackHarness harness;
    SessionPool pool(harness.context);
    pool.set_items(feed_of({harness.item("numbered.mp4"), harness.item("silent.mp4"), harness.item("hevc.mp4"),
                            harness.item("numbered.mkv")}),
                   1);
    CHECK(pool.current() == 1U);
    for (const std::size_t index : {1U, 2U, 0U}) {
        REQUIRE(harness.wait_until([&] {
            pool.update();
            return pool.session(index) != nullptr;
        }));
        CHECK(harness.wait_until([&] { return pool.session(index)->preview() != nullptr; }));
    }
    CHECK(pool.session(3) == nullptr);
    auto* const kept = pool.session(2);
    pool.focus(2);
    CHECK(pool.session(2) == kept);
    CHECK(pool.session(0) == nullptr);
    REQUIRE(harness.wait_until([&] {
        pool.update();
        return pool.session(3) != nullptr;
    }));
    CHECK(harness.wait_until([&] { return pool.session(3)->preview() != nullptr; }));
}

TEST_CASE("SessionPool: neighbours wait for the first picture of the focused episode, but not for one that hangs",
          "[player]") {
    PlaybackHarness harness;
    const auto script = std::make_shared<Script>();
    script->misbehave_after(0, Misbehaviour::Stall);
    harness.context.open_source = [&](const MediaItem& item) -> std::unique_ptr<MediaSource> {
        if (item.address.url == fixture("stall")) return scripted_source("numbered.mp4", script);
        return scripted_source("numbered.mp4", std::make_shared<Script>());
    };
    SessionPool pool(harness.context);
    pool.set_items(feed_of({harness.item("numbered.mp4"), harness.item("stall"), harness.item("numbered.mp4")}), 1);
    harness.clock.advance(400ms);
    pool.update();
    CHECK(pool.live_sessions() == 1);
    harness.clock.advance(200ms);
    pool.update();
    CHECK(pool.session(0) != nullptr);
    CHECK(pool.session(2) != nullptr);
}

TEST_CASE("SessionPool: a new feed keeps the sessions of items that stay where they are", "[player]") {
    PlaybackHarness harness;
    SessionPool pool(harness.context);
    pool.set_items(feed_of({harness.item("numbered.mp4"), harness.item("silent.mp4")}), 0);
    auto* const kept = pool.session(0);
    pool.set_items(feed_of({harness.item("numbered.mp4"), harness.item("hevc.mp4")}), 0);
    CHECK(pool.session(0) == kept);
    REQUIRE(harness.wait_until([&] {
        pool.update();
        return pool.session(1) != nullptr;
    }));
    CHECK(pool.session(1)->item().id == "hevc.mp4");
}

TEST_CASE("SessionPool: an episode that has moved in the feed keeps its session", "[player]") {
    PlaybackHarness harness;
    SessionPool pool(harness.context);
    pool.set_items(feed_of({harness.item("numbered.mp4"), harness.item("silent.mp4"), harness.item("hevc.mp4")}), 1);
    REQUIRE(harness.wait_until([&] { return pool.session(1) != nullptr && pool.session(1)->preview() != nullptr; }));
    auto* const kept = pool.session(1);
    pool.set_items(feed_of({harness.item("numbered.mkv"), harness.item("hevc.mp4"), harness.item("numbered.ts"),
                            harness.item("silent.mp4")}),
                   3);
    CHECK(pool.current() == 3U);
    CHECK(pool.session(3) == kept);
}

TEST_CASE("SessionPool: an episode begins where it was left when its session was made", "[player]") {
    PlaybackHarness harness;
    SessionPool pool(harness.context);
    MediaTime left_at{0};
    const auto item = [&](std::size_t index) {
        MediaItem made = harness.item(index == 0 ? "numbered.mp4" : "silent.mp4");
        made.start = left_at;
        return made;
    };
    pool.set_items({3, [&](std::size_t index) { return item(index).id; }, item}, 2);
    left_at = 3s;
    pool.focus(0);
    REQUIRE(harness.wait_ready(*pool.session(0)));
    CHECK(picture_number(*pool.session(0)->preview()) == 90);
}

TEST_CASE("SessionPool: two hundred random swipes never hold more than three sessions", "[player]") {
    PlaybackHarness harness;
    const auto script = std::make_shared<Script>();
    script->misbehave_after(0, Misbehaviour::Stall);
    harness.context.open_source = [&](const MediaItem& item) -> std::unique_ptr<MediaSource> {
        if (item.address.url == fixture("stall")) return scripted_source("numbered.mp4", script);
        return scripted_source(item.id.substr(0, item.id.find_last_not_of("0123456789") + 1),
                               std::make_shared<Script>());
    };
    SessionPool pool(harness.context);
    pool.set_items(feed_of(mixed_items(harness, 40)), 20);
    std::mt19937 random(7);
    std::size_t index = 20;
    for (int swipe = 0; swipe < 200; ++swipe) {
        if (auto* left = pool.session(index)) left->pause();
        const auto jump = random() % 10;
        index =
            jump == 0 ? random() % 40 : (jump % 2 == 0 && index > 0 ? index - 1 : std::min<std::size_t>(index + 1, 39));
        pool.focus(index);
        CHECK(pool.live_sessions() <= SessionPool::kMaxSessions);
        REQUIRE(harness.wait_until([&] {
            pool.update();
            return pool.session(index) != nullptr;
        }));
        CHECK(pool.live_sessions() <= SessionPool::kMaxSessions);
        PlaybackSession& session = *pool.session(index);
        harness.mixer.set_audible(session.audio());
        session.play();
        for (unsigned i = 0; i < random() % 8; ++i) {
            harness.sound.resize(960);
            harness.mixer.render(harness.sound, Microseconds{0});
            harness.clock.advance(10ms);
            session.picture(harness.clock.now());
            if (random() % 8 == 0) session.seek(MediaTime{static_cast<long>(random() % 6000000)}, SeekMode::Exact);
            if (random() % 16 == 0) session.set_rate(random() % 2 == 0 ? 2.0 : 1.0);
        }
    }
    harness.mixer.set_audible(nullptr);
}
