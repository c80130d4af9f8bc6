#include "app/shell/pin_prompt.h"

#include <algorithm>
#include <utility>

#include "app/motion/keep_earlier.h"
#include "app/ui/pin_pad.h"

namespace cliffhanger {
namespace {

using namespace std::chrono_literals;

constexpr int kErase = 1, kCancel = 2, kSave = 3, kDigit = 10;
constexpr float kTargetDp = 56;

}  // namespace

PinPrompt::PinPrompt(PlayerHost& host, const KeyMap& keys)
    : host_(host),
      gate_(PinLock::kDigits, [&host](std::string_view digits) { return host.age_gate().pin().matches(digits); }),
      input_(state_, keys,
             {[this](Microseconds now, const Action& action) { perform(now, action); },
              [this](Microseconds, Intent intent) {
                  if (intent == Intent::Back) close();
              }}) {}

void PinPrompt::update(Microseconds now) {
    if (auto question = host_.age_gate().take_question()) open(now, std::move(*question));
    if (is_open()) input_.update(now);
}

/// What had to be waited when the program ended is waited anew.
void PinPrompt::open(Microseconds now, AgeGate::Question question) {
    question_ = std::move(question);
    chosen_.clear();
    if (!std::exchange(recalled_, true)) gate_.recall(now, host_.age_gate().pin().failures());
    gate_.begin();
    input_.reset(now);
    state_.focus.clear();
}

void PinPrompt::close() { question_.reset(); }

bool PinPrompt::handle(const InputEvent& event) {
    if (!is_open() || std::holds_alternative<QuitEvent>(event.what)) return false;
    const auto* key = std::get_if<KeyEvent>(&event.what);
    if (key != nullptr && key->down && type(event.time, *key)) return true;
    input_.handle(event, false);
    return true;
}

bool PinPrompt::type(Microseconds now, const KeyEvent& key) {
    if (const auto digit = digit_of_key(key.key)) {
        type_digit(now, *digit);
        return true;
    }
    if (key.key == "Backspace") {
        erase();
        return true;
    }
    // Unless it means another key of the pad.
    const std::string& focused = state_.focus.focused();
    const bool confirms = focused.empty() || !state_.focus.ring_visible() || focused == "pin.save";
    if (key.key != "Return" || !confirms || !choosing() || chosen_.size() < PinLock::kDigits) return false;
    save(now);
    return true;
}

void PinPrompt::type_digit(Microseconds now, char digit) {
    if (choosing()) {
        if (chosen_.size() < PinLock::kDigits) chosen_ += digit;
        return;
    }
    const PinGate::Answer answer = gate_.type(now, digit);
    if (answer == PinGate::Answer::None) return;
    host_.age_gate().pin().set_failures(gate_.failures());
    if (answer == PinGate::Answer::Right) grant(now);
}

void PinPrompt::erase() {
    if (!choosing()) return gate_.erase();
    if (!chosen_.empty()) chosen_.pop_back();
}

void PinPrompt::save(Microseconds now) {
    if (host_.age_gate().pin().set(chosen_)) grant(now);
}

void PinPrompt::grant(Microseconds now) {
    const auto granted = std::move(question_->granted);
    close();
    if (granted) granted(now);
}

void PinPrompt::perform(Microseconds now, const Action& action) {
    if (action.kind != ActionKind::Own) return;
    if (action.value >= kDigit) return type_digit(now, static_cast<char>('0' + action.value - kDigit));
    if (action.value == kErase) return erase();
    if (action.value == kCancel) return close();
    if (action.value == kSave) return save(now);
}

void PinPrompt::draw(Canvas& canvas, const Theme& theme, const Strings& strings, const Metrics& metrics,
                     Microseconds now) {
    if (!is_open()) return;
    state_.metrics = metrics;
    state_.interaction.focused = state_.focus.focused();
    state_.interaction.focus_visible = state_.focus.ring_visible();
    Frame frame(canvas, theme, state_.metrics, strings, state_.interaction, now);
    frame.name_root("pin");
    const int wait = choosing() ? 0 : gate_.wait_seconds(now);
    PinPadLook look{.id = "pin",
                    .title = std::string(strings(choosing() ? Text::SetPin : Text::EnterPin)),
                    .text = std::string(strings(choosing() ? Text::PinChoose : question_->about)),
                    .trouble = !choosing() && (wait > 0 || gate_.was_wrong()),
                    .length = PinLock::kDigits,
                    .typed = choosing() ? chosen_.size() : gate_.digits(),
                    .digits = chosen_,
                    .target_dp = kTargetDp,
                    .digit_base = kDigit,
                    .erase = kErase,
                    .cancel = kCancel,
                    .save = choosing() ? kSave : 0};
    if (look.trouble) look.text = strings(Text::WrongPin);
    if (wait > 0) look.text = strings.plural(Plural::TryAgainIn, wait);
    draw_pin_pad(frame, metrics.window_rect(), look);
    state_.record = frame.take();
    ring_.draw(frame, state_.record, host_.reduced_motion());
    update_focus(strings.rtl() ? ReadingDirection::RightToLeft : ReadingDirection::LeftToRight);
    mark_focused(state_.record.root, state_.focus.focused());
}

void PinPrompt::update_focus(ReadingDirection reading) {
    const bool could_save = state_.interaction.focused == "pin.save";
    const bool can_save = state_.record.find("pin.save") != nullptr;
    offer_focus(state_, "pin", reading);
    // A new PIN that is complete only needs to be confirmed; one that is not any more, to be completed.
    if (can_save && !had_save_ && !state_.focus.focused().empty()) state_.focus.focus("pin.save");
    if (could_save && !can_save) state_.focus.focus("pin.erase");
    had_save_ = can_save;
}

std::optional<Microseconds> PinPrompt::next_change(Microseconds now) const {
    if (!is_open()) return std::nullopt;
    std::optional<Microseconds> next = input_.next_change();
    if (!choosing() && gate_.wait_seconds(now) > 0) keep_earlier(next, now + 200ms);
    return next;
}

}  // namespace cliffhanger
