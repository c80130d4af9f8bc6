#include "player/video_frame.h"

namespace cliffhanger {
namespace {

double upright_width(const VideoFrame& frame) {
    const bool aspect = frame.pixel_aspect_num > 0 && frame.pixel_aspect_den > 0;
    return aspect ? static_cast<double>(frame.width) * frame.pixel_aspect_num / frame.pixel_aspect_den : frame.width;
}

bool on_its_side(const VideoFrame& frame) { return frame.rotation == 90 || frame.rotation == 270; }

}  // namespace

double VideoFrame::display_width() const { return on_its_side(*this) ? height : upright_width(*this); }
double VideoFrame::display_height() const { return on_its_side(*this) ? upright_width(*this) : height; }

}  // namespace cliffhanger
