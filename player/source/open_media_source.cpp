#include "player/source/open_media_source.h"

#include <utility>

#include "player/source/detected_source.h"

namespace cliffhanger {

std::unique_ptr<MediaSource> open_media_source(const MediaAddress& address, HttpClient& http, const Clock& clock,
                                               HlsOptions options) {
    return std::make_unique<DetectedSource>(address, http, clock, std::move(options));
}

}  // namespace cliffhanger
