// Segments that are not what they seem: behind pictures and junk, under odd names, without durations, cut at one byte.
#include "tests/player/hls_server.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace cliffhanger::test;
using namespace std::chrono_literals;

namespace {

Seen watch_all(HlsServer& hls, const std::string& path) {
    const auto source = hls.source(path);
    const auto info = source->open();
    REQUIRE(info);
    return watch(*source, *info);
}

void check_all_pictures(const Seen& seen, std::size_t first = 0) {
    CHECK(seen.end.kind == ErrorKind::EndOfStream);
    REQUIRE(seen.pictures.size() == 180 - first);
    for (std::size_t i = 0; i < seen.pictures.size(); ++i) {
        CAPTURE(i);
        REQUIRE(seen.pictures[i].number == static_cast<int>((first + i) % 100));
        REQUIRE(to_seconds(seen.pictures[i].time) == Approx(static_cast<double>(first + i) / 30).margin(0.001));
    }
}

void add_disguised(HlsServer& hls, const std::string& path, const std::string& front, const std::string& file) {
    HttpRoute route;
    route.body = front + hls_fixture(file);
    route.content_type = "image/png";
    hls.server.add(path, route);
}

}  // namespace

TEST_CASE("HlsSource: segments hidden behind pictures or junk play", "[player][hls]") {
    const std::string picture = GENERATE(as<std::string>(), "\x89PNG\r\n\x1a\n", "\xff\xd8\xff\xe0", "GIF89a", "junk");
    const std::size_t size = GENERATE(std::size_t{80}, std::size_t{700}, std::size_t{9000});
    if (picture == "junk" && size > 700) return;
    HlsServer hls;
    for (const std::string number : {"0", "1", "2"}) {
        add_disguised(hls, "/" + number + ".png", picture + std::string(size, '\1'), "high" + number + ".ts");
    }
    hls.add_text("/list.m3u8", media_playlist({"0.png", "1.png", "2.png"}));
    const Seen seen = watch_all(hls, "/list.m3u8");
    check_all_pictures(seen);
    CHECK(to_seconds(seen.sound) == Approx(6).margin(0.1));
}

TEST_CASE("HlsSource: fragments and their initialisation hidden behind pictures play", "[player][hls]") {
    HlsServer hls;
    const std::string picture = std::string("\x89PNG\r\n\x1a\n") + std::string(500, '\2');
    add_disguised(hls, "/init.png", picture, "init.mp4");
    for (const std::string number : {"0", "1", "2"})
        add_disguised(hls, "/" + number + ".png", picture, "part" + number + ".m4s");
    hls.add_text("/list.m3u8", media_playlist({"#EXT-X-MAP:URI=\"init.png\"", "0.png", "1.png", "2.png"}));
    check_all_pictures(watch_all(hls, "/list.m3u8"));
}

TEST_CASE("HlsSource: a playlist that says no durations plays whole, and seeks", "[player][hls]") {
    const std::string target = GENERATE(as<std::string>(), "1", "2", "10");
    HlsServer hls;
    std::string text = "#EXTM3U\n#EXT-X-TARGETDURATION:" + target + "\n";
    for (const std::string name : {"high0.ts", "high1.ts", "high2.ts"}) {
        hls.add_file(name);
        text += "#EXTINF:0,\n" + name + "\n";
    }
    hls.add_text("/list.m3u8", text + "#EXT-X-ENDLIST\n");
    const auto source = hls.source("/list.m3u8");
    const auto info = source->open();
    REQUIRE(info);
    CHECK_FALSE(info->duration);
    check_all_pictures(watch(*source, *info));
    REQUIRE(source->seek(4500ms));
    check_all_pictures(watch(*source, *info), 120);
    REQUIRE(source->seek(0s));
    check_all_pictures(watch(*source, *info));
}

TEST_CASE("HlsSource: a segment that is cut at the same byte again and again is soon left", "[player][hls]") {
    HlsServer hls;
    hls.add_rung("high");
    HttpRoute first, later;
    first.body = later.body = hls_fixture("high1.ts");
    first.close_after = 9000;
    later.close_after = 0;
    hls.server.add_sequence("/high1.ts", {first, later});
    const Seen seen = watch_all(hls, "/high.m3u8");
    CHECK(seen.end.kind == ErrorKind::EndOfStream);
    CHECK(seen.pictures.size() > 120);
    CHECK(seen.pictures.back().number == 79);
    CHECK(to_seconds(seen.pictures.back().time) == Approx(179.0 / 30).margin(0.05));
    CHECK(hls.server.count("/high1.ts") <= 14);
}

TEST_CASE("HlsSource: a network that breaks every connection for a while costs no segment", "[player][hls]") {
    HlsServer hls;
    hls.add_rung("high");
    HttpRoute cut, whole;
    cut.close_after = 0;
    for (const std::string name : {"high1.ts", "high2.ts"}) {
        cut.body = whole.body = hls_fixture(name);
        const std::size_t failures = name == "high1.ts" ? 8 : 9;
        std::vector<HttpRoute> routes(failures, cut);
        routes.push_back(whole);
        hls.server.add_sequence("/" + name, routes);
    }
    check_all_pictures(watch_all(hls, "/high.m3u8"));
}
