// What HDR10, HLG and BT.2020 pictures look like on an SDR screen, as a table that the presenters apply. Thread-safe.
#pragma once

#include <memory>

#include "player/color_cube.h"
#include "player/video_frame.h"

namespace cliffhanger {

/// What PQ can say at most.
inline constexpr float kPqPeak = 10000.0f;

/// All that decides the table.
struct HdrPicture {
    ColorMatrix matrix = ColorMatrix::Bt2020;
    ColorRange range = ColorRange::Limited;
    ColorTransfer transfer = ColorTransfer::Pq;
    /// Of the screen that it was graded on, in cd/m2. Unknown ones are taken to show all that PQ can say.
    float black = 0, peak = kPqPeak;

    bool operator==(const HdrPicture&) const = default;
};

/// Shared by all pictures of that kind for as long as one of them is there, and the last one made for longer. Making
/// one takes some 12 ms, and 30 more where libplacebo is loaded.
std::shared_ptr<const ColorCube> sdr_table(const HdrPicture& picture);

}  // namespace cliffhanger
