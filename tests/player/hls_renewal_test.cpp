// Signed addresses that expire while a stream plays: the catalog's entry is asked for once, and nothing is missed.
#include <algorithm>

#include "player/source/hls/hls_renewal.h"
#include "player/subtitles/subtitle_loader.h"
#include "tests/player/hls_server.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace cliffhanger::test;
using namespace std::chrono_literals;

namespace {

/// A stream whose every address is signed, and a catalog that knows the newest signature.
class SignedStream {
 public:
    explicit SignedStream(std::vector<std::string> files) {
        for (const std::string& file : files) hls.add_file(file);
    }

    /// From now on addresses are signed so; `playlists` have "SIG" where it stands.
    void hand_out(const std::string& signature) {
        signature_ = "sig=" + signature;
        for (const auto& [path, text] : playlists) {
            std::string written = text;
            for (auto at = written.find("SIG"); at != std::string::npos; at = written.find("SIG"))
                written.replace(at, 3, signature_);
            hls.add_text(path, written);
        }
    }
    /// And only those are good.
    void sign(const std::string& signature) {
        hand_out(signature);
        hls.server.require_query(signature_);
    }

    std::unique_ptr<HlsSource> source(const std::string& path) {
        MediaAddress address{hls.server.url(path) + "?" + signature_, {}};
        address.refresh = [this, path](const std::string& refused, const std::stop_token&) -> Result<FreshAddress> {
            ++asked;
            const std::string url = hls.server.url(path) + "?" + signature_;
            if (url == refused) return fail(ErrorKind::Forbidden, "The catalog names no other address.");
            return FreshAddress{url, {}};
        };
        return std::make_unique<HlsSource>(std::move(address), *hls.http, hls.clock, HlsOptions{});
    }

    std::map<std::string, std::string> playlists;
    HlsServer hls;
    int asked = 0;

 private:
    std::string signature_;
};

/// Without decoders, which would hold pictures back.
std::vector<double> picture_times(MediaSource& source, std::size_t most) {
    std::vector<double> times;
    while (times.size() < most) {
        const auto packet = source.read();
        if (!packet) {
            CHECK(packet.error().kind == ErrorKind::EndOfStream);
            break;
        }
        if (packet->stream == 0) times.push_back(to_seconds(*packet->time));
    }
    return times;
}

void check_every_picture(const std::vector<double>& first, const std::vector<double>& rest) {
    std::vector<double> times = first;
    times.insert(times.end(), rest.begin(), rest.end());
    // They come in the order of decoding.
    std::sort(times.begin(), times.end());
    REQUIRE(times.size() == 180);
    for (std::size_t i = 0; i < 180; ++i) {
        CAPTURE(i);
        REQUIRE(times[i] == Approx(static_cast<double>(i) / 30).margin(0.001));
    }
}

const std::string kLadder =
    "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=100000,RESOLUTION=48x80\nlow.m3u8?SIG\n"
    "#EXT-X-STREAM-INF:BANDWIDTH=200000,RESOLUTION=96x160\nhigh.m3u8?SIG\n";

}  // namespace

TEST_CASE("HlsSource: when segments expire the catalog is asked once, and nothing is missed", "[player][hls]") {
    SignedStream stream({"high0.ts", "high1.ts", "high2.ts", "low0.ts", "low1.ts", "low2.ts"});
    stream.playlists["/high.m3u8"] = media_playlist({"high0.ts?SIG", "high1.ts?SIG", "high2.ts?SIG"});
    stream.playlists["/low.m3u8"] = media_playlist({"low0.ts?SIG", "low1.ts?SIG", "low2.ts?SIG"});
    stream.playlists["/master.m3u8"] = kLadder;
    stream.sign("one");
    const std::string path = GENERATE(as<std::string>(), "/master.m3u8", "/high.m3u8");
    const auto source = stream.source(path);
    REQUIRE(source->open());
    const auto first = picture_times(*source, 30);
    stream.sign("two");
    const auto rest = picture_times(*source, 1000);
    check_every_picture(first, rest);
    CHECK(stream.asked == 1);
    CHECK(stream.hls.server.count("/low.m3u8") == 0);
    // The refused one and the good one; the third is asked for where it is now.
    CHECK(stream.hls.server.count("/high1.ts") == 2);
    CHECK(stream.hls.server.count("/high2.ts") == 1);
    CHECK(stream.hls.server.count("/high.m3u8") == 2);
}

TEST_CASE("HlsSource: a segment whose connection is cut when its address has expired goes on at the missing byte",
          "[player][hls]") {
    SignedStream stream({"high0.ts", "high2.ts"});
    HttpRoute whole, cut, refused;
    whole.body = cut.body = hls_fixture("high1.ts");
    cut.close_after = 9000;
    refused.status = 403;
    stream.hls.server.add_sequence("/high1.ts", {cut, refused, whole});
    stream.playlists["/high.m3u8"] = media_playlist({"high0.ts?SIG", "high1.ts?SIG", "high2.ts?SIG"});
    stream.hand_out("one");
    const auto source = stream.source("/high.m3u8");
    REQUIRE(source->open());
    stream.hand_out("two");
    check_every_picture({}, picture_times(*source, 1000));
    CHECK(stream.asked == 1);
    const auto requests = stream.hls.server.requests("/high1.ts");
    REQUIRE(requests.size() == 3);
    CHECK(requests[2].range == "bytes=9000-");
    CHECK(requests[2].path == "/high1.ts?sig=two");
}

TEST_CASE("HlsSource: keys and initialisation sections expire like segments", "[player][hls]") {
    SignedStream stream({"secret0.ts", "secret1.ts", "secret2.ts", "init.mp4", "part0.m4s", "part1.m4s", "part2.m4s"});
    HttpRoute first_key, second_key;
    for (char i = 0; i < 16; ++i) first_key.body.push_back(i), second_key.body.push_back(static_cast<char>(15 - i));
    stream.hls.server.add("/first.key", first_key);
    stream.hls.server.add("/second.key", second_key);
    const std::string vector = ",IV=0x101112131415161718191a1b1c1d1e1f";
    stream.playlists["/secret.m3u8"] =
        media_playlist({"#EXT-X-KEY:METHOD=AES-128,URI=\"first.key?SIG\"" + vector, "secret0.ts?SIG", "secret1.ts?SIG",
                        "#EXT-X-KEY:METHOD=AES-128,URI=\"second.key?SIG\"", "secret2.ts?SIG"});
    stream.playlists["/parts.m3u8"] =
        media_playlist({"#EXT-X-MAP:URI=\"init.mp4?SIG\"", "part0.m4s?SIG", "part1.m4s?SIG", "part2.m4s?SIG"});
    stream.sign("one");
    const std::string path = GENERATE(as<std::string>(), "/secret.m3u8", "/parts.m3u8");
    const auto source = stream.source(path);
    REQUIRE(source->open());
    const auto first = picture_times(*source, 30);
    stream.sign("two");
    const auto rest = picture_times(*source, 1000);
    check_every_picture(first, rest);
    CHECK(stream.asked == 1);
}

TEST_CASE("HlsSource: a playlist that is first asked for when its address has expired", "[player][hls]") {
    SignedStream stream({"high0.ts", "high1.ts", "high2.ts", "low0.ts", "low1.ts", "low2.ts"});
    stream.playlists["/high.m3u8"] = media_playlist({"high0.ts?SIG", "high1.ts?SIG", "high2.ts?SIG"});
    stream.playlists["/low.m3u8"] = media_playlist({"low0.ts?SIG", "low1.ts?SIG", "low2.ts?SIG"});
    stream.playlists["/master.m3u8"] = kLadder;
    stream.sign("one");
    const auto source = stream.source("/master.m3u8");
    REQUIRE(source->open());
    const auto first = picture_times(*source, 30);
    // Gone from the high rung, so that the low one's playlist is asked for.
    HttpRoute gone;
    gone.status = 404;
    stream.hls.server.add("/high1.ts", gone);
    stream.sign("two");
    const auto rest = picture_times(*source, 1000);
    check_every_picture(first, rest);
    CHECK(stream.asked == 1);
    CHECK(stream.hls.server.count("/low1.ts") == 1);
}

TEST_CASE("HlsSource: sound beside the pictures finds its new address as well", "[player][hls]") {
    SignedStream stream({"video0.ts", "video1.ts", "video2.ts", "english0.aac", "english1.aac", "english2.aac"});
    stream.playlists["/video.m3u8"] = media_playlist({"video0.ts?SIG", "video1.ts?SIG", "video2.ts?SIG"});
    stream.playlists["/english.m3u8"] = media_playlist({"english0.aac?SIG", "english1.aac?SIG", "english2.aac?SIG"});
    stream.playlists["/master.m3u8"] =
        "#EXTM3U\n"
        "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"a\",NAME=\"English\",LANGUAGE=\"en\",DEFAULT=YES,URI=\"english.m3u8?SIG\"\n"
        "#EXT-X-STREAM-INF:BANDWIDTH=200000,RESOLUTION=96x160,AUDIO=\"a\"\nvideo.m3u8?SIG\n";
    stream.sign("one");
    const auto source = stream.source("/master.m3u8");
    const auto info = source->open();
    REQUIRE(info);
    const Seen first = watch(*source, *info, 30);
    stream.sign("two");
    const Seen rest = watch(*source, *info);
    CHECK(rest.end.kind == ErrorKind::EndOfStream);
    CHECK(to_seconds(rest.sound_until) == Approx(6).margin(0.1));
    CHECK(to_seconds(first.sound + rest.sound) == Approx(6).margin(0.2));
    CHECK(stream.asked == 1);
    CHECK(stream.hls.server.count("/english.m3u8") == 2);
}

TEST_CASE("load_subtitles: captions import variables, and find their new address", "[player][hls]") {
    SignedStream stream({"video0.ts"});
    stream.playlists["/video.m3u8"] = media_playlist({"video0.ts?SIG"});
    stream.playlists["/text.m3u8"] =
        media_playlist({"#EXT-X-DEFINE:IMPORT=\"name\"", "{$name}.vtt?SIG", "more.vtt?SIG"});
    stream.playlists["/master.m3u8"] =
        "#EXTM3U\n#EXT-X-DEFINE:NAME=\"name\",VALUE=\"first\"\n"
        "#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID=\"s\",NAME=\"English\",LANGUAGE=\"en\",URI=\"text.m3u8?SIG\"\n"
        "#EXT-X-STREAM-INF:BANDWIDTH=200000,RESOLUTION=96x160,SUBTITLES=\"s\"\nvideo.m3u8?SIG\n";
    stream.hls.add_text("/first.vtt", "WEBVTT\n\n00:00.500 --> 00:01.500\nOne\n");
    stream.hls.add_text("/more.vtt", "WEBVTT\n\n00:02.500 --> 00:03.500\nTwo\n");
    stream.sign("one");
    const auto source = stream.source("/master.m3u8");
    const auto info = source->open();
    REQUIRE(info);
    REQUIRE(info->subtitles.size() == 1);
    stream.sign("two");
    const auto document = load_subtitles({info->subtitles[0].url, {}}, *stream.hls.http, stream.hls.clock, {},
                                         info->subtitles[0].stamp_at_zero, info->subtitles[0].origin.get());
    REQUIRE(document);
    REQUIRE(document->cues.size() == 2);
    CHECK(document->cues[0].text == "One");
}

TEST_CASE("HlsSource: a stream that is refused for good ends in the reason, and the catalog is asked once",
          "[player][hls]") {
    SignedStream stream({"high0.ts", "high1.ts"});
    const std::string more = "high1.ts?SIG";
    stream.playlists["/high.m3u8"] = media_playlist({"high0.ts?SIG", more, more, more, more, more});
    stream.sign("one");
    const auto source = stream.source("/high.m3u8");
    REQUIRE(source->open());
    picture_times(*source, 30);
    stream.hls.server.require_query("nobody knows");
    Error end;
    while (end.kind != ErrorKind::Forbidden) {
        const auto packet = source->read();
        if (packet) continue;
        end = packet.error();
        break;
    }
    CHECK(end.kind == ErrorKind::Forbidden);
    CHECK(stream.asked == 1);
}

TEST_CASE("HlsSource: playlists that are signed whenever they are read need no catalog", "[player][hls]") {
    SignedStream stream({"high0.ts", "high1.ts", "high2.ts"});
    stream.playlists["/high.m3u8"] = media_playlist({"high0.ts?SIG", "high1.ts?SIG", "high2.ts?SIG"});
    stream.sign("one");
    HlsSource source({stream.hls.server.url("/high.m3u8") + "?sig=one", {}}, *stream.hls.http, stream.hls.clock, {});
    REQUIRE(source.open());
    const auto first = picture_times(source, 30);
    // The playlist's own address stays good: any query that has both.
    stream.sign("one&also=two");
    stream.hls.server.require_query("sig=one");
    const auto rest = picture_times(source, 1000);
    check_every_picture(first, rest);
}
