#include "app/kiosk/kiosk_layer.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/kiosk/attract_view.h"
#include "app/kiosk/kiosk_cards.h"
#include "app/kiosk/kiosk_lock.h"
#include "app/motion/keep_earlier.h"
#include "app/ui/pin_pad.h"

namespace cliffhanger {
namespace {

using namespace std::chrono_literals;

constexpr int kEnter = 1, kLanguages = 2, kClose = 3, kGoOn = 4, kErase = 5, kCancelPin = 6, kDigit = 10,
              kLanguage = 100;
/// What pulses does so at every other refresh: pictures come no faster.
constexpr Microseconds kPulse = 33ms;
constexpr Microseconds kSheet = 300ms, kWords = 800ms;
constexpr Microseconds kFeedRetry = 30s;
constexpr Microseconds kPatientWait = 30s;  ///< after wrong PINs
constexpr Microseconds kDrift = 1s;         ///< what stands still moves a pixel every few seconds
constexpr float kSwipeDp = 48;
/// Corner holds show after a while: a visitor's long press says nothing of it.
constexpr double kHoldShown = 0.3;
constexpr float kPadStill = 0.5f;  ///< sticks drift

/// Somebody did something; an axis that trembles and a window that gets the focus are nobody.
bool by_a_person(const InputEvent& event) {
    if (const auto* pad = std::get_if<PadEvent>(&event.what)) return std::abs(pad->value) > kPadStill;
    if (const auto* key = std::get_if<KeyEvent>(&event.what)) return key->down;
    return std::holds_alternative<TouchEvent>(event.what) || std::holds_alternative<MouseEvent>(event.what) ||
           std::holds_alternative<WheelEvent>(event.what);
}

}  // namespace

KioskLayer::KioskLayer(const Surroundings& around, KioskOptions options)
    : around_(around),
      options_(std::move(options)),
      pin_(options_.pin),
      input_(state_, around.keys,
             {[this](Microseconds now, const Action& action) { perform(now, action); },
              [this](Microseconds now, Intent intent) { perform(now, intent); }}) {}

float KioskLayer::scale(Size window) { return std::max(0.5f, static_cast<float>(window.height) / 800.0f); }

bool KioskLayer::covers() const { return languages_open_ || (mode_.state() != KioskMode::State::Session); }

bool KioskLayer::take_reset() { return std::exchange(reset_, false); }

bool KioskLayer::handle(const InputEvent& event) {
    const Microseconds now = event.time;
    const float side = CornerHold::kCornerDp * state_.metrics.u;
    const Rect window = state_.metrics.window_rect();
    corner_.handle(event, mirrored_in({0, 0, side, side}, window, state_.metrics.rtl));
    if (by_a_person(event)) {
        const bool warned = mode_.state() == KioskMode::State::IdleWarn;
        mode_.input(now);
        dim_.touched(now);
        if (warned) {
            follow_mode(now);
            return true;
        }
    }
    if (!covers()) return false;
    if (mode_.state() == KioskMode::State::Operator && type_pin(event)) return true;
    if (mode_.state() == KioskMode::State::Attract && !languages_open_) follow_swipe(event);
    input_.handle(event, false);
    return true;
}

/// A swipe over the teasers turns to the next one.
void KioskLayer::follow_swipe(const InputEvent& event) {
    PressType type = PressType::Move;
    float y = 0;
    if (const auto* touch = std::get_if<TouchEvent>(&event.what)) {
        type = touch->type, y = touch->position.y;
    } else if (const auto* mouse = std::get_if<MouseEvent>(&event.what)) {
        type = mouse->type, y = mouse->position.y;
    } else if (const auto* wheel = std::get_if<WheelEvent>(&event.what)) {
        if (wheel->y <= -1) next_teaser(event.time);
        return;
    } else {
        return;
    }
    if (type == PressType::Down) swipe_from_ = y;
    if (type != PressType::Up) return;
    const auto from = std::exchange(swipe_from_, std::nullopt);
    if (from && *from - y > kSwipeDp * state_.metrics.u) next_teaser(event.time);
}

bool KioskLayer::type_pin(const InputEvent& event) {
    const auto* key = std::get_if<KeyEvent>(&event.what);
    if (key == nullptr || !key->down) return false;
    if (const auto digit = digit_of_key(key->key)) {
        type_digit(event.time, *digit);
        return true;
    }
    if (key->key == "Backspace") pin_.erase();
    if (key->key == "Escape") mode_.leave_pin(event.time);
    return key->key == "Backspace" || key->key == "Escape";
}

void KioskLayer::type_digit(Microseconds now, char digit) {
    if (pin_.type(now, digit) == PinGate::Answer::Right) around_.player.quit();
}

void KioskLayer::perform(Microseconds now, const Action& action) {
    if (action.kind != ActionKind::Own) return;
    const int value = action.value;
    if (value >= kLanguage) return choose(now, static_cast<std::size_t>(value - kLanguage));
    if (value >= kDigit && value < kDigit + 10) return type_digit(now, static_cast<char>('0' + value - kDigit));
    switch (value) {
        case kEnter:
            return enter(now);
        case kLanguages:
            return choose_language(now);
        case kClose:
            return close_languages(now);
        case kErase:
            return pin_.erase();
        case kCancelPin:
            return mode_.leave_pin(now);
        default:
            return;
    }
}

void KioskLayer::perform(Microseconds now, Intent intent) {
    if (intent == Intent::Back) {
        if (mode_.state() == KioskMode::State::Operator) return mode_.leave_pin(now);
        return close_languages(now);
    }
    const bool goes_in = intent == Intent::TogglePlay || intent == Intent::Activate;
    if (goes_in && !languages_open_ && mode_.state() == KioskMode::State::Attract) enter(now);
}

void KioskLayer::choose_language(Microseconds now) {
    languages_open_ = true;
    input_.reset(now);
    sheet_.go(now, 1, around_.player.reduced_motion() ? 0us : kSheet, Easing::EmphasizedDecelerate);
}

void KioskLayer::close_languages(Microseconds) {
    languages_open_ = false;
    sheet_.set(0);
}

void KioskLayer::choose(Microseconds now, std::size_t language) {
    if (language < kInterfaceLanguages.size())
        around_.player.settings().set(Setting::Language, kInterfaceLanguages[language].tag);
    close_languages(now);
}

std::optional<SessionSnapshot> KioskLayer::current() const {
    const PlayerHost& host = around_.player;
    if (host.feed_state() != FeedState::Ready || host.page_count() == 0) return std::nullopt;
    return host.snapshot(host.current_page());
}

KioskMode::Activity KioskLayer::activity() const {
    const auto shown = current();
    const bool in_player = around_.navigator.current().kind == ScreenKind::Player;
    return {.watching = in_player && around_.player.wants_to_play() && shown && shown->state == SessionState::Ready,
            .followed = around_.screen.episodes_followed()};
}

void KioskLayer::update(Microseconds now) {
    // Who waits for the end of a short wait is still there; for a long one the pad is opened again.
    const int wait = mode_.state() == KioskMode::State::Operator ? pin_.wait_seconds(now) : 0;
    if (wait > 0 && wait < kPatientWait / 1s) mode_.input(now);
    mode_.update(now, activity());
    if (mode_.state() == KioskMode::State::Reset) wipe(now);
    if (corner_.take(now)) {
        mode_.ask_pin(now);
        pin_.begin();
        close_languages(now);
        input_.reset(now);
        around_.screen.handle({now, FocusEvent{}});  // what the player made of the long press ends
    }
    follow_mode(now);
    if (covers()) input_.update(now);
    if (mode_.state() == KioskMode::State::Attract) attract(now);
}

/// What a state needs is done when it begins.
void KioskLayer::follow_mode(Microseconds now) {
    const KioskMode::State state = mode_.state();
    if (followed_ == state) return;
    const auto before = std::exchange(followed_, state);
    input_.reset(now);
    switch (state) {
        case KioskMode::State::Attract:
            around_.screen.set_teaser(true);
            loop_.begin(now);
            break;
        case KioskMode::State::IdleWarn:
            close_languages(now);
            was_playing_ = around_.player.wants_to_play();
            around_.player.set_playing(false);
            break;
        case KioskMode::State::Session:
            if (before == KioskMode::State::IdleWarn && was_playing_) around_.player.set_playing(true);
            break;
        case KioskMode::State::Operator:
        case KioskMode::State::Reset:
            break;
    }
}

void KioskLayer::attract(Microseconds now) {
    PlayerHost& host = around_.player;
    // An empty one, too: it may be filled by then.
    if (host.feed_state() != FeedState::Ready && host.feed_state() != FeedState::Loading) {
        if (!feed_asked_at_) feed_asked_at_ = now;
        if (now - *feed_asked_at_ < kFeedRetry) return;
        feed_asked_at_ = now;
        return host.reload_feed();
    }
    feed_asked_at_.reset();
    if (around_.navigator.current().kind != ScreenKind::Player) around_.navigator.open({ScreenKind::Player});
    if (host.feed_state() != FeedState::Ready || host.page_count() == 0) return loop_.begin(now);
    if (around_.browse.page_list() != PageList::Teasers) around_.browse.show_teasers();
    if (!host.muted()) host.set_volume(kKioskVolume, true);
    if (!host.wants_to_play()) host.set_playing(true);
    const auto shown = host.snapshot(host.current_page());
    const AttractLoop::Teaser teaser{.page = host.current_page(),
                                     .position = shown ? shown->position : MediaTime{0},
                                     .over = shown && shown->state == SessionState::Ended,
                                     .useless = shown && shown->state == SessionState::Failed};
    if (loop_.due(now, teaser)) next_teaser(now);
    around_.screen.set_teaser_zoom(host.reduced_motion() ? 0 : static_cast<float>(loop_.progress(now)));
}

void KioskLayer::next_teaser(Microseconds now) {
    PlayerHost& host = around_.player;
    if (host.feed_state() != FeedState::Ready || host.page_count() == 0) return;
    if (host.current_page() + 1 < host.page_count()) return around_.screen.turn_page(now);
    loop_.begin(now);
    if (host.page_count() > 1) return around_.browse.show_teasers();
    host.seek(MediaTime{0}, SeekMode::Exact);
}

/// The first episode of what was on the stage, from its beginning, to be heard.
void KioskLayer::enter(Microseconds now) {
    PlayerHost& host = around_.player;
    if (mode_.state() != KioskMode::State::Attract || host.feed_state() != FeedState::Ready || host.page_count() == 0)
        return;
    const std::size_t series = host.page(host.current_page()).series_index;
    mode_.enter(now);
    around_.browse.play_series(series, 0);
    host.seek(MediaTime{0}, SeekMode::Exact);
    host.set_volume(kKioskVolume, options_.silent);
    host.set_playing(true);
    around_.screen.set_teaser(false);
    around_.screen.show_chrome(now);
    follow_mode(now);
}

void KioskLayer::wipe(Microseconds now) {
    close_languages(now);
    around_.browse.begin_anew();
    around_.screen.begin_anew(now);
    around_.navigator.open({ScreenKind::Player});
    reset_ = true;
    mode_.wiped();
    followed_.reset();
}

void KioskLayer::draw(Canvas& canvas, const Theme& theme, const Strings& strings, const StageLayout& layout,
                      Microseconds now) {
    state_.metrics = layout.metrics;
    state_.interaction.focused = state_.focus.focused();
    state_.interaction.focus_visible = state_.focus.ring_visible();
    Frame frame(canvas, theme, state_.metrics, strings, state_.interaction, now);
    frame.name_root("kiosk");
    if (covers()) draw_over(frame, layout.stage);
    const double held = corner_.progress(now);
    if (held > kHoldShown) {
        const float at = layout.metrics.dp(CornerHold::kCornerDp) / 2;
        const Rect corner = mirrored_in({0, 0, 2 * at, 2 * at}, layout.metrics.window_rect(), layout.metrics.rtl);
        canvas.arc(corner.center(), layout.metrics.dp(24), layout.metrics.dp(4), 0, static_cast<float>(360 * held),
                   theme.text_hi);
    }
    state_.record = frame.take();
    ring_.draw(frame, state_.record, around_.player.reduced_motion());
    offer_focus(state_, "kiosk", strings.rtl() ? ReadingDirection::RightToLeft : ReadingDirection::LeftToRight);
    mark_focused(state_.record.root, state_.focus.focused());
}

void KioskLayer::draw_attraction(Frame& frame, const Rect& stage) {
    PlayerHost& host = around_.player;
    AttractLook look{.enter = {ActionKind::Own, kEnter},
                     .languages = {ActionKind::Own, kLanguages},
                     .language_base = kLanguage,
                     .still = host.reduced_motion()};
    if (host.feed_state() == FeedState::Ready && host.page_count() > 0) look.page = host.page(host.current_page());
    const double shown = loop_.progress(frame.now) * to_seconds(AttractLoop::kDwell) / to_seconds(kWords);
    look.shown = look.still ? 1.0f : static_cast<float>(std::clamp(shown, 0.0, 1.0));
    draw_attract(frame, stage, look);
}

void KioskLayer::draw_over(Frame& frame, const Rect& stage) {
    const KioskMode::State state = mode_.state();
    const bool attracting = around_.browse.page_list() == PageList::Teasers;
    if (state == KioskMode::State::Attract || (state == KioskMode::State::Operator && attracting)) {
        frame.set_silent(languages_open_ || state == KioskMode::State::Operator);
        draw_attraction(frame, stage);
        frame.set_silent(false);
    }
    if (state == KioskMode::State::IdleWarn) {
        const Microseconds now = frame.now;
        draw_idle_card(frame, stage,
                       {.left = mode_.warning_left(now), .seconds = mode_.warning_seconds(now), .go_on = kGoOn});
    }
    if (languages_open_) {
        draw_language_sheet(
            frame, stage,
            {.close = kClose, .language_base = kLanguage, .shown = static_cast<float>(sheet_.value(frame.now))});
    }
    if (state == KioskMode::State::Operator) {
        const int wait = pin_.wait_seconds(frame.now);
        PinPadLook look{.id = "kiosk.pin",
                        .title = std::string(frame.strings(Text::LeaveKiosk)),
                        .text = std::string(frame.strings(pin_.was_wrong() ? Text::WrongPin : Text::EnterPin)),
                        .trouble = pin_.was_wrong() || wait > 0,
                        .length = pin_.length(),
                        .typed = pin_.digits(),
                        .digit_base = kDigit,
                        .erase = kErase,
                        .cancel = kCancelPin};
        if (wait > 0) look.text = frame.strings.plural(Plural::TryAgainIn, wait);
        draw_pin_pad(frame, within_reach(stage), look);
    }
}

bool KioskLayer::animating(Microseconds now) const {
    return sheet_.running(now) || ring_.animating(now) || dim_.animating(now) || now < state_.record.moves_until;
}

std::optional<Microseconds> KioskLayer::next_change(Microseconds now) const {
    std::optional<Microseconds> next = mode_.next_change(now);
    if (next && *next <= now) next = now + kPulse;  // the warning's ring
    keep_earlier(next, corner_.next_change());
    keep_earlier(next, dim_.next_change(now));
    if (corner_.progress(now) > 0) keep_earlier(next, now + kPulse);
    if (covers()) keep_earlier(next, input_.next_change());
    if (mode_.state() == KioskMode::State::Attract) {
        keep_earlier(next, loop_.next_change(now));
        keep_earlier(next, now + (around_.player.reduced_motion() ? Microseconds(1s) : kPulse));
    }
    if (mode_.state() == KioskMode::State::Session && !around_.player.reduced_motion())
        keep_earlier(next, now + kDrift);
    if (pin_.wait_seconds(now) > 0) keep_earlier(next, now + 200ms);
    return next;
}

}  // namespace cliffhanger
