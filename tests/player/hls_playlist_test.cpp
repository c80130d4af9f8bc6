#include "player/source/hls/hls_playlist.h"

#include <initializer_list>
#include <string>

#include "player/source/hls/hls_ladder.h"
#include "tests/support/catch.h"

namespace cliffhanger {
namespace {

using namespace std::chrono_literals;

const std::string kPlace = "https://example.com/show/index.m3u8?token=a%20b";

/// Lines appended one by one to a header that makes a media playlist.
class PlaylistBuilder {
 public:
    PlaylistBuilder& line(std::string_view text) {
        text_.append(text).append("\n");
        return *this;
    }
    PlaylistBuilder& lines(std::initializer_list<std::string_view> texts) {
        for (const auto text : texts) line(text);
        return *this;
    }
    const std::string& text() const { return text_; }
    Result<HlsPlaylist> result(HlsPlaylistPlace place = {kPlace}) const { return parse_hls_playlist(text_, place); }

    HlsMediaPlaylist media(HlsPlaylistPlace place = {kPlace}) const {
        auto playlist = parse_hls_media_playlist(text_, place);
        if (!playlist) FAIL(playlist.error().message);
        return std::move(*playlist);
    }
    HlsMultivariantPlaylist multivariant() const {
        auto playlist = result();
        if (!playlist) FAIL(playlist.error().message);
        REQUIRE(std::holds_alternative<HlsMultivariantPlaylist>(*playlist));
        return std::get<HlsMultivariantPlaylist>(std::move(*playlist));
    }
    Error error(HlsPlaylistPlace place = {kPlace}) const {
        auto playlist = result(std::move(place));
        REQUIRE_FALSE(playlist);
        CHECK_FALSE(playlist.error().message.empty());
        return playlist.error();
    }

 private:
    std::string text_ = "#EXTM3U\n";
};

PlaylistBuilder playlist() { return {}; }
PlaylistBuilder media() { return playlist().line("#EXT-X-TARGETDURATION:4"); }

TEST_CASE("hls: segments carry duration, address and their place in the two sequences", "[hls]") {
    const auto parsed = media()
                            .lines({"#EXT-X-VERSION:3", "#EXT-X-MEDIA-SEQUENCE:41", "#EXT-X-DISCONTINUITY-SEQUENCE:7",
                                    "#EXT-X-PLAYLIST-TYPE:EVENT", "#EXTINF:3.96,Title, with a comma", "one.ts",
                                    "#EXT-X-DISCONTINUITY", "#EXTINF:4", "../two.ts?x=1", "#EXT-X-ENDLIST"})
                            .media();
    CHECK(parsed.type == HlsMediaPlaylist::Type::Event);
    CHECK(parsed.ended);
    CHECK(parsed.target_duration == 4s);
    REQUIRE(parsed.segments.size() == 2);
    CHECK(parsed.segments[0].url == "https://example.com/show/one.ts");
    CHECK(parsed.segments[0].duration == 3960ms);
    CHECK(parsed.segments[0].media_sequence == 41);
    CHECK(parsed.segments[0].discontinuity_sequence == 7);
    CHECK(parsed.segments[1].url == "https://example.com/two.ts?x=1");
    CHECK(parsed.segments[1].media_sequence == 42);
    CHECK(parsed.segments[1].discontinuity_sequence == 8);
    CHECK_FALSE(parsed.segments[1].key);
    CHECK_FALSE(parsed.segments[1].map);
}

TEST_CASE("hls: line ends, a byte order mark, spaces, comments and unknown tags do not matter", "[hls]") {
    const auto parsed = parse_hls_media_playlist(
        "\xEF\xBB\xBF# made by hand\r\n#EXTM3U \r\n\r\n #EXT-X-TARGETDURATION: 4\r#EXT-X-NEW:A=1\r\n#comment\r\n"
        "#EXTINF: 4 ,\r\n  one.ts  \r\n#EXT-X-ENDLIST",
        {kPlace});
    REQUIRE(parsed);
    REQUIRE(parsed->segments.size() == 1);
    CHECK(parsed->segments[0].url == "https://example.com/show/one.ts");
    CHECK(parsed->segments[0].duration == 4s);
    CHECK(parsed->ended);
}

TEST_CASE("hls: hints that cannot be read are as if they were not there", "[hls]") {
    const auto parsed = playlist()
                            .lines({"#EXT-X-VERSION:none", "#EXT-X-TARGETDURATION:", "#EXT-X-MEDIA-SEQUENCE:-11",
                                    "#EXT-X-PLAYLIST-TYPE:ASDF", "#EXT-X-START:TIME-OFFSET=soon",
                                    "#EXT-X-PROGRAM-DATE-TIME:yesterday", "#EXTINF:5.5", "a", "#EXTINF:3", "b"})
                            .media();
    CHECK(parsed.media_sequence == 0);
    CHECK(parsed.type == HlsMediaPlaylist::Type::Unstated);
    CHECK(parsed.target_duration == 5500ms);
    CHECK_FALSE(parsed.start);
    CHECK_FALSE(parsed.segments[0].program_date_time);
    CHECK_FALSE(parsed.ended);
    // A segment whose duration is missing or absurd is about as long as the others.
    const auto guessed = media().lines({"a", "#EXTINF:-1,", "b", "#EXTINF:1e300,", "c", "#EXTINF:nan,", "d"}).media();
    for (const HlsSegment& segment : guessed.segments) CHECK(segment.duration == 4s);
    CHECK(media().line("#EXT-X-PLAYLIST-TYPE:VOD").media().ended);
    CHECK(playlist().line("#EXT-X-MEDIA-SEQUENCE:2").media().target_duration > 0s);
}

TEST_CASE("hls: byte ranges continue where the last one of the same resource ended", "[hls]") {
    const auto parsed =
        media()
            .lines({"#EXTINF:4,", "#EXT-X-BYTERANGE:100@20", "a.ts", "#EXT-X-BYTERANGE:50", "#EXTINF:4,", "a.ts",
                    "#EXTINF:4,", "#EXT-X-BYTERANGE:70", "b.ts", "#EXTINF:4,", "c.ts"})
            .media();
    CHECK(parsed.segments[0].range == HlsByteRange{20, 100});
    CHECK(parsed.segments[1].range == HlsByteRange{120, 50});
    CHECK(parsed.segments[2].range == HlsByteRange{0, 70});
    CHECK_FALSE(parsed.segments[3].range);
    for (const char* range : {"", "x", "0@5", "5@", "5@-1", "-5@0", "99999999999999999999@0", "5@9007199254740993"}) {
        CAPTURE(range);
        const Error error = media().lines({"#EXTINF:4,", "#EXT-X-BYTERANGE:" + std::string(range), "a.ts"}).error();
        CHECK(error.kind == ErrorKind::Corrupted);
        CHECK(error.message.starts_with("Line 4:"));
    }
}

TEST_CASE("hls: keys rotate, may lie in the playlist, and end with NONE", "[hls]") {
    const auto parsed =
        media()
            .lines({"#EXTINF:4,", "clear.ts", "#EXT-X-KEY:METHOD=AES-128,URI=\"k1\",IV=0x0102", "#EXTINF:4,", "a.ts",
                    "#EXTINF:4,", "b.ts", "#EXT-X-KEY:METHOD=AES-128, URI=\"https://keys.example/k2?a,b=1\"",
                    "#EXTINF:4,", "c.ts", "#EXT-X-KEY:METHOD=AES-128,URI=\"data:;base64,AAECAwQFBgcICQoLDA0ODw==\"",
                    "#EXTINF:4,", "d.ts", "#EXT-X-KEY:METHOD=NONE", "#EXTINF:4,", "e.ts"})
            .media();
    const auto& segments = parsed.segments;
    REQUIRE(segments.size() == 6);
    CHECK_FALSE(segments[0].key);
    REQUIRE(segments[1].key);
    CHECK(segments[1].key->url == "https://example.com/show/k1");
    AesBlock vector{};
    vector[14] = 1, vector[15] = 2;
    CHECK(segments[1].key->vector == vector);
    CHECK(segments[2].key == segments[1].key);
    CHECK(segments[3].key->url == "https://keys.example/k2?a,b=1");
    CHECK_FALSE(segments[3].key->vector);
    REQUIRE(segments[4].key->bytes);
    CHECK(segments[4].key->bytes->at(15) == 15);
    CHECK(segments[4].key->url.empty());
    CHECK_FALSE(segments[5].key);
}

TEST_CASE("hls: keys that cannot be understood are Corrupted", "[hls]") {
    for (const char* key : {"", "URI=\"k\"", "METHOD=AES-128", "METHOD=AES-128,URI=\"\"", "METHOD=AES-128,URI=\"k",
                            "METHOD=AES-128,URI=\"k\",IV=12", "METHOD=AES-128,URI=\"k\",IV=0xZZ",
                            "METHOD=AES-128,URI=\"k\",IV=0x000000000000000000000000000000000",
                            "METHOD=AES-128,URI=\"data:;base64,AAEC\"", "METHOD=AES-128,URI=\"data:nothing\""}) {
        CAPTURE(key);
        CHECK(media().lines({"#EXT-X-KEY:" + std::string(key), "#EXTINF:4,", "a.ts"}).error().kind ==
              ErrorKind::Corrupted);
    }
    CHECK(media().lines({"#EXT-X-KEY:METHOD=AES-128,URI=\"file:///etc/passwd\"", "#EXTINF:4,", "a"}).error().kind ==
          ErrorKind::Forbidden);
}

TEST_CASE("hls: SAMPLE-AES and DRM are refused by name, unless a plain key is offered as well", "[hls]") {
    const auto refusal = [](std::initializer_list<std::string_view> keys) {
        const Error error = media().lines(keys).lines({"#EXTINF:4,", "a.ts"}).error();
        CHECK(error.kind == ErrorKind::Unsupported);
        return error.message;
    };
    const auto names = [](const std::string& message, const std::string& name) {
        return message.find("(" + name + ")") != std::string::npos;
    };
    const std::string fairplay =
        "#EXT-X-KEY:METHOD=SAMPLE-AES,URI=\"skd://1\",KEYFORMAT=\"com.apple.streamingkeydelivery\"";
    const std::string widevine =
        "#EXT-X-KEY:METHOD=SAMPLE-AES-CTR,URI=\"data:;base64,AA==\",KEYFORMAT=\"urn:uuid:EDEF8BA9-79D6-4ACE-A3C8-"
        "27DCD51D21ED\"";
    const std::string playready =
        "#EXT-X-KEY:METHOD=SAMPLE-AES-CTR,URI=\"data:;base64,AA==\",KEYFORMAT=\"com.microsoft.playready\"";
    CHECK(names(refusal({"#EXT-X-KEY:METHOD=SAMPLE-AES,URI=\"k\""}), "SAMPLE-AES"));
    CHECK(names(refusal({"#EXT-X-KEY:METHOD=AES-128,URI=\"skd://1\""}), "FairPlay"));
    CHECK(names(refusal({fairplay}), "FairPlay"));
    CHECK(names(refusal({fairplay, widevine, playready}), "FairPlay, Widevine, PlayReady"));
    CHECK(names(refusal({"#EXT-X-KEY:METHOD=AES-256,URI=\"k\""}), "AES-256"));
    const auto both = media().lines({widevine, "#EXT-X-KEY:METHOD=AES-128,URI=\"k\"", "#EXTINF:4,", "a.ts"}).media();
    CHECK(both.segments[0].key->url == "https://example.com/show/k");
    // Declared and never used.
    CHECK(media().lines({fairplay, "#EXT-X-KEY:METHOD=NONE", "#EXTINF:4,", "a.ts"}).media().segments.size() == 1);
}

TEST_CASE("hls: initialisation sections have ranges and the key in force where they stand", "[hls]") {
    const auto parsed = media()
                            .lines({"#EXT-X-MAP:URI=\"i.mp4\",BYTERANGE=\"700@0\"", "#EXTINF:4,", "a",
                                    "#EXT-X-MAP:URI=\"i.mp4\",BYTERANGE=\"700\"", "#EXTINF:4,", "b",
                                    "#EXT-X-KEY:METHOD=AES-128,URI=\"k\",IV=0x1", "#EXTINF:4,", "c",
                                    "#EXT-X-MAP:URI=\"i.mp4\",BYTERANGE=\"700@0\"", "#EXTINF:4,", "d"})
                            .media();
    CHECK(parsed.segments[0].map->url == "https://example.com/show/i.mp4");
    CHECK(parsed.segments[0].map->range == HlsByteRange{0, 700});
    CHECK(parsed.segments[1].map == parsed.segments[0].map);
    CHECK_FALSE(parsed.segments[2].map->key);
    CHECK(parsed.segments[3].map->key == parsed.segments[3].key);
    CHECK_FALSE(same_map(parsed.segments[2].map, parsed.segments[3].map));
    CHECK(media().lines({"#EXT-X-MAP:BYTERANGE=\"1@0\""}).error().kind == ErrorKind::Corrupted);
    CHECK(media().lines({"#EXT-X-MAP:URI=\"i\",BYTERANGE=\"one\""}).error().kind == ErrorKind::Corrupted);
    CHECK(media().lines({"#EXT-X-KEY:METHOD=AES-128,URI=\"k\"", "#EXT-X-MAP:URI=\"i\""}).error().kind ==
          ErrorKind::Corrupted);
}

TEST_CASE("hls: dates, gaps, bit rates, start and hold-back are read", "[hls]") {
    using std::chrono::sys_days, std::chrono::January;
    const auto parsed =
        media()
            .lines({"#EXT-X-START:TIME-OFFSET=-12.5,PRECISE=YES",
                    "#EXT-X-SERVER-CONTROL:CAN-SKIP-UNTIL=24,HOLD-BACK=13.5", "#EXT-X-INDEPENDENT-SEGMENTS",
                    "#EXT-X-PROGRAM-DATE-TIME:2024-01-02T03:04:05.678+02:00", "#EXT-X-BITRATE:800", "#EXTINF:4,", "a",
                    "#EXT-X-GAP", "#EXTINF:4,", "b", "#EXTINF:4,", "c", "#EXT-X-DATERANGE:ID=\"x\"",
                    "#EXT-X-CUE-OUT:30"})
            .media();
    REQUIRE(parsed.start);
    CHECK(parsed.start->offset == -12500ms);
    CHECK(parsed.start->precise);
    CHECK(parsed.hold_back == 13500ms);
    CHECK(parsed.independent_segments);
    CHECK(parsed.segments[0].program_date_time == sys_days(January / 2 / 2024) + 1h + 4min + 5678ms);
    CHECK_FALSE(parsed.segments[1].program_date_time);
    CHECK(parsed.segments[2].bitrate == 800'000);
    CHECK(parsed.segments[1].gap);
    CHECK_FALSE(parsed.segments[2].gap);
    for (const char* date :
         {"2024-01-02T03:04:05Z", "20240102T030405Z", "2024-01-02T03:04:05", "2024-01-01T22:04:05-0500"})
        CHECK(media()
                  .lines({"#EXT-X-PROGRAM-DATE-TIME:" + std::string(date), "a"})
                  .media()
                  .segments[0]
                  .program_date_time == sys_days(January / 2 / 2024) + 3h + 4min + 5s);
}

TEST_CASE("hls: low-latency playlists are ordinary ones, but for a delta that nobody asked for", "[hls]") {
    const auto parsed =
        media()
            .lines({"#EXT-X-PART-INF:PART-TARGET=1", "#EXTINF:4,", "a", "#EXT-X-PART:DURATION=1,URI=\"p\"",
                    "#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"q\"", "#EXT-X-RENDITION-REPORT:URI=\"../b\",LAST-MSN=1"})
            .media();
    CHECK(parsed.segments.size() == 1);
    CHECK(media().lines({"#EXT-X-SKIP:SKIPPED-SEGMENTS=3", "#EXTINF:4,", "a"}).error().kind == ErrorKind::Corrupted);
}

TEST_CASE("hls: variables come from the playlist, from the one above it, and from its address", "[hls]") {
    HlsPlaylistPlace place{kPlace};
    place.imports = {{"host", "cdn.example"}};
    const auto parsed = media()
                            .lines({"#EXT-X-DEFINE:NAME=\"dir\",VALUE=\"x/y\"", "#EXT-X-DEFINE:IMPORT=\"host\"",
                                    "#EXT-X-DEFINE:QUERYPARAM=\"token\"", "#EXT-X-MAP:URI=\"{$dir}/i.mp4\"",
                                    "#EXTINF:4,", "https://{$host}/{$dir}/a.ts?t={$token}"})
                            .media(place);
    CHECK(parsed.segments[0].url == "https://cdn.example/x/y/a.ts?t=a+b");
    CHECK(parsed.segments[0].map->url == "https://example.com/show/x/y/i.mp4");
    for (const char* line :
         {"#EXT-X-DEFINE:IMPORT=\"other\"", "#EXT-X-DEFINE:QUERYPARAM=\"other\"", "#EXT-X-DEFINE:VALUE=\"x\"",
          "#EXT-X-DEFINE:IMPORT=\"host\"\n#EXT-X-DEFINE:NAME=\"host\",VALUE=\"x\"", "{$other}.ts"})
        CHECK(media().lines({line}).error(place).kind == ErrorKind::Corrupted);
    const auto above =
        playlist()
            .lines({"#EXT-X-DEFINE:NAME=\"a\",VALUE=\"b\"", "#EXT-X-STREAM-INF:BANDWIDTH=1", "{$a}.m3u8"})
            .multivariant();
    CHECK(above.variables == HlsVariables{{"a", "b"}});
    CHECK(above.variants[0].url == "https://example.com/show/b.m3u8");
}

TEST_CASE("hls: a few variables cannot make a playlist of any size", "[hls]") {
    PlaylistBuilder builder = media();
    builder.line("#EXT-X-DEFINE:NAME=\"x\",VALUE=\"" + std::string(1 << 20, 'x') + "\"");
    for (int i = 0; i < 64; ++i) builder.lines({"#EXTINF:4,", "{$x}"});
    CHECK(builder.error().kind == ErrorKind::TooLarge);
}

TEST_CASE("hls: variants and renditions keep what their tags say", "[hls]") {
    const auto parsed =
        playlist()
            .lines(
                {"#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"a\",NAME=\"Français\",LANGUAGE=\"fr\",DEFAULT=YES,CHANNELS=\"6\","
                 "URI=\"fr.m3u8\"",
                 "#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID=\"s\",NAME=\"English\",FORCED=YES, AUTOSELECT=YES,"
                 "CHARACTERISTICS=\"public.accessibility.describes-music-and-sound\",URI=\"en.m3u8\"",
                 "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"a\",NAME=\"inside\"", "#EXT-X-MEDIA:TYPE=SMELL,GROUP-ID=\"x\"",
                 "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"a\",NAME=\"no\",URI=\"rtsp://x/y\"",
                 "#EXT-X-STREAM-INF:BANDWIDTH=2000000,AVERAGE-BANDWIDTH=1500000,CODECS=\"avc1.64001f,mp4a.40.2\","
                 "RESOLUTION=1080x1920,FRAME-RATE=29.97,AUDIO=\"a\",SUBTITLES=\"s\",CLOSED-CAPTIONS=NONE,"
                 "VIDEO-RANGE=PQ,HDCP-LEVEL=TYPE-0,PATHWAY-ID=\"p\"",
                 "# a comment in between", "high.m3u8", "#EXT-X-STREAM-INF:", "low.m3u8",
                 "#EXT-X-STREAM-INF:BANDWIDTH=9,RESOLUTION=99999999x2", "rtsp://elsewhere/x",
                 "#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=1,RESOLUTION=90x160,URI=\"i.m3u8\"",
                 "#EXT-X-SESSION-KEY:METHOD=SAMPLE-AES,URI=\"skd://x\"", "#EXT-X-CONTENT-STEERING:SERVER-URI=\"/s\"",
                 "#EXT-X-START:TIME-OFFSET=3"})
            .multivariant();
    REQUIRE(parsed.variants.size() == 2);
    const HlsVariant& high = parsed.variants[0];
    CHECK(high.url == "https://example.com/show/high.m3u8");
    CHECK(high.bandwidth == 2'000'000);
    CHECK(high.average_bandwidth == 1'500'000);
    CHECK(high.codecs == "avc1.64001f,mp4a.40.2");
    CHECK((high.width == 1080 && high.height == 1920));
    CHECK(high.frame_rate == Approx(29.97));
    CHECK((high.audio_group == "a" && high.subtitles_group == "s" && high.closed_captions_group.empty()));
    CHECK((high.video_range == "PQ" && high.hdcp_level == "TYPE-0" && high.pathway == "p"));
    CHECK(parsed.variants[1].bandwidth == 0);
    REQUIRE(parsed.renditions.size() == 3);
    CHECK(parsed.renditions[0].type == HlsRendition::Type::Audio);
    CHECK(parsed.renditions[0].name == "Français");
    CHECK((parsed.renditions[0].is_default && parsed.renditions[0].autoselect));
    CHECK(parsed.renditions[0].channels == "6");
    CHECK((parsed.renditions[1].forced && parsed.renditions[1].autoselect && !parsed.renditions[1].is_default));
    CHECK(parsed.renditions[2].url.empty());
    REQUIRE(parsed.iframe_variants.size() == 1);
    CHECK(parsed.iframe_variants[0].url == "https://example.com/show/i.m3u8");
    CHECK(parsed.start->offset == 3s);
}

TEST_CASE("hls: what is no playlist ends in an error that says where", "[hls]") {
    CHECK(parse_hls_playlist("", {kPlace}).error().kind == ErrorKind::Corrupted);
    CHECK(parse_hls_playlist("<html>", {kPlace}).error().kind == ErrorKind::Corrupted);
    CHECK(parse_hls_playlist("#EXTINF:4,\na.ts\n", {kPlace}).error().kind == ErrorKind::Corrupted);
    CHECK(playlist().error().kind == ErrorKind::Corrupted);
    CHECK(playlist().line("a.ts").error().kind == ErrorKind::Corrupted);
    CHECK(playlist().lines({"#EXTINF:-1,News", "https://example.com/news"}).error().kind == ErrorKind::Corrupted);
    CHECK(media().lines({"#EXT-X-STREAM-INF:BANDWIDTH=1", "a.m3u8"}).error().kind == ErrorKind::Corrupted);
    CHECK(playlist().line("#EXT-X-STREAM-INF:BANDWIDTH=1").error().kind == ErrorKind::Corrupted);
    CHECK(playlist().lines({"#EXT-X-STREAM-INF:BANDWIDTH=1", "rtsp://x/y"}).error().kind == ErrorKind::Forbidden);
    const Error error = media().lines({"#EXTINF:4,", "file:///etc/passwd"}).error();
    CHECK(error.kind == ErrorKind::Forbidden);
    CHECK(error.message.starts_with("Line 4:"));
    CHECK(error.context == kPlace);
    const auto above = parse_hls_media_playlist("#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\na\n", {kPlace});
    CHECK(above.error().kind == ErrorKind::Corrupted);
}

TEST_CASE("hls: playlists of any size end soon", "[hls]") {
    CHECK(parse_hls_playlist(std::string(kMaxHlsPlaylistBytes + 1, '\n'), {kPlace}).error().kind ==
          ErrorKind::TooLarge);
    std::string many = "#EXTM3U\n#EXT-X-TARGETDURATION:4\n";
    for (std::size_t i = 0; i <= kMaxHlsSegments; ++i) many += "a\n";
    CHECK(parse_hls_playlist(many, {kPlace}).error().kind == ErrorKind::TooLarge);
    std::string tags = "#EXTM3U\n#EXT-X-TARGETDURATION:4\n";
    for (int i = 0; i < 100'000; ++i) tags += "#EXT-X-KEY:METHOD=X,KEYFORMAT=\"" + std::to_string(i) + "\"\n";
    CHECK(parse_hls_playlist(tags, {kPlace}).error().kind == ErrorKind::Corrupted);
    const std::string long_base = "https://example.com/" + std::string(4'000, 'd') + "/index.m3u8";
    CHECK(parse_hls_playlist(many.substr(0, many.size() - 2), {long_base}).error().kind == ErrorKind::TooLarge);
}

TEST_CASE("hls: a local playlist names what is in its folder, and nothing else on the disk", "[hls]") {
    const std::string fixtures = CLIFFHANGER_TEST_SOURCE_DIR "/tests/fixtures";
    const auto named = [&](const std::string& reference, const std::string& folder) {
        HlsPlaylistPlace place{fixtures + "/images/index.m3u8"};
        place.folder = folder;
        return parse_hls_media_playlist("#EXTM3U\n#EXT-X-TARGETDURATION:4\n" + reference + "\n", place);
    };
    CHECK(named("halves.png", "")->segments[0].url == fixtures + "/images/halves.png");
    CHECK(named("not%20there.ts", "")->segments[0].url == fixtures + "/images/not there.ts");
    CHECK(named("https://example.com/a.ts", "")->segments[0].url == "https://example.com/a.ts");
    CHECK(named("../numbered.ts", "").error().kind == ErrorKind::Forbidden);
    CHECK(named("../numbered.ts", fixtures)->segments[0].url == fixtures + "/numbered.ts");
    CHECK(named("/numbered.ts", fixtures)->segments[0].url == fixtures + "/numbered.ts");
    CHECK(named("/etc/passwd", fixtures)->segments[0].url == fixtures + "/etc/passwd");
    CHECK(named("../../../net/url.h", fixtures).error().kind == ErrorKind::Forbidden);
    CHECK(named("file:///etc/passwd", fixtures).error().kind == ErrorKind::Forbidden);
    CHECK(named("/../../etc/passwd", fixtures).error().kind == ErrorKind::Forbidden);
}

TEST_CASE("HlsPlaylist: the sizes of a recording's segments are known where every one of them is", "[hls][policy]") {
    const auto sizes = [](const std::string& text) {
        const auto playlist =
            parse_hls_media_playlist("#EXTM3U\n#EXT-X-TARGETDURATION:4\n" + text, {"http://cdn/a.m3u8"});
        REQUIRE(playlist);
        return segment_sizes(*playlist);
    };
    const std::string ranges = "#EXTINF:4,\n#EXT-X-BYTERANGE:1000@0\na.ts\n#EXTINF:2,\n#EXT-X-BYTERANGE:200\na.ts\n";
    const auto known = sizes(ranges + "#EXT-X-ENDLIST");
    REQUIRE(known);
    CHECK(known->bytes(MediaTime{0}, from_seconds(4)) == 1000);
    CHECK(known->bytes(from_seconds(4), from_seconds(6)) == 200);
    const auto rated = sizes("#EXT-X-BITRATE:8\n#EXTINF:4,\na.ts\n#EXT-X-ENDLIST");
    REQUIRE(rated);
    CHECK(rated->bytes(MediaTime{0}, from_seconds(4)) == 4000);
    CHECK_FALSE(sizes(ranges));  // it grows
    CHECK_FALSE(sizes(ranges + "#EXTINF:4,\nb.ts\n#EXT-X-ENDLIST"));
}

}  // namespace
}  // namespace cliffhanger
