// Recorded HLS streams over a real server: every picture at its time, every request counted.
#include <cmath>

#include "tests/player/hls_server.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace cliffhanger::test;
using namespace std::chrono_literals;

namespace {

constexpr double kPicture = 1.0 / 30;

/// Every one of the pictures from `first` on, each at its own time.
void check_all_pictures(const Seen& seen, int first = 0, int count = 180) {
    REQUIRE(seen.refused == 0);
    REQUIRE(seen.pictures.size() == static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        const auto& picture = seen.pictures[static_cast<std::size_t>(i)];
        CAPTURE(i);
        REQUIRE(picture.number == (first + i) % 100);
        REQUIRE(to_seconds(picture.time) == Approx((first + i) * kPicture).margin(0.001));
    }
}

void check_whole_sound(const Seen& seen) {
    // The encoder's 1024 samples of run-up lie before the first picture.
    CHECK(to_seconds(seen.sound_from) == Approx(-1024.0 / 48000).margin(0.003));
    CHECK(to_seconds(seen.sound_until) == Approx(6).margin(0.06));
    CHECK(to_seconds(seen.sound) == Approx(6).margin(0.06));
}

constexpr const char* kLadder =
    "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=100000,RESOLUTION=48x80,CODECS=\"avc1.42c00a,mp4a.40.2\"\nlow.m3u8\n"
    "#EXT-X-STREAM-INF:BANDWIDTH=200000,RESOLUTION=96x160,CODECS=\"avc1.42c00a,mp4a.40.2\"\nhigh.m3u8\n";

constexpr const char* kAlternateSound =
    "#EXTM3U\n"
    "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"a\",NAME=\"English\",LANGUAGE=\"en\",DEFAULT=YES,URI=\"english.m3u8\"\n"
    "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"a\",NAME=\"Deutsch\",LANGUAGE=\"de\",URI=\"german.m3u8\"\n"
    "#EXT-X-STREAM-INF:BANDWIDTH=200000,RESOLUTION=96x160,AUDIO=\"a\"\nvideo.m3u8\n";

void add_alternate_sound(HlsServer& hls) {
    hls.add_rung("video");
    for (const std::string name : {"english", "german"}) {
        for (const std::string number : {"0", "1", "2"}) hls.add_file(name + number + ".aac");
        hls.add_text("/" + name + ".m3u8", media_playlist({name + "0.aac", name + "1.aac", name + "2.aac"}));
    }
    hls.add_text("/master.m3u8", kAlternateSound);
}

/// Grants what the test says, and remembers what it was asked.
class ScriptedScheduler final : public SegmentScheduler {
 public:
    explicit ScriptedScheduler(std::vector<std::size_t> rungs) : rungs_(std::move(rungs)) {}
    Result<SegmentGrant> request(const SegmentRequest& request, std::stop_token) override {
        requests.push_back(request);
        return SegmentGrant{rungs_[std::min(requests.size() - 1, rungs_.size() - 1)]};
    }
    void finished(const SegmentTransfer& transfer) override { transfers.push_back(transfer); }

    std::vector<SegmentRequest> requests;
    std::vector<SegmentTransfer> transfers;

 private:
    const std::vector<std::size_t> rungs_;
};

}  // namespace

TEST_CASE("HlsSource: transport stream segments give every picture at its time", "[player][hls]") {
    HlsServer hls;
    hls.add_rung("high");
    const auto source = hls.source("/high.m3u8");
    const auto info = source->open();
    REQUIRE(info);
    CHECK(info->duration == MediaTime(6s));
    CHECK(info->seekable);
    REQUIRE(info->streams.size() == 2);
    // The playlist and what tells the streams.
    CHECK(hls.requests() == 2);
    const Seen seen = watch(*source, *info);
    CHECK(seen.end.kind == ErrorKind::EndOfStream);
    check_all_pictures(seen);
    check_whole_sound(seen);
    CHECK(hls.requests() == 4);
}

TEST_CASE("HlsSource: fragmented MP4 with its initialisation section", "[player][hls]") {
    HlsServer hls;
    for (const char* name : {"init.mp4", "part0.m4s", "part1.m4s", "part2.m4s"}) hls.add_file(name);
    hls.add_text("/parts.m3u8", media_playlist({"#EXT-X-MAP:URI=\"init.mp4\"", "part0.m4s", "part1.m4s", "part2.m4s"}));
    const auto source = hls.source("/parts.m3u8");
    const auto info = source->open();
    REQUIRE(info);
    CHECK(hls.requests() == 3);
    const Seen seen = watch(*source, *info);
    check_all_pictures(seen);
    check_whole_sound(seen);
    REQUIRE(source->seek(4500ms));
    const Seen rest = watch(*source, *info);
    check_all_pictures(rest, 120, 60);
    CHECK(hls.server.count("/init.mp4") == 1);
}

TEST_CASE("HlsSource: segments that are parts of one file are asked for to the byte", "[player][hls]") {
    HlsServer hls;
    HttpRoute file;
    std::vector<std::string> lines;
    const std::string init = hls_fixture("init.mp4");
    file.body = init;
    lines.push_back("#EXT-X-MAP:URI=\"all.mp4\",BYTERANGE=\"" + std::to_string(init.size()) + "@0\"");
    for (const char* name : {"part0.m4s", "part1.m4s", "part2.m4s"}) {
        const std::string part = hls_fixture(name);
        lines.push_back("#EXT-X-BYTERANGE:" + std::to_string(part.size()) + "@" + std::to_string(file.body.size()));
        lines.push_back("all.mp4");
        file.body += part;
    }
    hls.server.add("/all.mp4", file);
    hls.add_text("/parts.m3u8", media_playlist(lines));
    const auto source = hls.source("/parts.m3u8");
    const auto info = source->open();
    REQUIRE(info);
    check_all_pictures(watch(*source, *info));
    const auto requests = hls.server.requests("/all.mp4");
    REQUIRE(requests.size() == 4);
    CHECK(requests[0].range == "bytes=0-" + std::to_string(init.size() - 1));
    CHECK(requests[3].range.ends_with("-" + std::to_string(file.body.size() - 1)));
}

TEST_CASE("HlsSource: encrypted segments, keys that change, each key fetched once with the feed's headers",
          "[player][hls]") {
    HlsServer hls;
    for (const char* name : {"secret0.ts", "secret1.ts", "secret2.ts"}) hls.add_file(name);
    HttpRoute first, second;
    for (char i = 0; i < 16; ++i) first.body.push_back(i), second.body.push_back(static_cast<char>(15 - i));
    hls.server.add("/first.key", first);
    hls.server.add("/second.key", second);
    const std::string vector = ",IV=0x101112131415161718191a1b1c1d1e1f";
    const std::vector<std::string> lines = {"#EXT-X-KEY:METHOD=AES-128,URI=\"first.key\"" + vector, "secret0.ts",
                                            "secret1.ts", "#EXT-X-KEY:METHOD=AES-128,URI=\"second.key\"", "secret2.ts"};
    hls.add_text("/secret.m3u8", media_playlist(lines));
    HlsSource source({hls.server.url("/secret.m3u8"), {{"X-Token", "t1"}}}, *hls.http, hls.clock, {});
    const auto info = source.open();
    REQUIRE(info);
    check_all_pictures(watch(source, *info));
    REQUIRE(source.seek(0s));
    check_all_pictures(watch(source, *info));
    REQUIRE(hls.server.count("/first.key") == 1);
    CHECK(hls.server.count("/second.key") == 1);
    CHECK(hls.server.requests("/first.key")[0].header("X-Token") == "t1");
}

TEST_CASE("HlsSource: a key that is not there or no key ends in its reason", "[player][hls]") {
    const auto [status, kind] = GENERATE(
        table<int, ErrorKind>({{404, ErrorKind::NotFound}, {403, ErrorKind::Forbidden}, {200, ErrorKind::Corrupted}}));
    HlsServer hls;
    hls.add_file("secret0.ts");
    HttpRoute key;
    key.status = status;
    key.body = "<html>";
    hls.server.add("/the.key", key);
    hls.add_text("/secret.m3u8", media_playlist({"#EXT-X-KEY:METHOD=AES-128,URI=\"the.key\"", "secret0.ts"}));
    const auto source = hls.source("/secret.m3u8");
    const auto info = source->open();
    REQUIRE_FALSE(info);
    CHECK(info.error().kind == kind);
}

TEST_CASE("HlsSource: the first picture of a ladder takes three requests, and rungs change without a seam",
          "[player][hls]") {
    HlsServer hls;
    hls.add_rung("low");
    hls.add_rung("high");
    hls.add_text("/master.m3u8", kLadder);
    ScriptedScheduler scheduler({0, 1, 0});
    HlsOptions options;
    options.episode = "e1";
    options.scheduler = &scheduler;
    const auto source = hls.source("/master.m3u8", options);
    const auto info = source->open();
    REQUIRE(info);
    CHECK(info->streams[0].width == 48);
    CHECK(hls.requests() == 3);
    const Seen seen = watch(*source, *info);
    check_all_pictures(seen);
    check_whole_sound(seen);
    CHECK(seen.pictures[59].width == 48);
    CHECK(seen.pictures[60].width == 96);
    CHECK(seen.pictures[119].width == 96);
    CHECK(seen.pictures[120].width == 48);
    // Both playlists, three segments.
    CHECK(hls.requests() == 6);
    REQUIRE(scheduler.requests.size() == 3);
    CHECK(scheduler.requests[1].episode == "e1");
    CHECK(scheduler.requests[1].segment == 1);
    CHECK(scheduler.requests[1].start == MediaTime(2s));
    CHECK(scheduler.requests[1].rungs.size() == 2);
    CHECK(scheduler.requests[1].previous == 0u);
    REQUIRE(scheduler.transfers.size() == 3);
    CHECK(scheduler.transfers[1].end == SegmentTransfer::End::Complete);
    CHECK(scheduler.transfers[1].bytes == std::ssize(hls_fixture("high1.ts")));
}

TEST_CASE("HlsSource: a seek gives the keyframe before it, whatever rung it comes from", "[player][hls]") {
    HlsServer hls;
    hls.add_rung("low");
    hls.add_rung("high");
    hls.add_text("/master.m3u8", kLadder);
    ScriptedScheduler scheduler({0, 1});
    HlsOptions options;
    options.scheduler = &scheduler;
    const auto source = hls.source("/master.m3u8", options);
    const auto info = source->open();
    REQUIRE(info);
    for (const auto& [target, first] :
         std::vector<std::pair<MediaTime, int>>{{5900ms, 120}, {2s, 60}, {1990ms, 0}, {0s, 0}, {60s, 120}, {4s, 120}}) {
        CAPTURE(target.count());
        REQUIRE(source->seek(target));
        const Seen seen = watch(*source, *info);
        CHECK(seen.end.kind == ErrorKind::EndOfStream);
        check_all_pictures(seen, first, 180 - first);
        CHECK(to_seconds(seen.sound_from) == Approx(first * kPicture).margin(0.08));
    }
}

TEST_CASE("HlsSource: sound beside the pictures is in step with them, and another language can be chosen",
          "[player][hls]") {
    HlsServer hls;
    add_alternate_sound(hls);
    const auto source = hls.source("/master.m3u8");
    const auto info = source->open();
    REQUIRE(info);
    REQUIRE(info->streams.size() == 3);
    CHECK(info->streams[1].language == "en");
    CHECK(info->streams[2].language == "de");
    CHECK(info->streams[2].label == "Deutsch");
    // One playlist and one segment more for the sound.
    CHECK(hls.requests() == 5);
    source->select({0, 1});
    const Seen english = watch(*source, *info);
    check_all_pictures(english);
    CHECK(to_seconds(english.sound_from) == Approx(-1024.0 / 48000).margin(0.003));
    CHECK(to_seconds(english.sound_until) == Approx(6).margin(0.1));
    CHECK(english.pitch == Approx(440).margin(10));
    CHECK(hls.server.count("/german.m3u8") == 0);

    source->select({0, 2});
    REQUIRE(source->seek(2500ms));
    const Seen german = watch(*source, *info);
    check_all_pictures(german, 60, 120);
    CHECK(german.pitch == Approx(880).margin(20));
    CHECK(to_seconds(german.sound_from) == Approx(2).margin(0.03));
}

TEST_CASE("HlsSource: the viewer's language is opened at once, and one that is missing is replaced", "[player][hls]") {
    HlsServer hls;
    add_alternate_sound(hls);
    HlsOptions options;
    options.preferred_audio_language = "de";
    SECTION("there") {
        const auto source = hls.source("/master.m3u8", options);
        REQUIRE(source->open());
        CHECK(hls.server.count("/german0.aac") == 1);
        CHECK(hls.server.count("/english.m3u8") == 0);
    }
    SECTION("missing") {
        HttpRoute gone;
        gone.status = 404;
        hls.server.add("/german.m3u8", gone);
        const auto source = hls.source("/master.m3u8", options);
        const auto info = source->open();
        REQUIRE(info);
        CHECK(hls.server.count("/english0.aac") == 1);
        // What is not there is not offered either, and what is there is heard.
        REQUIRE(info->streams.size() == 2);
        CHECK(info->streams[1].language == "en");
        source->select({0, 1});
        CHECK(watch(*source, *info).pitch == Approx(440).margin(10));
    }
}

TEST_CASE("HlsSource: a discontinuity changes clock and size, and time goes on", "[player][hls]") {
    HlsServer hls;
    hls.add_rung("high");
    hls.add_rung("low");
    // The second part's clock goes back to where it began.
    hls.add_text("/cut.m3u8", media_playlist({"high0.ts", "high1.ts", "#EXT-X-DISCONTINUITY", "low0.ts", "low1.ts"}));
    const auto source = hls.source("/cut.m3u8");
    const auto info = source->open();
    REQUIRE(info);
    CHECK(info->duration == MediaTime(8s));
    const Seen seen = watch(*source, *info);
    REQUIRE(seen.pictures.size() == 240);
    CHECK(seen.pictures[120].number == 0);
    CHECK(seen.pictures[120].width == 48);
    for (std::size_t i = 0; i < 240; ++i) {
        REQUIRE(to_seconds(seen.pictures[i].time) == Approx(static_cast<double>(i) * kPicture).margin(0.001));
    }
    CHECK(to_seconds(seen.sound_until) == Approx(8).margin(0.06));
    REQUIRE(source->seek(5s));
    const Seen rest = watch(*source, *info);
    CHECK(rest.pictures.front().number == 0);
    CHECK(to_seconds(rest.pictures.front().time) == Approx(4).margin(0.001));
    CHECK(rest.pictures.front().width == 48);
}

TEST_CASE("HlsSource: a clock that jumps without a word is put right", "[player][hls]") {
    HlsServer hls;
    hls.add_rung("high");
    hls.add_text("/again.m3u8", media_playlist({"high0.ts", "high1.ts", "high0.ts"}));
    const auto source = hls.source("/again.m3u8");
    const auto info = source->open();
    REQUIRE(info);
    const Seen seen = watch(*source, *info);
    REQUIRE(seen.pictures.size() == 180);
    for (std::size_t i = 0; i < 180; ++i) {
        REQUIRE(to_seconds(seen.pictures[i].time) == Approx(static_cast<double>(i) * kPicture).margin(0.001));
    }
}

TEST_CASE("HlsSource: EXT-X-START says where playback begins, and a start of one's own is opened directly",
          "[player][hls]") {
    HlsServer hls;
    hls.add_rung("high");
    SECTION("the playlist's") {
        hls.add_text("/start.m3u8",
                     media_playlist({"#EXT-X-START:TIME-OFFSET=4.1", "high0.ts", "high1.ts", "high2.ts"}));
        const auto source = hls.source("/start.m3u8");
        const auto info = source->open();
        REQUIRE(info);
        CHECK(info->start == MediaTime(4s));
        REQUIRE(source->seek(info->start));
        check_all_pictures(watch(*source, *info), 120, 60);
        CHECK(hls.requests() == 2);
    }
    SECTION("one's own") {
        HlsOptions options;
        options.start = 3s;
        const auto source = hls.source("/high.m3u8", options);
        const auto info = source->open();
        REQUIRE(info);
        REQUIRE(source->seek(3s));
        check_all_pictures(watch(*source, *info), 60, 120);
        CHECK(hls.server.count("/high0.ts") == 0);
        CHECK(hls.server.count("/high1.ts") == 1);
    }
}

TEST_CASE("HlsSource: a gap is passed over without a request", "[player][hls]") {
    HlsServer hls;
    hls.add_rung("high");
    hls.add_text("/gap.m3u8", media_playlist({"high0.ts", "#EXT-X-GAP", "high1.ts", "high2.ts"}));
    const auto source = hls.source("/gap.m3u8");
    const auto info = source->open();
    REQUIRE(info);
    const Seen seen = watch(*source, *info);
    REQUIRE(seen.pictures.size() == 120);
    CHECK(seen.pictures[60].number == 20);
    CHECK(to_seconds(seen.pictures[60].time) == Approx(4).margin(0.001));
    CHECK(hls.server.count("/high1.ts") == 0);
}
