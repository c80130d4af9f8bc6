// libass's one-colour masks laid over one another, as pictures of the places where there is anything. Pure.
#pragma once

#include <vector>

#include "player/subtitles/ass_renderer.h"

struct ass_image;

namespace cliffhanger {

/// `images` as ass_render_frame() gives them, within a frame of this size.
std::vector<OverlayImage> blend_ass_images(const ass_image* images, int width, int height);

}  // namespace cliffhanger
