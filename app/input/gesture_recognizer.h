// Turns touch and mouse events into gestures. Pure state machine on injected time: what depends on waiting (tap, long
// press) comes out of update(). One thread at a time; nothing blocks.
#pragma once

#include <optional>
#include <vector>

#include "app/input/gesture.h"
#include "app/input/input_event.h"
#include "app/motion/velocity_tracker.h"

namespace cliffhanger {

enum class EdgeSwipes { Off, On };  ///< On in portrait

class GestureRecognizer {
 public:
    void configure(float px_per_dp, EdgeSwipes edge_swipes);

    /// Touch, mouse and focus events; others give nothing. Runs update(event.time) first.
    std::vector<Gesture> handle(const InputEvent& event);
    std::vector<Gesture> update(Microseconds now);
    /// When update() has something to say next; nullopt while nothing is pending.
    std::optional<Microseconds> next_deadline() const;

    /// Answer to Press: this pointer drags from now on, without slop, tap or long press (a caught page, a slider).
    /// Its moves follow as DragMove, its end as DragEnd, even if it never moves; no DragBegin is sent.
    void claim_drag(Axis axis);
    /// Answer to TapUp: a widget took it; no Tap comes of it, and the next tap is a first one. (A DoubleTap comes in
    /// the same batch as its TapUp: who takes the TapUp skips it.)
    void consume_tap() { pending_tap_.reset(); }
    /// Forgets everything under way; gives the gestures that end it.
    std::vector<Gesture> cancel(Microseconds now);

 private:
    enum class State {
        Idle,
        Pressed,  // undecided
        Dragging,
        LongPress,
        TwoFingers,  // two fingers, undecided
        Pinching,
        Ignoring  // until every finger is up
    };
    struct Finger {
        std::int64_t id;
        Point start, position;
    };
    struct PendingTap {
        Microseconds up;
        Gesture gesture;  // the tap so far; only a first one is sent when no other follows
    };
    struct LastClick {
        Microseconds time;
        Point position;
    };

    void on_touch(Microseconds now, const TouchEvent& event);
    void on_mouse(Microseconds now, const MouseEvent& event);
    void finger_down(Microseconds now, const TouchEvent& event);
    void finger_moved(Microseconds now, Finger& finger, Point to);
    void finger_up(Microseconds now, std::int64_t id);
    void begin_press(Microseconds now, PointerKind pointer, Point at);
    void judge_pending_tap(Microseconds now, Point at);
    void pointer_moved(Microseconds now, Point to);
    void pointer_up(Microseconds now);
    void begin_drag(Microseconds now);
    void end_drag(Microseconds now);
    void second_finger(Microseconds now);
    void two_fingers_moved(Microseconds now);
    void tap_up(Microseconds now);
    void click(Microseconds now, int system_count);
    void flush_pending_tap(Microseconds at);
    void run_timers(Microseconds now);
    void end_active(Microseconds now);
    Gesture& emit(GestureKind kind, Microseconds at);
    Finger* find_finger(std::int64_t id);
    Point middle() const;
    double span() const;
    double dp(double value) const { return value * px_per_dp_; }
    std::vector<Gesture> take();

    float px_per_dp_ = 1;
    EdgeSwipes edge_swipes_ = EdgeSwipes::On;
    State state_ = State::Idle;
    std::vector<Finger> fingers_;
    PointerKind pointer_ = PointerKind::Touch;
    Microseconds down_{0};
    Point origin_, position_;
    Axis axis_ = Axis::Vertical;
    bool from_edge_ = false;
    bool locked_ = false;      // long press: dragged down far enough
    bool moved_ = false;       // beyond what a tap allows
    bool second_tap_ = false;  // this press began in time and place for a double-tap
    bool bounce_ = false;      // this press came sooner after a tap than a person can
    double start_span_ = 0;
    VelocityTracker velocity_;
    std::optional<PendingTap> pending_tap_;
    std::optional<LastClick> last_click_;
    std::vector<Gesture> out_;
};

}  // namespace cliffhanger
