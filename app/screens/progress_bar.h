// The bar at the foot of a page: position, buffer, times, thumb, and the bubble while scrubbing. Never mirrored: it
// shows the direction of the tape. Stateless.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/screens/page_view.h"
#include "app/ui/frame.h"

namespace cliffhanger {

struct ProgressLook {
    std::optional<MediaTime> scrub;  ///< where a scrub leads; empty = not scrubbing
    std::optional<MediaTime> hover;  ///< where the pointer is over the bar
    ImagePtr preview;                ///< of one of these two moments; nullptr = none is there
    std::string title;               ///< of the chapter at one of these two
    std::vector<MediaTime> ticks;    ///< where parts begin
    std::optional<MediaTime> loop_from, loop_to;
    float thumb_scale = 1;  ///< 1 at rest, 10/6 while dragged
};

/// `row` is the hit area: the stage's width between its gutters, 44 dp high. Gives the bar's own rectangle.
Rect draw_progress_bar(Frame& frame, const PageView& view, const Rect& row, const ProgressLook& look);
/// The 2 dp line that stays when the chrome is hidden.
void draw_progress_line(Frame& frame, const PageView& view, const Rect& stage, float opacity);
/// Where the picture of such a moment lies; nullopt = there is none.
std::optional<Rect> scrub_picture_rect(const Frame& frame, const PageView& view, const Rect& row,
                                       const ProgressLook& look);
/// Where the bar itself lies within its row: what scrubbing measures against.
Rect progress_bar_rect(const Frame& frame, const PageView& view, const Rect& row);

}  // namespace cliffhanger
