#include "app/screens/player_input.h"

#include <algorithm>
#include <cmath>

namespace cliffhanger {
namespace {

using namespace std::chrono_literals;

constexpr float kOuterZone = 0.28f;  ///< of the stage's width: double-tap seeks there

/// A remote control has fewer keys: its arrows go farther, and Menu is for episodes.
Intent remote_intent(const KeyEvent& event, Intent intent) {
    if (event.key == "Left" && intent == Intent::SeekBack5) return Intent::SeekBack10;
    if (event.key == "Right" && intent == Intent::SeekForward5) return Intent::SeekForward10;
    if (event.key == "Menu" && intent == Intent::Options) return Intent::EpisodesPanel;
    return intent;
}

}  // namespace

void PlayerInput::handle(const InputEvent& event) {
    const Microseconds now = event.time;
    gestures_.configure(state_.layout.metrics.u,
                        state_.layout.metrics.window_class == WindowClass::Portrait ? EdgeSwipes::On : EdgeSwipes::Off);
    for (const Gesture& gesture : gestures_.handle(event)) on_gesture(gesture);
    if (const auto* key = std::get_if<KeyEvent>(&event.what)) on_key(now, *key);
    if (const auto* wheel = std::get_if<WheelEvent>(&event.what)) on_wheel(now, *wheel);
    if (const auto* pad = std::get_if<PadEvent>(&event.what)) {
        note_keys(now);
        const bool scrubbed = pad_.scrubbing();
        for (const auto& intent : pad_.handle(now, *pad, focus_in_ui() ? PadTarget::Focus : PadTarget::Stage))
            actions_.perform(now, intent);
        if (scrubbed && !pad_.scrubbing()) actions_.commit_seek();
    }
    if (const auto* wanted = std::get_if<IntentEvent>(&event.what)) actions_.obey(now, *wanted);
    if (const auto* focus = std::get_if<FocusEvent>(&event.what); focus && !focus->gained && !focus->pointer_left)
        release_all(now);
    if (std::holds_alternative<QuitEvent>(event.what)) state_.host.quit();
}

void PlayerInput::release_all(Microseconds now) {
    const bool scrubbed = pad_.scrubbing() || repeat_.scrubbing();
    repeat_.cancel();
    for (const auto& intent : pad_.cancel(now)) actions_.perform(now, intent);
    if (scrubbed) actions_.commit_seek();
}

void PlayerInput::update(Microseconds now) {
    if (pad_.scrubbing() && focus_in_ui()) release_all(now);
    for (const Gesture& gesture : gestures_.update(now)) on_gesture(gesture);
    for (const auto& intent : repeat_.update(now)) actions_.perform(now, intent);
    for (const auto& intent : pad_.update(now)) actions_.perform(now, intent);
    // Where one is going is seen on the bar.
    if (pad_.scrubbing() && !state_.on_tv()) state_.chrome.poke(now, ChromeVisibility::Cause::Keys);
}

std::optional<Microseconds> PlayerInput::next_change() const {
    std::optional<Microseconds> next = gestures_.next_deadline();
    for (const auto& other : {repeat_.next_deadline(), pad_.next_deadline()}) {
        if (other && (!next || *other < *next)) next = other;
    }
    return next;
}

bool PlayerInput::focus_in_ui() const {
    if (state_.sheet_open()) return true;
    if (!state_.focus.ring_visible()) return false;
    const Target* target = state_.record.find(state_.focus.focused());
    return target && (target->layer != Layer::Stage || state_.on_tv());
}

void PlayerInput::note_keys(Microseconds now) {
    state_.modality = Modality::Keys;
    state_.focus.note_key_input();
    if (state_.chrome.shown()) state_.chrome.poke(now, ChromeVisibility::Cause::Keys);
}

void PlayerInput::on_key(Microseconds now, const KeyEvent& event) {
    KeyContext context;
    context.paused = !state_.host.wants_to_play();
    context.focus_in_ui = focus_in_ui();
    Intent intent = state_.keys.find(event, context);
    if (state_.on_tv()) intent = remote_intent(event, intent);
    if (!event.down) {
        if (repeat_.release(event.key)) actions_.commit_seek();
        if (intent != Intent::None) actions_.perform(now, {intent});
        return;
    }
    if (event.repeat || intent == Intent::None) return;
    note_keys(now);
    // There is nothing to walk through while the chrome is hidden.
    if (intent == Intent::FocusNext || intent == Intent::FocusPrevious)
        state_.chrome.poke(now, ChromeVisibility::Cause::Keys);
    actions_.perform(now, repeat_.press(now, event.key, intent));
}

/// What wheels and fingers scroll there; nullptr where nothing does, and for what lies under a sheet.
Scroller* PlayerInput::scroller_at(Point position) const {
    if (!state_.sheet_open()) return state_.layout.side_panel.contains(position) ? &state_.panel.scroller() : nullptr;
    const SheetKind kind = state_.sheets.kind();
    if (kind == SheetKind::Episodes || kind == SheetKind::Series)
        return state_.sheet.area().contains(position) ? &state_.sheet.scroller() : nullptr;
    // Options where not all of them fit: elsewhere the frame has no such area.
    const bool options = std::ranges::any_of(state_.record.scroll_areas, [&](const ScrollArea& area) {
        return area.scroller == &state_.option_scroller && area.rect.contains(position);
    });
    return options ? &state_.option_scroller : nullptr;
}

void PlayerInput::on_wheel(Microseconds now, const WheelEvent& event) {
    const WheelMeaning meaning = wheel_meaning(event);
    if (meaning.use == WheelUse::Volume) {
        if (const int steps = volume_notches_.feed(now, meaning.notches))
            actions_.change_volume(now, 0.05f * static_cast<float>(steps));
        return;
    }
    if (Scroller* scroller = scroller_at(event.position)) return scroller->wheel(now, -event.y);
    // Nothing leaks through a sheet, and the rail does not page either.
    if (state_.sheet_open() || !state_.has_pages() || state_.layout.nav_rail.contains(event.position)) return;
    if (meaning.use == WheelUse::Seek) {
        if (const int steps = seek_notches_.feed(now, meaning.notches))
            actions_.seek_by(now, 5s * steps, SeekMode::Exact);
        return;
    }
    if (const int direction = gate_.feed(now, meaning.notches, state_.pager.settle_progress(now)))
        actions_.page_by(now, direction, PageTrigger::Press);
}

void PlayerInput::note_pointer(const Gesture& gesture) {
    const bool mouse = gesture.pointer == PointerKind::Mouse;
    state_.modality = mouse ? Modality::Mouse : Modality::Touch;
    if (gesture.kind == GestureKind::Hover) {
        hover(gesture.position);
        if (state_.layout.content.contains(gesture.position))
            state_.chrome.poke(gesture.time, ChromeVisibility::Cause::Mouse);
        return;
    }
    if (gesture.kind == GestureKind::Press) state_.focus.note_pointer_input();
}

void PlayerInput::hover(Point position) {
    const Target* target = state_.record.hit(position);
    state_.hover_at = position;
    state_.interaction.hovered = target && target->action.kind != ActionKind::None ? target->id : std::string();
}

void PlayerInput::on_gesture(const Gesture& gesture) {
    note_pointer(gesture);
    switch (gesture.kind) {
        case GestureKind::Press:
            on_press(gesture);
            break;
        case GestureKind::TapUp:
        case GestureKind::Click:
            on_tap(gesture);
            break;
        case GestureKind::Tap:
            on_stage_tap(gesture);
            break;
        case GestureKind::DoubleTap:
            on_double_tap(gesture);
            break;
        case GestureKind::DoubleClick:
            state_.interaction.pressed.clear();
            if (!state_.record.hit(gesture.position) && state_.has_pages() && !state_.kiosk) {
                actions_.toggle_play(gesture.time);  // undoes the first click's
                state_.host.toggle_fullscreen();
            } else {
                on_tap(gesture);
            }
            break;
        case GestureKind::RightClick:
        case GestureKind::TwoFingerTap:
            if (state_.has_pages()) actions_.perform(gesture.time, {Intent::Options});
            break;
        case GestureKind::BackClick:
        case GestureKind::EdgeSwipe:
            state_.interaction.pressed.clear();
            drag_ = Drag::None;
            actions_.perform(gesture.time, {Intent::Back});
            break;
        case GestureKind::LongPressBegin:
            state_.interaction.pressed.clear();
            if (!state_.record.hit(gesture.position) && state_.has_pages() &&
                state_.host.settings().values().hold_speed > 0) {
                actions_.hold_speed(SpeedPill::Held);
                state_.chrome.hide(gesture.time);
            }
            break;
        case GestureKind::LongPressLock:
            if (state_.speed == SpeedPill::Held) actions_.hold_speed(SpeedPill::Locked);
            break;
        case GestureKind::LongPressEnd:
            if (state_.speed == SpeedPill::Held) actions_.hold_speed(SpeedPill::None);
            break;
        case GestureKind::DragBegin:
            begin_drag(gesture);
            break;
        case GestureKind::DragMove:
            move_drag(gesture);
            break;
        case GestureKind::DragEnd:
            end_drag(gesture, false);
            break;
        case GestureKind::DragCancel:
            end_drag(gesture, true);
            break;
        case GestureKind::PinchEnd:
            state_.values.fit = gesture.scale > 1 ? PictureFit::Fill : PictureFit::Fit;
            break;
        case GestureKind::PinchBegin:
        case GestureKind::PinchMove:
        case GestureKind::Hover:
            break;
        case GestureKind::HoverLeave:
            state_.interaction.hovered.clear();
            break;
    }
}

void PlayerInput::on_press(const Gesture& gesture) {
    const Target* target = state_.record.hit(gesture.position);
    state_.interaction.pressed = target ? target->id : std::string();
    if (target && target->action.kind == ActionKind::Scrub && state_.has_pages()) {
        const PageView view = state_.view();
        if (view.duration().count() <= 0) return;
        state_.scrubber.begin_bar(state_.host, state_.progress_bar, view.position(), view.duration(),
                                  state_.layout.metrics.u, gesture.position);
        drag_ = Drag::BarScrub;
        gestures_.claim_drag(Axis::Horizontal);
        return;
    }
    if (!target && state_.has_pages() &&
        state_.pager.touch_down(gesture.time, gesture.position.y) == TouchDown::Grabbed) {
        drag_ = Drag::Page;
        gestures_.claim_drag(Axis::Vertical);
    }
}

void PlayerInput::on_tap(const Gesture& gesture) {
    const Target* target = state_.record.hit(gesture.position);
    const bool same = target && target->id == state_.interaction.pressed;
    state_.interaction.pressed.clear();
    if (target) {
        gestures_.consume_tap();
        const Action action = target->action;
        if (!same) return;
        if (state_.chrome.shown())
            state_.chrome.poke(gesture.time, gesture.pointer == PointerKind::Mouse ? ChromeVisibility::Cause::Mouse
                                                                                   : ChromeVisibility::Cause::Touch);
        actions_.perform(gesture.time, action);
        return;
    }
    if (!state_.has_pages() || !state_.layout.content.contains(gesture.position)) return;
    if (gesture.pointer == PointerKind::Mouse) {
        on_stage_click(gesture);
    } else {
        state_.hud.touch_pulse(gesture.time, gesture.position);
    }
}

void PlayerInput::on_stage_click(const Gesture& gesture) {
    if (state_.speed == SpeedPill::Locked) return actions_.hold_speed(SpeedPill::None);
    actions_.toggle_play(gesture.time);
    state_.chrome.poke(gesture.time, ChromeVisibility::Cause::Mouse);
}

void PlayerInput::on_stage_tap(const Gesture& gesture) {
    if (gesture.pointer != PointerKind::Touch || !state_.has_pages()) return;
    if (state_.host.settings().values().tap_pauses) return actions_.toggle_play(gesture.time);
    if (state_.kiosk && state_.chrome.shown() && state_.dim.just_woken(gesture.time))
        return state_.chrome.poke(gesture.time, ChromeVisibility::Cause::Touch);
    state_.chrome.toggle(gesture.time, ChromeVisibility::Cause::Touch);
}

void PlayerInput::on_double_tap(const Gesture& gesture) {
    if (!state_.has_pages() || state_.record.hit(gesture.position)) return;
    const Rect& stage = state_.layout.stage;
    const float share = (gesture.position.x - stage.x) / std::max(1.0f, stage.w);
    if (share < kOuterZone) return actions_.seek_by(gesture.time, -10s, SeekMode::Exact);
    if (share > 1 - kOuterZone) return actions_.seek_by(gesture.time, 10s, SeekMode::Exact);
    actions_.like(gesture.time, gesture.position);
}

void PlayerInput::grab(Scroller& scroller, const Gesture& gesture) {
    drag_ = Drag::Scroll;
    scrolled_ = &scroller;
    scroller.grab(gesture.time, gesture.origin.y);
}

void PlayerInput::begin_drag(const Gesture& gesture) {
    state_.interaction.pressed.clear();
    drag_from_y_ = gesture.origin.y;
    if (state_.sheet_open()) {
        const bool bottom = state_.sheets.place(state_.layout.metrics.window_class) == SheetPlace::Bottom;
        Scroller* scroller = scroller_at(gesture.origin);
        const bool pull_down = scroller && scroller->offset() <= 0.5 && gesture.position.y > gesture.origin.y;
        if (bottom && gesture.axis == Axis::Vertical && state_.sheet_rect.contains(gesture.origin) &&
            (!scroller || pull_down)) {
            drag_ = Drag::SheetHead;
        } else if (scroller && gesture.axis == Axis::Vertical) {
            grab(*scroller, gesture);
        }
        return move_drag(gesture);
    }
    if (Scroller* scroller = scroller_at(gesture.origin)) {
        grab(*scroller, gesture);
        return move_drag(gesture);
    }
    if (!state_.has_pages() || !state_.layout.content.contains(gesture.origin)) return;
    if (gesture.axis == Axis::Vertical) {
        drag_ = Drag::Page;
        state_.pager.grab(gesture.time, gesture.origin.y);
    } else if (!gesture.from_edge) {
        const PageView view = state_.view();
        if (view.duration().count() <= 0 || view.locked || view.failed()) return;
        drag_ = Drag::StageScrub;
        state_.scrubber.begin_stage(view.position(), view.duration(), state_.layout.stage.w, gesture.origin);
        state_.chrome.poke(gesture.time, ChromeVisibility::Cause::Touch);
    }
    move_drag(gesture);
}

void PlayerInput::move_drag(const Gesture& gesture) {
    switch (drag_) {
        case Drag::Page:
            state_.pager.drag(gesture.time, gesture.position.y);
            break;
        case Drag::StageScrub:
        case Drag::BarScrub:
            state_.scrubber.move(state_.host, gesture.position);
            break;
        case Drag::Scroll:
            scrolled_->drag(gesture.position.y);
            break;
        case Drag::SheetHead:
            state_.sheets.drag(gesture.position.y - drag_from_y_);
            break;
        case Drag::None:
            break;
    }
}

void PlayerInput::end_drag(const Gesture& gesture, bool cancelled) {
    state_.interaction.pressed.clear();
    const Drag drag = std::exchange(drag_, Drag::None);
    const double speed = cancelled ? 0 : gesture.velocity.y;
    switch (drag) {
        case Drag::Page:
            cancelled ? state_.pager.cancel(gesture.time) : state_.pager.release(gesture.time, speed);
            break;
        case Drag::StageScrub:
        case Drag::BarScrub:
            cancelled ? state_.scrubber.cancel(state_.host) : state_.scrubber.end(state_.host);
            break;
        case Drag::Scroll:
            scrolled_->release(gesture.time, speed);
            break;
        case Drag::SheetHead:
            state_.sheets.release(gesture.time, static_cast<float>(speed), state_.layout.metrics.u);
            break;
        case Drag::None:
            break;
    }
}

}  // namespace cliffhanger
