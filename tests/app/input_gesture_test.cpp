#include <string>

#include "app/input/gesture_recognizer.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using std::chrono::milliseconds;
using enum GestureKind;
using Kinds = std::vector<GestureKind>;

namespace {

Kinds kinds(const std::vector<Gesture>& gestures) {
    Kinds result;
    for (const Gesture& gesture : gestures) result.push_back(gesture.kind);
    return result;
}

class Hand {
 public:
    explicit Hand(float px_per_dp = 1, EdgeSwipes edge = EdgeSwipes::On) { recognizer.configure(px_per_dp, edge); }

    Kinds touch(int ms, PressType type, float x, float y, int finger = 1) {
        return send({milliseconds{ms}, TouchEvent{finger, type, {x, y}}});
    }
    Kinds mouse(int ms, PressType type, float x, float y, MouseButton button = MouseButton::Left, int clicks = 1) {
        return send({milliseconds{ms}, MouseEvent{type, button, {x, y}, clicks}});
    }
    Kinds wait(int ms) { return keep(recognizer.update(milliseconds{ms})); }
    Kinds send(const InputEvent& event) { return keep(recognizer.handle(event)); }

    GestureRecognizer recognizer;
    Gesture last;

 private:
    Kinds keep(const std::vector<Gesture>& gestures) {
        if (!gestures.empty()) last = gestures.back();
        return kinds(gestures);
    }
};

constexpr auto Down = PressType::Down;
constexpr auto Move = PressType::Move;
constexpr auto Up = PressType::Up;

}  // namespace

TEST_CASE("GestureRecognizer: a tap is known 280 ms after it, when no second came", "[app][input]") {
    Hand hand;
    CHECK(hand.touch(0, Down, 100, 100) == Kinds{Press});
    CHECK(hand.touch(80, Up, 105, 100) == Kinds{TapUp});
    CHECK(hand.recognizer.next_deadline() == milliseconds{360});
    CHECK(hand.wait(359).empty());
    CHECK(hand.wait(360) == Kinds{Tap});
    CHECK(hand.last.time == milliseconds{360});
    CHECK(hand.last.position.x == 105);
    CHECK_FALSE(hand.recognizer.next_deadline());
}

TEST_CASE("GestureRecognizer: a late update still dates the tap to its time", "[app][input]") {
    Hand hand;
    hand.touch(0, Down, 100, 100);
    hand.touch(80, Up, 100, 100);
    CHECK(hand.touch(5000, Down, 300, 300) == Kinds{Tap, Press});
}

TEST_CASE("GestureRecognizer: a press of 300 ms is no tap, one that moved 10 dp is none either", "[app][input]") {
    Hand hand;
    hand.touch(0, Down, 100, 100);
    CHECK(hand.touch(299, Up, 100, 100) == Kinds{TapUp});
    CHECK(hand.wait(579) == Kinds{Tap});
    hand.touch(1000, Down, 100, 100);
    CHECK(hand.touch(1300, Up, 100, 100) == Kinds{TapUp});
    CHECK(hand.wait(3000).empty());
    hand.touch(4000, Down, 100, 100);
    CHECK(hand.touch(4050, Up, 100, 110) == Kinds{DragBegin, DragEnd});
    CHECK(hand.wait(6000).empty());
}

TEST_CASE("GestureRecognizer: two taps in 40..280 ms within 100 dp are a double-tap", "[app][input]") {
    struct Row {
        int gap;
        float distance;
        Kinds second_down, second_up, later;
    };
    const Row row = GENERATE(Row{39, 0, {Press}, {}, {Tap}},                  // a bouncing contact
                             Row{40, 0, {Press}, {TapUp, DoubleTap}, {}},     //
                             Row{279, 100, {Press}, {TapUp, DoubleTap}, {}},  //
                             Row{280, 0, {Tap, Press}, {TapUp}, {Tap}},       // too late
                             Row{100, 101, {Tap, Press}, {TapUp}, {Tap}});    // too far away
    CAPTURE(row.gap, row.distance);
    Hand hand;
    hand.touch(0, Down, 100, 100);
    hand.touch(50, Up, 100, 100);
    CHECK(hand.touch(50 + row.gap, Down, 100 + row.distance, 100) == row.second_down);
    CHECK(hand.touch(60 + row.gap, Up, 100 + row.distance, 100) == row.second_up);
    CHECK(hand.wait(2000) == row.later);
}

TEST_CASE("GestureRecognizer: further taps in time count on", "[app][input]") {
    Hand hand;
    int now = 0;
    for (int count = 1; count <= 4; ++count) {
        hand.touch(now, Down, 300, 100);
        const Kinds up = hand.touch(now + 50, Up, 300, 100);
        CHECK(up == (count == 1 ? Kinds{TapUp} : Kinds{TapUp, DoubleTap}));
        CHECK(hand.last.count == count);
        now += 200;
    }
    CHECK(hand.wait(5000).empty());
}

TEST_CASE("GestureRecognizer: a tap followed by a swipe stays a tap", "[app][input]") {
    Hand hand;
    hand.touch(0, Down, 100, 500);
    hand.touch(50, Up, 100, 500);
    CHECK(hand.touch(150, Down, 100, 500) == Kinds{Press});
    CHECK(hand.wait(340).empty());  // the second press may still become a tap
    CHECK(hand.touch(345, Move, 100, 480) == Kinds{Tap, DragBegin});
}

TEST_CASE("GestureRecognizer: a tap that a widget took is followed by nothing", "[app][input]") {
    Hand hand;
    hand.touch(0, Down, 100, 100);
    hand.touch(50, Up, 100, 100);
    hand.recognizer.consume_tap();
    hand.touch(150, Down, 100, 100);
    CHECK(hand.touch(200, Up, 100, 100) == Kinds{TapUp});
    hand.recognizer.consume_tap();
    CHECK_FALSE(hand.recognizer.next_deadline());
    CHECK(hand.wait(2000).empty());
}

TEST_CASE("GestureRecognizer: holding for 400 ms is a long press until the finger goes up", "[app][input]") {
    Hand hand;
    hand.touch(0, Down, 100, 100);
    CHECK(hand.recognizer.next_deadline() == milliseconds{400});
    CHECK(hand.touch(200, Move, 100, 109).empty());
    CHECK(hand.wait(399).empty());
    CHECK(hand.wait(400) == Kinds{LongPressBegin});
    CHECK(hand.touch(900, Move, 160, 109).empty());
    CHECK(hand.touch(1000, Up, 160, 109) == Kinds{LongPressEnd});
    CHECK(hand.wait(3000).empty());
}

TEST_CASE("GestureRecognizer: dragged down by 56 dp, a long press locks once", "[app][input]") {
    Hand hand(2);
    hand.touch(0, Down, 100, 100);
    REQUIRE(hand.wait(400) == Kinds{LongPressBegin});
    CHECK(hand.touch(500, Move, 100, 211).empty());
    CHECK(hand.touch(510, Move, 100, 212) == Kinds{LongPressLock});
    CHECK(hand.touch(520, Move, 100, 400).empty());
    CHECK(hand.touch(530, Up, 100, 400) == Kinds{LongPressEnd});
}

TEST_CASE("GestureRecognizer: the axis is locked after 10 dp, vertical when in doubt", "[app][input]") {
    struct Row {
        float dx, dy;
        Axis axis;
    };
    const Row row = GENERATE(Row{0, -10, Axis::Vertical}, Row{10, 0, Axis::Horizontal}, Row{8, 8, Axis::Vertical},
                             Row{8, -7.9f, Axis::Horizontal}, Row{-30, 29, Axis::Horizontal});
    Hand hand;
    hand.touch(0, Down, 200, 200);
    REQUIRE(hand.touch(10, Move, 200 + row.dx, 200 + row.dy) == Kinds{DragBegin});
    CHECK(hand.last.axis == row.axis);
    CHECK(hand.last.origin.y == 200);
    CHECK(hand.touch(20, Move, 200, 0) == Kinds{DragMove});
    CHECK(hand.last.axis == row.axis);
}

TEST_CASE("GestureRecognizer: less than 10 dp of travel drags nothing", "[app][input]") {
    Hand hand(2);
    hand.touch(0, Down, 200, 200);
    CHECK(hand.touch(10, Move, 200, 219).empty());
    CHECK(hand.touch(20, Move, 200, 220) == Kinds{DragBegin});
}

TEST_CASE("GestureRecognizer: the end of a drag carries the finger's speed, from the touch on", "[app][input]") {
    Hand hand;
    hand.touch(0, Down, 200, 600);
    hand.touch(8, Move, 200, 594);
    hand.touch(16, Move, 200, 588);
    REQUIRE(hand.touch(24, Up, 200, 588) == Kinds{DragEnd});
    CHECK(hand.last.velocity.y == Approx(-750).epsilon(1e-3));
    CHECK(hand.last.velocity.x == 0);
}

TEST_CASE("GestureRecognizer: a second finger cancels a drag and may go on to pinch", "[app][input]") {
    Hand hand;
    hand.touch(0, Down, 200, 600, 1);
    hand.touch(10, Move, 200, 580, 1);
    CHECK(hand.touch(20, Down, 100, 300, 2) == Kinds{DragCancel});
    CHECK(hand.touch(30, Move, 200, 540, 1) == Kinds{PinchBegin});
    CHECK(hand.touch(40, Up, 200, 540, 1) == Kinds{PinchEnd});
    CHECK(hand.touch(50, Move, 100, 200, 2).empty());
    CHECK(hand.touch(60, Up, 100, 200, 2).empty());
    CHECK(hand.touch(1000, Down, 100, 200, 3) == Kinds{Press});
}

TEST_CASE("GestureRecognizer: pinching reports the fingers' distance as a scale", "[app][input]") {
    Hand hand;
    hand.touch(0, Down, 100, 100, 1);
    hand.touch(10, Down, 200, 100, 2);
    CHECK(hand.touch(20, Move, 209, 100, 2).empty());
    CHECK(hand.touch(30, Move, 250, 100, 2) == Kinds{PinchBegin});
    CHECK(hand.last.scale == Approx(1.5));
    CHECK(hand.touch(40, Move, 50, 100, 1) == Kinds{PinchMove});
    CHECK(hand.last.scale == Approx(2));
    CHECK(hand.last.position.x == 150);
    CHECK(hand.touch(45, Down, 300, 300, 3) == Kinds{PinchEnd});
    CHECK(hand.touch(50, Move, 60, 100, 1).empty());
}

TEST_CASE("GestureRecognizer: two fingers that tap or rest are a two-finger tap", "[app][input]") {
    Hand hand;
    hand.touch(0, Down, 100, 100, 1);
    CHECK(hand.touch(20, Down, 200, 100, 2).empty());
    CHECK(hand.touch(100, Up, 100, 100, 1).empty());
    CHECK(hand.touch(120, Up, 200, 100, 2) == Kinds{TwoFingerTap});
    CHECK(hand.last.position.x == 150);

    hand.touch(1000, Down, 100, 100, 1);
    hand.touch(1020, Down, 200, 100, 2);
    CHECK(hand.recognizer.next_deadline() == milliseconds{1400});
    CHECK(hand.wait(1400) == Kinds{TwoFingerTap});
    CHECK(hand.touch(1500, Up, 100, 100, 1).empty());
    CHECK(hand.touch(1500, Up, 200, 100, 2).empty());

    hand.touch(2000, Down, 100, 100, 1);
    hand.touch(2010, Down, 200, 100, 2);
    hand.touch(2020, Move, 100, 120, 1);  // no pinch: the distance stays
    hand.touch(2020, Move, 200, 120, 2);
    hand.touch(2100, Up, 100, 120, 1);
    CHECK(hand.touch(2110, Up, 200, 120, 2).empty());
}

TEST_CASE("GestureRecognizer: a second finger ends a long press", "[app][input]") {
    Hand hand;
    hand.touch(0, Down, 100, 100, 1);
    hand.wait(400);
    CHECK(hand.touch(500, Down, 200, 100, 2) == Kinds{LongPressEnd});
    CHECK(hand.touch(600, Up, 200, 100, 2).empty());
    CHECK(hand.touch(610, Up, 100, 100, 1).empty());
}

TEST_CASE("GestureRecognizer: a swipe from the left edge goes back if far or fast enough", "[app][input]") {
    Hand hand;
    hand.touch(0, Down, 23, 300);
    CHECK(hand.touch(100, Move, 60, 300) == Kinds{DragBegin});
    CHECK(hand.last.from_edge);
    hand.touch(300, Move, 95, 300);
    CHECK(hand.touch(600, Up, 95, 300) == Kinds{DragCancel});

    hand.touch(1000, Down, 23, 300);
    hand.touch(1100, Move, 96, 300);
    CHECK(hand.touch(1600, Up, 96, 300) == Kinds{EdgeSwipe});

    hand.touch(2000, Down, 10, 300);
    for (int i = 1; i <= 5; ++i) hand.touch(2000 + 10 * i, Move, 10 + 6.0f * i, 300);
    CHECK(hand.touch(2050, Up, 40, 300) == Kinds{EdgeSwipe});

    hand.touch(3000, Down, 24, 300);
    hand.touch(3100, Move, 200, 300);
    CHECK_FALSE(hand.last.from_edge);
    CHECK(hand.touch(3110, Up, 200, 300) == Kinds{DragEnd});

    Hand landscape(1, EdgeSwipes::Off);
    landscape.touch(0, Down, 5, 300);
    landscape.touch(100, Move, 200, 300);
    CHECK_FALSE(landscape.last.from_edge);
}

TEST_CASE("GestureRecognizer: a claimed press drags without slop and is no tap", "[app][input]") {
    Hand hand;
    hand.touch(0, Down, 100, 100);
    hand.recognizer.claim_drag(Axis::Vertical);
    CHECK_FALSE(hand.recognizer.next_deadline());
    CHECK(hand.touch(10, Move, 103, 100) == Kinds{DragMove});
    CHECK(hand.last.axis == Axis::Vertical);
    CHECK(hand.touch(20, Up, 103, 100) == Kinds{DragEnd});
    CHECK(hand.wait(2000).empty());
}

TEST_CASE("GestureRecognizer: a mouse click is immediate, the second one a double-click instead", "[app][input]") {
    Hand hand;
    CHECK(hand.mouse(0, Down, 100, 100) == Kinds{Press});
    CHECK(hand.last.pointer == PointerKind::Mouse);
    CHECK(hand.mouse(60, Up, 103, 100) == Kinds{Click});
    hand.mouse(200, Down, 103, 100);
    CHECK(hand.mouse(250, Up, 103, 100) == Kinds{DoubleClick});
    hand.mouse(300, Down, 103, 100);
    CHECK(hand.mouse(350, Up, 103, 100) == Kinds{Click});
    CHECK(hand.wait(5000).empty());
}

TEST_CASE("GestureRecognizer: slow or distant clicks are single ones, unless the system counts two", "[app][input]") {
    Hand hand;
    hand.mouse(0, Down, 100, 100);
    hand.mouse(10, Up, 100, 100);
    hand.mouse(440, Down, 100, 100);
    CHECK(hand.mouse(450, Up, 100, 100) == Kinds{Click});
    hand.mouse(500, Down, 200, 100);
    CHECK(hand.mouse(510, Up, 200, 100) == Kinds{Click});
    hand.mouse(950, Down, 200, 100);
    CHECK(hand.mouse(960, Up, 200, 100, MouseButton::Left, 2) == Kinds{DoubleClick});
}

TEST_CASE("GestureRecognizer: a mouse that moved 4 px clicks nothing, 10 dp drag, 400 ms hold", "[app][input]") {
    Hand hand;
    hand.mouse(0, Down, 100, 100);
    CHECK(hand.mouse(50, Move, 104, 100).empty());
    CHECK(hand.mouse(60, Up, 104, 100).empty());
    hand.mouse(1000, Down, 100, 100);
    CHECK(hand.mouse(1050, Move, 100, 80) == Kinds{DragBegin});
    CHECK(hand.mouse(1060, Up, 100, 70) == Kinds{DragMove, DragEnd});
    hand.mouse(2000, Down, 100, 100);
    CHECK(hand.wait(2400) == Kinds{LongPressBegin});
    CHECK(hand.mouse(2500, Move, 100, 156) == Kinds{LongPressLock});
    CHECK(hand.mouse(2600, Up, 100, 156) == Kinds{LongPressEnd});
}

TEST_CASE("GestureRecognizer: right and back buttons act on the press; the rest is hovering", "[app][input]") {
    Hand hand;
    CHECK(hand.mouse(0, Move, 10, 10, MouseButton::None) == Kinds{Hover});
    CHECK(hand.mouse(10, Down, 10, 10, MouseButton::Right) == Kinds{RightClick});
    CHECK(hand.mouse(20, Up, 10, 10, MouseButton::Right).empty());
    CHECK(hand.mouse(30, Down, 10, 10, MouseButton::Back) == Kinds{BackClick});
    CHECK(hand.mouse(40, Down, 10, 10, MouseButton::Middle).empty());
    CHECK(hand.send({milliseconds{50}, FocusEvent{.gained = false, .pointer_left = true}}) == Kinds{HoverLeave});
}

TEST_CASE("GestureRecognizer: losing the window's focus ends what is under way", "[app][input]") {
    Hand hand;
    const InputEvent lost{milliseconds{20}, FocusEvent{}};
    hand.touch(0, Down, 100, 100);
    hand.touch(10, Move, 100, 50);
    CHECK(hand.send(lost) == Kinds{DragCancel});
    CHECK(hand.touch(30, Move, 100, 40).empty());
    CHECK(hand.touch(40, Up, 100, 40).empty());
    CHECK(hand.touch(50, Down, 100, 100) == Kinds{Press});
    CHECK(kinds(hand.recognizer.cancel(milliseconds{60})).empty());
    CHECK_FALSE(hand.recognizer.next_deadline());
}

TEST_CASE("GestureRecognizer: a finger whose end was lost does not block the next one", "[app][input]") {
    Hand hand;
    hand.touch(0, Down, 100, 100, 7);
    hand.touch(10, Move, 100, 50, 7);
    CHECK(hand.touch(500, Down, 100, 100, 7) == Kinds{DragCancel, Press});
    CHECK(hand.touch(550, Up, 100, 100, 7) == Kinds{TapUp});
}

TEST_CASE("GestureRecognizer: the mouse is ignored while a finger is down, and the other way round", "[app][input]") {
    Hand hand;
    hand.touch(0, Down, 100, 100);
    CHECK(hand.mouse(5, Down, 100, 100).empty());
    CHECK(hand.mouse(10, Move, 100, 300).empty());
    CHECK(hand.touch(50, Up, 100, 100) == Kinds{TapUp});
    hand.mouse(1000, Down, 100, 100);
    CHECK(hand.touch(1010, Down, 100, 100).empty());
    CHECK(hand.mouse(1050, Up, 100, 100) == Kinds{Click});
}
