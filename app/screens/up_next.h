// The card that says what comes next at the end of an episode, with a ring that counts down. Main thread only.
#pragma once

#include <optional>

#include "app/screens/page_view.h"
#include "app/ui/frame.h"

namespace cliffhanger {

class UpNext {
 public:
    static constexpr Microseconds kCountdown = std::chrono::seconds(5);

    void open(Microseconds now);
    void close() { since_.reset(); }
    bool is_open() const { return since_.has_value(); }
    /// The countdown is over.
    bool due(Microseconds now) const { return since_ && now - *since_ >= kCountdown; }
    std::optional<Microseconds> due_at() const;

    /// `next` is the page that follows `view`.
    void draw(Frame& frame, PlayerHost& host, const PageView& view, const Page& next, const Rect& slot) const;

 private:
    void draw_ring(Frame& frame, Point center) const;

    std::optional<Microseconds> since_;
};

}  // namespace cliffhanger
