// A PlaybackHost over real sessions, on a clock that only the test moves: waits on conditions, never on time.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "app/playback/playback_host.h"
#include "tests/support/fake_http_client.h"

namespace cliffhanger::test {

class HostRig {
 public:
    /// An empty `library_path`: nothing is remembered.
    explicit HostRig(std::string source, const PlayOptions& play_options = {},
                     const std::filesystem::path& library_path = {}, LibraryCalls library_calls = {});
    /// `keeping`: a client that keeps media, in the place of `http`; it outlives the rig.
    HostRig(std::string source, HttpClient& keeping);

    /// True as soon as it holds; false after twenty seconds. The host is synchronised before every look.
    bool wait_until(const std::function<bool()>& holds);
    /// The feed is there (or failed) and everything around the current page is ready.
    bool wait_settled();
    /// Moves the clock by 10 ms, lets the mixer play as much, and shows the current page's picture.
    void step();
    /// Steps until it holds; false after `limit` of played time.
    bool play_until(const std::function<bool()>& holds, Microseconds limit = std::chrono::seconds(15));
    /// As the screen does: the page that is left stays in sight until it has slid away.
    void swipe_to(std::size_t page);

    SessionSnapshot snapshot(std::size_t page) const { return *host.snapshot(page); }
    SessionSnapshot current() const { return snapshot(host.current_page()); }

    PlayOptions options;
    ManualClock clock;
    FakeHttpClient http;
    AudioMixer mixer;
    RunStats stats;
    Library library;
    std::vector<std::size_t> visible;
    std::vector<float> sound;  ///< everything that was heard, interleaved

 private:
    HostRig(std::string source, const PlayOptions& play_options, const std::filesystem::path& library_path,
            HttpClient* keeping, LibraryCalls library_calls);
    void wake();

    std::mutex mutex_;
    // Guarded by mutex_.
    std::condition_variable changed_;
    unsigned wakes_ = 0;

 public:
    PlaybackHost host;  ///< last: its workers wake the above
};

}  // namespace cliffhanger::test
