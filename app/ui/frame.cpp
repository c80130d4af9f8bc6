#include "app/ui/frame.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace cliffhanger {
namespace {

Rect intersection(const Rect& a, const Rect& b) {
    const float x = std::max(a.x, b.x), y = std::max(a.y, b.y);
    return {x, y, std::min(a.right(), b.right()) - x, std::min(a.bottom(), b.bottom()) - y};
}

/// `area` with those of its edges that lie on the safe area's moved to the window's.
Rect bleeding(const Metrics& m, Axis axis, Rect area) {
    const Rect safe = m.safe_rect(), window = m.window_rect();
    constexpr float kSame = 1.5f;
    if (!m.tv()) return area;
    // Beyond its end, where rows go on; at its start they go under the rail.
    if (!m.rtl && area.right() > safe.right() - kSame) area.w = window.right() - area.x;
    if (m.rtl && area.x < safe.x + kSame) {
        area.w += area.x - window.x;
        area.x = window.x;
    }
    if (axis == Axis::Horizontal) return area;
    if (std::abs(area.y - safe.y) < kSame) {
        area.h += area.y - window.y;
        area.y = window.y;
    }
    if (std::abs(area.bottom() - safe.bottom()) < kSame) area.h = window.bottom() - area.y;
    return area;
}

}  // namespace

const Target* FrameRecord::hit(Point point) const {
    for (auto target = targets.rbegin(); target != targets.rend(); ++target) {
        if (target->rect.contains(point)) return &*target;
    }
    return nullptr;
}

const Target* FrameRecord::find(std::string_view id) const {
    const auto found = std::find_if(targets.begin(), targets.end(), [&](const Target& t) { return t.id == id; });
    return found == targets.end() ? nullptr : &*found;
}

Frame::Frame(Canvas& canvas_in, const Theme& theme_in, const Metrics& metrics_in, const Strings& strings_in,
             const Interaction& interaction_in, Microseconds now_in)
    : canvas(canvas_in),
      theme(theme_in),
      metrics(metrics_in),
      strings(strings_in),
      interaction(interaction_in),
      now(now_in) {
    record_.root.id = "player";
    record_.root.role = "region";
    record_.root.rect = metrics.window_rect();
    clips_.push_back({record_.root.rect});
}

SemanticNode& Frame::parent() { return open_.empty() ? record_.root : *open_.back(); }

void Frame::open(std::string id, std::string role, std::string name, const Rect& rect) {
    // Pointers to open regions stay valid: children are only ever added to the innermost one.
    auto& children = parent().children;
    children.push_back({std::move(id), std::move(role), std::move(name), {}, {}, rect, {}});
    open_.push_back(&children.back());
}

void Frame::close() { open_.pop_back(); }

void Frame::push_clip(const Rect& clip, Outside outside) {
    clips_.push_back({intersection(clips_.back().rect, clip), outside});
    canvas.push_clip(clips_.back().rect);
}

void Frame::pop_clip() {
    clips_.pop_back();
    canvas.pop_clip();
}

void Frame::open_scroll(std::string id, const Rect& area, Axis axis, Scroller& scroller, std::optional<float> keyline) {
    const Rect within = intersection(clips_.back().rect, area);
    push_clip(bleeding(metrics, axis, area), Outside::Focusable);
    if (silent_) return;
    record_.scroll_areas.push_back({std::move(id), within, axis, &scroller, scroll_area_, keyline});
    scroll_area_ = static_cast<int>(record_.scroll_areas.size()) - 1;
}

void Frame::close_scroll() {
    pop_clip();
    if (!silent_) scroll_area_ = record_.scroll_areas[static_cast<std::size_t>(scroll_area_)].parent;
}

void Frame::node(std::string id, std::string role, std::string name, const Rect& rect, std::string value,
                 std::vector<std::string> states) {
    if (silent_) return;
    parent().children.push_back(
        {std::move(id), std::move(role), std::move(name), std::move(value), std::move(states), rect, {}});
}

void Frame::control(const Control& control) { add(control, false); }

void Frame::default_control(const Control& control) { add(control, true); }

void Frame::add(const Control& control, bool is_default) {
    Rect visible = intersection(control.rect, clips_.back().rect);
    const bool hidden = visible.empty();
    if (silent_ || (hidden && clips_.back().outside == Outside::Dropped)) return;
    if (hidden) visible = {};
    std::vector<std::string> states = control.states;
    if (hidden) states.emplace_back("hidden");
    if (pressed(control.id)) states.emplace_back("pressed");
    node(control.id, control.role, control.name, visible, control.value, std::move(states));
    record_.targets.push_back({control.id, visible, control.focus_rect.empty() ? control.rect : control.focus_rect,
                               control.action, layer_, control.focus_radius, control.focusable, is_default,
                               scroll_area_, control.grown, control.poster_of, control.tab_stop});
}

Color Frame::state_tint(std::string_view id) const {
    if (pressed(id)) return theme.state_pressed;
    if (focused(id)) return theme.state_focus;
    if (hovered(id)) return theme.state_hover;
    return {0, 0, 0, 0};
}

TextStyle Frame::style(TypeToken token, Scale scale) const {
    TextStyle style;
    style.token = token;
    if (scale == Scale::OnStage && metrics.c != 1)
        style.size_px = type_metrics(token).size * metrics.u * metrics.c * metrics.text;
    return style;
}

Label Frame::label(std::string_view text, const TextStyle& style, float max_width, std::string_view language) const {
    return canvas.text_engine().label(text, language.empty() ? strings.language() : language, style, max_width);
}

float Frame::size_of(const TextStyle& style) const {
    return style.size_px > 0 ? style.size_px : type_metrics(style.token).size * metrics.u * metrics.text;
}

Label Frame::whole_label(std::string_view text, TextStyle style, float max_width) const {
    constexpr float kEverything = 100'000, kSmallest = 0.67f, kMargin = 0.98f;
    const Label cut = label(text, style, max_width);
    if (!cut.ellipsized) return cut;
    const auto lines = static_cast<float>(std::max(1, style.max_lines));
    const float share = kMargin * lines * max_width / label(text, style, kEverything).width;
    style.size_px = size_of(style) * std::clamp(share, kSmallest, 1.0f);
    return label(text, style, max_width);
}

Rect Frame::text_at_top(const Label& label, const Rect& box, At at, Color color, bool shadow) {
    const bool to_right = at == At::Center ? false : (at == At::End) != metrics.rtl;
    float x = to_right ? box.right() - label.width : box.x;
    if (at == At::Center) x = box.x + (box.w - label.width) / 2;
    const Point top_left{std::round(x), std::round(box.y)};
    if (label.id != 0) {
        if (shadow) {
            canvas.text_with_shadow(label, top_left, color);
        } else {
            canvas.text(label, top_left, color);
        }
    }
    return {top_left.x, top_left.y, label.width, label.height};
}

Rect Frame::text_in(const Label& label, const Rect& box, At at, Color color, bool shadow) {
    return text_at_top(label, {box.x, box.y + (box.h - label.height) / 2, box.w, box.h}, at, color, shadow);
}

}  // namespace cliffhanger
