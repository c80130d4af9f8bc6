// The mini player: the picture, and buttons while a pointer is over it. Pure; the screen draws it, and the window,
// which is dragged by everything else, asks it where not.
#pragma once

#include "app/geometry.h"

namespace cliffhanger {

struct MiniLayout {
    Rect play, close, expand;
    bool on_button(Point at) const { return play.contains(at) || close.contains(at) || expand.contains(at); }
};

/// In a window of physical pixels; `px_per_dp` as everywhere.
MiniLayout lay_out_mini(const Rect& window, float px_per_dp, bool rtl);

/// What the mini player opens with: below both limits of its window class. dp.
constexpr float kMiniWidth = 252, kMiniHeight = 448;

}  // namespace cliffhanger
