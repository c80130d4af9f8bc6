#include "app/stats/run_stats.h"

#include <rapidjson/document.h>

#include "net/network_figures.h"
#include "player/images/image_loader.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using std::chrono::milliseconds;

namespace {

rapidjson::Document parsed(const RunStats& stats) {
    rapidjson::Document json;
    json.Parse(stats.to_json().c_str());
    REQUIRE_FALSE(json.HasParseError());
    return json;
}

std::vector<std::string> keys(const rapidjson::Value& object) {
    std::vector<std::string> names;
    for (const auto& member : object.GetObject()) names.emplace_back(member.name.GetString());
    return names;
}

SessionSnapshot frames(std::uint64_t shown, SessionState state = SessionState::Ready) {
    SessionSnapshot snapshot;
    snapshot.state = state;
    snapshot.play_when_ready = true;
    snapshot.frames_shown = shown;
    return snapshot;
}

}  // namespace

TEST_CASE("percentile: the value that so many are not above", "[app][stats]") {
    CHECK_FALSE(percentile({}, 0.5));
    CHECK(percentile({7}, 0.0) == 7);
    CHECK(percentile({7}, 1.0) == 7);
    CHECK(percentile({4, 1, 3, 2}, 0.5) == 2);
    CHECK(percentile({4, 1, 3, 2}, 0.51) == 3);
    CHECK(percentile({4, 1, 3, 2}, 1.0) == 4);
    std::vector<double> hundred;
    for (int i = 100; i > 0; --i) hundred.push_back(i);
    CHECK(percentile(hundred, 0.95) == 95);
    CHECK(percentile(hundred, 0.0) == 1);
}

TEST_CASE("RunStats: a run without anything writes every field all the same", "[app][stats]") {
    RunStats stats{Microseconds{0}};
    stats.set_presenter("cpu (memory)");
    const auto json = parsed(stats);
    CHECK(keys(json) == std::vector<std::string>{"presenter", "missing_fonts", "start", "swipes", "swipes_overtaken",
                                                 "frames", "av_offset_ms", "motion_interval_ms", "motion_work_ms",
                                                 "scenes", "artwork", "stalls", "cut_short", "rung_changes", "network",
                                                 "interface_cpu_s", "raster_cpu_s", "cpu_s", "peak_rss_mib"});
    CHECK(std::string(json["presenter"].GetString()) == "cpu (memory)");
    CHECK(keys(json["start"]) == std::vector<std::string>{"window_ms", "screen_ms", "first_frame_ms"});
    CHECK(json["start"]["window_ms"].IsNull());
    CHECK(json["start"]["first_frame_ms"].IsNull());
    CHECK(keys(json["network"]) == std::vector<std::string>{"requests", "bytes", "media_bytes", "watched_bytes",
                                                            "wasted_bytes", "cache_hits", "cache_bytes",
                                                            "rung_changes"});
    CHECK(json["network"]["wasted_bytes"].GetUint64() == 0);
    CHECK(json["swipes"].Empty());
    CHECK(keys(json["frames"]) == std::vector<std::string>{"shown", "dropped", "late", "black", "too_slow"});
    CHECK(json["frames"]["shown"].GetInt() == 0);
    CHECK(keys(json["av_offset_ms"]) == std::vector<std::string>{"p50", "p95", "max"});
    CHECK(json["av_offset_ms"]["max"].IsNull());
    CHECK(json["stalls"].Empty());
    CHECK(json["cpu_s"].GetDouble() > 0);
    CHECK(json["peak_rss_mib"].GetDouble() > 0);
}

TEST_CASE("RunStats: the start counts from the start of the process, once", "[app][stats]") {
    RunStats stats{milliseconds(-40)};
    stats.window_shown(milliseconds(60));
    stats.window_shown(milliseconds(400));
    stats.video_presented(milliseconds(85));
    stats.video_presented(milliseconds(500));
    const auto json = parsed(stats);
    CHECK(json["start"]["window_ms"].GetDouble() == 100);
    CHECK(json["start"]["first_frame_ms"].GetDouble() == 125);
}

TEST_CASE("RunStats: a swipe counts from its intent to the first present of its picture", "[app][stats]") {
    RunStats stats{Microseconds{0}};
    stats.swipe_shown(milliseconds(5));  // nothing was swiped
    stats.swipe_began(milliseconds(1000), true);
    stats.swipe_shown(milliseconds(1016));
    stats.swipe_shown(milliseconds(1033));
    stats.swipe_began(milliseconds(2000), false);
    stats.swipe_shown(milliseconds(2250));
    REQUIRE(stats.swipes().size() == 2);
    CHECK(stats.swipes()[0].prepared);
    CHECK(stats.swipes()[0].first_frame_ms == 16);
    CHECK_FALSE(stats.swipes()[1].prepared);
    CHECK(stats.swipes()[1].first_frame_ms == 250);
    const auto json = parsed(stats);
    REQUIRE(json["swipes"].Size() == 2);
    CHECK(std::string(json["swipes"][0]["kind"].GetString()) == "prepared");
    CHECK(json["swipes"][0]["first_frame_ms"].GetDouble() == 16);
    CHECK(std::string(json["swipes"][1]["kind"].GetString()) == "unprepared");
    CHECK(json["swipes"][1]["at_s"].GetDouble() == 2);
    CHECK(json["swipes_overtaken"].GetInt() == 0);
}

TEST_CASE("RunStats: a page that was passed before its picture came is no swipe that was answered", "[app][stats]") {
    RunStats stats{Microseconds{0}};
    stats.swipe_began(milliseconds(1000), true);
    stats.swipe_began(milliseconds(1100), false);
    stats.swipe_shown(milliseconds(1150));
    REQUIRE(stats.swipes().size() == 1);
    CHECK_FALSE(stats.swipes()[0].prepared);
    CHECK(stats.swipes()[0].first_frame_ms == 50);
    CHECK(stats.overtaken() == 1);
}

TEST_CASE("RunStats: a swipe to a locked page has no figure, however late it is unlocked", "[app][stats]") {
    RunStats stats{Microseconds{0}};
    stats.swipe_began(milliseconds(1000), false);
    stats.swipe_forgotten();
    stats.swipe_shown(milliseconds(9000));
    stats.swipe_began(milliseconds(10000), true);
    CHECK(stats.swipes().empty());
    CHECK(stats.overtaken() == 0);
}

TEST_CASE("RunStats: adds up the frames of all sessions", "[app][stats]") {
    RunStats stats{Microseconds{0}};
    const int first = 0, second = 0;
    auto snapshot = frames(3);
    stats.playback(&first, snapshot, milliseconds(0));
    snapshot.frames_shown = 10;
    snapshot.frames_dropped = 2;
    snapshot.frames_late = 1;
    stats.playback(&first, snapshot, milliseconds(100));
    stats.playback(&second, frames(1), milliseconds(200));
    stats.playback(&second, frames(5), milliseconds(300));
    // A session that started over counts from nothing again.
    stats.playback(&second, frames(2), milliseconds(400));
    stats.playback(&second, frames(3), milliseconds(500));
    stats.black_presented();
    CHECK(stats.shown() == 7 + 4 + 1);
    CHECK(stats.dropped() == 2);
    CHECK(stats.black() == 1);
    const auto json = parsed(stats);
    CHECK(json["frames"]["shown"].GetInt() == 12);
    CHECK(json["frames"]["late"].GetInt() == 1);
    CHECK(json["frames"]["black"].GetInt() == 1);
}

TEST_CASE("RunStats: offsets are distances, one a frame that was shown", "[app][stats]") {
    RunStats stats{Microseconds{0}};
    const int session = 0;
    auto snapshot = frames(0);
    stats.playback(&session, snapshot, milliseconds(0));
    for (int i = 1; i <= 20; ++i) {
        snapshot.frames_shown = static_cast<std::uint64_t>(i);
        snapshot.av_offset_ms = i % 2 == 0 ? i : -i;
        stats.playback(&session, snapshot, milliseconds(i * 33));
        stats.playback(&session, snapshot, milliseconds(i * 33 + 1));  // the same frame still
    }
    const auto json = parsed(stats);
    CHECK(json["av_offset_ms"]["p50"].GetDouble() == 10);
    CHECK(json["av_offset_ms"]["p95"].GetDouble() == 19);
    CHECK(json["av_offset_ms"]["max"].GetDouble() == 20);
}

TEST_CASE("RunStats: a stall lasts from the last frame to the next", "[app][stats]") {
    RunStats stats{milliseconds(-500)};
    const int session = 0;
    stats.playback(&session, frames(0), milliseconds(0));
    stats.playback(&session, frames(1), milliseconds(1000));
    stats.playback(&session, frames(1), milliseconds(1030));
    stats.playback(&session, frames(1, SessionState::Buffering), milliseconds(1060));
    stats.playback(&session, frames(1, SessionState::Buffering), milliseconds(1300));
    // One that has not ended counts as far as it has come.
    REQUIRE(parsed(stats)["stalls"].Size() == 1);
    CHECK(parsed(stats)["stalls"][0]["ms"].GetDouble() == 300);
    stats.playback(&session, frames(2), milliseconds(1400));
    const auto json = parsed(stats);
    REQUIRE(json["stalls"].Size() == 1);
    CHECK(json["stalls"][0]["at_s"].GetDouble() == 1.5);
    CHECK(json["stalls"][0]["ms"].GetDouble() == 400);
}

TEST_CASE("RunStats: buffering that nobody waits for is no stall", "[app][stats]") {
    RunStats stats{Microseconds{0}};
    const int session = 0, next = 0;
    auto paused = frames(1, SessionState::Buffering);
    paused.play_when_ready = false;
    stats.playback(&session, frames(1), milliseconds(0));
    stats.playback(&session, paused, milliseconds(100));
    stats.playback(&session, frames(2), milliseconds(200));
    // Left while it stalled.
    stats.playback(&session, frames(2, SessionState::Buffering), milliseconds(300));
    stats.playback_stopped();
    stats.playback(&next, frames(1), milliseconds(400));
    stats.playback(&next, frames(2), milliseconds(433));
    CHECK(parsed(stats)["stalls"].Empty());
}

TEST_CASE("RunStats: what came over the wire and was not watched is wasted", "[app][stats]") {
    RunStats stats{Microseconds{0}};
    NetworkFigures figures;
    figures.requests = 3, figures.bytes = 1'200, figures.media_bytes = 1'000;
    const auto wasted = [&] { return parsed(stats)["network"]["wasted_bytes"].GetUint64(); };
    stats.network(figures, 300);
    stats.network(figures, 300);
    CHECK(wasted() == 400);
    figures.cache_bytes = 200;
    CHECK(wasted() == 600);
    stats.network(figures, 5'000);
    CHECK(wasted() == 0);
    CHECK(parsed(stats)["network"]["watched_bytes"].GetUint64() == 5'600);
}

TEST_CASE("RunStats: intervals are counted from scene to scene while something moves", "[app][stats]") {
    RunStats stats{Microseconds{0}};
    stats.scene_presented(milliseconds(190), milliseconds(200), false);
    stats.scene_presented(milliseconds(995), milliseconds(1000), true);
    stats.scene_presented(milliseconds(1010), milliseconds(1016), true);
    stats.scene_presented(milliseconds(1030), milliseconds(1034), true);
    stats.scene_presented(milliseconds(1050), milliseconds(1051), false);
    stats.scene_presented(milliseconds(9000), milliseconds(9003), true);
    stats.scene_unchanged();
    stats.scene_presented(milliseconds(9900), milliseconds(9903), true);
    const auto json = parsed(stats);
    CHECK(json["start"]["screen_ms"].GetDouble() == 200);
    CHECK(json["motion_interval_ms"]["p50"].GetDouble() == 16);
    CHECK(json["motion_interval_ms"]["max"].GetDouble() == 18);
    CHECK(json["motion_work_ms"]["max"].GetDouble() == 6);
    CHECK(json["scenes"]["presented"].GetInt() == 7);
    CHECK(json["scenes"]["unchanged"].GetInt() == 1);
}

TEST_CASE("RunStats: what the presenter spends and what artwork takes are as they were last said", "[app][stats]") {
    RunStats stats{Microseconds{0}};
    CHECK(parsed(stats)["raster_cpu_s"].IsNull());
    stats.set_raster_cpu_s(0.25);
    stats.set_images({.decoded = 7, .peak_bytes = 3u << 20});
    const auto json = parsed(stats);
    CHECK(json["raster_cpu_s"].GetDouble() == 0.25);
    CHECK(json["artwork"]["decoded"].GetInt() == 7);
    CHECK(json["artwork"]["peak_mib"].GetDouble() == 3);
}
