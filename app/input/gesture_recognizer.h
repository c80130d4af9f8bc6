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
    /// Answer to TapUp: a widget took it; no Tap or DoubleTap comes of it.
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
        Gesture gesture;  // what is sent when no second tap comes
    };
    struct LastClick {
        Microseconds time;
        Point position;
    };

    void on_touch(Microseconds now, const TouchEvent& event);
    void on_mouse(Microseconds now, const MouseEvent& event);
    void finger_down(Microseconds now, const TouchEvent& event);
    void finger_move(Microseconds now, const TouchEvent& event);
    void finger_up(Microseconds now, const TouchEvent& event);
    void mouse_up(Microseconds now, const MouseEvent& event);
    void begin_press(Microseconds now, PointerKind pointer, Point at);
    void judge_pending_tap(Microseconds now, Point at);
    void pointer_moved(Microseconds now, Point to);
    void begin_drag(Microseconds now);
    void end_drag(Microseconds now);
    void second_finger(Microseconds now);
    void two_fingers_moved(Microseconds now);
    void two_fingers_up(Microseconds now);
    void tap_up(Microseconds now);
    void flush_pending_tap(Microseconds now);
    void run_timers(Microseconds now);
    void end_active(Microseconds now);
    void emit(GestureKind kind, Microseconds now);
    Point middle() const;
    double span() const;
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
    bool claimed_ = false;
    double start_span_ = 0;
    VelocityTracker velocity_;
    std::optional<PendingTap> pending_tap_;
    std::optional<LastClick> last_click_;
    std::vector<Gesture> out_;
};

}  // namespace cliffhanger
