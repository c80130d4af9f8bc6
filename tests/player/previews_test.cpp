#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "player/previews/bif_file.h"
#include "player/previews/decoded_previews.h"
#include "player/previews/iframe_previews.h"
#include "player/previews/scrub_previews.h"
#include "player/previews/sprite_track.h"
#include "player/previews/thumbnail.h"
#include "tests/player/hls_server.h"
#include "tests/player/wake_counter.h"
#include "tests/support/catch.h"
#include "tests/support/fake_http_client.h"

namespace cliffhanger {
namespace {

using namespace std::chrono_literals;

std::string fixture(const std::string& name) {
    std::ifstream file(CLIFFHANGER_TEST_SOURCE_DIR "/tests/fixtures/" + name, std::ios::binary);
    REQUIRE(file.is_open());
    return {std::istreambuf_iterator<char>(file), {}};
}

std::string word(std::uint32_t value) {
    std::string bytes;
    for (int i = 0; i < 4; ++i) bytes += static_cast<char>(value >> (8 * i) & 255);
    return bytes;
}

/// Pictures at multiples of `unit_ms`; `times` counts them.
std::string bif(const std::vector<std::uint32_t>& times, const std::string& jpeg, std::uint32_t unit_ms) {
    std::string bytes(
        "\x89"
        "BIF\r\n\x1a\n",
        8);
    bytes += word(0) + word(static_cast<std::uint32_t>(times.size())) + word(unit_ms);
    bytes.resize(64);
    const auto first = static_cast<std::uint32_t>(64 + 8 * (times.size() + 1));
    const auto size = static_cast<std::uint32_t>(jpeg.size());
    for (std::uint32_t i = 0; i < times.size(); ++i) bytes += word(times[i]) + word(first + i * size);
    bytes += word(0xFFFFFFFF) + word(first + static_cast<std::uint32_t>(times.size()) * size);
    for (std::size_t i = 0; i < times.size(); ++i) bytes += jpeg;
    return bytes;
}

int red(const Image& image, int x, int y) {
    return static_cast<int>(image.argb[static_cast<std::size_t>(y * image.width + x)] >> 16 & 255);
}
int middle(const Image& image) { return red(image, image.width / 2, image.height / 2); }
/// Of a grey picture of the numbered fixtures, in full range.
int grey_of(int number) { return ((16 + 2 * (number % 100)) - 16) * 255 / 219; }

TEST_CASE("parse_bif: the index gives every picture its time and its bytes", "[previews]") {
    const std::string bytes = bif({0, 2, 5}, "jpeg", 500);
    const auto entries = parse_bif(bytes);
    REQUIRE(entries);
    REQUIRE(entries->size() == 3);
    CHECK((*entries)[1].time == 1s);
    CHECK((*entries)[2].time == 2500ms);
    CHECK((*entries)[2].jpeg == "jpeg");
    // A unit of nothing means seconds.
    const std::string seconds = bif({0, 2}, "jpeg", 0);
    CHECK((*parse_bif(seconds))[1].time == 2s);
}

TEST_CASE("parse_bif: a count, places and times that cannot be are not believed", "[previews]") {
    const std::string good = bif({0, 1, 2}, "jpeg", 1000);
    std::string absurd = good;
    absurd.replace(12, 4, word(0xFFFFFFFF));
    CHECK(parse_bif(absurd)->size() == 3);
    std::string outside = good;
    outside.replace(64 + 4, 4, word(0x7FFFFFFF));
    CHECK(parse_bif(outside)->size() == 2);
    std::string backwards = good;
    backwards.replace(64 + 8, 4, word(0));
    CHECK(parse_bif(backwards)->size() == 2);
    CHECK(parse_bif("").error().kind == ErrorKind::Corrupted);
    CHECK(parse_bif(good.substr(0, 70)).error().kind == ErrorKind::Corrupted);
    CHECK(parse_bif(std::string(200, 'x')).error().kind == ErrorKind::Corrupted);
    // Cut anywhere, it is refused or gives what lies inside.
    for (std::size_t length = 0; length < good.size(); ++length) {
        const std::string cut = good.substr(0, length);
        const auto entries = parse_bif(cut);
        if (!entries) continue;
        for (const BifEntry& entry : *entries) CHECK(entry.jpeg.data() + entry.jpeg.size() <= cut.data() + cut.size());
    }
}

TEST_CASE("parse_sprite_track: cues name parts of pictures beside the track", "[previews]") {
    const auto cues = parse_sprite_track(
        "WEBVTT\n\nNOTE nothing\n\n1\n00:05.000 --> 00:10.000\nsheet.jpg#xywh=160,0,160,90\n\n"
        "00:00:00.000 --> 00:00:05.000\r\nsheet.jpg?a=1&b=2#xywh=pixel:0,0,160,90\r\n\n00:10.000 --> "
        "00:15.000\nwhole.jpg\n",
        SourceOrigin::network("http://a/b/track.vtt"));
    REQUIRE(cues);
    REQUIRE(cues->size() == 3);
    CHECK((*cues)[0].url == "http://a/b/sheet.jpg?a=1&b=2");
    CHECK((*cues)[0].part == SpriteRect{0, 0, 160, 90});
    CHECK((*cues)[1].time == 5s);
    CHECK((*cues)[1].part == SpriteRect{160, 0, 160, 90});
    CHECK_FALSE((*cues)[2].part);
}

TEST_CASE("parse_sprite_track: what names nothing usable is left out", "[previews]") {
    const auto origin = SourceOrigin::network("http://a/b/track.vtt");
    for (const char* cue :
         {"file:///etc/passwd#xywh=0,0,1,1", "a.jpg#xywh=1,2,3", "a.jpg#xywh=0,0,0,5", "a.jpg#xywh=-1,0,5,5",
          "a.jpg#xywh=percent:0,0,50,50", "a.jpg#xywh=99999999999,0,1,1", "#xywh=0,0,1,1"}) {
        CHECK_FALSE(parse_sprite_track(std::string("WEBVTT\n\n00:00.000 --> 00:01.000\n") + cue + "\n", origin));
    }
    CHECK_FALSE(parse_sprite_track("WEBVTT\n\n00:02.000 --> 00:01.000\na.jpg\n", origin));
    CHECK_FALSE(parse_sprite_track("00:00.000 --> 00:01.000\na.jpg\n", origin));
    CHECK_FALSE(parse_sprite_track("", origin));
}

TEST_CASE("make_thumbnail: a turned and mirrored picture stands upright", "[previews]") {
    // Four pixels that tell where they came from.
    const std::vector<std::uint32_t> pixels = {0xFF100000, 0xFF200000, 0xFF300000, 0xFF400000};
    VideoFrame frame;
    frame.layout = PixelLayout::Argb;
    frame.width = frame.height = 2;
    frame.planes[0] = reinterpret_cast<const std::uint8_t*>(pixels.data());
    frame.strides[0] = 8;
    const auto corners = [&](int rotation, bool mirrored) {
        frame.rotation = rotation;
        frame.mirrored = mirrored;
        const auto image = make_thumbnail(frame, 16);
        REQUIRE(image);
        std::vector<int> reds;
        for (const std::uint32_t pixel : image->argb) reds.push_back(static_cast<int>(pixel >> 16 & 0xFF) >> 4);
        return reds;
    };
    CHECK(corners(0, false) == std::vector{1, 2, 3, 4});
    CHECK(corners(90, false) == std::vector{3, 1, 4, 2});
    CHECK(corners(180, false) == std::vector{4, 3, 2, 1});
    CHECK(corners(270, false) == std::vector{2, 4, 1, 3});
    CHECK(corners(0, true) == std::vector{2, 1, 4, 3});
}

TEST_CASE("DecodedPreviews: every place shows the keyframe before it", "[previews]") {
    test::FakeHttpClient http;
    const SystemClock clock;
    DecodedPreviews previews({CLIFFHANGER_TEST_SOURCE_DIR "/tests/fixtures/numbered.mp4", {}}, http, clock);
    REQUIRE(previews.open({}));
    REQUIRE(previews.count() == 6);
    CHECK(previews.nearest(-1s) == 0);
    CHECK(previews.nearest(4500ms) == 4);
    CHECK(previews.nearest(100s) == 5);
    for (const auto& [index, number] : {std::pair{5, 120}, {0, 0}, {3, 60}, {2, 60}}) {
        const auto picture = previews.picture(static_cast<std::size_t>(index), {});
        REQUIRE(picture);
        CHECK(picture->image->width == 96);
        CHECK(std::abs(middle(*picture->image) - grey_of(number)) <= 4);
        CHECK(std::chrono::abs(picture->time - MediaTime{number * 1'000'000LL / 30}) < 2ms);
    }
}

TEST_CASE("IframePreviews: the stream's own playlist of I-frames gives the picture nearest to a time", "[previews]") {
    test::HlsServer hls;
    for (const char* name : {"high0.ts", "high1.ts", "high2.ts"}) hls.add_file(name);
    hls.add_text("/frames.m3u8", test::media_playlist({"#EXT-X-I-FRAMES-ONLY", "#EXTINF:2,", "#EXT-X-BYTERANGE:12032@0",
                                                       "high0.ts", "#EXTINF:2,", "#EXT-X-BYTERANGE:12032@0", "high1.ts",
                                                       "#EXTINF:2,", "#EXT-X-BYTERANGE:12032@0", "high2.ts"}));
    hls.add_text("/master.m3u8",
                 "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1000\nhigh.m3u8\n"
                 "#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=100,URI=\"frames.m3u8\",RESOLUTION=96x160\n");
    IframePreviews previews({hls.server.url("/master.m3u8"), {}}, *hls.http, hls.clock);
    REQUIRE(previews.open({}));
    REQUIRE(previews.count() == 3);
    const std::size_t index = previews.nearest(3800ms);
    CHECK(index == 2);
    const auto picture = previews.picture(index, {});
    REQUIRE(picture);
    CHECK(picture->time == 4s);
    CHECK(std::abs(middle(*picture->image) - grey_of(120)) <= 4);
}

TEST_CASE("IframePreviews: of fragmented MP4 a part of each fragment is enough", "[previews]") {
    test::HlsServer hls;
    test::HttpRoute file;
    file.body = fixture("numbered_fragmented.mp4");
    hls.server.add("/all.mp4", file);
    // Each range ends with the fragment's first picture.
    hls.add_text(
        "/frames.m3u8",
        test::media_playlist({"#EXT-X-I-FRAMES-ONLY", "#EXT-X-MAP:URI=\"all.mp4\",BYTERANGE=\"1311@0\"", "#EXTINF:2,",
                              "#EXT-X-BYTERANGE:1778@1311", "all.mp4", "#EXTINF:2,", "#EXT-X-BYTERANGE:1098@15711",
                              "all.mp4", "#EXTINF:2,", "#EXT-X-BYTERANGE:1499@29762", "all.mp4"}));
    hls.add_text("/master.m3u8",
                 "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1000\nhigh.m3u8\n"
                 "#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=100,URI=\"frames.m3u8\",RESOLUTION=96x160\n");
    IframePreviews previews({hls.server.url("/master.m3u8"), {}}, *hls.http, hls.clock);
    REQUIRE(previews.open({}));
    REQUIRE(previews.count() == 3);
    for (const std::size_t index : {2u, 0u, 1u}) {
        const auto picture = previews.picture(index, {});
        REQUIRE(picture);
        CHECK(picture->time == index * 2s);
        CHECK(std::abs(middle(*picture->image) - grey_of(static_cast<int>(index) * 60)) <= 4);
    }
}

struct Rig {
    explicit Rig(std::size_t budget = 16u << 20) : previews({http, nullptr, clock, [this] { wakes.wake(); }, budget}) {}

    /// What is there for a time once the worker has done what it can.
    std::optional<PreviewPicture> settled_at(MediaTime time) {
        (void)previews.at(time);
        for (int i = 1; previews.busy(); ++i) REQUIRE(wakes.wait_for(i));
        return previews.at(time);
    }

    test::FakeHttpClient http;
    SystemClock clock;
    test::WakeCounter wakes;
    ScrubPreviews previews;
};

TEST_CASE("ScrubPreviews: the feed's BIF file is fetched when somebody asks, once", "[previews]") {
    Rig rig;
    rig.http.script("http://a/x.bif", {{.body = bif({0, 2, 4}, fixture("images/halves.jpg"), 1000)}});
    rig.previews.set_episode({"one", {{TrickPlayFile::Kind::Bif, "http://a/x.bif", "HD"}}, {}});
    CHECK(rig.http.requests().empty());
    CHECK_FALSE(rig.previews.at(3900ms));
    const auto picture = rig.settled_at(3900ms);
    REQUIRE(picture);
    CHECK(picture->time == 4s);
    // The nearest at once, whatever is being made.
    REQUIRE(rig.previews.at(0s));
    REQUIRE(rig.settled_at(100ms));
    CHECK(rig.settled_at(100ms)->time == 0s);
    CHECK(rig.http.requests().size() == 1);
}

TEST_CASE("ScrubPreviews: sprites are cut out of their sheet", "[previews]") {
    Rig rig;
    rig.http.script("http://a/t.vtt", {{.body = "WEBVTT\n\n00:00.000 --> 00:02.000\nhalves.png#xywh=0,0,32,20\n\n"
                                                "00:02.000 --> 00:04.000\nhalves.png#xywh=32,0,32,20\n\n"
                                                "00:04.000 --> 00:06.000\nhalves.png#xywh=4000,0,32,20\n"}});
    rig.http.script("http://a/halves.png", {{.body = fixture("images/halves.png")}});
    rig.previews.set_episode({"one", {{TrickPlayFile::Kind::WebVtt, "http://a/t.vtt", ""}}, {}});
    const auto left = rig.settled_at(1s), right = rig.settled_at(3900ms);
    REQUIRE(left);
    REQUIRE(right);
    CHECK(left->image->width == 32);
    CHECK(left->image->height == 20);
    CHECK(left->image->argb[100] != right->image->argb[100]);
    // A part that lies outside of its sheet: what is nearest stays.
    CHECK(rig.settled_at(5s)->time == 2s);
    CHECK(rig.http.requests().size() == 2);
}

TEST_CASE("ScrubPreviews: what cannot be used is passed over for the episode's own keyframes", "[previews]") {
    Rig rig;
    rig.http.script("http://a/x.bif", {{.body = std::string(300, 'x')}});
    rig.http.script("http://a/t.vtt", {{.status = 404}});
    rig.previews.set_episode(
        {"one",
         {{TrickPlayFile::Kind::Bif, "http://a/x.bif", ""}, {TrickPlayFile::Kind::WebVtt, "http://a/t.vtt", ""}},
         {CLIFFHANGER_TEST_SOURCE_DIR "/tests/fixtures/numbered.mp4", {}}});
    const auto picture = rig.settled_at(4500ms);
    REQUIRE(picture);
    CHECK(std::abs(middle(*picture->image) - grey_of(120)) <= 4);
}

TEST_CASE("ScrubPreviews: nothing is fetched to decode it, and nothing stays of an episode that is left",
          "[previews]") {
    Rig rig;
    rig.previews.set_episode({"one", {}, {CLIFFHANGER_TEST_SOURCE_DIR "/tests/fixtures/numbered.mp4", {}}});
    REQUIRE(rig.settled_at(1s));
    rig.previews.set_episode({"two", {}, {"http://a/far.mp4", {}}});
    CHECK_FALSE(rig.settled_at(1s));
    CHECK(rig.http.requests().empty());
    rig.previews.set_episode({"three", {}, {CLIFFHANGER_TEST_SOURCE_DIR "/tests/fixtures/page.html", {}}});
    CHECK_FALSE(rig.settled_at(1s));
}

TEST_CASE("ScrubPreviews: memory is bounded, and what was asked for last stays", "[previews]") {
    constexpr std::size_t kTwo = 2 * 96 * 160 * 4;
    Rig rig(kTwo);
    rig.previews.set_episode({"one", {}, {CLIFFHANGER_TEST_SOURCE_DIR "/tests/fixtures/numbered.mp4", {}}});
    for (const MediaTime time : {500ms, 2500ms, 4500ms}) {
        const auto picture = rig.settled_at(time);
        REQUIRE(picture);
        CHECK(std::chrono::abs(picture->time - time) <= 500ms);
    }
}

}  // namespace
}  // namespace cliffhanger
