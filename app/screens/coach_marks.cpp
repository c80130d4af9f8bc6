#include "app/screens/coach_marks.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/motion/bezier.h"
#include "app/ui/widgets.h"

namespace cliffhanger {
namespace {

constexpr float kTravelDp = 80, kHandDp = 44;

Icon icon_of(CoachMarks::Hint hint, bool wheel) {
    if (hint == CoachMarks::Hint::Swipe) return wheel ? Icon::Mouse : Icon::SwipeUp;
    return hint == CoachMarks::Hint::DoubleTap ? Icon::Favorite : Icon::TouchApp;
}

std::string words(const Frame& frame, const CoachLook& look, bool wheel) {
    switch (look.hint) {
        case CoachMarks::Hint::Swipe:
            return std::string(frame.strings(wheel ? Text::CoachWheel : Text::CoachSwipe));
        case CoachMarks::Hint::Hold:
            return frame.strings.with(Text::CoachHold, {{"speed", look.fast}});
        case CoachMarks::Hint::DoubleTap:
            return std::string(frame.strings(Text::CoachDoubleTap));
        case CoachMarks::Hint::None:
            break;
    }
    return {};
}

}  // namespace

void CoachMarks::begin(Microseconds now) {
    next_ = Hint::Swipe;
    quiet_since_ = now;
}

void CoachMarks::input(Microseconds now) {
    quiet_since_ = now;
    if (since_) seen();
}

void CoachMarks::seen() {
    since_.reset();
    hinted_page_ = page_;
    next_ = static_cast<Hint>(static_cast<int>(next_) + 1);
    finished_ = next_ == Hint::None;
}

void CoachMarks::update(Microseconds now, const Stage& stage) {
    if (!active()) return;
    if (page_ && page_ != stage.page) {
        // Who turns the page knows how.
        if (next_ == Hint::Swipe) seen();
        quiet_since_ = now;
    }
    page_ = stage.page;
    if (std::exchange(free_, stage.free) != stage.free) quiet_since_ = std::max(quiet_since_, now);
    if (since_) {
        if (!stage.free || now - *since_ >= kLoop * kLoops) seen();
        return;
    }
    const bool later = hinted_page_ != page_;
    if (!stage.free || !later || now - quiet_since_ < kQuiet) return;
    if (next_ == Hint::DoubleTap && !stage.touch) return seen();
    since_ = now;
}

bool CoachMarks::take_finished() { return std::exchange(finished_, false); }

std::optional<Microseconds> CoachMarks::next_change(Microseconds) const {
    if (!active()) return std::nullopt;
    if (since_) return *since_ + kLoop * kLoops;
    if (!free_ || hinted_page_ == page_) return std::nullopt;
    return quiet_since_ + kQuiet;
}

void draw_coach_mark(Frame& frame, const Rect& stage, const CoachLook& look) {
    if (look.hint == CoachMarks::Hint::None) return;
    const Metrics& m = frame.metrics;
    const bool wheel = m.window_class == WindowClass::Desktop || m.window_class == WindowClass::Square;
    const double age = std::chrono::duration<double>(look.age).count();
    const double loop = std::chrono::duration<double>(CoachMarks::kLoop).count();
    const double t = std::fmod(age, loop) / loop;
    const bool moves = look.hint == CoachMarks::Hint::Swipe && !look.still && !wheel;
    // It waits, goes up in the middle half of the loop, and fades where it ends.
    const double way = moves ? ease(Easing::Standard, std::clamp((t - 0.2) / 0.5, 0.0, 1.0)) : 0.5;
    const double fade = moves ? std::min(std::clamp(t / 0.15, 0.0, 1.0), std::clamp((1 - t) / 0.2, 0.0, 1.0))
                              : std::clamp(age / 0.2, 0.0, 1.0);
    const auto opacity = static_cast<float>(std::clamp(age / 0.2, 0.0, 1.0));
    const Point center{stage.center().x, stage.y + std::round(stage.h * 0.46f)};
    const float lift = m.dp(kTravelDp) * (0.5f - static_cast<float>(way));
    frame.canvas.push_opacity(opacity);
    frame.canvas.push_opacity(static_cast<float>(fade));
    const Point hand{std::round(center.x), std::round(center.y + lift)};
    frame.canvas.soft_disc(hand, m.dp(kHandDp), Color{0, 0, 0}.with_alpha(0.5f));
    frame.canvas.icon(icon_of(look.hint, wheel), hand, m.dp(kHandDp), frame.theme.text_hi);
    frame.canvas.pop_opacity();
    const std::string text = words(frame, look, wheel);
    const Point below{center.x, center.y + m.dp(kTravelDp / 2 + kHandDp + 12)};
    const Rect drawn = plate(frame, below, std::nullopt, text, frame.theme.surface3, 20);
    frame.node("player.coach", "status", text, drawn);
    frame.canvas.pop_opacity();
}

}  // namespace cliffhanger
