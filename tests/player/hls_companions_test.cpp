// What goes with an HLS stream's pictures: WebVTT segments and playlists of I-frames.
#include "player/source/hls/hls_iframes.h"
#include "player/subtitles/webvtt_timestamp_map.h"
#include "tests/support/catch.h"

namespace cliffhanger {
namespace {

using namespace std::chrono_literals;

TEST_CASE("X-TIMESTAMP-MAP: it is read from the header, in any order", "[hls][subtitles]") {
    const auto map = parse_webvtt_timestamp_map("WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:900000,LOCAL:00:00:01.500\n\n");
    REQUIRE(map);
    CHECK(map->mpegts == 900'000);
    CHECK(map->local == 1500ms);
    CHECK(parse_webvtt_timestamp_map("WEBVTT\nKind: x\nX-TIMESTAMP-MAP=LOCAL:00:02.000, MPEGTS:8589934593")->mpegts ==
          1);
    for (const char* text : {"", "WEBVTT", "WEBVTT\n\nX-TIMESTAMP-MAP=MPEGTS:1,LOCAL:00:00:00.000",
                             "WEBVTT\n00:01.000 --> 00:02.000\nX-TIMESTAMP-MAP=MPEGTS:1,LOCAL:00:00:00.000",
                             "WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:-1,LOCAL:00:00:00.000", "WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:1",
                             "WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:99999999999999999999999,LOCAL:00:00:00.000"})
        CHECK_FALSE(parse_webvtt_timestamp_map(text));
}

TEST_CASE("X-TIMESTAMP-MAP: cues land where the pictures are, over a wrap too", "[hls][subtitles]") {
    const TransportAnchor anchor{900'000, 0s};  // the episode begins at 10 s of the stream
    CHECK(webvtt_cue_offset(WebVttTimestampMap{900'000, 0s}, anchor) == 0s);
    CHECK(webvtt_cue_offset(WebVttTimestampMap{1'080'000, 0s}, anchor) == 2s);
    CHECK(webvtt_cue_offset(WebVttTimestampMap{900'000, 5s}, anchor) == -5s);
    CHECK(webvtt_cue_offset(WebVttTimestampMap{0, 0s}, TransportAnchor{900'000, 60s}) == 50s);
    const std::int64_t last = (std::int64_t{1} << 33) - 90'000;
    CHECK(webvtt_cue_offset(WebVttTimestampMap{90'000, 0s}, TransportAnchor{last, 0s}) == 2s);
    CHECK(webvtt_cue_offset(WebVttTimestampMap{last, 0s}, TransportAnchor{90'000, 0s}) == -2s);
    CHECK(webvtt_cue_offset(std::nullopt, anchor) == 0s);
}

TEST_CASE("I-frames: the nearest picture and its bytes are found", "[hls]") {
    auto playlist = parse_hls_media_playlist(
        "#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXT-X-I-FRAMES-ONLY\n#EXT-X-MAP:URI=\"i.mp4\"\n"
        "#EXTINF:4,\n#EXT-X-BYTERANGE:100@50\na.mp4\n#EXTINF:2,\n#EXT-X-BYTERANGE:70\na.mp4\n"
        "#EXTINF:4,\n#EXT-X-BYTERANGE:80@0\nb.mp4\n#EXT-X-ENDLIST\n",
        {"https://example.com/iframes.m3u8"});
    REQUIRE(playlist);
    CHECK(playlist->iframes_only);
    const HlsTimeline timeline(std::move(*playlist), 0s);
    CHECK(iframe_at(timeline, 0s) == 0);
    CHECK(iframe_at(timeline, 1900ms) == 0);
    CHECK(iframe_at(timeline, 2100ms) == 1);
    CHECK(iframe_at(timeline, 1h) == 2);
    CHECK(timeline.segments()[1].segment.range == HlsByteRange{150, 70});
    CHECK(timeline.segments()[1].segment.map->url == "https://example.com/i.mp4");
    CHECK_FALSE(iframe_at(HlsTimeline(HlsMediaPlaylist{}, 0s), 0s));
}

TEST_CASE("I-frames: the smallest playlist that is large enough is chosen", "[hls]") {
    const auto variant = [](int height, std::int64_t bandwidth) {
        HlsVariant made;
        made.height = height;
        made.bandwidth = bandwidth;
        return made;
    };
    const std::vector<HlsVariant> variants{variant(1080, 9), variant(360, 5), variant(360, 3), variant(180, 1)};
    CHECK(choose_iframe_variant(variants, 200) == &variants[2]);
    CHECK(choose_iframe_variant(variants, 2000) == &variants[0]);
    CHECK(choose_iframe_variant(variants, 0) == &variants[3]);
    CHECK(choose_iframe_variant({}, 200) == nullptr);
}

}  // namespace
}  // namespace cliffhanger
