// What a public screen does while people come and go: it attracts, somebody watches, nobody answers, everything begins
// anew. Says where it is and does nothing itself. Pure state machine on injected time; one thread.
#pragma once

#include <optional>

#include "net/clock.h"

namespace cliffhanger {

class KioskMode {
 public:
    enum class State {
        Attract,   ///< trailers, without sound
        Session,   ///< somebody watches
        IdleWarn,  ///< "Still there?"
        Reset,     ///< what the visitor has left must go: wiped() ends it
        Operator,  ///< the PIN is asked for, over whatever was there
    };
    struct Timing {
        Microseconds idle = std::chrono::seconds(45);
        Microseconds warning = std::chrono::seconds(15);
        Microseconds operator_patience = std::chrono::seconds(30);
        int episodes = 3;  ///< that follow by themselves
    };
    /// What a visitor is doing without touching anything.
    struct Activity {
        bool watching = false;  ///< pictures move in the player
        int followed = 0;       ///< episodes that have followed by themselves, ever
    };

    KioskMode() : KioskMode(Timing{}) {}
    explicit KioskMode(const Timing& timing) : timing_(timing) {}

    State state() const { return state_; }
    /// Touch, mouse, key, wheel or pad. Answers the warning.
    void input(Microseconds now);
    /// From Attract.
    void enter(Microseconds now);
    void ask_pin(Microseconds now);
    void leave_pin(Microseconds now);
    void update(Microseconds now, const Activity& activity);
    /// From Reset to Attract.
    void wiped();

    /// Of the warning, 1 down to 0, and whole seconds.
    double warning_left(Microseconds now) const;
    int warning_seconds(Microseconds now) const;
    std::optional<Microseconds> next_change(Microseconds now) const;

 private:
    void update_session(Microseconds now, const Activity& activity);
    void warn(Microseconds now);

    Timing timing_;
    State state_ = State::Attract, behind_pin_ = State::Attract;
    Microseconds quiet_since_{0};  ///< nobody has touched it, and nothing is watched
    Microseconds warned_at_{0}, asked_at_{0};
    bool touched_ = false;  ///< while attracting: a language was looked for, say
    bool watching_ = false;
    int followed_ = 0, followed_at_input_ = 0;
};

}  // namespace cliffhanger
