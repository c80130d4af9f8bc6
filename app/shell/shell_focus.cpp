// The part of Shell that says what can have the focus, and where it finds it.
#include <algorithm>
#include <utility>

#include "app/shell/shell.h"

namespace cliffhanger {

/// Where the focus finds a control: what stays above or below scrolled content lies before or behind all of it.
Rect Shell::focus_place(const Target& target) const {
    Rect rect = target.focus_rect;
    if (target.scroll_area >= 0 || target.layer > Layer::Panel) return rect;
    for (const ScrollArea& area : state_.record.scroll_areas) {
        const bool beside = rect.right() <= area.rect.x || rect.x >= area.rect.right();
        if (area.axis != Axis::Vertical || area.parent >= 0 || beside) continue;
        const double hidden_below = std::max(0.0, area.scroller->max_offset() - area.scroller->offset());
        if (rect.center().y >= area.rect.bottom()) rect.y += static_cast<float>(hidden_below);
        if (rect.center().y <= area.rect.y) rect.y -= static_cast<float>(std::max(0.0, area.scroller->offset()));
    }
    return rect;
}

void Shell::update_focus(Microseconds now) {
    std::vector<FocusNode> nodes;
    nodes.reserve(state_.record.targets.size());
    for (const Target& target : state_.record.targets) {
        if (!target.focusable) continue;
        const int layer = target.layer <= Layer::Panel ? 0 : static_cast<int>(target.layer);
        std::string group = target.layer == Layer::Panel ? "bar" : "main";
        if (target.scroll_area >= 0)
            group = state_.record.scroll_areas[static_cast<std::size_t>(target.scroll_area)].id;
        const bool bar = target.layer == Layer::Panel, tv = state_.metrics.tv();
        nodes.push_back({.id = target.id,
                         .rect = focus_place(target),
                         .group = std::move(group),
                         .is_default = target.is_default,
                         .region = bar ? 1 : 0,
                         .in_row = tv && in_row(target),
                         .bar = tv && bar,
                         .pane = pane_of(target),
                         .tab_stop = target.tab_stop,
                         .layer = layer});
    }
    state_.focus.set_reading(strings_.rtl() ? ReadingDirection::RightToLeft : ReadingDirection::LeftToRight);
    const std::string before = state_.focus.focused();
    state_.focus.set_nodes(std::move(nodes));
    if (state_.metrics.tv()) focus_something(now, before);
    if (focus_wanted_.empty() || !state_.record.find(focus_wanted_)) return;
    state_.focus.focus(std::exchange(focus_wanted_, {}));
}

/// Which of the lists that stand beside each other a control lies in; -1 where there are not two.
int Shell::pane_of(const Target& target) const {
    const auto& areas = state_.record.scroll_areas;
    const auto stands = [](const ScrollArea& area) { return area.axis == Axis::Vertical && area.parent < 0; };
    if (target.scroll_area < 0 || std::ranges::count_if(areas, stands) < 2) return -1;
    int outer = target.scroll_area;
    while (areas[static_cast<std::size_t>(outer)].parent >= 0) outer = areas[static_cast<std::size_t>(outer)].parent;
    return outer;
}

bool Shell::in_row(const Target& target) const {
    if (target.scroll_area < 0) return false;
    return state_.record.scroll_areas[static_cast<std::size_t>(target.scroll_area)].axis == Axis::Horizontal;
}

/// Who has nothing but arrows always sees where they are. While the screen has nothing yet, the focus waits for it: it
/// would stay among the screens' names otherwise.
void Shell::focus_something(Microseconds now, const std::string& before) {
    if (state_.record.targets.empty()) return;
    const bool only_names = std::ranges::all_of(
        state_.record.targets, [](const Target& target) { return !target.focusable || target.layer == Layer::Panel; });
    if (only_names && host_.feed_state() == FeedState::Loading) {
        if (state_.focus.focused() != before) state_.focus.clear();
        return;
    }
    if (!state_.focus.focused().empty()) return;
    if (!focus_wanted_.empty() && state_.record.find(focus_wanted_) != nullptr) return;
    state_.focus.tab(TabDirection::Next);
    show_focused(state_, now);
}

}  // namespace cliffhanger
