// Plays sessions in tests on a clock that only the test moves: waits on conditions, never on time.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "net/clock.h"
#include "player/audio_output.h"
#include "player/pipeline/audio_ring.h"
#include "player/playback_session.h"

namespace cliffhanger::test {

std::string fixture(const std::string& name);

/// The number that the generator drew into a picture of the `numbered` clips, modulo 100.
int picture_number(const VideoFrame& picture);

/// An HTTP client for tests that use none: every request fails.
class NoHttp final : public HttpClient {
 public:
    std::unique_ptr<HttpStream> open(HttpRequest request) override;
};

class PlaybackHarness {
 public:
    PlaybackHarness();

    /// True as soon as it holds; false after twenty seconds. Looked at again whenever a session says that something
    /// changed.
    bool wait_until(const std::function<bool()>& holds);
    void woken();

    MediaItem item(const std::string& fixture_name) const;
    /// Moves the clock by 10 ms, plays as much sound, and returns what is on the screen then.
    VideoFramePtr step(PlaybackSession& session);
    /// Steps until the predicate holds or the session has ended or failed; false after `limit` of played time.
    bool play_until(PlaybackSession& session, const std::function<bool()>& holds,
                    Microseconds limit = std::chrono::seconds(30));
    /// The state is Ready and its picture is the final one of the last seek.
    bool wait_ready(PlaybackSession& session);

    ManualClock clock;
    NoHttp no_http;
    PlayerContext context;
    AudioMixer mixer;
    bool sound_pumped = true;
    std::vector<float> sound;  ///< everything that was heard, interleaved

 private:
    std::mutex mutex_;
    // guarded by mutex_
    std::condition_variable changed_;
    unsigned wakes_ = 0;
};

}  // namespace cliffhanger::test
