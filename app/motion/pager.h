// The physics of the vertical feed: where the pages are while a finger drags them, when a release turns the page, how
// they settle. Everything derives from `position` (in pages). Positions and speeds passed in are physical pixels, as
// the gesture recogniser reports them; y grows downwards. Value class on injected time; one thread at a time; nothing
// blocks.
//
// Use: Press -> touch_down(); DragBegin(vertical) -> grab(origin.y), then DragMove -> drag(), DragEnd ->
// release(velocity), DragCancel -> cancel(); update() every frame; take_events() after any of them.
#pragma once

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "app/motion/spring.h"
#include "net/clock.h"

namespace cliffhanger {

enum class PagerMode { Rest, Drag, Settle };
enum class PageTrigger { Press, Repeat };  ///< Repeat: a held key or pad button; limited to one page in 350 ms
/// Reduced: pages cross-fade in 120 ms; Dissolve: in 800. Drags still follow the finger.
enum class MotionStyle { Full, Reduced, Dissolve };
enum class TouchDown { TapCandidate, Grabbed };

struct PagerGeometry {
    double page_height = 1;  ///< px, of the stage
    double gap = 0;          ///< px between two pages
    double px_per_dp = 1;
};

struct PagerEvent {
    enum class Kind {
        Committed,        ///< another page is the target now: hand playback over at once, the motion is still settling
        PulledToRefresh,  ///< released with the first page pulled down by more than 96 dp
        Refused           ///< another page was wanted while the pager was held
    };
    Kind kind = Kind::Committed;
    int target = 0;
    Microseconds intent_time{0};  ///< the release, key press or wheel notch
};

/// While pages cross-fade: draw the pages as they were at `from` and over them, with opacity `progress`, those at
/// position().
struct PagerFade {
    double from = 0;
    double progress = 0;
};

/// The page that a release turns to, relative to the page where the gesture began: -1, 0 or 1. Distance and speed in dp
/// and dp/s, > 0 towards the next page.
int page_turn(double distance, double speed, double page_height_dp);

class Pager {
 public:
    // Set-up.
    void set_geometry(const PagerGeometry& geometry) { geometry_ = geometry; }
    /// Pages that went away pull position and target with them.
    void set_page_count(int count);
    void set_motion(MotionStyle style) { style_ = style; }
    /// While held, the page that plays is the only one: others are pulled against a rubber band.
    void set_held(bool held) { held_ = held; }
    /// At rest on `page` at once; no event (first page, episode chosen from a list after the host was told).
    void jump_to(int page);

    // A finger or a dragging mouse.
    /// Grabbed: a settling page was caught; the pointer drags from now on without a slop, tell the recogniser
    /// (claim_drag). TapCandidate: nothing moved or the page was home within 2 dp.
    TouchDown touch_down(Microseconds now, double y);
    /// Starts a drag at finger height `y` (the point of touch, so that the page sticks to the finger). Nothing if
    /// already grabbed by touch_down().
    void grab(Microseconds now, double y);
    void drag(Microseconds now, double y);
    /// `velocity_y` in px/s, positive downwards.
    void release(Microseconds now, double velocity_y);
    /// Second finger, lost focus: back to the committed page; changes nothing.
    void cancel(Microseconds now);

    // Keys, wheel, pad, auto-next.
    /// `direction` +1 or -1. False when refused: at an end, two pages ahead already, repeating too fast, or being
    /// dragged.
    bool page_by(Microseconds now, int direction, PageTrigger trigger);

    // Every frame.
    void update(Microseconds now);
    std::vector<PagerEvent> take_events();

    PagerMode mode() const { return mode_; }
    bool animating() const { return mode_ == PagerMode::Settle; }
    double position() const { return position_; }  ///< in pages; beyond the ends while the rubber band is pulled
    double velocity() const { return velocity_; }  ///< pages a second
    int committed() const { return committed_; }   ///< the page that plays
    int page_count() const { return count_; }
    /// Top of page `index` relative to the stage's top, px.
    double offset_of(int index) const;
    /// Pages that are at least partly on the stage, first and last.
    std::pair<int, int> visible() const;
    /// Shown distance beyond the first (negative) or last (positive) page, px.
    double overscroll() const;
    /// Of the settling motion, 0..1; 1 at rest, 0 in a drag. For the wheel gate.
    double settle_progress(Microseconds now) const;
    std::optional<PagerFade> fade(Microseconds now) const;

 private:
    int first() const { return held_ ? committed_ : 0; }
    int last() const { return held_ ? committed_ : std::max(count_ - 1, 0); }
    double extent() const { return geometry_.page_height + geometry_.gap; }
    double with_rubber_band(double raw) const;
    double without_rubber_band(double shown) const;
    void begin_drag(double y);
    void settle_to(Microseconds now, int target);
    void commit(Microseconds now, int target);

    PagerGeometry geometry_;
    MotionStyle style_ = MotionStyle::Full;
    int count_ = 0;
    bool held_ = false;
    PagerMode mode_ = PagerMode::Rest;
    double position_ = 0, velocity_ = 0;
    int committed_ = 0;
    int target_ = 0;
    int base_ = 0;              // page at the gesture's start
    double grab_position_ = 0;  // without rubber band
    double grab_y_ = 0, last_y_ = 0;
    Spring spring_{kPageSpring};
    std::optional<double> fade_from_;
    Microseconds settle_start_{0}, fade_time_{0};
    std::optional<Microseconds> last_programmatic_;
    std::vector<PagerEvent> events_;
};

}  // namespace cliffhanger
