// The chapters that a container names. For .cpp files inside player/ only.
#pragma once

#include <memory>
#include <vector>

#include "player/packet.h"

struct AVFormatContext;

namespace cliffhanger {

/// In order of time, `timeline_start` taken off; nullptr where there are none. At most a thousand.
std::shared_ptr<const std::vector<Chapter>> chapters_of(const AVFormatContext& format, MediaTime timeline_start);

}  // namespace cliffhanger
