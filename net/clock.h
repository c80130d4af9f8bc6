// Time as a parameter: everything that needs "now" is given a Clock or a time, so that tests and scripts drive it.
// Thread-safety: all clocks here are safe from any thread.
#pragma once

#include <atomic>
#include <chrono>

namespace cliffhanger {

/// All times and durations in the program; a time point is microseconds since an arbitrary epoch of its clock.
using Microseconds = std::chrono::microseconds;

class Clock {
 public:
    virtual ~Clock() = default;
    /// Monotonic.
    virtual Microseconds now() const noexcept = 0;
};

/// std::chrono::steady_clock.
class SystemClock final : public Clock {
 public:
    Microseconds now() const noexcept override;
};

/// Advances only when told to; for tests and for `--manual-clock`.
class ManualClock final : public Clock {
 public:
    Microseconds now() const noexcept override { return Microseconds{now_.load(std::memory_order_acquire)}; }
    void advance(Microseconds by) noexcept { now_.fetch_add(by.count(), std::memory_order_acq_rel); }

 private:
    std::atomic<Microseconds::rep> now_{0};
};

}  // namespace cliffhanger
