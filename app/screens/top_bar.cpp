#include "app/screens/top_bar.h"

#include <cmath>

#include "app/feed/captions.h"
#include "app/ui/widgets.h"

namespace cliffhanger {

void draw_top_bar(Frame& frame, const PageView& view, const Rect& stage, const TopBarLook& look) {
    const Metrics& m = frame.metrics;
    const float height = m.sdp(56), target = std::max(m.sdp(44), m.dp(44)), edge = m.sdp(6);
    const float y = std::round(stage.y + height / 2);
    const auto word = [&](Text text) { return std::string(frame.strings(text)); };
    const auto at = [&](float from_start) {
        const Rect box = frame.mirror({stage.x + from_start - target / 2, y, target, 0}, stage);
        return Point{std::round(box.center().x), y};
    };
    const auto draw_number = [&](float start, float end) {
        const Rect text_box = frame.mirror({stage.x + start, stage.y, end - start, height}, stage);
        const std::string text =
            frame.strings.with(Text::EpisodeOf, {{"n", view.page.episode->number}, {"total", view.episode_total()}});
        TextStyle style = frame.style(TypeToken::Meta, Frame::Scale::OnStage);
        style.size_px = 15 * m.u * m.c * m.text;
        style.weight = 600;
        const Label label = frame.label(text, style, text_box.w);
        const Rect drawn = frame.text_in(label, text_box, Frame::At::Start, frame.theme.text_hi, true);
        frame.node("player.episode", "text", text, drawn, text);
        if (!look.is_private) return;
        const float icon = m.sdp(18), away = m.sdp(10);
        const float x = m.rtl ? drawn.x - away - icon : drawn.right() + away;
        const Rect mark = rounded({x, stage.y + (height - icon) / 2, icon, icon});
        frame.canvas.icon(Icon::VisibilityOff, mark.center(), icon, frame.theme.text_hi);
        frame.node("player.private", "status", word(Text::PrivateMode), mark);
    };
    // Nobody reaches up there on a public screen.
    if (m.kiosk) return draw_number(m.dp(16), stage.w - m.dp(16));
    icon_button(frame,
                {.id = "player.back",
                 .icon = Icon::ArrowBack,
                 .name = word(Text::Back),
                 .action = {ActionKind::Back},
                 .center = at(edge + target / 2),
                 .directional = true},
                Frame::Scale::OnStage);
    float end = stage.w - edge - target / 2;
    icon_button(frame,
                {.id = "player.more",
                 .icon = Icon::MoreHoriz,
                 .name = word(Text::Options),
                 .action = {ActionKind::OpenOptions},
                 .center = at(end)},
                Frame::Scale::OnStage);
    end -= target;
    if (m.window_class != WindowClass::Portrait) {
        icon_button(frame,
                    {.id = "player.fullscreen",
                     .icon = look.fullscreen ? Icon::FullscreenExit : Icon::Fullscreen,
                     .name = word(look.fullscreen ? Text::ExitFullscreen : Text::Fullscreen),
                     .action = {ActionKind::Fullscreen},
                     .center = at(end)},
                    Frame::Scale::OnStage);
        end -= target;
    }
    if (!captions_of(*view.page.episode, view.snapshot).empty()) {
        icon_button(frame,
                    {.id = "player.captions_toggle",
                     .icon = look.captions_on ? Icon::Subtitles : Icon::SubtitlesOff,
                     .name = word(Text::Subtitles),
                     .action = {ActionKind::ToggleCaptions},
                     .center = at(end),
                     .states = look.captions_on ? std::vector<std::string>{"checked"} : std::vector<std::string>{}},
                    Frame::Scale::OnStage);
        end -= target;
    }
    draw_number(edge + target + m.sdp(2), end + target / 2);
}

}  // namespace cliffhanger
