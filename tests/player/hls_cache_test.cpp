// Streams that lie in the cache.
#include "net/cache/caching_http_client.h"
#include "net/cache/segment_cache.h"
#include "player/policy/policy_scheduler.h"
#include "tests/net/catalog/temporary_folder.h"
#include "tests/player/hls_server.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace cliffhanger::test;
using namespace std::chrono_literals;

namespace {

/// Each segment from the rung that is named, or from the best one that lies in the cache.
class Scripted final : public SegmentScheduler {
 public:
    explicit Scripted(std::vector<std::size_t> rungs) : rungs_(std::move(rungs)) {}
    Result<SegmentGrant> request(const SegmentRequest& request, std::stop_token) override {
        for (std::size_t i = request.rungs.size(); i-- > 0;) {
            if (request.rungs[i].cached) return SegmentGrant{i};
        }
        ++fetched;
        return SegmentGrant{rungs_[std::min(asked_++, rungs_.size() - 1)]};
    }
    void finished(const SegmentTransfer&) override {}
    int fetched = 0;

 private:
    std::vector<std::size_t> rungs_;
    std::size_t asked_ = 0;
};

}  // namespace

TEST_CASE("HlsSource: a second viewing of a ladder finds the rungs of the first one, and asks no more than a yes",
          "[player][hls][cache]") {
    HlsServer hls;
    for (const std::string rung : {"low", "high"}) {
        std::vector<std::string> names;
        for (int i = 0; i < 3; ++i) {
            names.push_back(rung + std::to_string(i) + ".ts");
            HttpRoute route;
            route.body = hls_fixture(names.back());
            route.etag = "\"" + names.back() + "\"";
            hls.server.add("/" + names.back(), route);
        }
        HttpRoute playlist;
        playlist.body = media_playlist(names);
        playlist.etag = "\"" + rung + "\"";
        hls.server.add("/" + rung + ".m3u8", playlist);
    }
    hls.add_text("/master.m3u8",
                 "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=100000,RESOLUTION=48x80\nlow.m3u8\n"
                 "#EXT-X-STREAM-INF:BANDWIDTH=200000,RESOLUTION=96x160\nhigh.m3u8\n");
    const TemporaryFolder folder;
    const auto watch_once = [&](Scripted& scheduler) {
        SegmentCache cache({folder.path().string(), 4 << 20});
        CachingHttpClient http(*hls.http, cache);
        HlsOptions options;
        options.scheduler = &scheduler;
        HlsSource source(MediaAddress{hls.server.url("/master.m3u8")}, http, hls.clock, options);
        const auto info = source.open();
        REQUIRE(info);
        const Seen seen = watch(source, *info);
        cache.flush();
        return seen.pictures;
    };
    Scripted first({0, 1, 1});
    CHECK(watch_once(first).size() == 180);
    const std::size_t requests = hls.requests();
    CHECK(requests == 6);
    // It would begin with the other one, and go on with yet another.
    Scripted second({1, 0, 0});
    const auto pictures = watch_once(second);
    REQUIRE(pictures.size() == 180);
    CHECK(pictures[0].width == 48);
    CHECK(pictures[179].width == 96);
    CHECK(second.fetched == 0);
    const auto all = hls.server.requests();
    for (std::size_t i = requests; i < all.size(); ++i) {
        CAPTURE(all[i].path);
        CHECK((all[i].path == "/master.m3u8" || !all[i].header("If-None-Match").empty()));
    }
}
