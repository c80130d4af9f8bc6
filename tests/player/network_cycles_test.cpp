// Episodes that are opened, played, broken and closed over and over: nothing stays behind. A few rounds in every run;
// CLIFFHANGER_TEST_CYCLES=500 is what `./dev soak` asks for.
#include <malloc.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "net/cache/caching_http_client.h"
#include "net/cache/segment_cache.h"
#include "tests/net/catalog/temporary_folder.h"
#include "tests/player/hls_server.h"
#include "tests/player/playback_harness.h"
#include "tests/support/byte_source_contract.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace cliffhanger::test;
using namespace std::chrono_literals;

namespace {

/// Rounds, until caches of libav, libcurl and the C library are filled.
constexpr int kWarmUp = 2;
/// In use and not given back, beyond what comes and goes: one clip's bytes leaked in one fault would be more.
constexpr double kMostGrowth_kib = 512;

struct Holdings {
    std::ptrdiff_t descriptors = 0, threads = 0;
    double heap_kib = 0;
};

std::ptrdiff_t entries_of(const char* folder) {
    const std::filesystem::directory_iterator entries(folder);
    return std::distance(begin(entries), end(entries));
}

Holdings holdings() {
    const auto heap = mallinfo2();  // zeroes under the sanitizers, which look for leaks themselves
    return {entries_of("/proc/self/fd"), entries_of("/proc/self/task"),
            static_cast<double>(heap.uordblks + heap.hblkhd) / 1024};
}

HttpRoute with(const std::string& body, const std::function<void(HttpRoute&)>& fault = {}) {
    HttpRoute route;
    route.body = body;
    if (fault) fault(route);
    return route;
}

HttpRoute status(int code) {
    return with("", [&](HttpRoute& route) { route.status = code; });
}

std::string clip_bytes() {
    const auto file = open_byte_source({fixture("numbered.mp4")}, *make_curl_http_client(), SystemClock());
    return read_all(**file).bytes;
}

/// What one cycle plays, and what goes wrong with it.
struct Fault {
    const char* name;
    const char* path;
    std::function<void(HlsServer&)> arrange = {};
    bool stalls = false;  ///< it is closed while it waits
};

std::vector<Fault> faults(const std::string& clip) {
    const auto route = [](const char* path, std::vector<HttpRoute> answers) {
        return [=](HlsServer& hls) { hls.server.add_sequence(path, answers); };
    };
    const auto drip = [](HttpRoute& it) { it.piece = 2'000, it.pace = 500us; };
    const auto slow = [](HttpRoute& it) { it.piece = 200, it.pace = 50ms, it.stall_after = 4'000; };
    const auto reset = [](HttpRoute& it) { it.reset_after = 9'000; };
    const auto cut = [](HttpRoute& it) { it.close_after = 9'000; };
    const auto stall = [](HttpRoute& it) { it.stall_after = 9'000; };
    const auto silent = [](HttpRoute& it) { it.never_answer = true; };
    const auto elsewhere = [](HttpRoute& it) { it.range_shift = 100; };
    const std::string segment = hls_fixture("high1.ts");
    return {
        {"a clip", "/clip.mp4", route("/clip.mp4", {with(clip)})},
        {"a clip, dripping", "/clip.mp4", route("/clip.mp4", {with(clip, drip)})},
        {"a clip, reset", "/clip.mp4", route("/clip.mp4", {with(clip, reset), with(clip)})},
        {"a clip, cut short", "/clip.mp4", route("/clip.mp4", {with(clip, cut), with(clip)})},
        {"a clip, stalled", "/clip.mp4", route("/clip.mp4", {with(clip, stall)}), true},
        {"a clip, no answer", "/clip.mp4", route("/clip.mp4", {with(clip, silent)}), true},
        {"a clip, a wrong range", "/clip.mp4", route("/clip.mp4", {with(clip, elsewhere)})},
        {"a clip, 404", "/clip.mp4", route("/clip.mp4", {status(404)})},
        {"a clip, 503 once", "/clip.mp4", route("/clip.mp4", {status(503), with(clip)})},
        {"a clip that is no clip", "/clip.mp4", route("/clip.mp4", {with("<html></html>")})},
        {"a stream", "/master.m3u8", route("/high1.ts", {with(segment)})},
        {"a stream, dripping", "/master.m3u8", route("/high1.ts", {with(segment, drip)})},
        {"a stream, slower than it plays", "/high.m3u8", route("/high1.ts", {with(segment, slow)}), true},
        {"a stream, reset", "/master.m3u8", route("/high1.ts", {with(segment, reset), with(segment)})},
        {"a stream, a segment stalled", "/high.m3u8", route("/high1.ts", {with(segment, stall)}), true},
        {"a stream, a segment gone", "/master.m3u8", route("/high1.ts", {status(404)})},
        {"a stream, a rung gone", "/master.m3u8", route("/high.m3u8", {status(404)})},
        {"a stream, 503 once", "/master.m3u8", route("/high1.ts", {status(503), with(segment)})},
        {"a stream, its key gone", "/secret.m3u8", route("/first.key", {status(404)})},
        {"a stream, its key no key", "/secret.m3u8", route("/first.key", {with("short")})},
        {"a stream, its playlist gone", "/none.m3u8"},
    };
}

void arrange_streams(HlsServer& hls) {
    hls.add_rung("low");
    hls.add_rung("high");
    hls.add_text("/master.m3u8",
                 "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=100000,RESOLUTION=48x80\nlow.m3u8\n"
                 "#EXT-X-STREAM-INF:BANDWIDTH=200000,RESOLUTION=96x160\nhigh.m3u8\n");
    hls.add_file("secret0.ts");
    hls.add_text("/secret.m3u8", media_playlist({"#EXT-X-KEY:METHOD=AES-128,URI=\"first.key\"", "secret0.ts"}));
}

/// Opens, plays to the end or to a failure, or until the server is silent; every third one is closed under way.
void cycle(PlaybackHarness& harness, const PlayerContext& context, HlsServer& hls, const Fault& fault, int number) {
    arrange_streams(hls);
    if (fault.arrange) fault.arrange(hls);
    MediaItem item;
    item.id = std::to_string(number);
    // Another address each time: what lies in the cache has no faults.
    item.address.url = hls.server.url(fault.path) + "?cycle=" + item.id;
    PlaybackSession session(context, item);
    session.play();
    if (fault.stalls) {
        REQUIRE(hls.server.wait_for_stalled());
    } else if (number % 3 == 1) {
        REQUIRE(harness.wait_until([&] {
            const auto state = session.snapshot().state;
            return state == SessionState::Ready || state == SessionState::Failed;
        }));
    } else {
        harness.play_until(session, [&] {
            const auto state = session.snapshot().state;
            return state == SessionState::Failed || state == SessionState::Ended;
        });
    }
    session.abort();
}

}  // namespace

TEST_CASE("PlaybackSession: cycles of opening, breaking and closing leave no thread, descriptor or memory behind",
          "[player][cycles]") {
    const char* wanted = std::getenv("CLIFFHANGER_TEST_CYCLES");  // NOLINT(concurrency-mt-unsafe)
    const auto all = faults(clip_bytes());
    const int each = static_cast<int>(all.size());
    const int rounds = wanted != nullptr ? (std::atoi(wanted) + each - 1) / each : 1;
    Holdings before;
    for (int round = -kWarmUp; round < rounds; ++round) {
        if (round == 0) before = holdings();
        const TemporaryFolder folder;
        HlsServer hls;
        SegmentCache cache({folder.path().string(), 4 << 20});
        CachingHttpClient http(*hls.http, cache);
        PlaybackHarness harness;
        const PlayerContext context{http, harness.clock, [&] { harness.woken(); }, 1};
        for (int number = 0; number < each; ++number) {
            const Fault& fault = all[static_cast<std::size_t>(number)];
            INFO(fault.name);
            cycle(harness, context, hls, fault, round + number);
            hls.server.release();
        }
    }
    const Holdings after = holdings();
    std::printf("%d cycles: threads %td -> %td, descriptors %td -> %td, heap %.0f -> %.0f KiB\n", rounds * each,
                before.threads, after.threads, before.descriptors, after.descriptors, before.heap_kib, after.heap_kib);
    CHECK(after.threads == before.threads);
    CHECK(after.descriptors == before.descriptors);
    CHECK(after.heap_kib - before.heap_kib < kMostGrowth_kib);
}
