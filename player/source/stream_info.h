// libav's description of a stream as a StreamInfo. For .cpp files inside player/ only.
#pragma once

#include "player/packet.h"

struct AVFormatContext;
struct AVStream;

namespace cliffhanger {

/// StreamInfo::codec of TTML and WebVTT in MP4: each packet is all that is said while it lasts.
inline constexpr const char *kTtmlTrack = "stpp", *kWebVttTrack = "wvtt";

StreamInfo describe_stream(AVFormatContext& format, AVStream& stream);

/// The turn and flip of a display matrix as libav stores it (nine 16.16 numbers).
void apply_display_matrix(const std::int32_t matrix[9], int& rotation, bool& mirrored);

}  // namespace cliffhanger
