#include "app/screens/shortcut_overlay.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>

#include "app/ui/widgets.h"

namespace cliffhanger {
namespace {

constexpr float kRow = 36, kHead = 60, kPad = 16, kTwoColumnsFrom = 480;

struct Shortcut {
    Text meaning;
    std::array<Intent, 3> intents;  ///< in the order in which their keys are shown
    const char* between = "  ";
};

constexpr std::array<Shortcut, 20> kShortcuts = {{
    {Text::KeysPage, {Intent::NextEpisode, Intent::PreviousEpisode}},
    {Text::Play, {Intent::TogglePlay}},
    {Text::KeysSeek, {Intent::SeekBack5, Intent::SeekForward5}},
    {Text::KeysPercent, {Intent::SeekPercent0, Intent::SeekPercent90}, "–"},
    {Text::KeysHold, {Intent::HoldSpeedBegin}},
    {Text::KeysSpeed, {Intent::SpeedDown, Intent::SpeedUp}},
    {Text::KeysVolume, {Intent::VolumeDown, Intent::VolumeUp, Intent::ToggleMute}},
    {Text::Subtitles, {Intent::ToggleCaptions}},
    {Text::Like, {Intent::Like}},
    {Text::MyList, {Intent::MyList}},
    {Text::Episodes, {Intent::EpisodesPanel}},
    {Text::Options, {Intent::Options}},
    {Text::Fullscreen, {Intent::Fullscreen}},
    {Text::Fill, {Intent::FitFill}},
    {Text::KeysScreen, {Intent::ClearScreen}},
    {Text::KeysChapters, {Intent::PreviousChapter, Intent::NextChapter}},
    {Text::Repeat, {Intent::ToggleRepeat, Intent::MarkLoop}},
    {Text::Autoplay, {Intent::CycleAutoplay}},
    {Text::Statistics, {Intent::Stats}},
    {Text::Close, {Intent::Back}},
}};

/// As it stands on a keyboard: key names are kept in capitals.
std::string key_cap(const std::string& key) {
    static constexpr std::pair<std::string_view, std::string_view> kSigns[] = {
        {"DOWN", "↓"}, {"UP", "↑"}, {"LEFT", "←"}, {"RIGHT", "→"}, {"ESCAPE", "Esc"}, {"-", "−"}};
    for (const auto& [name, sign] : kSigns) {
        if (name == key) return std::string(sign);
    }
    std::string cap = key;
    std::transform(
        cap.begin() + (cap.empty() ? 0 : 1), cap.end(), cap.begin() + (cap.empty() ? 0 : 1),
        [](char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter | 0x20) : letter; });
    return cap;
}

std::string modifiers_of(const KeyChord& chord) {
    return std::string(chord.ctrl ? "Ctrl+" : "") + (chord.alt ? "Alt+" : "") + (chord.shift ? "Shift+" : "");
}

/// The keys as they are bound now, what is held with all of them once; a dash where nothing is.
std::string caps_of(const Shortcut& shortcut, const KeyMap& keys) {
    std::string caps, held;
    for (const Intent intent : shortcut.intents) {
        const KeyBinding* binding = intent != Intent::None ? keys.key_for(intent) : nullptr;
        if (binding == nullptr) continue;
        const std::string before = std::exchange(held, modifiers_of(binding->chord));
        const bool again = !caps.empty() && before == held;
        caps += (caps.empty() ? "" : shortcut.between) + (again ? "" : held) + key_cap(binding->chord.key);
    }
    return caps.empty() ? "–" : caps;
}

int columns(const Metrics& m, float width) { return width >= m.dp(kTwoColumnsFrom) ? 2 : 1; }

int rows(const Metrics& m, float width) {
    return (static_cast<int>(kShortcuts.size()) + columns(m, width) - 1) / columns(m, width);
}

struct Column {
    float x = 0, width = 0;
    float keys = 0;  ///< of its width
};

struct Columns {
    std::array<Column, 2> each;
    TypeToken words = TypeToken::Body;
};

/// Each gets of the room what it needs, and of what is left as much as the others.
template <class KeyLabel>
Columns shortcut_columns(const Frame& frame, float room, std::size_t in_column, const KeyLabel& key_label,
                         TypeToken token = TypeToken::Body) {
    const Metrics& m = frame.metrics;
    Columns result{{}, token};
    auto& columns = result.each;
    std::array<float, 2> words{};
    for (std::size_t i = 0; i < kShortcuts.size(); ++i) {
        Column& column = columns[i / in_column];
        float& longest = words[i / in_column];
        column.keys = std::max(column.keys, key_label(i).width + m.dp(16));
        const Label meaning = frame.label(frame.strings(kShortcuts[i].meaning), frame.style(token), room);
        longest = std::max(longest, meaning.width);
    }
    const auto there = static_cast<float>((kShortcuts.size() + in_column - 1) / in_column);
    float left = room;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (columns[i].keys > 0) columns[i].width = columns[i].keys + m.dp(12) + words[i];
        left -= columns[i].width;
    }
    // Small words are better than cut ones.
    if (left < 0 && token == TypeToken::Body)
        return shortcut_columns(frame, room, in_column, key_label, TypeToken::Meta);
    for (Column& column : columns) {
        if (column.width > 0) column.width = std::floor(column.width + left / there);
    }
    columns[1].x = columns[0].width;
    return result;
}

}  // namespace

std::vector<ShortcutLine> shortcut_lines(const KeyMap& keys) {
    std::vector<ShortcutLine> lines;
    for (const Shortcut& shortcut : kShortcuts) lines.push_back({shortcut.meaning, caps_of(shortcut, keys)});
    return lines;
}

float shortcut_overlay_height(const Metrics& m, float width) {
    return m.dp(kHead) + static_cast<float>(rows(m, width)) * m.dp(kRow) + m.dp(kPad);
}

void draw_shortcut_overlay(Frame& frame, const KeyMap& keys, const Rect& area) {
    const Metrics& m = frame.metrics;
    const std::string title(frame.strings(Text::Shortcuts));
    const Rect head{area.x, area.y, area.w, m.dp(kHead)};
    const Rect title_box = head.inset(m.dp(20));
    frame.text_in(frame.label(title, frame.style(TypeToken::TitleM), title_box.w), title_box, Frame::At::Start,
                  frame.theme.text_hi);
    const Rect close = frame.mirror({head.right() - m.dp(52), head.y + m.dp(8), m.dp(44), m.dp(44)}, head);
    icon_button(frame,
                {.id = "sheet.shortcuts.close",
                 .icon = Icon::Close,
                 .name = std::string(frame.strings(Text::Close)),
                 .action = {ActionKind::CloseTop},
                 .center = close.center(),
                 .size = 22},
                Frame::Scale::Plain);
    const auto in_column = static_cast<std::size_t>(rows(m, area.w));
    const float room = area.w - 2 * m.dp(20);
    const auto key_label = [&](std::size_t index) {
        return frame.label(caps_of(kShortcuts[index], keys), frame.style(TypeToken::Label), room / 3, "en");
    };
    const Columns columns_there = shortcut_columns(frame, room, in_column, key_label);
    frame.open("sheet.shortcuts", "list", title, area);
    for (std::size_t i = 0; i < kShortcuts.size(); ++i) {
        const Column& column = columns_there.each[i / in_column];
        const auto row = static_cast<float>(i % in_column);
        const float key_width = column.keys;
        const Rect cell = frame.mirror(
            {area.x + m.dp(20) + column.x, area.y + m.dp(kHead) + row * m.dp(kRow), column.width, m.dp(kRow)}, area);
        const Rect key_box = frame.mirror({cell.x, cell.y, key_width, cell.h}, cell);
        const std::string caps = caps_of(kShortcuts[i], keys);
        const Label key = key_label(i);
        const Rect cap = frame.mirror(
            rounded({key_box.x, cell.center().y - m.dp(13), std::max(key.width + m.dp(16), m.dp(28)), m.dp(26)}),
            key_box);
        frame.canvas.fill_rounded(cap, m.dp(6), frame.theme.surface3);
        frame.text_in(key, cap, Frame::At::Center, frame.theme.text_hi);
        const Rect text =
            frame.mirror({cell.x + key_width + m.dp(8), cell.y, cell.w - key_width - m.dp(12), cell.h}, cell);
        const std::string meaning(frame.strings(kShortcuts[i].meaning));
        const Label label = frame.label(meaning, frame.style(columns_there.words), text.w);
        frame.node("sheet.shortcuts." + std::to_string(i), "text", meaning,
                   frame.text_in(label, text, Frame::At::Start, frame.theme.text_mid), caps);
    }
    frame.close();
}

}  // namespace cliffhanger
