// Chooses the MediaSource for an address. Never blocks: errors come out of MediaSource::open().
#pragma once

#include <memory>

#include "net/byte_source.h"
#include "player/source/media_source.h"

namespace cliffhanger {

[[nodiscard]] std::unique_ptr<MediaSource> open_media_source(const MediaAddress& address, HttpClient& http,
                                                             const Clock& clock);

}  // namespace cliffhanger
