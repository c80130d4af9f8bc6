#include "app/screens/offline_banner.h"

#include <algorithm>
#include <cmath>

#include "app/ui/widgets.h"

namespace cliffhanger {

float draw_offline_banner(Frame& frame, const Rect& area) {
    const Metrics& m = frame.metrics;
    const float pad = m.dp(16), icon = m.dp(20), gap = m.dp(8);
    const std::string text(frame.strings(Text::OfflineBanner));
    TextStyle style = frame.style(TypeToken::Label);
    style.max_lines = 2;
    const Label label = frame.label(text, style, area.w - 2 * pad - icon - gap);
    const Rect strip = rounded({area.x, area.y, area.w, std::max(m.dp(40), label.height + m.dp(12))});
    frame.canvas.fill(strip, frame.theme.surface2);
    const float width = icon + gap + label.width, x = std::round(strip.center().x - width / 2);
    const Rect line{x, strip.y, width, strip.h};
    frame.canvas.icon(Icon::WifiOff, frame.mirror({x, strip.y, icon, strip.h}, line).center(), icon,
                      frame.theme.text_mid);
    frame.text_in(label, frame.mirror({x + icon + gap, strip.y, label.width, strip.h}, line), Frame::At::Center,
                  frame.theme.text_hi);
    frame.node("offline", "status", text, strip, text);
    return strip.h;
}

void draw_offline_plate(Frame& frame, const Rect& stage) {
    const Metrics& m = frame.metrics;
    const std::string text(frame.strings(Text::OfflineBanner));
    const Rect drawn = plate(frame, {stage.center().x, stage.y + m.sdp(56) + m.dp(24)}, Icon::WifiOff, text,
                             frame.theme.surface2, frame.theme.radius_m);
    frame.node("offline", "status", text, drawn, text);
}

}  // namespace cliffhanger
