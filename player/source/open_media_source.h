// Chooses the MediaSource for an address by its first bytes: an HLS playlist, or one file.
// Never blocks: what is there is looked at in MediaSource::open(), where errors come out too.
#pragma once

#include <memory>

#include "net/byte_source.h"
#include "player/source/hls/hls_options.h"
#include "player/source/media_source.h"

namespace cliffhanger {

[[nodiscard]] std::unique_ptr<MediaSource> open_media_source(const MediaAddress& address, HttpClient& http,
                                                             const Clock& clock, HlsOptions options = {});

}  // namespace cliffhanger
