// Brings WatchLimits to the player: counts what is watched, holds the pager, shows the card that says why. Main thread
// only.
#pragma once

#include <optional>
#include <string>

#include "app/screens/player_state.h"

namespace cliffhanger {

class WatchGuard {
 public:
    explicit WatchGuard(PlayerState& state) : state_(state) {}

    /// Once a loop turn, before the end of an episode is looked at.
    void update(Microseconds now);

 private:
    void follow_sleep(Microseconds now);
    void count(Microseconds now);
    void arrive();
    const std::string& date(Microseconds now);

    PlayerState& state_;
    std::optional<std::size_t> page_;
    std::optional<int> sleep_minutes_;
    Microseconds uncounted_{0};
    float fade_ = 1;
    std::string date_;                           ///< as it was then
    std::optional<Microseconds> date_asked_at_;  ///< it is asked for once a second
};

/// The card over the stage; nothing when there is none.
void draw_watch_card(Frame& frame, const PlayerState& state, const Rect& stage);

}  // namespace cliffhanger
