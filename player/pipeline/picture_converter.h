// Wraps decoded libav frames as VideoFrames, converting those that no presenter can show.
// Threads: one at a time. For .cpp files inside player/ only.
#pragma once

#include <optional>

#include "player/libav.h"
#include "player/packet.h"
#include "player/pipeline/hdr_mapping.h"
#include "player/video_frame.h"

namespace cliffhanger {

class PictureConverter {
 public:
    /// `stream` gives what the frame itself does not say (rotation, pixel aspect).
    explicit PictureConverter(const StreamInfo& stream);

    /// nullptr when the frame cannot be converted. Time and duration are left for the caller.
    std::shared_ptr<VideoFrame> convert(AvFramePtr frame);

 private:
    AvFramePtr to_format(const AVFrame& frame, int format);
    void describe_geometry(const AVFrame& frame, VideoFrame& picture) const;

    void describe_colors(const AVFrame& frame, VideoFrame& picture);

    int rotation_, pixel_aspect_num_, pixel_aspect_den_;
    bool mirrored_;
    SwsContextPtr scaler_;
    std::optional<HdrPicture> hdr_;  // what table_ is for
    std::shared_ptr<const ColorCube> table_;
};

}  // namespace cliffhanger
