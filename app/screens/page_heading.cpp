#include "app/screens/page_heading.h"

#include "app/screens/home/shelf_view.h"
#include "app/ui/widgets.h"

namespace cliffhanger {

float draw_back_arrow(Frame& frame, const std::string& id, const Rect& row) {
    const Metrics& m = frame.metrics;
    // The icon, not its larger target, stands on the gutter's line.
    const float target = m.dp(frame.theme.target_min), inset = (target - m.dp(26)) / 2;
    const Rect box = frame.mirror({row.x + screen_gutter(m) - inset, row.y, target, row.h}, row);
    icon_button(frame,
                {.id = id,
                 .icon = Icon::ArrowBack,
                 .name = std::string(frame.strings(Text::Back)),
                 .action = {ActionKind::Back},
                 .center = box.center(),
                 .directional = true},
                Frame::Scale::Plain);
    return target - inset;
}

float draw_page_heading(Frame& frame, const std::string& id, const std::string& title, const Rect& area, BackArrow back,
                        float reserved) {
    const Metrics& m = frame.metrics;
    const float gutter = screen_gutter(m), height = m.dp(64);
    Rect line{area.x + gutter, area.y, area.w - 2 * gutter, height};
    if (back == BackArrow::With) {
        const float taken = draw_back_arrow(frame, id + ".back", {area.x, area.y, area.w, height}) + m.dp(4);
        line.x += taken;
        line.w -= taken;
    }
    line.w -= reserved;
    line = frame.mirror(line, area);
    const Label label = frame.whole_label(title, frame.style(TypeToken::Headline), line.w);
    const Rect drawn = frame.text_in(label, line, Frame::At::Start, frame.theme.text_hi);
    frame.node(id + ".title", "heading", title, drawn);
    return height;
}

}  // namespace cliffhanger
