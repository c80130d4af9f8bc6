// What fingers and the mouse did, as the recogniser understands it. Plain values; positions in physical px.
#pragma once

#include "app/geometry.h"
#include "net/clock.h"

namespace cliffhanger {

enum class GestureKind {
    Press,  ///< finger or left button down: immediate feedback, grabbing a settling page
    TapUp,  ///< a finger went up in time and place for a tap, undecided whether a second follows: widgets act on this
            ///< one (and call consume_tap()), the stage waits for Tap or DoubleTap
    Tap,    ///< one tap, and no second came within 280 ms
    DoubleTap,    ///< `count` = 2; every further tap in time is another DoubleTap with count 3, 4, ...
    Click,        ///< mouse, immediate
    DoubleClick,  ///< instead of the second Click
    RightClick,
    BackClick,     ///< the mouse's back button
    TwoFingerTap,  ///< also when two fingers rest for 400 ms
    LongPressBegin,
    LongPressLock,  ///< dragged down by 56 dp while held; once
    LongPressEnd,
    DragBegin,  ///< `axis` is decided; `origin` is where it went down
    DragMove,
    DragEnd,     ///< with `velocity`
    DragCancel,  ///< second finger, lost focus, or an edge swipe that was too short
    PinchBegin,
    PinchMove,  ///< `scale` = distance of the fingers / distance at the begin
    PinchEnd,
    EdgeSwipe,   ///< ends a drag that began at the start edge (`from_edge`), instead of DragEnd
    Hover,       ///< the mouse moved without a button
    HoverLeave,  ///< the pointer left the window
};

enum class Axis { Horizontal, Vertical };
enum class PointerKind { Touch, Mouse };

struct Gesture {
    GestureKind kind = GestureKind::Press;
    PointerKind pointer = PointerKind::Touch;
    Microseconds time{0};
    Point position;  ///< of two fingers: their middle
    Point origin;    ///< where the press began
    Axis axis = Axis::Vertical;
    Point velocity;  ///< px/s, of DragEnd and EdgeSwipe
    double scale = 1;
    int count = 1;
    bool from_edge = false;  ///< touch that began within 24 dp of the left edge and went right
};

}  // namespace cliffhanger
