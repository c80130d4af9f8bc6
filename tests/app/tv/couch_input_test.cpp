// Who leans back and who sits at the desk.
#include "app/shell/couch_input.h"

#include "tests/support/catch.h"

using namespace cliffhanger;

namespace {

template <class What>
InputEvent event(What what) {
    return {Microseconds{0}, std::move(what)};
}

MouseEvent moved_to(float x, float y) { return {PressType::Move, MouseButton::None, {x, y}, 1}; }

}  // namespace

TEST_CASE("CouchInput: a pad and a remote control are for the couch, a mouse and a finger are not", "[app][tv]") {
    CouchInput input;
    CHECK_FALSE(input.leaning_back());
    input.note(event(PadEvent{"a", 1}));
    CHECK(input.leaning_back());
    input.note(event(moved_to(10, 10)));
    input.note(event(moved_to(30, 10)));
    CHECK_FALSE(input.leaning_back());
    KeyEvent ok;
    ok.key = "Select";
    input.note(event(ok));
    CHECK(input.leaning_back());
    input.note(event(TouchEvent{1, PressType::Down, {5, 5}}));
    CHECK_FALSE(input.leaning_back());
}

TEST_CASE("CouchInput: a stick that trembles and a pointer that nobody moves change nothing", "[app][tv]") {
    CouchInput input;
    input.note(event(PadEvent{"leftx", 0.2f}));
    CHECK_FALSE(input.leaning_back());
    input.note(event(PadEvent{"leftx", -0.9f}));
    CHECK(input.leaning_back());
    input.note(event(moved_to(300, 200)));
    input.note(event(moved_to(302, 201)));
    CHECK(input.leaning_back());
    input.note(event(MouseEvent{PressType::Down, MouseButton::Left, {302, 201}, 1}));
    CHECK_FALSE(input.leaning_back());
}

TEST_CASE("CouchInput: buttons are marked as on what was used last", "[app][tv]") {
    CouchInput input;
    CHECK(input.marks() == ButtonMarks::Remote);
    input.note(event(PadEvent{"a", 1, PadMarks::Shapes}));
    CHECK(input.marks() == ButtonMarks::Shapes);
    input.note(event(PadEvent{"a", 1, PadMarks::Letters}));
    CHECK(input.marks() == ButtonMarks::Letters);
    KeyEvent key;
    key.key = "Down";
    input.note(event(key));
    CHECK(input.marks() == ButtonMarks::Remote);
}
