// How many bytes a file's seconds take, by the index that its container begins or ends with. For .cpp files inside
// player/ only.
#pragma once

#include <memory>

#include "player/media_time.h"
#include "player/policy/size_index.h"

struct AVFormatContext;

namespace cliffhanger {

/// nullptr where the index does not know every packet of the whole file, as that of a fragmented one.
std::shared_ptr<const SizeIndex> index_sizes(AVFormatContext& format, MediaTime timeline_start, MediaTime duration);

}  // namespace cliffhanger
