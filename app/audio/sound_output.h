// One opened output that pulls sound from a thread of its own: the seam between AudioDevice and SDL.
#pragma once

#include <functional>
#include <memory>
#include <span>

#include "net/result.h"
#include "player/media_time.h"

namespace cliffhanger {

class SoundOutput {
 public:
    /// Ends the pulling. May block: a sound server that is gone takes its time.
    virtual ~SoundOutput() = default;
    /// The device behind it is gone (unplugged headphones, a sound server that ended). Any thread.
    virtual bool lost() const = 0;
};

/// Fills a buffer on the output's thread; never blocks. `latency` is from now until its first sample is heard.
using PullSound = std::function<void(std::span<float> interleaved, Microseconds latency)>;
/// Opens the default device; blocks. Unreachable when there is none.
using OpenSoundOutput = std::function<Result<std::unique_ptr<SoundOutput>>(PullSound)>;

}  // namespace cliffhanger
