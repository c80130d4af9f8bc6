// What flashes over the stage and goes by itself: centre glyph, seek ripple, heart burst, volume, the 2x pill, toasts.
// Each is shown from a moment on; nothing here asks anything of the host. Main thread only.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "app/ui/frame.h"

namespace cliffhanger {

enum class SpeedPill { None, Held, Locked };

/// What a toast offers to do, as long as it is there: "Undo".
struct ToastOffer {
    std::string label;
    std::function<void(Microseconds)> perform;
};

class Hud {
 public:
    // What happened.
    void flash_glyph(Microseconds now, Icon icon);
    /// Repeats within the ripple's time add up: 10 s, 20 s, ...
    void seek_ripple(Microseconds now, int seconds);
    void burst_heart(Microseconds now, Point at);
    void show_volume(Microseconds now, float volume, bool muted);
    void show_speed(SpeedPill pill, std::string text) { speed_ = pill, speed_text_ = std::move(text); }
    void toast(Microseconds now, std::string text, Icon icon);
    /// Stays for five seconds, and while its button has the focus.
    void toast(Microseconds now, std::string text, Icon icon, ToastOffer offer);
    /// Something opens where the toast is: it goes now, unless it offers something.
    void dismiss_toast(Microseconds now);
    /// The toast's button was pressed.
    void take_offer(Microseconds now);
    /// The instant answer to a finger whose tap is not decided yet.
    void touch_pulse(Microseconds now, Point at);
    void set_reduced_motion(bool on) { reduced_ = on; }

    /// Toasts stand at the foot of a page, and below the top bar of a picture, whose words and captions are at its
    /// foot.
    enum class Toasts { AtFoot, AtTop };
    void draw(Frame& frame, const Rect& stage, bool paused_by_person, Toasts toasts);
    bool animating(Microseconds now) const;
    std::optional<Microseconds> next_change(Microseconds now) const;

 private:
    /// How much of `length` has passed since `start`, 0..1; nullopt when it is over or has not begun.
    static std::optional<float> phase(const std::optional<Microseconds>& start, Microseconds now, Microseconds length);
    void draw_glyph(Frame& frame, const Rect& stage, bool paused);
    void draw_ripple(Frame& frame, const Rect& stage);
    void draw_heart(Frame& frame);
    void draw_volume(Frame& frame, const Rect& stage);
    void draw_speed(Frame& frame, const Rect& stage);
    void draw_toast(Frame& frame, Point at);
    Rect draw_offer(Frame& frame, Point center) const;
    Microseconds toast_length() const;

    std::optional<Microseconds> glyph_at_, ripple_at_, heart_at_, volume_at_, toast_at_, pulse_at_;
    Icon glyph_ = Icon::PlayArrow, toast_icon_ = Icon::Info;
    int ripple_seconds_ = 0;
    Point heart_, pulse_;
    float volume_ = 1;
    bool muted_ = false, reduced_ = false;
    SpeedPill speed_ = SpeedPill::None;
    std::string speed_text_;
    std::string toast_;
    std::optional<ToastOffer> offer_;
};

}  // namespace cliffhanger
