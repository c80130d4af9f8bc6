// Measures the loudness of files on the disk, whole and ahead of being played, on one thread of low priority.
// Threads: everything here is called from the main thread and returns at once; `wake` is called from the worker. The
// destructor ends the worker, which is prompt.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "net/result.h"
#include "player/loudness.h"
#include "player/playback_session.h"

namespace cliffhanger {

/// Opens, decodes one of its sound tracks, counted from 0, and measures it. Aborted when `source` was.
[[nodiscard]] Result<LoudnessReading> measure_loudness(MediaSource& source, int track);

class LoudnessScanner {
 public:
    struct Found {
        std::string key;
        LoudnessReading reading;
    };

    LoudnessScanner(HttpClient& http, const Clock& clock, std::function<void()> wake);
    ~LoudnessScanner();
    LoudnessScanner(const LoudnessScanner&) = delete;
    LoudnessScanner& operator=(const LoudnessScanner&) = delete;

    /// Only the newest few are kept waiting; what was asked for before is not asked for again.
    void request(const std::string& key, MediaAddress address, int track);
    std::vector<Found> take();
    bool busy() const;

 private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace cliffhanger
