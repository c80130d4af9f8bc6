// Servers that drip and that stop, on the system's clock.
#include <algorithm>

#include "player/policy/throughput_scheduler.h"
#include "tests/player/hls_server.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace cliffhanger::test;
using namespace std::chrono_literals;

namespace {

constexpr const char* kLadder =
    "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=30000,RESOLUTION=48x80\nlow.m3u8\n"
    "#EXT-X-STREAM-INF:BANDWIDTH=200000,RESOLUTION=96x160\nhigh.m3u8\n";

HttpRoute dripping(const std::string& name) {
    HttpRoute route;
    route.body = hls_fixture(name);
    route.piece = 200, route.pace = 100ms;
    return route;
}

/// What the network brings is known, and always the highest rung is granted.
class FastNetwork final : public SegmentScheduler {
 public:
    Result<SegmentGrant> request(const SegmentRequest& request, std::stop_token) override {
        return SegmentGrant{request.rungs.size() - 1, false, 40e6};
    }
    void finished(const SegmentTransfer& transfer) override { ends.push_back(transfer.end); }
    std::vector<SegmentTransfer::End> ends;
};

struct Rig {
    Rig() {
        hls.add_rung("low");
        hls.add_rung("high");
        hls.add_text("/master.m3u8", kLadder);
        options.scheduler = &network;
        options.buffered = [] { return MediaTime{500ms}; };
    }
    std::unique_ptr<HlsSource> source(const std::string& path, Microseconds patience = LivePatience::kUnlimited) {
        const MediaAddress address{hls.server.url(path)};
        address.patience.change(patience);
        return std::make_unique<HlsSource>(address, *hls.http, hls.clock, options);
    }
    Seen watch_all(const std::string& path, Microseconds patience = LivePatience::kUnlimited) {
        const Microseconds since = hls.clock.now();
        const auto read = source(path, patience);
        const auto info = read->open();
        REQUIRE(info);
        Seen seen = watch(*read, *info);
        took = hls.clock.now() - since;
        return seen;
    }
    HlsServer hls;
    FastNetwork network;
    HlsOptions options;
    Microseconds took{0};
};

/// As a viewer sees them: what comes once more is passed over.
std::vector<Seen::Picture> shown(const Seen& seen) {
    std::vector<Seen::Picture> pictures;
    for (const auto& picture : seen.pictures) {
        if (pictures.empty() || picture.time > pictures.back().time) pictures.push_back(picture);
    }
    return pictures;
}

}  // namespace

TEST_CASE("HlsSource: a segment that drips is left for the lowest rung, and no picture is missing", "[player][hls]") {
    Rig rig;
    rig.hls.server.add("/high1.ts", dripping("high1.ts"));
    const Seen seen = rig.watch_all("/master.m3u8");
    CHECK(rig.took < 4s);
    CHECK(seen.end.kind == ErrorKind::EndOfStream);
    const auto pictures = shown(seen);
    REQUIRE(pictures.size() == 180);
    for (std::size_t i = 0; i < 180; ++i) {
        REQUIRE(pictures[i].number == static_cast<int>(i % 100));
        REQUIRE(to_seconds(pictures[i].time) == Approx(static_cast<double>(i) / 30).margin(0.001));
    }
    CHECK(pictures[59].width == 96);
    CHECK(pictures[119].width == 48);
    // The rung that drips is left alone for a while.
    CHECK(pictures[179].width == 48);
    CHECK(rig.hls.server.count("/high1.ts") == 1);
    CHECK(std::ranges::count(rig.network.ends, SegmentTransfer::End::Complete) == 3);
    CHECK(rig.network.ends.size() == 4);
}

TEST_CASE("HlsSource: a connection that drips is replaced where the network is faster", "[player][hls]") {
    Rig rig;
    HttpRoute whole;
    whole.body = hls_fixture("high1.ts");
    rig.hls.server.add_sequence("/high1.ts", {dripping("high1.ts"), whole});
    const Seen seen = rig.watch_all("/high.m3u8");
    CHECK(rig.took < 4s);
    CHECK(seen.pictures.size() == 180);
    const auto requests = rig.hls.server.requests("/high1.ts");
    REQUIRE(requests.size() == 2);
    CHECK(requests[1].range != "bytes=0-");
}

TEST_CASE("HlsSource: a server that stops within a segment is asked for the rest as soon as patience ends",
          "[player][hls]") {
    Rig rig;
    HttpRoute stops, whole;
    stops.body = whole.body = hls_fixture("high1.ts");
    stops.stall_after = 9000;
    SECTION("once") {
        rig.hls.server.add_sequence("/high1.ts", {stops, whole});
        CHECK(rig.watch_all("/high.m3u8", 300ms).pictures.size() == 180);
        CHECK(rig.took < 2s);
        CHECK(rig.hls.server.requests("/high1.ts").at(1).range == "bytes=9000-");
    }
    SECTION("always, on one rung") {
        HttpRoute silent;
        silent.never_answer = true;
        rig.hls.server.add_sequence("/high1.ts", {stops, silent});
        CHECK(shown(rig.watch_all("/master.m3u8", 100ms)).size() == 180);
        CHECK(rig.took < 8s);
        CHECK(rig.hls.server.count("/low1.ts") == 1);
    }
}

TEST_CASE("HlsSource: a segment that drips from its first byte is left as soon as that is seen", "[player][hls]") {
    Rig rig;
    HttpRoute drips = dripping("high1.ts");
    drips.piece = 20;
    rig.hls.server.add("/high1.ts", drips);
    const Seen seen = rig.watch_all("/master.m3u8");
    // Its first 5 kB alone would take 25 seconds.
    CHECK(rig.took < 4s);
    CHECK(shown(seen).size() == 180);
    CHECK(rig.hls.server.count("/high1.ts") == 1);
}

TEST_CASE("HlsSource: the playlist of a rung that is not needed holds nothing up", "[player][hls]") {
    Rig rig;
    HttpRoute drips;
    drips.body = media_playlist({"high0.ts", "high1.ts", "high2.ts"});
    drips.piece = 1, drips.pace = 100ms;
    rig.hls.server.add("/high.m3u8", drips);
    /// The lowest rung first.
    struct Climbing final : SegmentScheduler {
        Result<SegmentGrant> request(const SegmentRequest& request, std::stop_token) override {
            return SegmentGrant{asked++ == 0 ? 0 : request.rungs.size() - 1, false, 40e6};
        }
        void finished(const SegmentTransfer&) override {}
        int asked = 0;
    } climbing;
    rig.options.scheduler = &climbing;
    const Seen seen = rig.watch_all("/master.m3u8");
    CHECK(rig.took < 4s);
    CHECK(shown(seen).size() == 180);
    CHECK(rig.hls.server.count("/high.m3u8") == 1);
}

TEST_CASE("HlsSource: a start that drips ends in an error", "[player][hls]") {
    Rig rig;
    HttpRoute drips;
    drips.piece = 1, drips.pace = 50ms;
    std::string path = "/high.m3u8";
    SECTION("at its playlist") {
        drips.body = media_playlist({"high0.ts", "high1.ts", "high2.ts"});
        rig.hls.server.add(path, drips);
    }
    SECTION("at its first segment") {
        drips.body = hls_fixture("high0.ts");
        rig.hls.server.add("/high0.ts", drips);
    }
    SECTION("at its initialisation section") {
        drips.body = std::string(4000, 'i');
        rig.hls.server.add("/init.mp4", drips);
        rig.hls.add_text("/map.m3u8", media_playlist({"#EXT-X-MAP:URI=\"init.mp4\"", "high0.ts"}));
        path = "/map.m3u8";
    }
    const auto info = rig.source(path, 50ms)->open();
    REQUIRE_FALSE(info);
    CHECK(info.error().kind == ErrorKind::Timeout);
}

TEST_CASE("HlsSource: a rung that falls silent is left while there is something to play, and rests", "[player][hls]") {
    Rig rig;
    HttpRoute silent;
    silent.never_answer = true;
    rig.hls.server.add("/high1.ts", silent);
    const auto pictures = shown(rig.watch_all("/master.m3u8", 200ms));
    CHECK(rig.took < 3s);
    REQUIRE(pictures.size() == 180);
    CHECK(pictures[59].width == 96);
    CHECK(pictures[119].width == 48);
    CHECK(pictures[179].width == 48);
    CHECK(rig.hls.server.count("/high1.ts") == 1);
    CHECK(rig.hls.server.count("/high2.ts") == 0);
}

TEST_CASE("HlsSource: a start on a silent server ends after three rungs", "[player][hls]") {
    Rig rig;
    std::string master = "#EXTM3U\n";
    HttpRoute silent;
    silent.never_answer = true;
    for (int i = 0; i < 8; ++i) {
        const std::string name = "r" + std::to_string(i);
        master += "#EXT-X-STREAM-INF:BANDWIDTH=" + std::to_string(100'000 * (i + 1)) + "\n" + name + ".m3u8\n";
        rig.hls.add_text("/" + name + ".m3u8", media_playlist({name + ".ts"}));
        rig.hls.server.add("/" + name + ".ts", silent);
    }
    rig.hls.add_text("/master.m3u8", master);
    const auto info = rig.source("/master.m3u8", 50ms)->open();
    REQUIRE_FALSE(info);
    CHECK(info.error().kind == ErrorKind::Timeout);
    std::size_t asked = 0;
    for (int i = 0; i < 8; ++i) asked += rig.hls.server.count("/r" + std::to_string(i) + ".ts");
    CHECK(asked == 3);
    // The second one is the lowest.
    CHECK(rig.hls.server.count("/r0.ts") == 1);
}

TEST_CASE("HlsSource: a start whose higher rungs are silent begins with the lowest", "[player][hls]") {
    Rig rig;
    HttpRoute silent;
    silent.never_answer = true;
    rig.hls.server.add("/high0.ts", silent);
    rig.hls.server.add("/middle.ts", silent);
    rig.hls.add_text("/middle.m3u8", media_playlist({"middle.ts"}));
    rig.hls.add_text("/master.m3u8",
                     kLadder + std::string("#EXT-X-STREAM-INF:BANDWIDTH=100000,RESOLUTION=72x120\nmiddle.m3u8\n"));
    CHECK(shown(rig.watch_all("/master.m3u8", 100ms)).size() == 180);
    CHECK(rig.hls.server.count("/high0.ts") == 1);
    CHECK(rig.hls.server.count("/middle.ts") == 0);
}
