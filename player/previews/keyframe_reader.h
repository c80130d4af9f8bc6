// Single keyframes out of a source of packets, as small stills. Used by one thread; blocks as its source does.
#pragma once

#include <memory>
#include <optional>

#include "player/pipeline/video_decoder.h"
#include "player/previews/preview_source.h"
#include "player/source/media_source.h"

namespace cliffhanger {

class KeyframeReader {
 public:
    /// `source` is not open yet, and outlives the reader.
    explicit KeyframeReader(MediaSource& source) : source_(source) {}

    /// Unsupported when it has no moving pictures that can be decoded.
    [[nodiscard]] Result<MediaInfo> open();
    /// The next keyframe in the order of the file.
    [[nodiscard]] Result<PreviewPicture> next();

 private:
    MediaSource& source_;
    int video_ = -1;
    std::unique_ptr<VideoDecoder> decoder_;
    std::optional<PreviewPicture> last_;  // neighbouring times often lead to the same keyframe
    std::optional<MediaTime> last_stamp_;
};

}  // namespace cliffhanger
