#include "app/screens/caption_style_sheet.h"

#include <array>
#include <cstdio>
#include <vector>

#include "app/ui/widgets.h"

namespace cliffhanger {
namespace {

using namespace std::chrono_literals;

constexpr float kRow = 48, kInset = 20, kGap = 6;
constexpr int kValuesPerSetting = 16;
constexpr std::array<MediaTime, 5> kDelaySteps = {-100ms, -50ms, 0ms, 50ms, 100ms};
constexpr std::size_t kNoDelay = 2;

struct Choice {
    std::string text;
    bool selected = false;
};

struct Row {
    Text name;
    const char* id;
    std::vector<Choice> choices;
};

template <class Enum>
int index_of(Enum value) {
    return static_cast<int>(value);
}

std::vector<Choice> choices_of(std::vector<std::string> texts, int selected) {
    std::vector<Choice> choices;
    for (std::string& text : texts) {
        const bool here = std::ssize(choices) == selected;
        choices.push_back({std::move(text), here});
    }
    return choices;
}

Row row_of(const Strings& strings, const CaptionControl& captions, CaptionSetting setting) {
    const CaptionStyle style = captions.style();
    const auto words = [&](std::initializer_list<Text> texts) {
        std::vector<std::string> result;
        for (const Text text : texts) result.emplace_back(strings(text));
        return result;
    };
    switch (setting) {
        case CaptionSetting::Size:
            return {Text::SubtitleSize, "size", choices_of({"S", "M", "L", "XL"}, index_of(style.size))};
        case CaptionSetting::Position:
            return {Text::SubtitlePosition, "position",
                    choices_of(words({Text::PositionLow, Text::PositionMiddle, Text::PositionHigh}),
                               index_of(style.position))};
        case CaptionSetting::Plate:
            return {Text::SubtitlePlate, "plate", choices_of({"0 %", "60 %", "75 %", "100 %"}, index_of(style.plate))};
        case CaptionSetting::Outline:
            return {Text::SubtitleOutline, "outline", choices_of(words({Text::Off, Text::On}), style.outline ? 1 : 0)};
        case CaptionSetting::Color:
            return {Text::SubtitleColor, "color",
                    choices_of(words({Text::ColorWhite, Text::ColorYellow, Text::ColorCyan}), index_of(style.color))};
        case CaptionSetting::Font:
            return {Text::SubtitleFont, "font",
                    choices_of(words({Text::FontSans, Text::FontSerif, Text::FontSpaced}), index_of(style.font))};
        case CaptionSetting::Delay:
        case CaptionSetting::Count:
            break;
    }
    return {Text::SubtitleDelay, "delay",
            choices_of({"-100", "-50", delay_text(captions.delay()), "+50", "+100"}, static_cast<int>(kNoDelay))};
}

int action_value(CaptionSetting setting, std::size_t choice) {
    return index_of(setting) * kValuesPerSetting + static_cast<int>(choice);
}

/// The one chip of a row without room for all goes on to the next choice.
void draw_round_chip(Frame& frame, const Row& row, CaptionSetting setting, const Rect& room) {
    std::size_t selected = 0;
    for (std::size_t i = 0; i < row.choices.size(); ++i) {
        if (row.choices[i].selected) selected = i;
    }
    const Choice& choice = row.choices[selected];
    const float width = std::min(chip_width(frame, choice.text), room.w);
    const Rect box = frame.mirror({room.right() - width, room.y, width, room.h}, room);
    chip(frame, std::string("sheet.captions.") + row.id, choice.text, box, true,
         {ActionKind::SetCaption, action_value(setting, (selected + 1) % row.choices.size())});
}

void draw_row(Frame& frame, const Row& row, CaptionSetting setting, const Rect& rect) {
    const Metrics& m = frame.metrics;
    const Label name = frame.label(frame.strings(row.name), frame.style(TypeToken::Body), rect.w * 0.4f);
    const Rect name_box = frame.mirror({rect.x + m.dp(kInset), rect.y, name.width, rect.h}, rect);
    frame.text_in(name, name_box, Frame::At::Start, frame.theme.text_hi);
    const float start = m.dp(kInset + 12) + name.width;
    const Rect room = frame.mirror({rect.x + start, rect.y, rect.w - start - m.dp(kInset), rect.h}, rect);
    float width = m.dp(kGap) * static_cast<float>(row.choices.size() - 1);
    for (const Choice& choice : row.choices) width += chip_width(frame, choice.text);
    if (width > room.w && setting != CaptionSetting::Delay) return draw_round_chip(frame, row, setting, room);
    frame.open(std::string("sheet.captions.") + row.id, "radiogroup", std::string(frame.strings(row.name)), rect);
    float x = rect.w - m.dp(kInset) - std::min(width, room.w);
    for (std::size_t i = 0; i < row.choices.size(); ++i) {
        const Choice& choice = row.choices[i];
        const float w = chip_width(frame, choice.text) * std::min(1.0f, room.w / width);
        const Rect box = frame.mirror({rect.x + x, rect.y, w, rect.h}, rect);
        chip(frame, std::string("sheet.captions.") + row.id + "." + std::to_string(i), choice.text, box,
             choice.selected, {ActionKind::SetCaption, action_value(setting, i)});
        x += w + m.dp(kGap);
    }
    frame.close();
}

}  // namespace

std::string delay_text(MediaTime delay) {
    char buffer[32];
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(delay).count();
    std::snprintf(buffer, sizeof buffer, ms == 0 ? "%lld ms" : "%+lld ms", static_cast<long long>(ms));
    return buffer;
}

float caption_style_height(const Metrics& metrics) {
    return metrics.dp(kRow) * static_cast<float>(CaptionSetting::Count);
}

void draw_caption_style(Frame& frame, const CaptionControl& captions, const Rect& area) {
    const float height = frame.metrics.dp(kRow);
    for (int i = 0; i < index_of(CaptionSetting::Count); ++i) {
        const auto setting = static_cast<CaptionSetting>(i);
        draw_row(frame, row_of(frame.strings, captions, setting), setting,
                 {area.x, area.y + height * static_cast<float>(i), area.w, height});
    }
}

void set_caption(CaptionControl& captions, int value) {
    const int choice = value % kValuesPerSetting;
    CaptionStyle style = captions.style();
    switch (static_cast<CaptionSetting>(value / kValuesPerSetting)) {
        case CaptionSetting::Size:
            style.size = static_cast<CaptionSize>(choice);
            break;
        case CaptionSetting::Position:
            style.position = static_cast<CaptionPosition>(choice);
            break;
        case CaptionSetting::Plate:
            style.plate = static_cast<CaptionPlate>(choice);
            break;
        case CaptionSetting::Outline:
            style.outline = choice == 1;
            break;
        case CaptionSetting::Color:
            style.color = static_cast<CaptionColor>(choice);
            break;
        case CaptionSetting::Font:
            style.font = static_cast<CaptionFont>(choice);
            break;
        case CaptionSetting::Delay: {
            const auto step = static_cast<std::size_t>(choice);
            captions.set_delay(step == kNoDelay ? MediaTime{0} : captions.delay() + kDelaySteps.at(step));
            return;
        }
        case CaptionSetting::Count:
            return;
    }
    captions.set_style(style);
}

}  // namespace cliffhanger
