// The part of PlayerView for television sets: the panel at the stage's end, and the ways to other episodes at its
// start.
#include <algorithm>
#include <cmath>

#include "app/screens/player_view.h"
#include "app/ui/widgets.h"

namespace cliffhanger {
namespace {

constexpr float kPagingDp = 144, kRoundDp = 48, kWordGapDp = 6, kApartDp = 36;
constexpr float kMadeWay = 0.6f;  ///< how far the stage has gone when the panel comes

}  // namespace

/// How far the stage has made room for the panel.
float PlayerView::tv_opened(Microseconds now) const {
    const PlayerState& s = state_;
    if (!s.tv || !s.has_pages()) return 0;
    return s.host.reduced_motion() ? (s.chrome.shown() ? 1.0f : 0.0f) : s.chrome.opacity(now);
}

void PlayerView::draw_tv_chrome(Frame& frame, const PageView& view) {
    PlayerState& s = state_;
    const Metrics& m = frame.metrics;
    const float opened = s.chrome.opacity(frame.now);
    if (opened <= 0) return;
    // Words over a picture that makes way could not be read.
    const float shown = std::max(0.0f, (opened - kMadeWay) / (1 - kMadeWay));
    const Rect window = m.window_rect(), stage = mirrored_in(s.layout.stage, window, m.rtl);
    const Rect plate = frame.mirror({stage.right(), 0, window.w - stage.right(), window.h}, window);
    frame.set_silent(!s.chrome.shown());
    frame.set_layer(Layer::Panel);
    frame.canvas.push_opacity(shown);
    frame.canvas.fill(plate, frame.theme.panel);
    frame.open("tv", "region", std::string(frame.strings(Text::Series)), plate);
    s.tv_panel.draw(frame, s.host, view,
                    {.progress = progress_look(frame.now, view),
                     .playing = s.host.wants_to_play(),
                     .captions_on = s.host.captions().track() >= 0,
                     .one_of_series = s.screen() == ScreenKind::ForYou,
                     .marks = s.marks},
                    s.layout.tv_panel);
    s.progress_bar = progress_bar_rect(frame, view, s.tv_panel.progress_row());
    draw_tv_paging(frame);
    frame.close();
    frame.canvas.pop_opacity();
    frame.set_layer(Layer::Stage);
    frame.set_silent(false);
}

/// What Up and Down do while nothing has the focus, and how it is done while something has.
void PlayerView::draw_tv_paging(Frame& frame) {
    PlayerState& s = state_;
    const Metrics& m = frame.metrics;
    const Rect window = m.window_rect();
    const float size = m.dp(kRoundDp);
    const Rect column = frame.mirror({m.safe_rect().x, 0, m.dp(kPagingDp), window.h}, window);
    const auto button = [&](const char* id, Icon icon, Text text, ActionKind kind, float y) {
        const std::string name(frame.strings(text));
        const Point center{std::round(column.center().x), std::round(y)};
        round_button(frame, {.id = id, .icon = icon, .name = name, .action = {kind}, .center = center}, size);
        TextStyle style = frame.style(TypeToken::Meta);
        style.max_lines = 2;
        style.align = TextAlign::Center;
        const Label label = frame.label(name, style, column.w);
        const float top = y + size / 2 + m.dp(kWordGapDp);
        frame.text_at_top(label, {column.x, top, column.w, label.height}, Frame::At::Center, frame.theme.text_hi, true);
    };
    const float apart = size / 2 + m.dp(kApartDp);
    if (s.current() > 0)
        button("player.previous", Icon::KeyboardArrowUp, Text::Previous, ActionKind::PreviousEpisode,
               window.center().y - apart);
    if (const auto next = next_page_name(s.host, s.current()))
        button("player.next", Icon::KeyboardArrowDown, *next, ActionKind::NextEpisode, window.center().y + apart);
}

}  // namespace cliffhanger
