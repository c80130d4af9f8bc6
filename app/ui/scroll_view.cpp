#include "app/ui/scroll_view.h"

#include <cmath>
#include <utility>

namespace cliffhanger {

float ScrollView::begin(Frame& frame, const std::string& id, const Rect& area) {
    room_ = axis_ == Axis::Vertical ? area.h : area.w;
    scroller_.set_geometry(room_, length_, frame.metrics.u);
    if (restored_) scroller_.jump_to(*std::exchange(restored_, std::nullopt));
    scroller_.update(frame.now);
    frame.open_scroll(id, area, axis_, scroller_, keyline_);
    const auto offset = static_cast<float>(std::round(scroller_.offset()));
    return axis_ == Axis::Vertical ? area.y - offset : -offset;
}

void ScrollView::restore(const Place& place) {
    length_ = place.length;
    restored_ = place.offset;
}

void ScrollView::end(Frame& frame, float length) {
    frame.close_scroll();
    length_ = length;
    scroller_.set_geometry(room_, length_, frame.metrics.u);
}

void reveal(const FrameRecord& record, const Target& target, Microseconds now, float margin, bool rtl) {
    for (int i = target.scroll_area; i >= 0; i = record.scroll_areas[static_cast<std::size_t>(i)].parent) {
        const ScrollArea& area = record.scroll_areas[static_cast<std::size_t>(i)];
        const Rect& at = target.focus_rect;
        double start = at.y - area.rect.y, length = at.h;
        if (area.axis == Axis::Horizontal) {
            start = rtl ? area.rect.right() - at.right() : at.x - area.rect.x;
            length = at.w;
        }
        start += area.scroller->offset();
        if (area.keyline) {
            area.scroller->scroll_to(now, start - *area.keyline);
        } else {
            area.scroller->reveal(now, start - margin, start + length + margin);
        }
    }
}

}  // namespace cliffhanger
