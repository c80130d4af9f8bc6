// The time stamps of runs on one timeline, and the plain rule for rungs.
#include "player/source/hls/segment_times.h"
#include "player/policy/throughput_scheduler.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace std::chrono_literals;

namespace {

RunStart transport_run(MediaTime time, bool continues = false, std::int64_t discontinuity = 0) {
    RunStart run;
    run.discontinuity = discontinuity;
    run.time = time;
    run.continues = continues;
    run.wraps = true;
    return run;
}

constexpr MediaTime kFrame = 40ms;
/// 2^33 ticks of 90 kHz.
constexpr MediaTime kWrap{(std::int64_t{1} << 33) * 100 / 9};

MediaTime mapped(SegmentTimes& times, MediaTime stamp, int stream = 0) {
    return stamp + times.offset_for(stream, stamp, kFrame);
}

}  // namespace

TEST_CASE("SegmentTimes: the first run begins where the playlist says, and others keep its clock", "[player][hls]") {
    SegmentOffsets offsets;
    SegmentTimes pictures(offsets), sound(offsets);
    pictures.begin(transport_run(4s), 1000s);
    CHECK(mapped(pictures, 1000s) == MediaTime(4s));
    // The sound's segment begins earlier than its playlist says: it stays with the pictures.
    sound.begin(transport_run(4s), 999800ms);
    CHECK(mapped(sound, 999800ms) == MediaTime(3800ms));
    // Another rung, whose playlist rounds otherwise.
    pictures.begin(transport_run(4090ms, true), 1000040ms);
    CHECK(mapped(pictures, 1000040ms) == MediaTime(4040ms));
}

TEST_CASE("SegmentTimes: a stream that breaks its clock goes on where it was", "[player][hls]") {
    SegmentOffsets offsets;
    SegmentTimes times(offsets);
    times.begin(transport_run(0s), 50s);
    CHECK(mapped(times, 50s) == MediaTime(0s));
    SECTION("at the beginning of a run") {
        times.begin(transport_run(40ms, true), 7s);
        CHECK(mapped(times, 7s) == MediaTime(40ms));
    }
    SECTION("backwards within a run, in both streams") {
        CHECK(mapped(times, 50s, 1) == MediaTime(0s));
        CHECK(mapped(times, 7s) == MediaTime(40ms));
        CHECK(mapped(times, 7s + 40ms) == MediaTime(80ms));
        // What is left of the other stream's old clock is not moved.
        CHECK(mapped(times, 50040ms, 1) == MediaTime(40ms));
        CHECK(mapped(times, 7040ms, 1) == MediaTime(80ms));
    }
    SECTION("far ahead within a run") { CHECK(mapped(times, 500s) == MediaTime(40ms)); }
    SECTION("a pause of some seconds is none") { CHECK(mapped(times, 55s) == MediaTime(5s)); }
}

TEST_CASE("SegmentTimes: counters of 33 bits wrap within a run, between runs and back", "[player][hls]") {
    SegmentOffsets offsets;
    SegmentTimes times(offsets);
    times.begin(transport_run(0s), kWrap - 1s);
    CHECK(mapped(times, kWrap - 1s) == MediaTime(0s));
    CHECK(mapped(times, kWrap - 40ms) == MediaTime(960ms));
    CHECK(mapped(times, 0ms) == MediaTime(1s));
    times.begin(transport_run(2s, true), 1s);
    CHECK(mapped(times, 1s) == MediaTime(2s));
    times.forget();
    times.begin(transport_run(0s), kWrap - 1s);
    CHECK(mapped(times, kWrap - 1s) == MediaTime(0s));
}

TEST_CASE("SegmentTimes: what is missing is waited for, what a live stream has lost is not", "[player][hls]") {
    SegmentOffsets offsets;
    SegmentTimes times(offsets);
    times.begin(transport_run(0s), 10s);
    (void)mapped(times, 10s);
    SECTION("missing") {
        times.skip(2s);
        times.begin(transport_run(2040ms, true), 12040ms);
        CHECK(mapped(times, 12040ms) == MediaTime(2040ms));
    }
    SECTION("lost") {
        RunStart run = transport_run(100s, true);
        run.skips_ahead = true;
        times.begin(run, 110s);
        CHECK(mapped(times, 110s) == MediaTime(40ms));
    }
    SECTION("a playlist that rounds by more than it may is not followed") {
        times.begin(transport_run(900ms, true, 1), 0s);
        CHECK(mapped(times, 0s) == MediaTime(40ms));
    }
}

TEST_CASE("choose_rung: the highest that fits, within the limits", "[player][hls]") {
    const std::vector<SegmentRung> rungs = {
        {400'000, {}, 270, 480}, {900'000, {}, 360, 640}, {2'000'000, {}, 540, 960}, {5'000'000, {}, 1080, 1920}};
    const auto choose = [&](double throughput, const RungLimits& limits = {}) {
        return choose_rung(rungs, throughput, limits);
    };
    CHECK(choose(100'000) == 0);
    CHECK(choose(1'200'000) == 1);
    CHECK(choose(2'500'000) == 2);
    CHECK(choose(1e9) == 3);
    CHECK(choose(1e9, {.pinned_bandwidth = 850'000}) == 1);
    CHECK(choose(1e3, {.pinned_bandwidth = 9'000'000}) == 3);
    CHECK(choose(1e9, {.highest_bandwidth = 2'000'000}) == 2);
    CHECK(choose(1e9, {.highest_bandwidth = 1}) == 0);
    CHECK(choose(1e9, {.highest_short_side = 360}) == 1);
}

TEST_CASE("ThroughputScheduler: follows what transfers measure, and grants nothing after a stop", "[player][hls]") {
    ThroughputScheduler scheduler;
    SegmentRequest request;
    request.rungs = {{400'000, {}, 0, 0}, {2'000'000, {}, 0, 0}, {8'000'000, {}, 0, 0}};
    CHECK(scheduler.request(request, {})->rung == 1);
    SegmentTransfer fast;
    fast.bytes = 4'000'000;
    fast.reading = 1s;
    for (int i = 0; i < 8; ++i) scheduler.finished(fast);
    CHECK(scheduler.request(request, {})->rung == 2);
    SegmentTransfer slow;
    slow.bytes = 100'000;
    slow.reading = 2s;
    for (int i = 0; i < 8; ++i) scheduler.finished(slow);
    CHECK(scheduler.request(request, {})->rung == 0);
    // What lay in buffers says nothing.
    SegmentTransfer small;
    small.bytes = 1000;
    small.reading = 1us;
    scheduler.finished(small);
    CHECK(scheduler.request(request, {})->rung == 0);
    std::stop_source stop;
    stop.request_stop();
    CHECK(scheduler.request(request, stop.get_token()).error().kind == ErrorKind::Aborted);
}
