// Changes the speed of sound and keeps its pitch, by SoundTouch. Not libavfilter's atempo: linking
// that loads 30 more libraries at every start (8 ms). 48 kHz stereo float in and out. What comes out is within 10 ms of
// its time (15 at three times the speed): short stretches, and their mean displacement is taken out.
// Threads: one at a time. Blocks for as long as filtering takes.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "net/result.h"

namespace cliffhanger {

class TempoFilter {
 public:
    /// `rate` in 0.5 to 4.
    [[nodiscard]] static Result<std::unique_ptr<TempoFilter>> open(double rate);
    ~TempoFilter();
    TempoFilter(const TempoFilter&) = delete;
    TempoFilter& operator=(const TempoFilter&) = delete;

    /// What the filter is to be given of the time before, or silence, so that it is in step when sound begins. Nothing
    /// comes out for it.
    static constexpr std::size_t kRunUp = 4800;
    /// What comes out of the filter for this; may be nothing.
    std::vector<float> process(std::span<const float> interleaved);
    /// What it holds back at the end.
    std::vector<float> finish();

 private:
    class Stretcher;
    explicit TempoFilter(std::unique_ptr<Stretcher> stretcher);
    std::unique_ptr<Stretcher> stretcher_;
};

}  // namespace cliffhanger
