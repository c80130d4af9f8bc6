// What a new viewer is shown once: how to turn the page, then, on the episodes after it, what a hold does and what a
// double-tap does. Each hint waits until nothing is touched for a moment, and goes at the first touch. Pure on injected
// time but for draw(); one thread.
#pragma once

#include <cstdint>
#include <optional>

#include "app/ui/frame.h"

namespace cliffhanger {

class CoachMarks {
 public:
    enum class Hint : std::uint8_t { Swipe, Hold, DoubleTap, None };

    static constexpr Microseconds kQuiet = std::chrono::milliseconds(1500);
    static constexpr Microseconds kLoop = std::chrono::milliseconds(1600);
    static constexpr int kLoops = 2;

    /// For a viewer who knows nothing; before, there are no hints.
    void begin(Microseconds now);
    /// Somebody pressed, turned or scrolled: what is shown goes, and counts as seen.
    void input(Microseconds now);
    struct Stage {
        std::size_t page = 0;
        bool free = false;   ///< it plays, and nothing lies over it
        bool touch = false;  ///< fingers are at work: with a mouse a double press means something else
    };
    void update(Microseconds now, const Stage& stage);

    /// What is on the screen.
    Hint shown() const { return since_ ? next_ : Hint::None; }
    /// Since when.
    std::optional<Microseconds> since() const { return since_; }
    /// All have been seen; true once.
    bool take_finished();
    bool active() const { return next_ != Hint::None; }
    std::optional<Microseconds> next_change(Microseconds now) const;

 private:
    void seen();

    Hint next_ = Hint::None;
    std::optional<Microseconds> since_;
    Microseconds quiet_since_{0};
    std::optional<std::size_t> page_,
        hinted_page_;  ///< hinted_page_: where the last hint was; the next one comes later
    bool free_ = false, finished_ = false;
};

struct CoachLook {
    CoachMarks::Hint hint = CoachMarks::Hint::None;
    Microseconds age{0};
    bool still = false;
    std::string fast;  ///< what a hold does: "2"
};
void draw_coach_mark(Frame& frame, const Rect& stage, const CoachLook& look);

}  // namespace cliffhanger
