#include "app/input/script_events.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using std::chrono::milliseconds;

namespace {

ScriptStep only_step(std::string_view line) {
    const auto steps = parse_script(line);
    REQUIRE(steps);
    REQUIRE(steps->size() == 1);
    return steps->front();
}

template <class Event>
Event only_event(std::string_view line) {
    const ScriptStep step = only_step(line);
    return std::get<Event>(std::get<InputEvent>(step.what).what);
}

}  // namespace

TEST_CASE("parse_script: reads touches, shots, expectations and the end", "[app][input]") {
    const auto steps = parse_script(
        R"({"t":0,"ev":"touch","id":2,"type":"down","x":0.5,"y":0.61}
{"t":120.5,"ev":"touch","id":2,"type":"move","x":0.5,"y":0.3}

{"t":400,"shot":"swipe_mid"}
{"t":400,"expect":{"node":"player.title","text":"..."}})"
        "\r\n"
        R"({"t":400,"expect":{"node":"player.rail.like","state":"checked"}}
{"t":500,"quit":true})");
    REQUIRE(steps);
    REQUIRE(steps->size() == 6);
    const auto& touch = std::get<TouchEvent>(std::get<InputEvent>((*steps)[0].what).what);
    CHECK(touch.finger == 2);
    CHECK(touch.type == PressType::Down);
    CHECK(touch.position.y == 0.61f);
    CHECK((*steps)[1].time == Microseconds{120500});
    CHECK(std::get<InputEvent>((*steps)[1].what).time == Microseconds{120500});
    CHECK(std::get<ScriptShot>((*steps)[2].what).name == "swipe_mid");
    CHECK((*steps)[2].line == 4);
    const auto& text = std::get<ScriptExpect>((*steps)[3].what);
    CHECK(text.node == "player.title");
    CHECK(text.text == "...");
    CHECK_FALSE(text.state);
    CHECK(std::get<ScriptExpect>((*steps)[4].what).state == "checked");
    CHECK(std::holds_alternative<ScriptQuit>((*steps)[5].what));
}

TEST_CASE("parse_script: reads every kind of input", "[app][input]") {
    const auto mouse = only_event<MouseEvent>(R"({"t":1,"ev":"mouse","type":"down","x":0.1,"y":0.2,"button":"right"})");
    CHECK(mouse.button == MouseButton::Right);
    CHECK(only_event<MouseEvent>(R"({"t":1,"ev":"mouse","type":"up","x":0,"y":0})").button == MouseButton::Left);
    CHECK(only_event<MouseEvent>(R"({"t":1,"ev":"mouse","type":"move","x":0,"y":0})").button == MouseButton::None);
    const auto wheel = only_event<WheelEvent>(R"({"t":1,"ev":"wheel","x":0,"y":-1,"ctrl":true})");
    CHECK(wheel.y == -1);
    CHECK(wheel.ctrl);
    CHECK(wheel.position.x == 0.5f);
    const auto key = only_event<KeyEvent>(R"({"t":1,"ev":"key","key":"F","type":"down","shift":true})");
    CHECK(key.key == "F");
    CHECK(key.down);
    CHECK(key.shift);
    CHECK_FALSE(only_event<KeyEvent>(R"({"t":1,"ev":"key","key":"F","type":"up"})").down);
    CHECK(only_event<PadEvent>(R"({"t":1,"ev":"pad","button":"a"})").value == 1);
    CHECK(only_event<PadEvent>(R"({"t":1,"ev":"pad","axis":"leftx","value":-0.5})").value == -0.5f);
    CHECK(only_event<ResizeEvent>(R"({"t":1,"ev":"resize","w":390,"h":844})").pixels == Size{390, 844});
    CHECK(only_event<TextEvent>(R"({"t":1,"ev":"text","text":"é"})").utf8 == "é");
    CHECK(only_event<FocusEvent>(R"({"t":1,"ev":"focus","gained":true})").gained);
    CHECK(std::holds_alternative<ScriptQuit>(only_step(R"({"t":1,"ev":"quit"})").what));
}

TEST_CASE("parse_script: a key without type goes down and up", "[app][input]") {
    const auto steps = parse_script(R"({"t":7,"ev":"key","key":"Down"})");
    REQUIRE(steps);
    REQUIRE(steps->size() == 2);
    CHECK(std::get<KeyEvent>(std::get<InputEvent>((*steps)[0].what).what).down);
    CHECK_FALSE(std::get<KeyEvent>(std::get<InputEvent>((*steps)[1].what).what).down);
    CHECK((*steps)[1].time == milliseconds{7});
}

TEST_CASE("parse_script: wheel and clicks happen where the mouse is", "[app][input]") {
    const auto steps = parse_script(
        "{\"t\":0,\"ev\":\"mouse\",\"type\":\"move\",\"x\":0.25,\"y\":0.75}\n"
        "{\"t\":1,\"ev\":\"mouse\",\"type\":\"down\"}\n"
        "{\"t\":2,\"ev\":\"wheel\",\"y\":1}\n");
    REQUIRE(steps);
    CHECK(std::get<MouseEvent>(std::get<InputEvent>((*steps)[1].what).what).position.y == 0.75f);
    CHECK(std::get<WheelEvent>(std::get<InputEvent>((*steps)[2].what).what).position.x == 0.25f);
}

TEST_CASE("parse_script: errors name the line", "[app][input]") {
    struct Row {
        const char* line;
        const char* says;
    };
    const Row row = GENERATE(values<Row>({
        {"{\"t\":5,", "line 2: "},
        {"[1]", "line 2: is no JSON object"},
        {"{\"shot\":\"a\"}", "line 2: needs a number \"t\""},
        {"{\"t\":5,\"shot\":\"../a\"}", "line 2: \"shot\" names a file, not a path"},
        {"{\"t\":\"5\",\"shot\":\"a\"}", "line 2: needs a number \"t\""},
        {"{\"t\":-1,\"shot\":\"a\"}", "line 2: \"t\" is out of range"},
        {"{\"t\":0.5,\"shot\":\"a\"}", "line 2: \"t\" goes back in time"},
        {"{\"t\":5}", "line 2: needs one of \"ev\", \"shot\", \"expect\", \"quit\""},
        {"{\"t\":5,\"shot\":\"\"}", "line 2: needs a text \"shot\""},
        {"{\"t\":5,\"ev\":\"wave\"}", "line 2: unknown event \"wave\""},
        {"{\"t\":5,\"ev\":\"touch\",\"type\":\"up\",\"y\":1}", "line 2: needs a number \"x\""},
        {"{\"t\":5,\"ev\":\"touch\",\"type\":\"hit\",\"x\":0,\"y\":1}", "line 2: \"type\" is one of down, move, up"},
        {"{\"t\":5,\"ev\":\"mouse\",\"type\":\"up\",\"button\":\"fire\"}", "line 2: \"button\" is one of"},
        {"{\"t\":5,\"ev\":\"wheel\"}", "line 2: needs a number \"y\" or \"x\""},
        {"{\"t\":5,\"ev\":\"key\",\"key\":\"A\",\"type\":\"hit\"}", "line 2: \"type\" is one of press, down, up"},
        {"{\"t\":5,\"ev\":\"key\",\"key\":\"A\",\"shift\":1}", "line 2: \"shift\" is true or false"},
        {"{\"t\":5,\"ev\":\"pad\"}", "line 2: needs a text \"button\""},
        {"{\"t\":5,\"ev\":\"pad\",\"axis\":\"leftx\"}", "line 2: needs a number \"value\""},
        {"{\"t\":5,\"ev\":\"resize\",\"w\":0,\"h\":9}", "line 2: \"w\" and \"h\" are 1 to 16384"},
        {"{\"t\":5,\"expect\":1}", "line 2: \"expect\" is an object"},
        {"{\"t\":5,\"expect\":{}}", "line 2: \"expect\" needs a text \"node\""},
        {"{\"t\":5,\"expect\":{\"node\":\"a\",\"text\":1}}", "line 2: \"text\" is a text"},
    }));
    const auto steps = parse_script(std::string("{\"t\":1,\"shot\":\"first\"}\n") + row.line);
    REQUIRE_FALSE(steps);
    CHECK(steps.error().kind == ErrorKind::Corrupted);
    CHECK_THAT(steps.error().message, Catch::Matchers::StartsWith(row.says));
}

TEST_CASE("parse_script: depth of nesting is harmless", "[app][input]") {
    CHECK_FALSE(parse_script("{\"t\":1,\"shot\":" + std::string(200000, '[')));
    CHECK(parse_script("")->empty());
}

TEST_CASE("scaled_to: positions become pixels of the window", "[app][input]") {
    const InputEvent event{milliseconds{3}, TouchEvent{1, PressType::Down, {0.5f, 0.25f}}};
    const InputEvent scaled = scaled_to(event, {540, 960});
    CHECK(std::get<TouchEvent>(scaled.what).position.x == 270);
    CHECK(std::get<TouchEvent>(scaled.what).position.y == 240);
    CHECK(scaled.time == milliseconds{3});
    const InputEvent key{milliseconds{3}, KeyEvent{.key = "A"}};
    CHECK(std::get<KeyEvent>(scaled_to(key, {540, 960}).what).key == "A");
}
