// libyuv's constants for a frame's matrix and range, with the whole of the factor from U to blue. Any thread.
//
// Limited range needs 129/64 (BT.601), 135/64 (BT.709) and 137/64 (BT.2020) there. The tables in libyuv's row_common.cc
// end at 128/64 unless it was built with LIBYUV_UNLIMITED_DATA, which distributions do not: saturated blue and yellow
// then come out up to 18 levels wrong. The code that reads a table on x86 takes the factor as an unsigned byte and has
// room for all of it, so a copy of the table with the right one costs nothing. Elsewhere the tables stay libyuv's own.
#pragma once

#include "player/video_frame.h"

namespace libyuv {
struct YuvConstants;
}

namespace cliffhanger {

const libyuv::YuvConstants& yuv_constants(ColorMatrix matrix, ColorRange range);

}  // namespace cliffhanger
