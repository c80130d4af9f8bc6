#include "app/screens/hud.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "app/motion/bezier.h"
#include "app/motion/spring.h"
#include "app/ui/widgets.h"

namespace cliffhanger {
namespace {

using namespace std::chrono_literals;

constexpr Microseconds kGlyph = 500ms, kRipple = 500ms, kHeart = 600ms, kVolume = 1200ms, kToast = 2500ms,
                       kPulse = 280ms;
constexpr Microseconds kToastIn = 200ms, kToastOut = 150ms, kOffer = 5s;
constexpr const char* kOfferId = "hud.toast.action";
constexpr int kParticles = 6;

}  // namespace

void Hud::flash_glyph(Microseconds now, Icon icon) {
    glyph_ = icon;
    glyph_at_ = now;
}

void Hud::seek_ripple(Microseconds now, int seconds) {
    const bool same_way = (seconds > 0) == (ripple_seconds_ > 0);
    ripple_seconds_ = phase(ripple_at_, now, kRipple) && same_way ? ripple_seconds_ + seconds : seconds;
    ripple_at_ = now;
}

void Hud::burst_heart(Microseconds now, Point at) {
    heart_ = at;
    heart_at_ = now;
}

void Hud::show_volume(Microseconds now, float volume, bool muted) {
    volume_ = volume;
    muted_ = muted;
    volume_at_ = now;
}

void Hud::toast(Microseconds now, std::string text, Icon icon) {
    toast_ = std::move(text);
    toast_icon_ = icon;
    toast_at_ = now;
    offer_.reset();
}

void Hud::toast(Microseconds now, std::string text, Icon icon, ToastOffer offer) {
    toast(now, std::move(text), icon);
    offer_ = std::move(offer);
}

void Hud::dismiss_toast(Microseconds now) {
    if (toast_at_ && !offer_) toast_at_ = std::min(*toast_at_, now - (kToast - kToastOut));
}

void Hud::take_offer(Microseconds now) {
    if (!offer_ || !phase(toast_at_, now, toast_length())) return;
    toast_at_.reset();
    const auto offer = std::exchange(offer_, std::nullopt);
    offer->perform(now);  // which may say something of its own
}

Microseconds Hud::toast_length() const { return offer_ ? kOffer : kToast; }

void Hud::touch_pulse(Microseconds now, Point at) {
    pulse_ = at;
    pulse_at_ = now;
}

std::optional<float> Hud::phase(const std::optional<Microseconds>& start, Microseconds now, Microseconds length) {
    if (!start || now - *start >= length) return std::nullopt;
    return std::max(0.0f, static_cast<float>((now - *start).count()) / static_cast<float>(length.count()));
}

void Hud::draw(Frame& frame, const Rect& stage, bool paused_by_person, Toasts toasts) {
    if (const auto t = phase(pulse_at_, frame.now, kPulse)) {
        frame.canvas.soft_disc(pulse_, frame.metrics.dp(56), frame.theme.text_hi.with_alpha(0.12f * (1 - *t)));
    }
    draw_ripple(frame, stage);
    draw_glyph(frame, stage, paused_by_person);
    draw_heart(frame);
    draw_speed(frame, stage);
    draw_volume(frame, stage);
    const float y = toasts == Toasts::AtTop ? stage.y + frame.metrics.dp(88) : stage.bottom() - frame.metrics.dp(108);
    draw_toast(frame, {stage.center().x, y});
}

void Hud::draw_glyph(Frame& frame, const Rect& stage, bool paused) {
    const auto t = phase(glyph_at_, frame.now, kGlyph);
    if (!t && !paused) return;
    float opacity = 1, scale = 1;
    if (!paused) {
        opacity = 1 - static_cast<float>(ease(Easing::Accelerate, *t));
        scale = 1 + 0.25f * *t;
    } else if (t && *t < 0.3f) {
        scale = 0.8f + 0.2f * static_cast<float>(ease(Easing::Decelerate, *t / 0.3f));
    }
    if (reduced_) scale = 1;
    const Point center = stage.center();
    const float size = frame.metrics.sdp(72) * scale;
    frame.canvas.push_opacity(opacity);
    frame.canvas.soft_disc(center, size, Color{0, 0, 0}.with_alpha(0.5f));
    frame.canvas.icon(paused ? Icon::PlayArrow : glyph_, center, std::round(size),
                      frame.theme.text_hi.with_alpha(0.92f));
    frame.canvas.pop_opacity();
}

void Hud::draw_ripple(Frame& frame, const Rect& stage) {
    const auto t = phase(ripple_at_, frame.now, kRipple + 200ms);
    if (!t) return;
    const Metrics& m = frame.metrics;
    // Sides are physical: forward is right in every language.
    const bool forward = ripple_seconds_ > 0;
    const float side = stage.w * 0.28f;
    const Point center{forward ? stage.right() - side / 2 : stage.x + side / 2, stage.center().y};
    const float opacity = 1 - static_cast<float>(ease(Easing::Accelerate, *t));
    const float grow = reduced_ ? 1 : 0.6f + 0.4f * static_cast<float>(ease(Easing::Decelerate, *t));
    frame.canvas.push_opacity(opacity);
    frame.canvas.circle(center, side * 0.62f * grow, Color{0, 0, 0}.with_alpha(0.35f));
    frame.canvas.icon(forward ? Icon::Forward10 : Icon::Replay10, {center.x, center.y - m.dp(12)}, m.dp(32),
                      frame.theme.text_hi);
    const std::string text = std::to_string(std::abs(ripple_seconds_)) + " s";
    const Label label = frame.label(text, frame.style(TypeToken::Label), side);
    frame.text_at_top(label, {center.x - side / 2, center.y + m.dp(8), side, label.height}, Frame::At::Center,
                      frame.theme.text_hi, true);
    frame.canvas.pop_opacity();
    frame.node("hud.seek", "text", text, {center.x - side / 2, center.y - side / 2, side, side});
}

void Hud::draw_heart(Frame& frame) {
    const auto t = phase(heart_at_, frame.now, kHeart);
    if (!t) return;
    const Metrics& m = frame.metrics;
    const float seconds = *t * 0.6f;
    const float fade = *t > 0.667f ? (1 - *t) / 0.333f : 1.0f;
    const auto scale = reduced_ ? 1.0f : static_cast<float>(underdamped_step(0.55, 16, seconds));
    frame.canvas.push_opacity(fade);
    for (int i = 0; i < kParticles && !reduced_; ++i) {
        const float angle = static_cast<float>(i) * 6.2832f / kParticles + 0.4f;
        const float far = m.dp(28) + m.dp(44) * static_cast<float>(ease(Easing::Decelerate, *t));
        frame.canvas.icon(Icon::Favorite, {heart_.x + std::cos(angle) * far, heart_.y + std::sin(angle) * far},
                          std::round(m.dp(12) * (1 - 0.5f * *t)), frame.theme.accent_on_tint);
    }
    frame.canvas.icon(Icon::Favorite, heart_, std::max(1.0f, std::round(m.dp(72) * scale)), frame.theme.accent);
    frame.canvas.pop_opacity();
    frame.node("hud.heart", "image", std::string(frame.strings(Text::Like)),
               {heart_.x - m.dp(36), heart_.y - m.dp(36), m.dp(72), m.dp(72)});
}

void Hud::draw_volume(Frame& frame, const Rect& stage) {
    const auto t = phase(volume_at_, frame.now, kVolume);
    if (!t) return;
    const Metrics& m = frame.metrics;
    const float opacity = *t > 0.85f ? (1 - *t) / 0.15f : 1;
    const Rect box = rounded({stage.center().x - m.dp(90), stage.y + m.dp(68), m.dp(180), m.dp(40)});
    const float shown = muted_ ? 0 : volume_;
    frame.canvas.push_opacity(opacity);
    frame.canvas.fill_rounded(box, box.h / 2, frame.theme.surface1.with_alpha(0.85f));
    frame.canvas.icon(muted_ || volume_ <= 0 ? Icon::VolumeOff : Icon::VolumeUp, {box.x + m.dp(24), box.center().y},
                      m.dp(22), frame.theme.text_hi);
    const Rect track = rounded({box.x + m.dp(46), box.center().y - m.dp(2), box.w - m.dp(66), m.dp(4)});
    frame.canvas.fill_rounded(track, track.h / 2, frame.theme.outline_hi);
    if (shown > 0) {
        frame.canvas.fill_rounded({track.x, track.y, std::round(track.w * shown), track.h}, track.h / 2,
                                  frame.theme.text_hi);
    }
    frame.canvas.pop_opacity();
    frame.node("hud.volume", "text", std::string(frame.strings(muted_ ? Text::Mute : Text::Sound)), box,
               std::to_string(static_cast<int>(std::lround(volume_ * 100))) + " %");
}

void Hud::draw_speed(Frame& frame, const Rect& stage) {
    if (speed_ == SpeedPill::None) return;
    const bool locked = speed_ == SpeedPill::Locked;
    const Rect pill =
        plate(frame, {stage.center().x, stage.y + frame.metrics.dp(72)}, locked ? Icon::Lock : Icon::FastForward,
              speed_text_, frame.theme.surface1.with_alpha(0.85f), 999);
    const Control control{.id = "hud.speed",
                          .name = speed_text_,
                          .states = locked ? std::vector<std::string>{"locked"} : std::vector<std::string>{},
                          .rect = at_least(pill, frame.metrics.dp(frame.theme.target_min)),
                          .action = {ActionKind::UnlockSpeed},
                          .focus_radius = pill.h / 2};
    if (locked) {
        frame.control(control);
    } else {
        frame.node(control.id, "text", control.name, pill);
    }
}

/// Text and button on one plate.
Rect Hud::draw_offer(Frame& frame, Point center) const {
    const Metrics& m = frame.metrics;
    const Theme& theme = frame.theme;
    const float pad = m.dp(16), icon = m.dp(22), gap = m.dp(8), button_pad = m.dp(12);
    const Label action = frame.label(offer_->label, frame.style(TypeToken::Label), m.dp(160));
    const float button_w = std::max(action.width + 2 * button_pad, m.dp(theme.target_touch));
    TextStyle style = frame.style(TypeToken::Label);
    style.max_lines = 2;
    const float room = static_cast<float>(m.window.width) - 2 * m.dp(16) - pad - icon - 2 * gap - button_w - m.dp(4);
    const Label text = frame.label(toast_, style, std::min(room, m.dp(420)));
    const float h = std::max(m.dp(theme.target_touch), text.height + m.dp(16));
    const float w = pad + icon + gap + text.width + gap + button_w + m.dp(4);
    const Rect box = rounded({center.x - w / 2, center.y - h / 2, w, h});
    frame.canvas.shadow(box, m.dp(theme.radius_m), Elevation::E2);
    frame.canvas.fill_rounded(box, m.dp(theme.radius_m), theme.surface3);
    frame.canvas.icon(toast_icon_, frame.mirror({box.x + pad, box.y, icon, h}, box).center(), icon, theme.text_hi);
    const Rect words = frame.mirror({box.x + pad + icon + gap, box.y, text.width, h}, box);
    frame.text_in(text, words, Frame::At::Start, theme.text_hi);
    const Rect button = frame.mirror({box.right() - m.dp(4) - button_w, box.y, button_w, h}, box);
    const Rect shape = rounded({button.x, box.center().y - m.dp(18), button.w, m.dp(36)});
    const Color tint = frame.state_tint(kOfferId);
    if (tint.a > 0) frame.canvas.fill_rounded(shape, m.dp(theme.radius_s), tint);
    frame.text_in(action, button, Frame::At::Center, theme.accent_on_tint);
    frame.set_layer(Layer::Panel);
    frame.control({.id = kOfferId,
                   .name = offer_->label,
                   .rect = button,
                   .action = {ActionKind::ToastAction},
                   .focus_radius = m.dp(theme.radius_s),
                   .focus_rect = shape});
    frame.set_layer(Layer::Stage);
    return box;
}

void Hud::draw_toast(Frame& frame, Point at) {
    // Who stands on the button has the time to press it.
    if (offer_ && toast_at_ && frame.focused(kOfferId)) toast_at_ = std::max(*toast_at_, frame.now - kToastIn);
    const Microseconds length = toast_length();
    const auto t = phase(toast_at_, frame.now, length);
    if (!t) return;
    const Microseconds age = frame.now - *toast_at_, left = length - age;
    const auto share = [](Microseconds part, Microseconds whole) {
        return std::clamp(static_cast<float>(part.count()) / static_cast<float>(whole.count()), 0.0f, 1.0f);
    };
    const float in = static_cast<float>(ease(Easing::Decelerate, share(age, kToastIn)));
    const float opacity = std::min(in, share(left, kToastOut));
    const float lift = reduced_ ? 0 : frame.metrics.dp(12) * (1 - in);
    const Point center{at.x, at.y + lift};
    frame.canvas.push_opacity(opacity);
    const Rect box = offer_ ? draw_offer(frame, center)
                            : plate(frame, center, toast_icon_, toast_, frame.theme.surface3, frame.theme.radius_m);
    frame.canvas.pop_opacity();
    frame.node("hud.toast", "status", toast_, box);
}

bool Hud::animating(Microseconds now) const {
    const Microseconds length = toast_length();
    const auto toast_age = toast_at_ ? now - *toast_at_ : length;
    const auto volume_age = volume_at_ ? now - *volume_at_ : kVolume;
    return phase(glyph_at_, now, kGlyph) || phase(ripple_at_, now, kRipple + 200ms) || phase(heart_at_, now, kHeart) ||
           phase(pulse_at_, now, kPulse) || toast_age < kToastIn ||
           (toast_age < length && toast_age > length - kToastOut) ||
           (volume_age < kVolume && volume_age > kVolume * 85 / 100);
}

std::optional<Microseconds> Hud::next_change(Microseconds now) const {
    std::optional<Microseconds> next;
    const auto consider = [&](const std::optional<Microseconds>& start, Microseconds after) {
        if (start && *start + after > now && (!next || *start + after < *next)) next = *start + after;
    };
    // The frame after an effect's end removes its last trace.
    consider(glyph_at_, kGlyph);
    consider(ripple_at_, kRipple + 200ms);
    consider(heart_at_, kHeart);
    consider(pulse_at_, kPulse);
    consider(volume_at_, kVolume * 85 / 100 + 1us);
    consider(volume_at_, kVolume);
    consider(toast_at_, toast_length() - kToastOut + 1us);
    consider(toast_at_, toast_length());
    return next;
}

}  // namespace cliffhanger
