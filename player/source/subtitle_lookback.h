// Which subtitles of a Matroska file are under way at a time, as its index tells: a seek leads to a keyframe of the
// pictures, and what began before that would be missed. Pure, but for reading libav's index. Only for player/source.
#pragma once

#include <map>

#include "player/media_time.h"

struct AVFormatContext;

namespace cliffhanger {

/// For each subtitle stream that is delivered: when its last entry before the keyframe of `video` at or before
/// `target` begins. Times as the container has them. Empty when there is nothing to look back for.
std::map<int, MediaTime> subtitles_under_way(AVFormatContext& format, int video, MediaTime target);

}  // namespace cliffhanger
