// What a viewer's own wishes about time make of what is watched: the sleep timer, a stop after so many episodes, a
// reminder to rest, a limit for the day. Says what to do and does nothing itself. Pure, on an injected clock.
#pragma once

#include <optional>

#include "net/clock.h"

namespace cliffhanger {

class WatchLimits {
 public:
    struct Wishes {
        int stop_after = 0;           ///< episodes that follow by themselves; 0: as many as there are
        int break_after_minutes = 0;  ///< 0: no reminder
        int daily_limit_minutes = 0;  ///< 0: none
        bool operator==(const Wishes&) const = default;
    };
    /// What holds the player until the viewer has answered.
    enum class Card { None, Stop, Break, Sleep, Limit };

    static constexpr Microseconds kFade = std::chrono::seconds(20);  ///< before the sleep timer pauses
    static constexpr int kExtraMinutes = 15;

    void set_wishes(const Wishes& wishes);
    /// Once a loop turn. `watched_today`: before this run, and what take_watched() has given away since.
    void update(Microseconds now, bool playing, Microseconds watched_today);
    /// What has been watched since this was asked last; for the day's account.
    Microseconds take_watched();

    /// Another episode has become current. `followed`: by itself.
    enum class Arrival { Followed, Chosen };
    void episode_began(Arrival arrival);
    /// The current episode is at its end: what must be answered before the next one begins.
    Card at_end() const;
    /// The viewer wants another episode: what must be answered before.
    Card at_swipe() const;
    /// No other episode may begin.
    bool day_is_over() const { return day_is_over_; }

    void show(Card card) { card_ = card; }
    Card card() const { return card_; }
    /// The viewer goes on watching: nothing that the card was about counts any more.
    void go_on();
    /// So much more for today.
    void extend() { extra_ += std::chrono::minutes(kExtraMinutes); }

    void set_sleep(std::optional<Microseconds> at) { sleep_at_ = at; }
    std::optional<Microseconds> sleep_at() const { return sleep_at_; }
    /// How loud it is: less than 1 while the sleep timer runs out.
    float loudness(Microseconds now) const;
    /// The sleep timer has run out; true once.
    bool take_sleep(Microseconds now);
    std::optional<Microseconds> next_change(Microseconds now) const;

 private:
    Wishes wishes_;
    Card card_ = Card::None;
    std::optional<Microseconds> last_update_, sleep_at_;
    Microseconds watched_{0};       ///< not yet taken
    Microseconds without_rest_{0};  ///< watched since the last rest
    Microseconds idle_{0};          ///< since something played
    Microseconds extra_{0};         ///< of today's limit
    int followed_ = 0;              ///< episodes since the viewer chose one
    bool day_is_over_ = false;
};

}  // namespace cliffhanger
