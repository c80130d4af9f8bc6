// Asks for the PIN, or for a new one, over everything else, and takes the input meanwhile. The shell owns it. Main
// thread only.
#pragma once

#include <optional>
#include <string>

#include "app/kiosk/pin_gate.h"
#include "app/render/canvas.h"
#include "app/screens/player_host.h"
#include "app/shell/browse_input.h"
#include "app/ui/focus_ring.h"

namespace cliffhanger {

class PinPrompt {
 public:
    /// Both outlive it.
    PinPrompt(PlayerHost& host, const KeyMap& keys);

    bool is_open() const { return question_.has_value(); }
    /// True: it is the prompt's, and nobody else's.
    bool handle(const InputEvent& event);
    /// Takes what somebody wants to be asked.
    void update(Microseconds now);
    void draw(Canvas& canvas, const Theme& theme, const Strings& strings, const Metrics& metrics, Microseconds now);
    const SemanticNode& semantics() const { return state_.record.root; }
    bool animating(Microseconds now) const { return ring_.animating(now); }
    std::optional<Microseconds> next_change(Microseconds now) const;

 private:
    using Kind = AgeGate::Question::Kind;

    void open(Microseconds now, AgeGate::Question question);
    void close();
    bool type(Microseconds now, const KeyEvent& key);
    void type_digit(Microseconds now, char digit);
    void erase();
    void save(Microseconds now);
    void grant(Microseconds now);
    void perform(Microseconds now, const Action& action);
    void update_focus(ReadingDirection reading);
    bool choosing() const { return question_ && question_->kind == Kind::Choose; }

    PlayerHost& host_;
    PinGate gate_;
    bool recalled_ = false;  ///< the failures of earlier runs
    std::optional<AgeGate::Question> question_;
    std::string chosen_;  ///< digits of a new PIN
    bool had_save_ = false;
    BrowseState state_;
    BrowseInput input_;
    FocusRing ring_;
};

}  // namespace cliffhanger
