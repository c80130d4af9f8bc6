// Damaged playlists, the same ones at every run.
#include <array>
#include <random>
#include <string>

#include "player/source/hls/hls_timeline.h"
#include "player/source/hls/segment_format.h"
#include "player/subtitles/webvtt_timestamp_map.h"
#include "tests/support/catch.h"

namespace cliffhanger {
namespace {

using namespace std::chrono_literals;

const std::array<std::string, 3> kWhole{
    "#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:4\n#EXT-X-MEDIA-SEQUENCE:5\n#EXT-X-DISCONTINUITY-SEQUENCE:1\n"
    "#EXT-X-DEFINE:NAME=\"x\",VALUE=\"seg\"\n#EXT-X-MAP:URI=\"i.mp4\",BYTERANGE=\"70@0\"\n#EXT-X-START:TIME-OFFSET=-3\n"
    "#EXT-X-KEY:METHOD=AES-128,URI=\"k\",IV=0x12\n#EXT-X-PROGRAM-DATE-TIME:2024-01-02T03:04:05.678Z\n#EXTINF:4.0,t\n"
    "#EXT-X-BYTERANGE:100@10\n{$x}1.ts\n#EXT-X-GAP\n#EXTINF:4,\n#EXT-X-BYTERANGE:100\n{$x}1.ts\n#EXT-X-DISCONTINUITY\n"
    "#EXT-X-KEY:METHOD=NONE\n#EXT-X-BITRATE:100\n#EXTINF:3,\nb.ts?x=1\n#EXTINF:4,\nc.ts\n",
    "#EXTM3U\n#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"a\",NAME=\"A, B\",DEFAULT=YES,URI=\"a.m3u8\"\n"
    "#EXT-X-STREAM-INF:BANDWIDTH=1000,RESOLUTION=90x160,CODECS=\"avc1,mp4a\",FRAME-RATE=25.0,AUDIO=\"a\"\nlow.m3u8\n"
    "#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=10,URI=\"i.m3u8\"\n#EXT-X-STREAM-INF:BANDWIDTH=2000\nhttps://e.com/"
    "high.m3u8\n",
    "WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:900000,LOCAL:00:00:01.000\n\n00:01.000 --> 00:02.000\nHello\n"};

std::string mutated(std::string text, std::mt19937& random) {
    static constexpr std::array<std::string_view, 12> kPieces{
        "\"", ",", "=", "{$", "}", "\r", ":", "99999999999999999999", "-1", "#EXT-X-", "@", std::string_view("\0", 1)};
    const auto below = [&](std::size_t limit) { return random() % std::max<std::size_t>(limit, 1); };
    for (auto changes = 1 + below(6); changes > 0; --changes) {
        const std::size_t at = below(text.size()), length = below(20);
        switch (below(5)) {
            case 0:
                text.erase(at, length);
                break;
            case 1:
                text.insert(at, kPieces[below(kPieces.size())]);
                break;
            case 2:
                text.insert(at, text.substr(below(text.size()), length * 5));
                break;
            case 3:
                text.resize(at);
                break;
            default:
                if (!text.empty()) text[at] = static_cast<char>(random());
        }
    }
    return text;
}

/// Everything that is asked of a playlist, so that a sanitizer sees it all.
void use(const HlsMediaPlaylist& playlist, HlsTimeline& timeline, Microseconds now) {
    HlsTimeline fresh(playlist, now);
    fresh.align_to(timeline);
    if (const auto join = fresh.join()) CHECK(join->index < fresh.segments().size());
    for (std::size_t i = 0; i < fresh.segments().size(); ++i) {
        const HlsNext next = timeline.next_after_switch(fresh, HlsCursor::of(fresh.segments()[i]));
        if (next.kind == HlsNext::Kind::Segment || next.kind == HlsNext::Kind::Jump)
            CHECK(next.index < timeline.segments().size());
        CHECK(fresh.segments()[i].segment.duration >= 0s);
    }
    timeline.update(playlist, now);
    CHECK(timeline.window_start() <= timeline.window_end());
    if (const auto found = timeline.find(timeline.window_end())) CHECK(*found < timeline.segments().size());
    if (const auto reload = timeline.reload_at()) CHECK(*reload > now);
}

TEST_CASE("hls: damaged playlists parse or end in an error, and never more", "[hls]") {
    std::mt19937 random(20240817);
    HlsTimeline timeline(HlsMediaPlaylist{}, 0s);
    int parsed = 0, refused = 0;
    for (int round = 0; round < 4'000; ++round) {
        const std::string text = mutated(kWhole[random() % kWhole.size()], random);
        CAPTURE(text);
        const auto playlist = parse_hls_playlist(text, {"https://example.com/show/index.m3u8"});
        ++(playlist ? parsed : refused);
        if (!playlist) CHECK_FALSE(playlist.error().message.empty());
        if (playlist)
            if (const auto* media = std::get_if<HlsMediaPlaylist>(&*playlist))
                use(*media, timeline, std::chrono::seconds(round));
        webvtt_cue_offset(parse_webvtt_timestamp_map(text), {});
        (void)sniff_segment(std::as_bytes(std::span(text)));
    }
    CHECK(parsed > 100);
    CHECK(refused > 100);
}

}  // namespace
}  // namespace cliffhanger
