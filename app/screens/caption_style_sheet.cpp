#include "app/screens/caption_style_sheet.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <vector>

#include "app/ui/widgets.h"

namespace cliffhanger {
namespace {

using namespace std::chrono_literals;

constexpr float kRow = 48, kNameRow = 36, kChipRow = 44, kInset = 20, kGap = 6;
constexpr float kTightest = 0.88f;
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

struct RowLayout {
    Label name;
    float name_height = 0, height = 0;
    std::vector<Rect> chips;  ///< from the row's own corner
};

/// Name and chips beside each other; where there is no room for that the chips follow below, on as many lines as they
/// take.
RowLayout lay_out_row(const Frame& frame, const Row& row, float width) {
    const Metrics& m = frame.metrics;
    const float inset = m.dp(kInset), gap = m.dp(kGap), room = width - 2 * inset;
    RowLayout at{frame.label(frame.strings(row.name), frame.style(TypeToken::Body), room), m.dp(kRow), m.dp(kRow), {}};
    std::vector<float> widths;
    float sum = 0;
    for (const Choice& choice : row.choices) sum += widths.emplace_back(chip_width(frame, choice.text));
    const float gaps = gap * static_cast<float>(widths.size() - 1);
    const bool beside = at.name.width + m.dp(12) + sum + gaps <= room;
    float x = beside ? width - inset - sum - gaps : inset, y = 0, line = m.dp(kRow);
    if (!beside) {
        at.name_height = y = m.dp(kNameRow);
        line = m.dp(kChipRow);
        at.height = y + line;
        // A line that is nearly enough for all is made enough: their margins have room to give.
        const float share = (room - gaps) / sum;
        if (share > kTightest && share < 1) {
            for (float& chip : widths) chip = std::floor(chip * share);
        }
    }
    for (const float chip : widths) {
        if (x > inset && x + chip > width - inset + 1) {
            x = inset, y += line;
            at.height += line;
        }
        at.chips.push_back({x, y, std::min(chip, room), line});
        x += chip + gap;
    }
    return at;
}

void draw_row(Frame& frame, const Row& row, CaptionSetting setting, const RowLayout& at, const Rect& rect) {
    const Metrics& m = frame.metrics;
    const Rect name_box = frame.mirror({rect.x + m.dp(kInset), rect.y, at.name.width, at.name_height}, rect);
    frame.text_in(at.name, name_box, Frame::At::Start, frame.theme.text_hi);
    frame.open(std::string("sheet.captions.") + row.id, "radiogroup", std::string(frame.strings(row.name)), rect);
    for (std::size_t i = 0; i < row.choices.size(); ++i) {
        const Choice& choice = row.choices[i];
        const Rect box = frame.mirror(at.chips[i].moved(rect.x, rect.y), rect);
        chip(frame, std::string("sheet.captions.") + row.id + "." + std::to_string(i), choice.text, box,
             choice.selected, {ActionKind::SetCaption, action_value(setting, i)});
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

float caption_style_height(const Frame& frame, const CaptionControl& captions, float width) {
    float height = 0;
    for (int i = 0; i < index_of(CaptionSetting::Count); ++i)
        height += lay_out_row(frame, row_of(frame.strings, captions, static_cast<CaptionSetting>(i)), width).height;
    return height;
}

void draw_caption_style(Frame& frame, const CaptionControl& captions, const Rect& area) {
    float y = area.y;
    for (int i = 0; i < index_of(CaptionSetting::Count); ++i) {
        const auto setting = static_cast<CaptionSetting>(i);
        const Row row = row_of(frame.strings, captions, setting);
        const RowLayout at = lay_out_row(frame, row, area.w);
        draw_row(frame, row, setting, at, {area.x, y, area.w, at.height});
        y += at.height;
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
