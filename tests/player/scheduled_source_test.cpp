// A file over HTTP asks the scheduler for every second of itself.
#include <atomic>
#include <thread>

#include "net/clock.h"
#include "player/policy/segment_scheduler.h"
#include "player/source/open_media_source.h"
#include "tests/player/playback_harness.h"
#include "tests/player/scripted_source.h"
#include "tests/support/catch.h"
#include "tests/support/fake_http_client.h"

namespace cliffhanger::test {
namespace {

using namespace std::chrono_literals;

/// Grants everything, up to a point: from there on a request waits until it is stopped.
class Recorder final : public SegmentScheduler {
 public:
    Result<SegmentGrant> request(const SegmentRequest& request, std::stop_token stop) override {
        requests.push_back(request);
        if (requests.size() > most) {
            ++blocked;
            while (!stop.stop_requested()) std::this_thread::yield();
            return fail(ErrorKind::Aborted, "stopped");
        }
        return SegmentGrant{};
    }
    void finished(const SegmentTransfer& transfer) override { ended.push_back(transfer); }

    std::size_t most = 1000;
    std::atomic<int> blocked{0};
    std::vector<SegmentRequest> requests;
    std::vector<SegmentTransfer> ended;
};

struct Rig {
    ManualClock clock;
    FakeHttpClient http;
    Recorder scheduler;

    Rig() { http.script("http://cdn/a.mp4", {{.body = read_fixture("numbered.mp4")}}); }
    std::unique_ptr<MediaSource> source(const std::string& url = "http://cdn/a.mp4", MediaTime start = 0s) {
        return open_media_source({url, {}, Priority::Playback}, http, clock,
                                 {"heir/1", start, "", &scheduler, [] { return MediaTime{300ms}; }});
    }
};

}  // namespace

TEST_CASE("ScheduledSource: nothing of a file is fetched before its turn, and then a second at a time",
          "[player][policy]") {
    Rig rig;
    rig.scheduler.most = 0;
    const auto source = rig.source();
    std::thread reader([&] { CHECK(source->open().error().kind == ErrorKind::Aborted); });
    while (rig.scheduler.blocked == 0) std::this_thread::yield();
    CHECK(rig.http.requests().empty());
    source->abort();
    reader.join();

    rig.scheduler.most = 1000;
    rig.scheduler.requests.clear();
    const auto again = rig.source();
    const auto info = again->open();
    REQUIRE(info);
    REQUIRE(info->duration);
    while (again->read()) continue;
    const auto& asked = rig.scheduler.requests;
    const auto pieces = static_cast<std::size_t>(std::llround(to_seconds(*info->duration)));
    CHECK(asked.size() >= pieces);
    CHECK(asked.size() <= pieces + 2);
    for (std::size_t i = 0; i < asked.size(); ++i) {
        INFO(i);
        CHECK(asked[i].episode == "heir/1");
        CHECK(asked[i].segment == static_cast<std::int64_t>(i));
        CHECK(asked[i].duration == 1s);
        CHECK(asked[i].buffered == 300ms);
        REQUIRE(asked[i].rungs.size() == 1);
        CHECK(asked[i].previous.has_value() == (i > 0));
        if (i > 0) CHECK(asked[i].start - asked[i - 1].start >= 1s);
    }
    // Once it is open, its rate is known.
    const double bytes = static_cast<double>(read_fixture("numbered.mp4").size());
    CHECK(asked[1].rungs[0].bandwidth == Approx(bytes * 8 / to_seconds(*info->duration)).epsilon(0.01));
    CHECK(asked[1].rungs[0].height > 0);
    // So are the sizes of its seconds, without what the container takes for itself.
    CHECK(asked[1].length == info->duration);
    const auto& sizes = asked[1].rungs[0].sizes;
    REQUIRE(sizes);
    CHECK(sizes->end() == *info->duration);
    CHECK(asked[1].rungs[0].bytes == sizes->bytes(asked[1].start, asked[1].start + 1s));
    CHECK(static_cast<double>(sizes->bytes(0s, *info->duration)) < bytes);
    CHECK(static_cast<double>(sizes->bytes(0s, *info->duration)) > bytes * 0.8);
    std::int64_t received = 0;
    for (const SegmentTransfer& transfer : rig.scheduler.ended) {
        CHECK(transfer.end == SegmentTransfer::End::Complete);
        received += transfer.bytes;
    }
    CHECK(rig.scheduler.ended.size() == asked.size());
    CHECK(static_cast<double>(received) > bytes / 2);
}

TEST_CASE("ScheduledSource: a seek cancels what was granted and asks anew from there", "[player][policy]") {
    Rig rig;
    const auto source = rig.source("http://cdn/a.mp4", 2s);
    REQUIRE(source->open());
    REQUIRE(source->seek(2s));  // where the turn was asked for: nothing is cancelled
    REQUIRE(source->read());
    CHECK(rig.scheduler.requests.size() == 1);
    REQUIRE(source->seek(4s));
    REQUIRE(rig.scheduler.ended.size() == 1);
    CHECK(rig.scheduler.ended[0].end == SegmentTransfer::End::Cancelled);
    REQUIRE(source->read());
    REQUIRE(rig.scheduler.requests.size() == 2);
    CHECK(rig.scheduler.requests[1].start == 4s);
}

TEST_CASE("ScheduledSource: a local file asks nobody", "[player][policy]") {
    Rig rig;
    const auto source = rig.source(fixture("numbered.mp4"));
    REQUIRE(source->open());
    while (source->read()) continue;
    CHECK(rig.scheduler.requests.empty());
}

TEST_CASE("ScheduledSource: what turns out to be a stream gives its turn back", "[player][policy]") {
    Rig rig;
    rig.http.script("http://cdn/odd.mp4", {{.body = "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXT-X-ENDLIST\n"}});
    CHECK_FALSE(rig.source("http://cdn/odd.mp4")->open());
    REQUIRE_FALSE(rig.scheduler.ended.empty());
    CHECK(rig.scheduler.ended[0].end == SegmentTransfer::End::Cancelled);
    CHECK(rig.scheduler.ended.size() == rig.scheduler.requests.size());
}

}  // namespace cliffhanger::test
