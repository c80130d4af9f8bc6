// Content that is longer than the room for it, along one axis: clips it, scrolls it by drag, wheel and focus. Main
// thread only.
#pragma once

#include <optional>
#include <string>

#include "app/ui/frame.h"

namespace cliffhanger {

class ScrollView {
 public:
    explicit ScrollView(Axis axis) : axis_(axis) {}

    /// Opens the view; what is drawn until end() moves with it. Gives where the content begins: the y of its top, or,
    /// sideways, the distance of its beginning from the area's start edge (zero or negative once it has been scrolled).
    float begin(Frame& frame, const std::string& id, const Rect& area);
    /// `length`: of the whole content along the axis.
    void end(Frame& frame, float length);

    /// What has the focus is brought to this distance from the area's beginning; nullopt: only into view.
    void set_keyline(std::optional<float> keyline) { keyline_ = keyline; }

    Scroller& scroller() { return scroller_; }
    const Scroller& scroller() const { return scroller_; }
    bool animating() const { return scroller_.animating(); }

    /// How far it was scrolled, to come back to.
    struct Place {
        double offset = 0;
        float length = 0;  ///< of the content then
    };
    Place place() const { return {scroller_.offset(), length_}; }
    /// From the next begin() on, if the content is as long as it was.
    void restore(const Place& place);

 private:
    Axis axis_;
    Scroller scroller_;
    float room_ = 0, length_ = 0;
    std::optional<double> restored_;
    std::optional<float> keyline_;
};

/// Brings a control into view in all areas that it lies in, moving as little as possible; `margin` px stay free around
/// it.
void reveal(const FrameRecord& record, const Target& target, Microseconds now, float margin, bool rtl);

}  // namespace cliffhanger
