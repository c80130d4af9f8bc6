// What a decoded libav frame is in terms of VideoFrame: layout, colours, geometry. For .cpp files inside player/ only.
#pragma once

#include <optional>

#include "player/pipeline/hdr_mapping.h"
#include "player/video_frame.h"

struct AVFrame;

namespace cliffhanger {

/// The layout under which a libav pixel format can be shown without copying; nullopt = it must be converted.
std::optional<PixelLayout> layout_of(int av_pixel_format) noexcept;

/// The libav pixel format (of those with a layout) that loses least of another one; itself if it has a layout.
int nearest_format(int av_pixel_format) noexcept;
/// The same among those of 10 bits, which colour tables are for.
int deep_format(int av_pixel_format) noexcept;

/// One component, with or without alpha. What says nothing of its range is a still's and uses all of it.
bool is_gray(int av_pixel_format) noexcept;

/// Of streams that do not say: broadcast custom, BT.709 for what exceeds standard definition (768x576). mpv's rule,
/// whose width makes it hold for films cut to a wide shape, and here for what is upright as for what lies.
ColorMatrix usual_matrix(int width, int height) noexcept;
ColorMatrix matrix_of(const AVFrame& frame) noexcept;
ColorRange range_of(const AVFrame& frame) noexcept;
ColorTransfer transfer_of(const AVFrame& frame) noexcept;

/// What has to be known to show it on an SDR screen; nullopt for pictures that were made for one.
std::optional<HdrPicture> hdr_picture_of(const AVFrame& frame) noexcept;

}  // namespace cliffhanger
