// Where the plates of captions go on a stage: as the viewer wants it, clear of the chrome. Pure.
#pragma once

#include <vector>

#include "app/captions/caption_style.h"
#include "app/geometry.h"
#include "player/subtitles/subtitle_document.h"

namespace cliffhanger {

/// What of a stage is free for captions.
struct CaptionRoom {
    Rect stage;
    float top = 0, bottom = 0;  ///< nothing above and below these
    float low = 0;              ///< the lower edge of captions that stand low
    float gap = 0;              ///< between plates
    float side = 0;             ///< kept free at the stage's sides
};

/// Where the author of a cue wants it, as far as that is in the room: clear of `rail`, which stands at a side, and
/// above or below what is there already.
Rect place_caption(const CaptionRoom& room, const Rect& rail, const CuePlace& place, const Rect& video, Size plate,
                   const std::vector<Rect>& taken);

/// Pictures of captions that reach above `top` or below `bottom` move between these, those of a half of the stage all
/// by as much. What takes up half of the stage stays: it is no line of text.
std::vector<Rect> clear_of_bars(std::vector<Rect> places, const Rect& stage, float top, float bottom);

/// Plates of these sizes under one another, none outside of the room, as long as they fit at all.
std::vector<Rect> stack_captions(const CaptionRoom& room, CaptionPosition position, const std::vector<Size>& plates);

}  // namespace cliffhanger
