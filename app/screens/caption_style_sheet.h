// The choices of how captions look and when they come, with the captions on the current picture as their preview: rows
// of chips, or one chip that goes round where they do not fit. Stateless. Main thread only.
#pragma once

#include "app/captions/caption_control.h"
#include "app/ui/frame.h"

namespace cliffhanger {

enum class CaptionSetting { Size, Position, Plate, Outline, Color, Font, Delay, Count };

float caption_style_height(const Frame& frame, const CaptionControl& captions, float width);
void draw_caption_style(Frame& frame, const CaptionControl& captions, const Rect& area);

/// Performs an ActionKind::SetCaption of this value.
void set_caption(CaptionControl& captions, int value);

/// "+150 ms"
std::string delay_text(MediaTime delay);

}  // namespace cliffhanger
