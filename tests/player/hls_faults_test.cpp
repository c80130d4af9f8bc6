// HLS streams of which something is missing, breaks or stalls.
#include <thread>

#include "player/source/hls/hls_outage.h"
#include "player/source/open_media_source.h"
#include "tests/player/hls_server.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace cliffhanger::test;
using namespace std::chrono_literals;

namespace {

HttpRoute gone(int status = 404) {
    HttpRoute route;
    route.status = status;
    return route;
}

HttpRoute file_route(const std::string& name) {
    HttpRoute route;
    route.body = hls_fixture(name);
    return route;
}

constexpr const char* kLadder =
    "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=100000,RESOLUTION=48x80\nlow.m3u8\n"
    "#EXT-X-STREAM-INF:BANDWIDTH=200000,RESOLUTION=96x160\nhigh.m3u8\n";

Seen watch_all(HlsServer& hls, const std::string& path) {
    const auto source = hls.source(path);
    const auto info = source->open();
    REQUIRE(info);
    return watch(*source, *info);
}

}  // namespace

TEST_CASE("HlsSource: a segment that is missing on one rung comes from the other", "[player][hls]") {
    HlsServer hls;
    hls.add_rung("low");
    hls.add_rung("high");
    hls.add_text("/master.m3u8", kLadder);
    SECTION("for good") { hls.server.add("/high1.ts", gone()); }
    SECTION("as long as anybody asks") { hls.server.add("/high1.ts", gone(503)); }
    const Seen seen = watch_all(hls, "/master.m3u8");
    CHECK(seen.end.kind == ErrorKind::EndOfStream);
    REQUIRE(seen.pictures.size() == 180);
    for (std::size_t i = 0; i < 180; ++i) {
        REQUIRE(seen.pictures[i].number == static_cast<int>(i % 100));
        REQUIRE(to_seconds(seen.pictures[i].time) == Approx(static_cast<double>(i) / 30).margin(0.001));
    }
    CHECK(seen.pictures[59].width == 96);
    CHECK(seen.pictures[60].width == 48);
    CHECK(seen.pictures[120].width == 96);
}

TEST_CASE("HlsSource: a rung whose playlist is missing is replaced", "[player][hls]") {
    HlsServer hls;
    hls.add_rung("low");
    hls.add_text("/master.m3u8", kLadder);
    const Seen seen = watch_all(hls, "/master.m3u8");
    CHECK(seen.pictures.size() == 180);
    CHECK(hls.server.count("/high.m3u8") == 1);
}

TEST_CASE("HlsSource: a segment that is nowhere is left out, and time stays true", "[player][hls]") {
    HlsServer hls;
    hls.add_rung("high");
    SECTION("missing") { hls.server.add("/high1.ts", gone()); }
    SECTION("failing at every try") { hls.server.add("/high1.ts", gone(503)); }
    SECTION("forbidden") { hls.server.add("/high1.ts", gone(403)); }
    SECTION("a page instead") {
        HttpRoute page;
        page.body = "<!doctype html><html><body>Sorry.</body></html>";
        hls.server.add("/high1.ts", page);
    }
    SECTION("empty") { hls.server.add("/high1.ts", HttpRoute{}); }
    const Seen seen = watch_all(hls, "/high.m3u8");
    CHECK(seen.end.kind == ErrorKind::EndOfStream);
    REQUIRE(seen.pictures.size() == 120);
    CHECK(seen.pictures[59].number == 59);
    CHECK(seen.pictures[60].number == 20);
    CHECK(to_seconds(seen.pictures[60].time) == Approx(4).margin(0.001));
}

TEST_CASE("HlsSource: when nothing is there it ends in the reason", "[player][hls]") {
    HlsServer hls;
    hls.add_text("/high.m3u8", media_playlist({"a.ts", "b.ts", "c.ts", "d.ts", "e.ts", "f.ts"}));
    hls.add_text("/text.m3u8", "#EXTM3U\n");
    const auto kind = [&](const std::string& path) {
        const auto info = hls.source(path)->open();
        REQUIRE_FALSE(info);
        return info.error().kind;
    };
    CHECK(kind("/high.m3u8") == ErrorKind::NotFound);
    // Not every one of a thousand is tried.
    CHECK(hls.requests() == 5);
    CHECK(kind("/none.m3u8") == ErrorKind::NotFound);
    CHECK(kind("/text.m3u8") == ErrorKind::Corrupted);
    hls.server.add("/a.ts", gone(403));
    hls.add_text("/one.m3u8", media_playlist({"a.ts"}));
    CHECK(kind("/one.m3u8") == ErrorKind::Forbidden);
}

TEST_CASE("HlsSource: a cut connection goes on at the missing byte", "[player][hls]") {
    HlsServer hls;
    hls.add_rung("high");
    HttpRoute cut = file_route("high1.ts");
    cut.close_after = 9000;
    hls.server.add_sequence("/high1.ts", {cut, file_route("high1.ts")});
    const Seen seen = watch_all(hls, "/high.m3u8");
    REQUIRE(seen.pictures.size() == 180);
    const auto requests = hls.server.requests("/high1.ts");
    REQUIRE(requests.size() == 2);
    CHECK(requests[1].range == "bytes=9000-");
}

TEST_CASE("HlsSource: a segment is what comes of it, whatever length its server announces", "[player][hls]") {
    HlsServer hls;
    const std::string ladder = GENERATE(as<std::string>(), "one rung", "two rungs");
    const bool ranges = GENERATE(true, false);
    CAPTURE(ladder, ranges);
    hls.add_rung("high");
    hls.add_rung("low");
    for (const std::string name : {"high1.ts", "low1.ts", "high2.ts", "low2.ts"}) {
        HttpRoute route = file_route(name);
        route.ranges = ranges;
        route.close_after = route.body.size();
        route.body += std::string(5000, 'x');
        hls.server.add("/" + name, route);
    }
    hls.add_text(
        "/master.m3u8",
        "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=30000\nlow.m3u8\n#EXT-X-STREAM-INF:BANDWIDTH=200000\nhigh.m3u8\n");
    const auto source = hls.source(ladder == "one rung" ? "/high.m3u8" : "/master.m3u8");
    const auto info = source->open();
    REQUIRE(info);
    const Seen seen = watch(*source, *info);
    CHECK(seen.end.kind == ErrorKind::EndOfStream);
    CHECK(seen.pictures.back().time + 34ms > 5950ms);
    CHECK_FALSE(source->left_out());
    // Once that is known of the server, it is asked twice whether there is more.
    CHECK(hls.server.count("/high1.ts") + hls.server.count("/low1.ts") <= 8);
    CHECK(hls.server.count("/high2.ts") + hls.server.count("/low2.ts") <= 3);
}

TEST_CASE("HlsSource: abort ends what it waits for at once, and a seek goes on", "[player][hls]") {
    HlsServer hls;
    hls.add_rung("high");
    HttpRoute stalls = file_route("high2.ts");
    const std::string where = GENERATE(as<std::string>(), "segment", "head");
    if (where == "segment") {
        stalls.stall_after = 5000;
    } else {
        stalls.never_answer = true;
    }
    hls.server.add_sequence("/high2.ts", {stalls, file_route("high2.ts")});
    const auto source = hls.source("/high.m3u8");
    const auto info = source->open();
    REQUIRE(info);
    Seen seen;
    {
        const std::jthread reader([&] { seen = watch(*source, *info); });
        CHECK(hls.server.wait_for_stalled());
        source->abort();
    }
    CHECK(seen.end.kind == ErrorKind::Aborted);
    CHECK(source->read().error().kind == ErrorKind::Aborted);
    source->reset_abort();
    REQUIRE(source->seek(4s));
    const Seen rest = watch(*source, *info);
    CHECK(rest.pictures.size() == 60);
    CHECK(rest.pictures.front().number == 20);
}

TEST_CASE("HlsSource: abort while it is opened", "[player][hls]") {
    HlsServer hls;
    hls.add_rung("high");
    const std::string silent = GENERATE(as<std::string>(), "/high.m3u8", "/high0.ts");
    HttpRoute route;
    route.never_answer = true;
    hls.server.add(silent, route);
    const auto source = hls.source("/high.m3u8");
    Result<MediaInfo> info = fail(ErrorKind::Internal, "");
    {
        const std::jthread reader([&] { info = source->open(); });
        CHECK(hls.server.wait_for_stalled());
        source->abort();
    }
    REQUIRE_FALSE(info);
    CHECK(info.error().kind == ErrorKind::Aborted);
}

TEST_CASE("open_media_source: a playlist is one by its bytes, whatever it is called", "[player][hls]") {
    HlsServer hls;
    for (const char* name : {"high0.ts", "high1.ts", "high2.ts"}) hls.add_file(name);
    const std::string playlist = media_playlist({"/high0.ts", "/high1.ts", "/high2.ts"});
    hls.add_text("/watch", "\xEF\xBB\xBF" + playlist);
    hls.add_text("/deep/down/list.m3u8", "# made by hand\n" + playlist);
    HttpRoute moved;
    moved.redirect_to = "/deep/down/stream";
    hls.add_text("/deep/down/stream", media_playlist({"../../high0.ts", "../../high1.ts", "../../high2.ts"}));
    hls.server.add("/moved", moved);
    hls.server.add("/film.m3u8", file_route("high0.ts"));
    SystemClock clock;
    const auto pictures = [&](const std::string& path) {
        const auto source = open_media_source({hls.server.url(path), {}}, *hls.http, clock);
        const auto info = source->open();
        REQUIRE(info);
        return watch(*source, *info).pictures.size();
    };
    CHECK(pictures("/watch") == 180);
    CHECK(hls.server.count("/watch") == 1);
    CHECK(pictures("/moved") == 180);
    CHECK(pictures("/deep/down/list.m3u8") == 180);
    CHECK(pictures("/film.m3u8") == 60);
}

TEST_CASE("HlsOutage: a minute is waited for a network that is gone, ever more seldom", "[player][hls]") {
    HlsOutage outage;
    Microseconds now = 5s;
    int tries = 0;
    Microseconds last{0};
    for (;;) {
        const auto pause = outage.next_pause(now);
        if (!pause) break;
        CHECK(*pause >= last);
        last = *pause;
        now += *pause;
        ++tries;
    }
    CHECK(now >= 65s);
    CHECK(now < 68s);
    CHECK(tries > 20);
    outage.over();
    CHECK(outage.next_pause(now) == Microseconds(250ms));
}
