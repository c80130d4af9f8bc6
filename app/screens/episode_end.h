// What happens when an episode, or a section of it, has been played: again, on to the next one, at once or after a
// countdown, or nothing. Main thread only.
#pragma once

#include <optional>

#include "app/screens/player_state.h"

namespace cliffhanger {

class EpisodeEnd {
 public:
    explicit EpisodeEnd(PlayerState& state) : state_(state) {}

    /// Once a loop turn, before anything is drawn.
    void update(Microseconds now);
    std::optional<Microseconds> next_change(Microseconds now) const;

 private:
    /// Whether the next episode's sound follows this one's by itself.
    bool watch(Microseconds now);
    bool loop_back(const PageView& here, bool ended);
    bool goes_on_by_itself(const PageView& here) const;
    bool next_is_ready(std::size_t next) const;
    void go_on(Microseconds now, const PageView& here);

    PlayerState& state_;
    std::optional<std::size_t> page_;  // whose end this is about
    std::optional<Microseconds> ended_since_;
};

}  // namespace cliffhanger
