// libav's description of a stream as a StreamInfo. For .cpp files inside player/ only.
#pragma once

#include "player/packet.h"

struct AVFormatContext;
struct AVStream;

namespace cliffhanger {

StreamInfo describe_stream(AVFormatContext& format, AVStream& stream);

/// The turn and flip of a display matrix as libav stores it (nine 16.16 numbers).
void apply_display_matrix(const std::int32_t matrix[9], int& rotation, bool& mirrored);

}  // namespace cliffhanger
