// What probe says of HLS streams.
#include "player/probe.h"
#include "tests/player/hls_server.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace cliffhanger::test;
using namespace std::chrono_literals;

namespace {

/// A second passes whenever somebody looks.
class HastyClock final : public Clock {
 public:
    Microseconds now() const noexcept override { return ++looks_ * Microseconds(1s); }

 private:
    mutable int looks_ = 0;
};

}  // namespace

TEST_CASE("probe: subtitles beside the stream are listed", "[player][hls]") {
    HlsServer hls;
    hls.add_rung("high");
    hls.add_text("/master.m3u8",
                 "#EXTM3U\n#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID=\"s\",NAME=\"English\",LANGUAGE=\"en\",URI=\"t.m3u8\"\n"
                 "#EXT-X-STREAM-INF:BANDWIDTH=200000,RESOLUTION=96x160,SUBTITLES=\"s\"\nhigh.m3u8\n");
    const auto report = probe_source(*hls.source("/master.m3u8"), hls.clock, {});
    REQUIRE(report);
    REQUIRE(report->streams.size() == 3);
    CHECK(report->streams[2].kind == StreamKind::Subtitle);
    CHECK(report->streams[2].codec == "webvtt");
    CHECK(report->streams[2].language == "en");
    CHECK(report->complete);
    CHECK_FALSE(report->flaw);
}

TEST_CASE("probe: subtitles beside the stream have the codec that its variants list", "[player][hls]") {
    HlsServer hls;
    hls.add_rung("high");
    hls.add_text("/master.m3u8",
                 "#EXTM3U\n#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID=\"s\",NAME=\"English\",LANGUAGE=\"en\",URI=\"t.m3u8\"\n"
                 "#EXT-X-STREAM-INF:BANDWIDTH=200000,RESOLUTION=96x160,CODECS=\"avc1.64001f,mp4a.40.2,stpp.ttml.im1t\","
                 "SUBTITLES=\"s\"\nhigh.m3u8\n");
    const auto report = probe_source(*hls.source("/master.m3u8"), hls.clock, {});
    REQUIRE(report);
    REQUIRE(report->streams.size() == 3);
    CHECK(report->streams[2].codec == "ttml");
}

TEST_CASE("probe: what could not be had is told, in the middle and at the end", "[player][hls]") {
    const auto [missing, kind] = GENERATE(
        table<std::string, ErrorKind>({{"/high1.ts", ErrorKind::NotFound}, {"/high2.ts", ErrorKind::EndOfStream}}));
    HlsServer hls;
    hls.add_rung("high");
    HttpRoute gone;
    gone.status = 404;
    hls.server.add(missing, gone);
    const auto report = probe_source(*hls.source("/high.m3u8"), hls.clock, {});
    REQUIRE(report);
    CHECK(report->video_frames == 120);
    CHECK_FALSE(report->complete);
    REQUIRE(report->flaw);
    CHECK(report->flaw->kind == kind);
}

TEST_CASE("probe: a stream that is longer than the time allowed says so", "[player][hls]") {
    HlsServer hls;
    hls.add_rung("high");
    const HastyClock clock;
    const auto report = probe_source(*hls.source("/high.m3u8"), clock, {});
    REQUIRE(report);
    CHECK(report->video_frames < 180);
    CHECK_FALSE(report->complete);
    REQUIRE(report->flaw);
    CHECK(report->flaw->kind == ErrorKind::Timeout);
}
