// The head of a screen beside the player: a way back where there is one, and the title. Stateless.
#pragma once

#include <string>

#include "app/ui/frame.h"

namespace cliffhanger {

enum class BackArrow { Without, With };

/// The way back at the start of a row, on the gutter's line; gives the width that it takes behind the gutter.
float draw_back_arrow(Frame& frame, const std::string& id, const Rect& row);

/// Draws into the top of `area`; gives the height taken. `reserved`: what stands at its end, px.
float draw_page_heading(Frame& frame, const std::string& id, const std::string& title, const Rect& area, BackArrow back,
                        float reserved = 0);

}  // namespace cliffhanger
