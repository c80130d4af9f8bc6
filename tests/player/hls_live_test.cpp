// HLS streams that grow, on a clock of the test's own.
#include <atomic>
#include <thread>

#include "tests/player/hls_server.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace cliffhanger::test;
using namespace std::chrono_literals;

namespace {

/// Goes on by a step whenever somebody looks at it, which is what a reader does who waits.
class SteppedClock final : public Clock {
 public:
    explicit SteppedClock(Microseconds step) : step_(step) {}
    Microseconds now() const noexcept override {
        const unsigned look = ++looks_;
        looks_.notify_all();
        return step_ * look;
    }
    unsigned looks() const { return looks_.load(); }
    void wait_for_look_after(unsigned seen) const { looks_.wait(seen); }

 private:
    const Microseconds step_;
    mutable std::atomic<unsigned> looks_{0};
};

const std::string kOut = "out of order";

/// A playlist that is another one each time (404 where it is empty), and a reader whose waits take no time.
class Live {
 public:
    explicit Live(std::vector<std::string> playlists, Microseconds step = 10ms) : clock(step) {
        for (const char* name : {"high0.ts", "high1.ts", "high2.ts"}) hls.add_file(name);
        std::vector<HttpRoute> routes;
        for (std::string& text : playlists) {
            HttpRoute route;
            if (text.empty()) route.status = 404;
            if (text == kOut) route.status = 503;
            route.body = std::move(text);
            routes.push_back(std::move(route));
        }
        hls.server.add_sequence("/live.m3u8", routes);
        source =
            std::make_unique<HlsSource>(MediaAddress{hls.server.url("/live.m3u8"), {}}, *hls.http, clock, HlsOptions{});
    }

    /// What `reads` returns while the clock goes on for whoever waits.
    template <class Reads>
    auto while_time_passes(Reads reads) {
        std::jthread time([this](const std::stop_token& stop) {
            while (!stop.stop_requested()) {
                const unsigned looks = clock.looks();
                source->clock_moved();
                clock.wait_for_look_after(looks);
            }
        });
        auto result = reads();
        time.request_stop();
        (void)clock.now();
        return result;
    }

    Seen watch_all(const MediaInfo& info) {
        return while_time_passes([&] { return watch(*source, info); });
    }

    HlsServer hls;
    SteppedClock clock;
    std::unique_ptr<HlsSource> source;
};

void check_times(const Seen& seen, std::size_t count, double from) {
    REQUIRE(seen.refused == 0);
    REQUIRE(seen.pictures.size() == count);
    for (std::size_t i = 0; i < count; ++i) {
        CAPTURE(i);
        REQUIRE(to_seconds(seen.pictures[i].time) == Approx(from + static_cast<double>(i) / 30).margin(0.001));
    }
}

const std::string kCut = "#EXT-X-DISCONTINUITY";

}  // namespace

TEST_CASE("HlsSource: a live stream is joined near its edge and followed to its end", "[player][hls]") {
    Live live({media_playlist({"high0.ts", "high1.ts", "high2.ts", kCut, "high0.ts", "high1.ts"}, false),
               media_playlist({"high1.ts", "high2.ts", kCut, "high0.ts", "high1.ts", "high2.ts"}, false, 1),
               media_playlist({"high2.ts", kCut, "high0.ts", "high1.ts", "high2.ts", kCut, "high0.ts"}, true, 2)});
    const auto info = live.source->open();
    REQUIRE(info);
    CHECK_FALSE(info->duration);
    CHECK(info->start == MediaTime(4s));
    const Seen seen = live.watch_all(*info);
    CHECK(seen.end.kind == ErrorKind::EndOfStream);
    check_times(seen, 5 * 60, 4);
    CHECK(seen.pictures[0].number == 20);
    CHECK(seen.pictures[60].number == 0);
    CHECK(seen.pictures[299].number == 59);
    // The first two segments lay too far back.
    CHECK(live.hls.server.count("/high0.ts") == 2);
}

TEST_CASE("HlsSource: an event that is still going on is watched from its start", "[player][hls]") {
    const std::string event = "#EXT-X-PLAYLIST-TYPE:EVENT";
    Live live({media_playlist({event, "high0.ts", "high1.ts"}, false),
               media_playlist({event, "high0.ts", "high1.ts"}, false),
               media_playlist({event, "high0.ts", "high1.ts", "high2.ts"}, true)});
    const auto info = live.source->open();
    REQUIRE(info);
    CHECK(info->start == MediaTime(0s));
    const Seen seen = live.watch_all(*info);
    CHECK(seen.end.kind == ErrorKind::EndOfStream);
    check_times(seen, 180, 0);
}

TEST_CASE("HlsSource: a viewer who falls behind a live stream goes on where it is", "[player][hls]") {
    Live live({media_playlist({"high0.ts", "high1.ts", "high2.ts"}, false),
               media_playlist({"high0.ts", "high1.ts", "high2.ts"}, true, 50)});
    const auto info = live.source->open();
    REQUIRE(info);
    const Seen seen = live.watch_all(*info);
    CHECK(seen.end.kind == ErrorKind::EndOfStream);
    // Nobody waits for what is lost.
    REQUIRE(seen.pictures.size() == 360);
    // Sound that is a little longer than the pictures is heard to its end.
    CHECK(to_seconds(seen.pictures[180].time) == Approx(6).margin(0.03));
    CHECK(seen.pictures[180].number == 0);
}

TEST_CASE("HlsSource: a live playlist that fails is asked for again; one that stays away is the end", "[player][hls]") {
    const std::string first = media_playlist({"high0.ts", "high1.ts", "high2.ts"}, false);
    SECTION("comes back") {
        Live live({first, "", media_playlist({"high1.ts", "high2.ts", kCut, "high0.ts"}, true, 1)});
        const auto info = live.source->open();
        REQUIRE(info);
        const Seen seen = live.watch_all(*info);
        CHECK(seen.end.kind == ErrorKind::EndOfStream);
        check_times(seen, 240, 0);
    }
    SECTION("comes back when it has been overdue for long") {
        std::vector<std::string> playlists(9, kOut);
        playlists.insert(playlists.begin(), first);
        playlists.push_back(media_playlist({"high1.ts", "high2.ts", kCut, "high0.ts"}, true, 1));
        Live live(std::move(playlists), 500ms);
        const auto info = live.source->open();
        REQUIRE(info);
        const Seen seen = live.watch_all(*info);
        CHECK(seen.end.kind == ErrorKind::EndOfStream);
        check_times(seen, 240, 0);
    }
    SECTION("stays away") {
        // So overdue by then that nobody asks again.
        Live live({first, ""}, 1s);
        const auto info = live.source->open();
        REQUIRE(info);
        const Seen seen = live.watch_all(*info);
        CHECK(seen.end.kind == ErrorKind::NotFound);
        check_times(seen, 180, 0);
    }
    SECTION("never names anything") {
        Live live({media_playlist({}, false)}, 500ms);
        const auto info = live.while_time_passes([&] { return live.source->open(); });
        REQUIRE_FALSE(info);
        CHECK(info.error().kind == ErrorKind::Timeout);
        CHECK(info.error().detail == ErrorDetail::LiveNotBegun);
    }
    SECTION("stands still") {
        Live live({first});
        const auto info = live.source->open();
        REQUIRE(info);
        const Seen seen = live.watch_all(*info);
        CHECK(seen.end.kind == ErrorKind::Timeout);
        CHECK(seen.end.detail == ErrorDetail::LiveStopped);
        check_times(seen, 180, 0);
    }
    SECTION("stands still for long, and goes on") {
        std::vector<std::string> answers(12, first);
        answers.push_back(media_playlist({"high0.ts", "high1.ts", "high2.ts", kCut, "high0.ts"}, true));
        Live live(answers, 500ms);
        const auto info = live.source->open();
        REQUIRE(info);
        const Seen seen = live.watch_all(*info);
        CHECK(seen.end.kind == ErrorKind::EndOfStream);
        check_times(seen, 240, 0);
    }
}

TEST_CASE("HlsSource: a live stream can be sought within its window, which moves", "[player][hls]") {
    const std::vector<std::string> six = {"high0.ts", "high1.ts", "high2.ts", kCut, "high0.ts", "high1.ts", "high2.ts"};
    std::vector<std::string> later = six;
    later.insert(later.begin(), kCut);
    Live live({media_playlist(six, false), media_playlist(later, true, 3)}, 1s);
    const auto info = live.source->open();
    REQUIRE(info);
    CHECK(info->seekable);
    REQUIRE(live.source->window());
    CHECK(*live.source->window() == MediaWindow{0s, 6s});
    CHECK(info->start == MediaTime(6s));
    // The first three segments have gone meanwhile.
    for (int i = 0; i < 3; ++i) (void)live.clock.now();
    REQUIRE(live.source->seek(1s));
    const Seen seen = live.watch_all(*info);
    CHECK(seen.end.kind == ErrorKind::EndOfStream);
    check_times(seen, 360, 6);
    CHECK_FALSE(live.source->window());
}

TEST_CASE("HlsSource: abort ends the wait for a live playlist", "[player][hls]") {
    Live live({media_playlist({"high0.ts", "high1.ts", "high2.ts"}, false)});
    const auto info = live.source->open();
    REQUIRE(info);
    Seen seen;
    {
        const std::jthread reader([&] { seen = watch(*live.source, *info); });
        CHECK(live.hls.server.wait_for_requests("/high2.ts", 1));
        live.source->abort();
    }
    CHECK(seen.end.kind == ErrorKind::Aborted);
}
