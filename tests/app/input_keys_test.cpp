#include "app/input/default_bindings.h"
#include "app/input/key_map.h"
#include "app/input/key_repeat.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using std::chrono::milliseconds;

namespace {

Intent pressed(const KeyMap& map, KeyEvent event, KeyContext context = {}) { return map.find(event, context); }

}  // namespace

TEST_CASE("KeyMap: the built-in keys mean what the shortcut list says", "[app][input]") {
    struct Row {
        KeyEvent event;
        Intent intent;
    };
    const Row row = GENERATE(values<Row>({
        {{.key = "Down"}, Intent::NextEpisode},
        {{.key = "PageUp"}, Intent::PreviousEpisode},
        {{.key = "N"}, Intent::NextEpisode},
        {{.key = "n"}, Intent::NextEpisode},
        {{.key = "P", .shift = true}, Intent::PreviousEpisode},
        {{.key = "AudioNext"}, Intent::NextEpisode},
        {{.key = "Space"}, Intent::TogglePlay},
        {{.key = "AudioPlay"}, Intent::TogglePlay},
        {{.key = "Left"}, Intent::SeekBack5},
        {{.key = "Right", .shift = true}, Intent::SeekForward1},
        {{.key = "L"}, Intent::SeekForward10},
        {{.key = "7"}, Intent::SeekPercent70},
        {{.key = "End"}, Intent::SeekEnd},
        {{.key = "\\"}, Intent::HoldSpeedBegin},
        {{.key = "\\", .shift = true}, Intent::LockSpeed},
        {{.key = ",", .shift = true}, Intent::SpeedDown},
        {{.key = "<"}, Intent::SpeedDown},
        {{.key = "<", .shift = true}, Intent::SpeedDown},
        {{.key = "]"}, Intent::SpeedUp},
        {{.key = "Up", .ctrl = true}, Intent::VolumeUp},
        {{.key = "M"}, Intent::ToggleMute},
        {{.key = "C", .shift = true}, Intent::CycleCaptions},
        {{.key = "3", .shift = true}, Intent::CycleAudio},
        {{.key = "#"}, Intent::CycleAudio},
        {{.key = "Return", .alt = true}, Intent::Fullscreen},
        {{.key = "AC Back"}, Intent::Back},
        {{.key = "/", .shift = true}, Intent::Help},
        {{.key = "?", .shift = true}, Intent::Help},
        {{.key = "S", .ctrl = true}, Intent::Screenshot},
        {{.key = "S"}, Intent::MyList},
        {{.key = "Q", .ctrl = true}, Intent::Quit},
        {{.key = "Q"}, Intent::None},
        {{.key = "Tab", .shift = true}, Intent::FocusPrevious},
        {{.key = "Keypad Enter"}, Intent::Activate},
        {{.key = ""}, Intent::None},
    }));
    CAPTURE(row.event.key, row.event.shift);
    CHECK(pressed(KeyMap(), row.event) == row.intent);
}

TEST_CASE("KeyMap: the built-in keys have no conflicts and every intent has a name", "[app][input]") {
    CHECK(KeyMap().load(default_bindings()).empty());
    for (int i = 1; i <= static_cast<int>(Intent::Retry); ++i) {
        const auto intent = static_cast<Intent>(i);
        CAPTURE(i);
        REQUIRE_FALSE(intent_name(intent).empty());
        REQUIRE(intent_from_name(intent_name(intent)) == intent);
    }
    CHECK(intent_name(Intent::None).empty());
    CHECK(intent_from_name("no-such-thing") == Intent::None);
}

TEST_CASE("KeyMap: some keys depend on what is on the screen", "[app][input]") {
    const KeyMap map;
    CHECK(pressed(map, {.key = ","}) == Intent::None);
    CHECK(pressed(map, {.key = ","}, {.paused = true}) == Intent::FrameBack);
    CHECK(pressed(map, {.key = "."}, {.paused = true}) == Intent::FrameForward);
    CHECK(pressed(map, {.key = "Backspace"}) == Intent::SpeedReset);
    CHECK(pressed(map, {.key = "Backspace"}, {.in_player = false}) == Intent::Back);
    CHECK(pressed(map, {.key = "Up"}, {.focus_in_ui = true}) == Intent::FocusUp);
    CHECK(pressed(map, {.key = "Left"}, {.focus_in_ui = true}) == Intent::FocusLeft);
    CHECK(pressed(map, {.key = "PageUp"}, {.focus_in_ui = true}) == Intent::PreviousEpisode);
}

TEST_CASE("KeyMap: while a text field has the focus, what types does nothing else", "[app][input]") {
    const KeyMap map;
    const KeyContext typing{.text_field = true};
    for (const char* key : {"F", "7", "Space", "Backspace", "Left", "?", "Home"})
        CHECK(pressed(map, {.key = key}, typing) == Intent::None);
    CHECK(pressed(map, {.key = "Escape"}, typing) == Intent::Back);
    CHECK(pressed(map, {.key = "Q", .ctrl = true}, typing) == Intent::Quit);
    CHECK(pressed(map, {.key = "F11"}, typing) == Intent::Fullscreen);
}

TEST_CASE("KeyMap: only a held key means something when it goes up", "[app][input]") {
    const KeyMap map;
    CHECK(map.find({.key = "\\", .down = false}, {}) == Intent::HoldSpeedEnd);
    CHECK(map.find({.key = "\\", .down = false, .shift = true}, {}) == Intent::HoldSpeedEnd);
    CHECK(map.find({.key = "Down", .down = false}, {}) == Intent::None);
}

TEST_CASE("KeyMap: keys.conf replaces, adds and takes away keys", "[app][input]") {
    KeyMap map;
    const auto findings = map.load(
        "# my keys\n"
        "\n"
        "Down   previous-episode   # the other way round\n"
        "ctrl+ALT+x quit\r\n"
        "AC_Search my-list\n"
        "Space ignore\n"
        "+ volume-up\n"
        "Ctrl++ speed-up\n"
        "# cycle-captions\n"
        "# like what I like\n"
        "U {paused} like");
    CHECK(findings.empty());
    CHECK(pressed(map, {.key = "Down"}) == Intent::PreviousEpisode);
    CHECK(pressed(map, {.key = "X", .ctrl = true, .alt = true}) == Intent::Quit);
    CHECK(pressed(map, {.key = "AC Search"}) == Intent::MyList);
    CHECK(pressed(map, {.key = "Space"}) == Intent::None);
    CHECK(pressed(map, {.key = "+"}) == Intent::VolumeUp);
    CHECK(pressed(map, {.key = "+", .ctrl = true}) == Intent::SpeedUp);
    CHECK(pressed(map, {.key = "#"}) == Intent::CycleCaptions);
    CHECK(pressed(map, {.key = "U"}) == Intent::None);
    CHECK(pressed(map, {.key = "U"}, {.paused = true}) == Intent::Like);
}

TEST_CASE("KeyMap: keys.conf reports what is wrong and keeps the rest", "[app][input]") {
    KeyMap map;
    const auto findings = map.load(
        "F1 quit\n"
        "F2\n"
        "F3 dance\n"
        "Hyper+F4 quit\n"
        "F5 {underwater} quit\n"
        "F6 quit now\n"
        "f1 help\n"
        "F1 {paused} like\n"
        "F7 {paused}\n");
    REQUIRE(findings.size() == 7);
    CHECK(findings[0].line == 2);
    CHECK(findings[0].message == "no action for \"F2\"");
    CHECK(findings[1].line == 3);
    CHECK(findings[1].message == "unknown action \"dance\"");
    CHECK(findings[2].line == 4);
    CHECK(findings[2].message == "unknown modifier in \"Hyper+F4\"");
    CHECK(findings[3].message == "unknown scope {underwater}");
    CHECK(findings[4].message == "\"now\" after the action");
    CHECK(findings[5].line == 7);
    CHECK(findings[5].message == "this key is bound on line 1 already");
    CHECK(findings[6].line == 9);
    CHECK(pressed(map, {.key = "F1"}) == Intent::Help);
    CHECK(pressed(map, {.key = "F1"}, {.paused = true}) == Intent::Like);
}

TEST_CASE("KeyRepeat: a held seek repeats after 350 ms, 8 times a second, with growing steps", "[app][input]") {
    KeyRepeat repeat;
    const RepeatedIntent first = repeat.press(milliseconds{0}, "Right", Intent::SeekForward5);
    CHECK_FALSE(first.repeat);
    CHECK(first.seek_seconds == 5);
    CHECK_FALSE(repeat.scrubbing());
    CHECK(repeat.next_deadline() == milliseconds{350});
    CHECK(repeat.update(milliseconds{349}).empty());
    const auto due = repeat.update(milliseconds{350 + 125 * 24});
    REQUIRE(due.size() == 25);
    CHECK(due[0].time == milliseconds{350});
    CHECK(due[1].time == milliseconds{475});
    CHECK(due[0].repeat);
    CHECK(due[7].seek_seconds == 5);
    CHECK(due[8].seek_seconds == 10);
    CHECK(due[23].seek_seconds == 10);
    CHECK(due[24].seek_seconds == 30);
    CHECK(repeat.scrubbing());
    CHECK_FALSE(repeat.release("Left"));
    CHECK(repeat.release("Right"));
    CHECK_FALSE(repeat.next_deadline());
}

TEST_CASE("KeyRepeat: backwards alike; exact steps stay exact", "[app][input]") {
    KeyRepeat repeat;
    repeat.press(milliseconds{0}, "Left", Intent::SeekBack5);
    CHECK(repeat.update(milliseconds{350 + 125 * 30}).back().seek_seconds == -30);
    repeat.press(milliseconds{10000}, "Left", Intent::SeekBack1);
    CHECK(repeat.update(milliseconds{10350 + 125 * 30}).back().seek_seconds == -1);
}

TEST_CASE("KeyRepeat: a short press commits nothing, a change of direction keeps the preview", "[app][input]") {
    KeyRepeat repeat;
    repeat.press(milliseconds{0}, "Right", Intent::SeekForward5);
    CHECK_FALSE(repeat.release("Right"));
    repeat.press(milliseconds{1000}, "Right", Intent::SeekForward5);
    repeat.update(milliseconds{1500});
    repeat.press(milliseconds{1600}, "Left", Intent::SeekBack5);
    CHECK(repeat.scrubbing());
    CHECK_FALSE(repeat.release("Right"));
    CHECK(repeat.release("Left"));
}

TEST_CASE("KeyRepeat: pages repeat every 350 ms; toggles never, and leave a held key alone", "[app][input]") {
    KeyRepeat repeat;
    repeat.press(milliseconds{0}, "Down", Intent::NextEpisode);
    CHECK(repeat.update(milliseconds{1049}).size() == 2);
    CHECK(repeat.update(milliseconds{1050}).size() == 1);
    repeat.press(milliseconds{1100}, "M", Intent::ToggleMute);
    CHECK(repeat.next_deadline() == milliseconds{1400});
    CHECK_FALSE(repeat.release("Down"));
    repeat.press(milliseconds{2000}, "M", Intent::ToggleMute);
    CHECK_FALSE(repeat.next_deadline());
    repeat.press(milliseconds{2000}, "Down", Intent::NextEpisode);
    repeat.cancel();
    CHECK(repeat.update(milliseconds{9000}).empty());
}
