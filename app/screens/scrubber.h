// A scrub under way: keyframes while it moves, the exact picture when it ends, back to where it began when it is
// cancelled. Main thread only.
#pragma once

#include <optional>
#include <variant>

#include "app/input/scrub.h"
#include "app/screens/player_host.h"

namespace cliffhanger {

class Scrubber {
 public:
    void begin_bar(PlayerHost& host, const Rect& bar, MediaTime position, MediaTime duration, float px_per_dp,
                   Point pointer);
    void begin_stage(MediaTime position, MediaTime duration, float stage_width, Point pointer);
    void move(PlayerHost& host, Point pointer);
    void end(PlayerHost& host);
    void cancel(PlayerHost& host);

    bool active() const { return position_.has_value(); }
    bool on_bar() const { return active() && std::holds_alternative<BarScrub>(*drag_); }
    std::optional<MediaTime> position() const { return position_; }

 private:
    void show(PlayerHost& host, MediaTime position);

    std::optional<std::variant<BarScrub, StageScrub>> drag_;
    std::optional<MediaTime> position_;
    MediaTime origin_{0};
    float from_x_ = 0;
};

}  // namespace cliffhanger
