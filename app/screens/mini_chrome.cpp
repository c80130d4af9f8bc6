#include "app/screens/mini_chrome.h"

#include "app/ui/mini_layout.h"
#include "app/ui/widgets.h"

namespace cliffhanger {

void draw_mini_chrome(Frame& frame, const Rect& window, const MiniLook& look) {
    if (look.opacity <= 0) return;
    const MiniLayout at = lay_out_mini(window, frame.metrics.u, frame.metrics.rtl);
    const auto word = [&](Text text) { return std::string(frame.strings(text)); };
    frame.canvas.push_opacity(look.opacity);
    frame.canvas.fill(window, frame.theme.dim.with_alpha(0.38f));
    round_button(frame,
                 {.id = "mini.play",
                  .icon = look.playing ? Icon::Pause : Icon::PlayArrow,
                  .name = word(look.playing ? Text::Pause : Text::Play),
                  .action = {ActionKind::TogglePlay},
                  .center = at.play.center()},
                 at.play.w);
    const float corner = frame.metrics.dp(36);
    round_button(frame,
                 {.id = "mini.close",
                  .icon = Icon::Close,
                  .name = word(Text::Close),
                  .action = {ActionKind::Quit},
                  .center = at.close.center()},
                 corner);
    if (look.small_window) {
        round_button(frame,
                     {.id = "mini.expand",
                      .icon = Icon::Fullscreen,
                      .name = word(Text::Back),
                      .action = {ActionKind::MiniPlayer},
                      .center = at.expand.center()},
                     corner);
    }
    frame.canvas.pop_opacity();
}

}  // namespace cliffhanger
