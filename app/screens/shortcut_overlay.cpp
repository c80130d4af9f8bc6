#include "app/screens/shortcut_overlay.h"

#include <array>
#include <cmath>

#include "app/ui/widgets.h"

namespace cliffhanger {
namespace {

constexpr float kRow = 36, kHead = 60, kPad = 16, kTwoColumnsFrom = 480;

struct Shortcut {
    const char* keys;
    Text meaning;
};

constexpr std::array<Shortcut, 16> kShortcuts = {{{"↓  ↑", Text::KeysPage},
                                                  {"Space", Text::Play},
                                                  {"←  →", Text::KeysSeek},
                                                  {"0–9", Text::KeysPercent},
                                                  {"\\", Text::KeysHold},
                                                  {"<  >", Text::KeysSpeed},
                                                  {"−  =  M", Text::KeysVolume},
                                                  {"C", Text::Subtitles},
                                                  {"H", Text::Like},
                                                  {"S", Text::MyList},
                                                  {"E", Text::Episodes},
                                                  {"O", Text::Options},
                                                  {"F", Text::Fullscreen},
                                                  {"Z", Text::Fill},
                                                  {"X", Text::KeysScreen},
                                                  {"Esc", Text::Close}}};

int columns(const Metrics& m, float width) { return width >= m.dp(kTwoColumnsFrom) ? 2 : 1; }

int rows(const Metrics& m, float width) {
    return (static_cast<int>(kShortcuts.size()) + columns(m, width) - 1) / columns(m, width);
}

}  // namespace

float shortcut_overlay_height(const Metrics& m, float width) {
    return m.dp(kHead) + static_cast<float>(rows(m, width)) * m.dp(kRow) + m.dp(kPad);
}

void draw_shortcut_overlay(Frame& frame, const Rect& area) {
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
    const int in_column = rows(m, area.w);
    const float width = (area.w - 2 * m.dp(20)) / static_cast<float>(columns(m, area.w)), key_width = m.dp(76);
    frame.open("sheet.shortcuts", "list", title, area);
    for (std::size_t i = 0; i < kShortcuts.size(); ++i) {
        const auto column = static_cast<float>(static_cast<int>(i) / in_column),
                   row = static_cast<float>(static_cast<int>(i) % in_column);
        const Rect cell = frame.mirror(
            {area.x + m.dp(20) + column * width, area.y + m.dp(kHead) + row * m.dp(kRow), width, m.dp(kRow)}, area);
        const Rect key_box = frame.mirror({cell.x, cell.y, key_width, cell.h}, cell);
        const Label key = frame.label(kShortcuts[i].keys, frame.style(TypeToken::Label), key_width, "en");
        const Rect cap = frame.mirror(
            rounded({key_box.x, cell.center().y - m.dp(13), std::max(key.width + m.dp(16), m.dp(28)), m.dp(26)}),
            key_box);
        frame.canvas.fill_rounded(cap, m.dp(6), frame.theme.surface3);
        frame.text_in(key, cap, Frame::At::Center, frame.theme.text_hi);
        const Rect text =
            frame.mirror({cell.x + key_width + m.dp(8), cell.y, cell.w - key_width - m.dp(12), cell.h}, cell);
        const std::string meaning(frame.strings(kShortcuts[i].meaning));
        const Label label = frame.label(meaning, frame.style(TypeToken::Body), text.w);
        frame.node("sheet.shortcuts." + std::to_string(i), "text", meaning,
                   frame.text_in(label, text, Frame::At::Start, frame.theme.text_mid), kShortcuts[i].keys);
    }
    frame.close();
}

}  // namespace cliffhanger
