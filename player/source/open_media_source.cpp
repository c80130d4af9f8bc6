#include "player/source/open_media_source.h"

#include "player/source/progressive_source.h"

namespace cliffhanger {

std::unique_ptr<MediaSource> open_media_source(const MediaAddress& address, HttpClient& http, const Clock& clock) {
    return std::make_unique<ProgressiveSource>(
        [address, &http, &clock] { return open_byte_source(address, http, clock); });
}

}  // namespace cliffhanger
