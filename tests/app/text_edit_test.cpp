#include "app/ui/text_edit.h"

#include "tests/support/catch.h"

namespace cliffhanger {
namespace {

using Outcome = TextEdit::Outcome;

TextEdit with_text(const std::string& text) {
    TextEdit edit;
    edit.set_text(text);
    return edit;
}

Outcome press(TextEdit& edit, const std::string& key, bool ctrl = false, bool shift = false, bool rtl = false) {
    KeyEvent event;
    event.key = key;
    event.ctrl = ctrl;
    event.shift = shift;
    return edit.handle(event, rtl);
}

}  // namespace

TEST_CASE("TextEdit: what is typed comes in at the caret, and takes the place of what is selected",
          "[app][text-edit]") {
    TextEdit edit = with_text("hidden heir");
    press(edit, "Home");
    edit.insert("my ");
    CHECK(edit.text() == "my hidden heir");
    CHECK(edit.caret() == 3);
    press(edit, "Right", true, true);
    CHECK(edit.selected() == "hidden ");
    edit.insert("lost ");
    CHECK(edit.text() == "my lost heir");
    CHECK_FALSE(edit.has_selection());
}

TEST_CASE("TextEdit: a character is what a person sees as one", "[app][text-edit]") {
    const std::string text = GENERATE(as<std::string>(), "e\u0301", "한", "नि", "👩🏽", "👩\u200d🚀", "ก็");
    INFO(text);
    TextEdit edit = with_text("a" + text);
    press(edit, "Backspace");
    CHECK(edit.text() == "a");
    edit.set_text("a" + text + "b");
    press(edit, "Home");
    press(edit, "Right");
    press(edit, "Delete");
    CHECK(edit.text() == "ab");
}

TEST_CASE("TextEdit: arrows go where they point, in both directions of writing", "[app][text-edit]") {
    TextEdit edit = with_text("abc");
    CHECK(press(edit, "Right") == Outcome::Ignored);
    CHECK(press(edit, "Left") == Outcome::Moved);
    CHECK(edit.caret() == 2);
    TextEdit arabic = with_text("ملك");
    CHECK(press(arabic, "Left", false, false, true) == Outcome::Ignored);
    CHECK(press(arabic, "Right", false, false, true) == Outcome::Moved);
    CHECK(arabic.caret() == 4);
}

TEST_CASE("TextEdit: an arrow leaves a selection at the edge it points to", "[app][text-edit]") {
    TextEdit edit = with_text("abc");
    CHECK(press(edit, "A", true) == Outcome::Moved);
    CHECK(edit.selected() == "abc");
    press(edit, "Left");
    CHECK(edit.caret() == 0);
    CHECK_FALSE(edit.has_selection());
}

TEST_CASE("TextEdit: Ctrl erases words", "[app][text-edit]") {
    TextEdit edit = with_text("the hidden heir");
    CHECK(press(edit, "Backspace", true) == Outcome::Changed);
    CHECK(edit.text() == "the hidden ");
    press(edit, "Home");
    press(edit, "Delete", true);
    CHECK(edit.text() == "hidden ");
}

TEST_CASE("TextEdit: copying wants something selected", "[app][text-edit]") {
    TextEdit edit = with_text("abc");
    CHECK(press(edit, "C", true) == Outcome::Moved);
    press(edit, "A", true);
    CHECK(press(edit, "C", true) == Outcome::Copy);
    CHECK(press(edit, "X", true) == Outcome::Cut);
    CHECK(press(edit, "V", true) == Outcome::Paste);
    CHECK(press(edit, "F5") == Outcome::Ignored);
}

TEST_CASE("TextEdit: what is pasted is one line, and not longer than a search", "[app][text-edit]") {
    TextEdit edit;
    edit.insert("two\nlines\t");
    CHECK(edit.text() == "two lines ");
    edit.clear();
    std::string much;
    for (int i = 0; i < 100; ++i) much += "继";
    edit.insert(much);
    CHECK(edit.text().size() == 198);
    edit.insert("继");
    CHECK(edit.text().size() == 198);
    press(edit, "A", true);
    edit.insert("继");
    CHECK(edit.text() == "继");
}

}  // namespace cliffhanger
