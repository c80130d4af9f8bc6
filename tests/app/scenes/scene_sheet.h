// A contact sheet of scenes: many pictures in one that is small enough to be kept and large enough to be looked at.
#pragma once

#include "player/images/image.h"

namespace cliffhanger {

/// Scenes are shown at a third of their size: words can still be read, and what has moved by a few pixels differs.
constexpr int kSheetScale = 3;

/// Size in pixels of the sheet; what no scene covers is black.
Image empty_sheet(int width, int height);
/// Puts a scene, made smaller, with its upper left corner there.
void put_scene(Image& sheet, const Image& scene, int x, int y);

}  // namespace cliffhanger
