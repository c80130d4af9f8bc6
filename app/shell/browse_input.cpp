#include "app/shell/browse_input.h"

#include <cmath>
#include <utility>

#include "app/ui/scroll_view.h"

namespace cliffhanger {
namespace {

constexpr float kFocusMarginDp = 24;
constexpr float kTvMarginDp = 60;  ///< for the words below a poster, too

bool is_focus_intent(Intent intent) { return intent >= Intent::FocusNext && intent <= Intent::Activate; }

}  // namespace

void show_focused(const BrowseState& state, Microseconds now) {
    const Metrics& m = state.metrics;
    if (const Target* target = state.record.find(state.focus.focused()))
        reveal(state.record, *target, now, m.dp(m.tv() ? kTvMarginDp : kFocusMarginDp), m.rtl);
}

void offer_focus(BrowseState& state, const std::string& group, ReadingDirection reading) {
    std::vector<FocusNode> nodes;
    for (const Target& target : state.record.targets) {
        if (!target.focusable) continue;
        const int layer = target.layer <= Layer::Panel ? 0 : static_cast<int>(target.layer);
        nodes.push_back({.id = target.id,
                         .rect = target.focus_rect,
                         .group = group,
                         .is_default = target.is_default,
                         .layer = layer});
    }
    state.focus.set_reading(reading);
    state.focus.set_nodes(std::move(nodes));
}

BrowseInput::BrowseInput(BrowseState& state, const KeyMap& keys, Outcome outcome)
    : state_(state), keys_(keys), outcome_(std::move(outcome)) {}

void BrowseInput::handle(const InputEvent& event, bool typing) {
    const Microseconds now = event.time;
    gestures_.configure(state_.metrics.u,
                        state_.metrics.window_class == WindowClass::Portrait ? EdgeSwipes::On : EdgeSwipes::Off);
    for (const Gesture& gesture : gestures_.handle(event)) on_gesture(gesture);
    if (const auto* key = std::get_if<KeyEvent>(&event.what)) on_key(now, *key, typing);
    if (const auto* wheel = std::get_if<WheelEvent>(&event.what)) on_wheel(now, *wheel);
    if (const auto* pad = std::get_if<PadEvent>(&event.what)) {
        state_.focus.note_key_input();
        for (const auto& intent : pad_.handle(now, *pad, PadTarget::Focus)) on_intent(now, intent.intent);
    }
    if (const auto* focus = std::get_if<FocusEvent>(&event.what); focus && !focus->gained && !focus->pointer_left)
        reset(now);
}

void BrowseInput::update(Microseconds now) {
    for (const Gesture& gesture : gestures_.update(now)) on_gesture(gesture);
    for (const auto& intent : repeat_.update(now)) on_intent(now, intent.intent);
    for (const auto& intent : pad_.update(now)) on_intent(now, intent.intent);
}

std::optional<Microseconds> BrowseInput::next_change() const {
    std::optional<Microseconds> next = gestures_.next_deadline();
    for (const auto& other : {repeat_.next_deadline(), pad_.next_deadline()}) {
        if (other && (!next || *other < *next)) next = other;
    }
    return next;
}

void BrowseInput::reset(Microseconds now) {
    gestures_.cancel(now);
    repeat_.cancel();
    pad_.cancel(now);
    if (dragged_ != nullptr) std::exchange(dragged_, nullptr)->release(now, 0);
    state_.interaction.pressed.clear();
    state_.interaction.hovered.clear();
}

Scroller* BrowseInput::scroller_at(Point point, Axis axis) const {
    if (state_.modal) return nullptr;
    const auto& areas = state_.record.scroll_areas;
    for (auto area = areas.rbegin(); area != areas.rend(); ++area) {
        if (area->axis == axis && area->rect.contains(point)) return area->scroller;
    }
    return nullptr;
}

/// Sideways content begins at the right in right-to-left interfaces, and so does what a finger does to it.
double BrowseInput::along(Axis axis, Point value) const {
    if (axis == Axis::Vertical) return value.y;
    return state_.metrics.rtl ? -value.x : value.x;
}

void BrowseInput::on_gesture(const Gesture& gesture) {
    switch (gesture.kind) {
        case GestureKind::Hover: {
            const Target* target = state_.record.hit(gesture.position);
            state_.interaction.hovered = target && target->action.kind != ActionKind::None ? target->id : "";
            break;
        }
        case GestureKind::HoverLeave:
            state_.interaction.hovered.clear();
            break;
        case GestureKind::Press:
            on_press(gesture);
            break;
        case GestureKind::TapUp:
        case GestureKind::Click:
        case GestureKind::DoubleClick:
            on_tap(gesture);
            break;
        case GestureKind::BackClick:
        case GestureKind::EdgeSwipe:
            state_.interaction.pressed.clear();
            dragged_ = nullptr;
            outcome_.intent(gesture.time, Intent::Back);
            break;
        case GestureKind::DragBegin:
            state_.interaction.pressed.clear();
            drag_axis_ = gesture.axis;
            dragged_ = scroller_at(gesture.origin, gesture.axis);
            if (dragged_ == nullptr) break;
            dragged_->grab(gesture.time, along(drag_axis_, gesture.origin));
            dragged_->drag(along(drag_axis_, gesture.position));
            break;
        case GestureKind::DragMove:
            if (dragged_ != nullptr) dragged_->drag(along(drag_axis_, gesture.position));
            break;
        case GestureKind::DragEnd:
        case GestureKind::DragCancel: {
            const double speed = gesture.kind == GestureKind::DragEnd ? along(drag_axis_, gesture.velocity) : 0;
            if (dragged_ != nullptr) std::exchange(dragged_, nullptr)->release(gesture.time, speed);
            break;
        }
        case GestureKind::LongPressBegin:
            state_.interaction.pressed.clear();
            break;
        default:
            break;
    }
}

void BrowseInput::on_press(const Gesture& gesture) {
    state_.focus.note_pointer_input();
    const Target* target = state_.record.hit(gesture.position);
    state_.interaction.pressed = target ? target->id : "";
    // A finger on what still glides stops it, and presses nothing.
    for (const Axis axis : {Axis::Vertical, Axis::Horizontal}) {
        Scroller* scroller = scroller_at(gesture.position, axis);
        if (scroller == nullptr || !scroller->animating() || gesture.pointer == PointerKind::Mouse) continue;
        scroller->grab(gesture.time, along(axis, gesture.position));
        scroller->release(gesture.time, 0);
        state_.interaction.pressed.clear();
    }
}

void BrowseInput::on_tap(const Gesture& gesture) {
    const Target* target = state_.record.hit(gesture.position);
    const std::string pressed = std::exchange(state_.interaction.pressed, {});
    if (target == nullptr) return;
    gestures_.consume_tap();
    if (target->id != pressed) return;
    const Action action = target->action;
    if (target->focusable) state_.focus.focus(target->id);
    outcome_.action(gesture.time, action);
}

void BrowseInput::on_key(Microseconds now, const KeyEvent& event, bool typing) {
    const KeyContext context{.in_player = false, .focus_in_ui = true, .text_field = typing};
    const Intent intent = keys_.find(event, context);
    if (!event.down) {
        repeat_.release(event.key);
        return;
    }
    if (event.repeat || intent == Intent::None) return;
    state_.focus.note_key_input();
    on_intent(now, repeat_.press(now, event.key, intent).intent);
}

void BrowseInput::on_wheel(Microseconds now, const WheelEvent& event) {
    const bool sideways = event.shift || std::abs(event.x) > std::abs(event.y);
    const Axis axis = sideways ? Axis::Horizontal : Axis::Vertical;
    Scroller* scroller = scroller_at(event.position, axis);
    if (scroller == nullptr) return;
    // Away from the person is up; a wheel that tilts to the right goes right.
    double notches = sideways && event.x != 0 ? event.x : -event.y;
    if (sideways && event.x != 0 && state_.metrics.rtl) notches = -notches;
    scroller->wheel(now, notches);
}

void BrowseInput::on_intent(Microseconds now, Intent intent) {
    if (intent == Intent::None) return;
    if (is_focus_intent(intent)) return move_focus(now, intent);
    switch (intent) {
        case Intent::NextEpisode:
        case Intent::PreviousEpisode:
        case Intent::SeekPercent0:
        case Intent::SeekEnd:
            return scroll_page(now, intent);
        default:
            outcome_.intent(now, intent);
    }
}

/// PageUp, PageDown, Home and End, in the list that has the focus, else in the screen's first.
void BrowseInput::scroll_page(Microseconds now, Intent intent) {
    if (state_.modal) return;
    const auto& areas = state_.record.scroll_areas;
    const Target* focused = state_.record.find(state_.focus.focused());
    const ScrollArea* wanted = nullptr;
    for (int i = focused ? focused->scroll_area : -1; i >= 0; i = areas[static_cast<std::size_t>(i)].parent) {
        const ScrollArea& area = areas[static_cast<std::size_t>(i)];
        if (area.axis == Axis::Vertical) wanted = &area;
    }
    for (const ScrollArea& area : areas) {
        if (area.axis != Axis::Vertical || (wanted != nullptr && wanted != &area)) continue;
        Scroller& scroller = *area.scroller;
        const double page = 0.85 * static_cast<double>(area.rect.h);
        if (intent == Intent::SeekPercent0) return scroller.scroll_to(now, 0);
        if (intent == Intent::SeekEnd) return scroller.scroll_to(now, scroller.max_offset());
        return scroller.scroll_to(now, scroller.offset() + (intent == Intent::NextEpisode ? page : -page));
    }
}

void BrowseInput::move_focus(Microseconds now, Intent intent) {
    FocusEngine& focus = state_.focus;
    focus.note_key_input();
    switch (intent) {
        case Intent::FocusNext:
            focus.tab(TabDirection::Next);
            break;
        case Intent::FocusPrevious:
            focus.tab(TabDirection::Previous);
            break;
        case Intent::FocusUp:
            focus.move(Direction::Up);
            break;
        case Intent::FocusDown:
            focus.move(Direction::Down);
            break;
        case Intent::FocusLeft:
            focus.move(Direction::Left);
            break;
        case Intent::FocusRight:
            focus.move(Direction::Right);
            break;
        default:
            if (const Target* target = state_.record.find(focus.focused())) {
                const Action action = target->action;
                return outcome_.action(now, action);
            }
            return outcome_.intent(now, intent);
    }
    show_focused(state_, now);
}

}  // namespace cliffhanger
