#include "app/input/script_events.h"

#include <rapidjson/document.h>
#include <rapidjson/error/en.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "net/catalog/playlist_catalog.h"

namespace cliffhanger {

namespace {

using Json = rapidjson::Value;

constexpr double kLastMillisecond = 1e10;
constexpr double kMostPixels = 16384;

/// The fields of one line; the first that is missing or wrong is kept as the line's error.
class Fields {
 public:
    explicit Fields(const Json& object) : object_(object) {}

    bool has(const char* name) const { return object_.HasMember(name); }
    void complain(std::string what) {
        if (error_.empty()) error_ = std::move(what);
    }
    const std::string& error() const { return error_; }

    double number(const char* name) {
        const auto found = object_.FindMember(name);
        if (found != object_.MemberEnd() && found->value.IsNumber()) return found->value.GetDouble();
        complain("needs a number \"" + std::string(name) + "\"");
        return 0;
    }
    double number(const char* name, double otherwise) { return has(name) ? number(name) : otherwise; }

    std::string text(const char* name) {
        const auto found = object_.FindMember(name);
        if (found != object_.MemberEnd() && found->value.IsString() && found->value.GetStringLength() > 0)
            return {found->value.GetString(), found->value.GetStringLength()};
        complain("needs a text \"" + std::string(name) + "\"");
        return {};
    }
    std::string text(const char* name, const char* otherwise) { return has(name) ? text(name) : otherwise; }

    std::string name_or_number(const char* name, const char* otherwise) {
        const auto found = object_.FindMember(name);
        if (found != object_.MemberEnd() && found->value.IsInt()) return std::to_string(found->value.GetInt());
        return text(name, otherwise);
    }

    bool flag(const char* name) {
        const auto found = object_.FindMember(name);
        if (found == object_.MemberEnd()) return false;
        if (!found->value.IsBool()) complain("\"" + std::string(name) + "\" is true or false");
        return found->value.IsBool() && found->value.GetBool();
    }

    const Json& operator[](const char* name) const { return object_[name]; }

 private:
    const Json& object_;
    std::string error_;
};

class ScriptParser {
 public:
    Result<std::vector<ScriptStep>> parse(std::string_view text);

 private:
    std::string parse_line(std::string_view line);
    void parse_event(Fields& fields);
    void parse_expect(Fields& fields);
    void add_touch(Fields& fields);
    void add_mouse(Fields& fields);
    void add_wheel(Fields& fields);
    void add_key(Fields& fields);
    void add_pad(Fields& fields);
    void add_resize(Fields& fields);
    void add_focus(Fields& fields);
    PressType press_type(Fields& fields);
    template <class What>
    void add(What what) {
        steps_.push_back({time_, line_, std::move(what)});
    }
    template <class Event>
    void add_event(Event event) {
        add(InputEvent{time_, std::move(event)});
    }

    std::vector<ScriptStep> steps_;
    int line_ = 0;
    Microseconds time_{0};
    Point mouse_{0.5f, 0.5f};
};

Result<std::vector<ScriptStep>> ScriptParser::parse(std::string_view text) {
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        ++line_;
        if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
        const std::string error = parse_line(line);
        if (!error.empty()) return fail(ErrorKind::Corrupted, "line " + std::to_string(line_) + ": " + error);
    }
    return std::move(steps_);
}

std::string ScriptParser::parse_line(std::string_view line) {
    rapidjson::Document document;
    // Iterative: a line may nest as deep as it likes.
    document.Parse<rapidjson::kParseIterativeFlag>(line.data(), line.size());
    if (document.HasParseError()) return rapidjson::GetParseError_En(document.GetParseError());
    if (!document.IsObject()) return "is no JSON object";
    Fields fields(document);
    const double milliseconds = fields.number("t");
    if (milliseconds < 0 || milliseconds > kLastMillisecond) fields.complain("\"t\" is out of range");
    if (!fields.error().empty()) return fields.error();
    const Microseconds time{std::llround(milliseconds * 1000)};
    if (time < time_) return "\"t\" goes back in time";
    time_ = time;
    if (fields.has("ev")) {
        parse_event(fields);
    } else if (fields.has("shot")) {
        const std::string name = fields.text("shot");
        if (name.find('/') != std::string::npos) fields.complain("\"shot\" names a file, not a path");
        add(ScriptShot{name});
    } else if (fields.has("expect")) {
        parse_expect(fields);
    } else if (fields.has("quit")) {
        add(ScriptQuit{});
    } else {
        fields.complain("needs one of \"ev\", \"shot\", \"expect\", \"quit\"");
    }
    return fields.error();
}

void ScriptParser::parse_event(Fields& fields) {
    const std::string event = fields.text("ev");
    if (event == "touch") return add_touch(fields);
    if (event == "mouse") return add_mouse(fields);
    if (event == "wheel") return add_wheel(fields);
    if (event == "key") return add_key(fields);
    if (event == "pad") return add_pad(fields);
    if (event == "resize") return add_resize(fields);
    if (event == "focus") return add_focus(fields);
    if (event == "drop") return add_event(DropEvent{split_sources(fields.text("sources"))});
    if (event == "compose") return add_event(TextEditingEvent{fields.text("text")});
    if (event == "text") return add_event(TextEvent{fields.text("text")});
    if (event == "quit") return add(ScriptQuit{});
    fields.complain("unknown event \"" + event + "\"");
}

void ScriptParser::parse_expect(Fields& fields) {
    if (!fields["expect"].IsObject()) return fields.complain("\"expect\" is an object");
    Fields expected(fields["expect"]);
    ScriptExpect expect{.node = expected.text("node")};
    if (expected.has("text")) {
        const Json& text = expected["text"];
        if (!text.IsString()) return fields.complain("\"text\" is a text");
        expect.text = std::string(text.GetString(), text.GetStringLength());
    }
    if (expected.has("state")) expect.state = expected.text("state");
    if (!expected.error().empty()) return fields.complain("\"expect\" " + expected.error());
    add(std::move(expect));
}

PressType ScriptParser::press_type(Fields& fields) {
    static constexpr std::array kNames = {std::pair{std::string_view{"down"}, PressType::Down},
                                          std::pair{std::string_view{"move"}, PressType::Move},
                                          std::pair{std::string_view{"up"}, PressType::Up}};
    const std::string name = fields.text("type");
    const auto found = std::ranges::find(kNames, name, [](const auto& entry) { return entry.first; });
    if (found == kNames.end()) fields.complain("\"type\" is one of down, move, up");
    return found == kNames.end() ? PressType::Move : found->second;
}

void ScriptParser::add_touch(Fields& fields) {
    const double id = fields.number("id", 1);
    if (std::abs(id) > 1e9) fields.complain("\"id\" is out of range");
    if (!fields.error().empty()) return;
    add_event(TouchEvent{.finger = static_cast<std::int64_t>(id),
                         .type = press_type(fields),
                         .position = {static_cast<float>(fields.number("x")), static_cast<float>(fields.number("y"))}});
}

void ScriptParser::add_mouse(Fields& fields) {
    static constexpr std::array kButtons = {std::pair{std::string_view{"left"}, MouseButton::Left},
                                            std::pair{std::string_view{"middle"}, MouseButton::Middle},
                                            std::pair{std::string_view{"right"}, MouseButton::Right},
                                            std::pair{std::string_view{"back"}, MouseButton::Back},
                                            std::pair{std::string_view{"forward"}, MouseButton::Forward}};
    MouseEvent mouse{.type = press_type(fields)};
    const bool moves = mouse.type == PressType::Move;
    if (moves || fields.has("x") || fields.has("y"))
        mouse_ = {static_cast<float>(fields.number("x")), static_cast<float>(fields.number("y"))};
    mouse.position = mouse_;
    const std::string name = fields.name_or_number("button", "left");
    const auto found = std::ranges::find_if(kButtons, [&](const auto& entry) {
        return entry.first == name || name == std::to_string(&entry - kButtons.data() + 1);  // SDL counts from 1
    });
    if (found == kButtons.end())
        return fields.complain("\"button\" is one of left, middle, right, back, forward, or 1 to 5");
    if (!moves) mouse.button = found->second;
    const double clicks = fields.number("clicks", 1);
    mouse.clicks = static_cast<int>(std::clamp(clicks, 1.0, 9.0));
    add_event(mouse);
}

void ScriptParser::add_wheel(Fields& fields) {
    if (!fields.has("x") && !fields.has("y")) fields.complain("needs a number \"y\" or \"x\"");
    add_event(WheelEvent{.x = static_cast<float>(fields.number("x", 0)),
                         .y = static_cast<float>(fields.number("y", 0)),
                         .position = mouse_,
                         .shift = fields.flag("shift"),
                         .ctrl = fields.flag("ctrl")});
}

void ScriptParser::add_key(Fields& fields) {
    KeyEvent key{.key = fields.text("key"),
                 .repeat = fields.flag("repeat"),
                 .shift = fields.flag("shift"),
                 .ctrl = fields.flag("ctrl"),
                 .alt = fields.flag("alt")};
    const std::string type = fields.text("type", "press");
    if (type != "press" && type != "down" && type != "up") fields.complain("\"type\" is one of press, down, up");
    if (type != "up") add_event(key);
    key.down = false;
    key.repeat = false;
    if (type != "down") add_event(key);
}

void ScriptParser::add_pad(Fields& fields) {
    const std::string control = fields.text(fields.has("axis") ? "axis" : "button");
    const double value = fields.has("axis") ? fields.number("value") : fields.number("value", 1);
    add_event(PadEvent{control, static_cast<float>(std::clamp(value, -1.0, 1.0))});
}

void ScriptParser::add_resize(Fields& fields) {
    const double width = fields.number("w"), height = fields.number("h");
    if (std::min(width, height) < 1 || std::max(width, height) > kMostPixels)
        return fields.complain("\"w\" and \"h\" are 1 to 16384");
    add_event(ResizeEvent{{static_cast<int>(width), static_cast<int>(height)}});
}

void ScriptParser::add_focus(Fields& fields) {
    add_event(FocusEvent{.gained = fields.flag("gained"), .pointer_left = fields.flag("pointer_left")});
}

}  // namespace

Result<std::vector<ScriptStep>> parse_script(std::string_view text) { return ScriptParser().parse(text); }

InputEvent scaled_to(InputEvent event, Size window) {
    const auto scale = [window](Point& position) {
        position.x *= static_cast<float>(window.width);
        position.y *= static_cast<float>(window.height);
    };
    if (auto* touch = std::get_if<TouchEvent>(&event.what)) scale(touch->position);
    if (auto* mouse = std::get_if<MouseEvent>(&event.what)) scale(mouse->position);
    if (auto* wheel = std::get_if<WheelEvent>(&event.what)) scale(wheel->position);
    return event;
}

}  // namespace cliffhanger
