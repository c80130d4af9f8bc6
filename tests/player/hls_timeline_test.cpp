#include "player/source/hls/hls_timeline.h"

#include <string>

#include "tests/support/catch.h"

namespace cliffhanger {
namespace {

using namespace std::chrono_literals;
using Kind = HlsNext::Kind;

HlsMediaPlaylist parsed(const std::string& text) {
    auto playlist =
        parse_hls_media_playlist("#EXTM3U\n#EXT-X-TARGETDURATION:4\n" + text, {"https://example.com/a.m3u8"});
    if (!playlist) FAIL(playlist.error().message);
    return std::move(*playlist);
}

enum class End { Open, Said };

/// `count` segments of 4 s, numbered from `first`.
HlsMediaPlaylist window(int first, int count, End end = End::Open, const std::string& header = "") {
    std::string text = "#EXT-X-MEDIA-SEQUENCE:" + std::to_string(first) + "\n" + header;
    for (int i = 0; i < count; ++i) text += "#EXTINF:4,\n" + std::to_string(first + i) + ".ts\n";
    return parsed(text + (end == End::Said ? "#EXT-X-ENDLIST\n" : ""));
}

std::int64_t number(const HlsTimeline& timeline, std::size_t index) {
    return timeline.segments().at(index).segment.media_sequence;
}

TEST_CASE("HlsTimeline: segments lie one behind the other from 0", "[hls]") {
    const HlsTimeline timeline(parsed("#EXTINF:4,\na\n#EXTINF:2.5,\nb\n#EXTINF:3,\nc\n#EXT-X-ENDLIST\n"), 0s);
    REQUIRE(timeline.segments().size() == 3);
    CHECK(timeline.segments()[1].start == 4s);
    CHECK(timeline.segments()[2].start == 6500ms);
    CHECK(timeline.window_end() == 9500ms);
    CHECK_FALSE(timeline.reload_at());
    CHECK_FALSE(timeline.stuck_at());
    CHECK(timeline.join()->index == 0);
    CHECK(timeline.find(-5s) == 0);
    CHECK(timeline.find(4s - 1us) == 0);
    CHECK(timeline.find(4s) == 1);
    CHECK(timeline.find(1h) == 2);
    CHECK(timeline.next({1, 0}).index == 2);
    CHECK(timeline.next({2, 0}).kind == Kind::End);
}

TEST_CASE("HlsTimeline: what stays in a sliding window keeps its time", "[hls]") {
    HlsTimeline timeline(window(10, 5), 0s);
    CHECK(timeline.update(window(12, 5), 4s) == HlsUpdate::Grown);
    CHECK(timeline.window_start() == 8s);
    CHECK(timeline.window_end() == 28s);
    CHECK(number(timeline, 0) == 12);
    CHECK(timeline.next({14, 0}).index == 3);
    CHECK(timeline.next({16, 0}).kind == Kind::Wait);
    // A window beyond the old one: what is missing was there for a target duration each.
    CHECK(timeline.update(window(20, 5), 40s) == HlsUpdate::Grown);
    CHECK(timeline.window_start() == 40s);
    // Listed again after it was gone.
    CHECK(timeline.update(window(18, 8), 44s) == HlsUpdate::Grown);
    CHECK(timeline.window_start() == 32s);
}

TEST_CASE("HlsTimeline: a live stream is joined three target durations from its edge", "[hls]") {
    HlsTimeline timeline(window(100, 10), 0s);
    REQUIRE(timeline.join());
    CHECK(timeline.join()->time == 28s);
    CHECK(number(timeline, timeline.join()->index) == 107);
    CHECK(HlsTimeline(window(0, 2), 0s).join()->index == 0);
    CHECK(HlsTimeline(window(0, 10, End::Open, "#EXT-X-SERVER-CONTROL:HOLD-BACK=20\n"), 0s).join()->time == 20s);
    CHECK_FALSE(HlsTimeline(window(0, 0), 0s).join());
}

TEST_CASE("HlsTimeline: EXT-X-START says where playing begins", "[hls]") {
    const auto joined = [](const std::string& start, End end) {
        return HlsTimeline(window(0, 10, end, "#EXT-X-START:" + start + "\n"), 0s).join().value().time;
    };
    CHECK(joined("TIME-OFFSET=9", End::Said) == 8s);
    CHECK(joined("TIME-OFFSET=9,PRECISE=YES", End::Said) == 9s);
    CHECK(joined("TIME-OFFSET=-7.5", End::Said) == 32s);
    CHECK(joined("TIME-OFFSET=5000", End::Said) == 36s);
    CHECK(joined("TIME-OFFSET=-5000", End::Said) == 0s);
    CHECK(joined("TIME-OFFSET=9", End::Open) == 8s);
    CHECK(joined("TIME-OFFSET=-1", End::Open) == 28s);  // too near to the edge
    const HlsStart start{12s, false};
    CHECK(HlsTimeline(window(0, 10, End::Said), 0s).join(start)->time == 12s);
}

TEST_CASE("HlsTimeline: reloading waits a target duration, half of it after nothing new, and gives up at last",
          "[hls]") {
    HlsTimeline timeline(window(0, 5), 100s);
    CHECK(timeline.reload_at() == Microseconds(104s));
    CHECK(timeline.update(window(0, 5), 104s) == HlsUpdate::Unchanged);
    CHECK(timeline.reload_at() == Microseconds(106s));
    timeline.update_unchanged(106s);
    CHECK(timeline.reload_at() == Microseconds(108s));
    CHECK(timeline.stuck_at() == Microseconds(114s));
    // The window got shorter, but nothing new came.
    CHECK(timeline.update(window(1, 4), 108s) == HlsUpdate::Unchanged);
    CHECK(timeline.window_start() == 4s);
    CHECK(timeline.stuck_at() == Microseconds(114s));
    CHECK(timeline.update(window(1, 5), 110s) == HlsUpdate::Grown);
    CHECK(timeline.stuck_at() == Microseconds(124s));
    CHECK(timeline.update(window(1, 5, End::Said), 114s) == HlsUpdate::Grown);
    CHECK_FALSE(timeline.reload_at());
    CHECK(timeline.next({5, 0}).kind == Kind::End);
    CHECK(timeline.update(window(1, 9), 118s) == HlsUpdate::Unchanged);  // ended for good
}

TEST_CASE("HlsTimeline: an empty live playlist is waited for, but not for ever", "[hls]") {
    HlsTimeline timeline(parsed("#EXT-X-TARGETDURATION:60\n"), 0s);
    CHECK_FALSE(timeline.find(0s));
    CHECK(timeline.next({0, 0}).kind == Kind::Wait);
    CHECK(timeline.stuck_at() == Microseconds(15s));
    CHECK(timeline.update(window(5, 3), 4s) == HlsUpdate::Grown);
    CHECK(timeline.window_start() == 0s);
}

TEST_CASE("HlsTimeline: older copies are passed over until they are the stream", "[hls]") {
    HlsTimeline timeline(window(50, 5), 0s);
    CHECK(timeline.update(window(48, 5), 2s) == HlsUpdate::Stale);
    CHECK(timeline.update(window(51, 5), 4s) == HlsUpdate::Grown);
    CHECK(timeline.window_end() == 24s);
    CHECK(timeline.update(window(0, 3), 6s) == HlsUpdate::Stale);
    CHECK(timeline.update(window(0, 3), 8s) == HlsUpdate::Stale);
    CHECK(timeline.next({55, 0}).kind == Kind::Wait);
    CHECK(timeline.update(window(0, 4), 10s) == HlsUpdate::Restarted);
    CHECK(timeline.window_start() == 24s);
    CHECK(timeline.segments()[0].generation == 1);
    const HlsNext next = timeline.next({55, 0});
    CHECK(next.kind == Kind::Jump);
    CHECK(number(timeline, next.index) == 1);
    CHECK(timeline.next({1, 1}).kind == Kind::Segment);
}

TEST_CASE("HlsTimeline: an end is an end even if the last segment is taken back with it", "[hls]") {
    HlsTimeline timeline(window(50, 5), 0s);
    CHECK(timeline.update(window(50, 4, End::Said), 4s) == HlsUpdate::Grown);
    CHECK(timeline.ended());
    CHECK(timeline.segments().size() == 5);
}

TEST_CASE("HlsTimeline: who falls out of the window goes on near the edge", "[hls]") {
    HlsTimeline timeline(window(0, 10), 0s);
    timeline.update(window(30, 10), 120s);
    const HlsNext next = timeline.next({5, 0});
    CHECK(next.kind == Kind::Jump);
    CHECK(number(timeline, next.index) == 37);
    CHECK(timeline.next({29, 0}).kind == Kind::Segment);  // just in time
}

TEST_CASE("HlsTimeline: other addresses change neither places nor times", "[hls]") {
    HlsTimeline live(window(10, 3), 0s);
    live.readdress(parsed("#EXT-X-MEDIA-SEQUENCE:11\n#EXTINF:4,\nx\n#EXTINF:4,\ny\n#EXTINF:4,\nz\n"), 1s);
    REQUIRE(live.segments().size() == 3);
    CHECK(live.segments()[0].segment.url == "https://example.com/10.ts");
    CHECK(live.segments()[1].segment.url == "https://example.com/x");
    CHECK(live.segments()[2].segment.url == "https://example.com/y");
    CHECK(live.segments()[2].start == 8s);
    HlsTimeline recorded(window(0, 3, End::Said), 0s);
    recorded.readdress(parsed("#EXTINF:4,\nx\n#EXTINF:4,\ny\n#EXTINF:4,\nz\n#EXT-X-ENDLIST\n"), 1s);
    CHECK(recorded.find(HlsCursor{2, 0}) == 2);
    CHECK(recorded.segments()[2].segment.url == "https://example.com/z");
    // Divided otherwise: what was read is found by its time.
    recorded.readdress(window(0, 6, End::Said), 1s);
    CHECK_FALSE(recorded.find(HlsCursor{2, 0}));
    CHECK(recorded.find(HlsCursor{2, 1}) == 2);
    CHECK(recorded.window_end() == 24s);
}

TEST_CASE("HlsTimeline: gaps are stepped over", "[hls]") {
    const std::string gap = "#EXT-X-GAP\n";
    const HlsTimeline timeline(parsed(gap + "#EXTINF:4,\na\n#EXTINF:4,\nb\n" + gap + "#EXTINF:4,\nc\n#EXTINF:4,\nd\n" +
                                      gap + "#EXTINF:4,\ne\n#EXT-X-ENDLIST\n"),
                               0s);
    CHECK(timeline.join()->index == 1);
    CHECK(timeline.find(9s) == 3);
    CHECK(timeline.find(19s) == 3);
    CHECK(timeline.next({1, 0}).index == 3);
    CHECK(timeline.next({3, 0}).kind == Kind::End);
    CHECK_FALSE(HlsTimeline(parsed(gap + "#EXTINF:4,\na\n#EXT-X-ENDLIST\n"), 0s).find(0s));
}

TEST_CASE("HlsTimeline: a run ends at discontinuities, other initialisation sections and holes", "[hls]") {
    const std::string map = "#EXT-X-MAP:URI=\"i.mp4\"\n", segment = "#EXTINF:4,\ns\n";
    const HlsTimeline timeline(
        parsed(map + segment + map + segment + "#EXT-X-DISCONTINUITY\n" + segment + "#EXT-X-MAP:URI=\"j.mp4\"\n" +
               segment + "#EXT-X-KEY:METHOD=AES-128,URI=\"k\"\n" + segment),
        0s);
    const auto& segments = timeline.segments();
    CHECK(continues_run(segments[0], segments[1]));
    CHECK_FALSE(continues_run(segments[1], segments[2]));
    CHECK_FALSE(continues_run(segments[2], segments[3]));
    CHECK(continues_run(segments[3], segments[4]));
    CHECK_FALSE(continues_run(segments[3], segments[3]));
}

TEST_CASE("HlsTimeline: discontinuities keep their numbers where the playlist forgets to count them", "[hls]") {
    const std::string segment = "#EXTINF:4,\ns\n", cut = "#EXT-X-DISCONTINUITY\n";
    HlsTimeline timeline(parsed(segment + cut + segment + segment), 0s);
    timeline.update(parsed("#EXT-X-MEDIA-SEQUENCE:2\n" + segment + cut + segment), 4s);
    CHECK(timeline.segments()[0].segment.discontinuity_sequence == 1);
    CHECK(timeline.segments()[1].segment.discontinuity_sequence == 2);
}

TEST_CASE("HlsTimeline: dates are reckoned in both directions", "[hls]") {
    const HlsTimeline timeline(
        parsed("#EXTINF:4,\na\n#EXT-X-PROGRAM-DATE-TIME:2024-03-01T00:00:00Z\n#EXTINF:4,\nb\n#EXTINF:4,\nc\n"), 0s);
    const WallTime date = timeline.segments()[1].date.value();
    CHECK(timeline.segments()[0].date == date - 4s);
    CHECK(timeline.segments()[2].date == date + 4s);
}

TEST_CASE("HlsTimeline: another playlist is put on the same times by dates, by number, or by its edge", "[hls]") {
    const std::string date = "#EXT-X-PROGRAM-DATE-TIME:2024-03-01T00:00:", segment = "#EXTINF:4,\ns\n";
    const HlsTimeline reference(parsed("#EXT-X-MEDIA-SEQUENCE:7\n" + date + "08Z\n" + segment + segment + segment), 0s);
    HlsTimeline dated(parsed("#EXT-X-MEDIA-SEQUENCE:900\n" + date + "12Z\n" + segment + segment), 0s);
    dated.align_to(reference);
    CHECK(dated.window_start() == 4s);
    HlsTimeline numbered(window(8, 4), 0s);
    numbered.align_to(reference);
    CHECK(numbered.window_start() == 4s);
    HlsTimeline other(window(900, 2), 0s);
    other.align_to(reference);
    CHECK(other.window_end() == reference.window_end());
    HlsTimeline wrong_clock(
        parsed("#EXT-X-MEDIA-SEQUENCE:7\n#EXT-X-PROGRAM-DATE-TIME:1999-01-01T00:00:00Z\n" + segment), 0s);
    wrong_clock.align_to(reference);
    CHECK(wrong_clock.window_start() == 0s);
}

TEST_CASE("HlsTimeline: a change of variant goes on by number where the layouts agree, else by time", "[hls]") {
    std::string drifting;
    for (int i = 0; i < 100; ++i) drifting += "#EXTINF:4.1,\ns\n";
    const HlsTimeline low(window(0, 100, End::Said), 0s), high(parsed(drifting + "#EXT-X-ENDLIST\n"), 0s);
    CHECK(high.next_after_switch(low, {80, 0}).index == 81);

    const HlsTimeline longer(parsed("#EXTINF:6,\na\n#EXTINF:6,\nb\n#EXTINF:6,\nc\n#EXT-X-ENDLIST\n"), 0s);
    CHECK(longer.next_after_switch(low, {1, 0}).index == 1);  // 8 s lies in the second one
    CHECK(longer.next_after_switch(low, {2, 0}).index == 2);  // 12 s begins the third one
    CHECK(longer.next_after_switch(low, {50, 0}).kind == Kind::End);
    CHECK(longer.next_after_switch(low, {500, 0}).kind == Kind::Jump);
    CHECK(longer.next_at(11900ms).index == 2);  // the rest of the second one is not worth fetching
}

TEST_CASE("HlsTimeline: absurd numbers and durations stay in bounds", "[hls]") {
    const std::string day = "#EXTINF:86400,\ns\n";
    HlsTimeline timeline(parsed(day), 0s);
    std::int64_t sequence = 1;
    for (int i = 0; i < 2'000; ++i) {
        sequence += 4'000'000'000'000;
        timeline.update(
            parsed("#EXT-X-TARGETDURATION:3600\n#EXT-X-MEDIA-SEQUENCE:" + std::to_string(sequence) + "\n" + day),
            Microseconds(i));
    }
    CHECK(timeline.window_end() > 0s);
    CHECK(timeline.window_end() <= 24h * 365 * 100);
    CHECK(timeline.find(0s) == 0);
}

}  // namespace
}  // namespace cliffhanger
