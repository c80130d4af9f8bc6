// Previews out of a playlist of I-frames: named by the feed, or found in the stream's own multivariant playlist.
#pragma once

#include <optional>
#include <string>

#include "player/previews/preview_source.h"
#include "player/source/hls/hls_io.h"
#include "player/source/hls/hls_keys.h"
#include "player/source/hls/hls_timeline.h"

namespace cliffhanger {

class IframePreviews final : public PreviewSource {
 public:
    IframePreviews(MediaAddress address, HttpClient& http, const Clock& clock) : io_(std::move(address), http, clock) {}

    Result<void> open(std::stop_token stop) override;
    std::size_t count() const override { return timeline_ ? timeline_->segments().size() : 0; }
    std::size_t nearest(MediaTime time) const override;
    Result<PreviewPicture> picture(std::size_t index, std::stop_token stop) override;

 private:
    Result<HlsMediaPlaylist> find_playlist();
    Result<std::string> read(const std::string& url, std::optional<HlsByteRange> range, const HlsKey* key,
                             std::int64_t sequence);

    HlsIo io_;
    HlsKeys keys_{io_};
    std::optional<HlsTimeline> timeline_;
    std::shared_ptr<const HlsMap> map_;
    std::string map_bytes_;
};

}  // namespace cliffhanger
