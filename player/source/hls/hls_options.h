// What a source is told about its episode: when and in which quality to fetch it. Plain values.
#pragma once

#include <functional>
#include <string>

#include "player/media_time.h"

namespace cliffhanger {

class SegmentScheduler;

struct HlsOptions {
    std::string episode;                            ///< MediaItem::id
    MediaTime start{0};                             ///< where reading will begin; 0: where the playlist says
    std::string preferred_audio_language;           ///< BCP 47; its rendition is opened first
    SegmentScheduler* scheduler = nullptr;          ///< outlives the source; nullptr: a plain one of its own
    std::function<MediaTime()> buffered = nullptr;  ///< what is read and not decoded yet; called by the reader
};

}  // namespace cliffhanger
