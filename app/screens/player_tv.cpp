// The part of PlayerActions for television sets: nothing has the focus while one watches, OK brings the chrome and the
// focus, Back takes them away again.
#include "app/screens/player_actions.h"

namespace cliffhanger {
namespace {

using namespace std::chrono_literals;

bool is_focus_move(Intent intent) { return intent >= Intent::FocusUp && intent <= Intent::FocusRight; }

}  // namespace

void PlayerActions::open_tv_chrome(Microseconds now) {
    PlayerState& s = state_;
    s.chrome.poke(now, ChromeVisibility::Cause::Keys);
    if (s.modality == Modality::Keys) s.focus_wanted = "tv.resume";
}

void PlayerActions::close_tv_chrome(Microseconds now) {
    state_.chrome.hide(now);
    state_.focus.clear();
    state_.focus_wanted.clear();
}

/// True when nothing else is to be done.
bool PlayerActions::perform_on_tv(Microseconds now, const RepeatedIntent& repeated) {
    PlayerState& s = state_;
    if (!s.on_tv() || s.sheet_open()) return false;
    const Intent intent = repeated.intent;
    const bool immersed = s.focus.focused().empty();
    if (intent == Intent::Activate && immersed && s.record.find("player.skip") == nullptr) {
        if (s.host.wants_to_play()) s.host.set_playing(false);
        open_tv_chrome(now);
        return true;
    }
    return is_focus_move(intent) && move_on_tv(now, intent);
}

/// The bar is moved where it has the focus; a card on the stage has neighbours above and below.
bool PlayerActions::move_on_tv(Microseconds now, Intent intent) {
    PlayerState& s = state_;
    const bool sideways = intent == Intent::FocusLeft || intent == Intent::FocusRight;
    if (sideways && s.focus.focused() == "player.progress") {
        seek_by(now, intent == Intent::FocusRight ? 10s : -10s, SeekMode::Exact);
        return true;
    }
    const Target* focused = s.record.find(s.focus.focused());
    if (sideways || focused == nullptr || focused->layer != Layer::Stage) return false;
    const bool down = intent == Intent::FocusDown;
    const std::string before = s.focus.focused();
    s.focus.move(down ? Direction::Down : Direction::Up);
    const Target* reached = s.record.find(s.focus.focused());
    if (s.focus.focused() != before && reached != nullptr && reached->layer == Layer::Stage) return true;
    s.focus.focus(before);
    page_by(now, down ? +1 : -1, PageTrigger::Press);
    return true;
}

/// The chrome goes before the screen does; a card on the stage does not go.
bool PlayerActions::back_on_tv(Microseconds now) {
    PlayerState& s = state_;
    if (!s.on_tv() || !s.chrome.shown()) return false;
    close_tv_chrome(now);
    return true;
}

}  // namespace cliffhanger
