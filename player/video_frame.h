// A decoded picture as the presenters see it: planes, colour description and geometry, without libav types.
// Immutable after construction and shared between threads by shared_ptr.
#pragma once

#include <array>
#include <cstdint>
#include <memory>

#include "player/media_time.h"

namespace cliffhanger {

/// How the planes lie in memory. Other formats are converted by the decoder to the nearest of these.
enum class PixelLayout {
    I420,  ///< Y, U, V; 8 bit; 2x2 subsampled
    I422,
    I444,
    NV12,  ///< Y, interleaved UV
    I010,  ///< as I420, 10 bit in 16, little endian
    I210,  ///< as I422, 10 bit
    Argb,  ///< one plane, bytes B G R A (libyuv's ARGB, SDL's ARGB8888), straight alpha
};

/// The matrix from Y'CbCr to R'G'B'. Unspecified in the stream is decided by the decoder: BT.709 for
/// what exceeds standard definition.
enum class ColorMatrix { Bt601, Bt709, Bt2020 };
enum class ColorRange { Limited, Full };
enum class ColorTransfer { Sdr, Pq, Hlg };

class ColorCube;

struct VideoFrame {
    PixelLayout layout = PixelLayout::I420;
    ColorMatrix matrix = ColorMatrix::Bt709;
    ColorRange range = ColorRange::Limited;
    ColorTransfer transfer = ColorTransfer::Sdr;
    /// How its colours become an SDR screen's, where matrix and range are not all of it; the layout is I010 or I210
    /// then.
    std::shared_ptr<const ColorCube> sdr_table;
    int width = 0, height = 0;                       ///< of the luma plane, before rotation and pixel aspect
    std::array<const std::uint8_t*, 3> planes{};     ///< owned by `storage`
    std::array<int, 3> strides{};                    ///< bytes
    int pixel_aspect_num = 1, pixel_aspect_den = 1;  ///< of a sample, before rotation
    int rotation = 0;                     ///< degrees clockwise to turn the picture for display: 0, 90, 180, 270
    bool mirrored = false;                ///< flipped left to right, before the rotation
    MediaTime time{0};                    ///< on the episode's timeline
    MediaTime duration{0};                ///< 0 = unknown
    std::uint32_t serial = 0;             ///< generation of the seek that it belongs to
    std::shared_ptr<const void> storage;  ///< keeps the planes alive

    /// The shape on screen, after pixel aspect and rotation, in square pixels.
    double display_width() const;
    double display_height() const;
};

using VideoFramePtr = std::shared_ptr<const VideoFrame>;

}  // namespace cliffhanger
