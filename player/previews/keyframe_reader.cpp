#include "player/previews/keyframe_reader.h"

#include <algorithm>

#include "player/pipeline/stream_choice.h"
#include "player/previews/thumbnail.h"

namespace cliffhanger {
namespace {

// So much may lie in front of a keyframe.
constexpr int kMaxPackets = 4096;

}  // namespace

Result<MediaInfo> KeyframeReader::open() {
    auto info = source_.open();
    if (!info) return info;
    video_ = choose_video(*info);
    const auto stream = std::find_if(info->streams.begin(), info->streams.end(),
                                     [this](const StreamInfo& candidate) { return candidate.index == video_; });
    if (video_ < 0 || stream == info->streams.end() || stream->attached_picture)
        return fail(ErrorKind::Unsupported, "There are no pictures to preview");
    source_.select({video_});
    auto decoder = VideoDecoder::open(*stream, 1);
    if (!decoder) return tl::unexpected(decoder.error());
    decoder_ = *std::move(decoder);
    return info;
}

Result<PreviewPicture> KeyframeReader::next() {
    for (int i = 0; i < kMaxPackets; ++i) {
        auto packet = source_.read();
        if (!packet) return tl::unexpected(packet.error());
        if (packet->stream != video_) continue;
        if (packet->changed) {
            auto decoder = VideoDecoder::open(*packet->changed, 1);
            if (!decoder) return tl::unexpected(decoder.error());
            decoder_ = *std::move(decoder);
        }
        if (!packet->keyframe) continue;
        if (last_ && packet->time && packet->time == last_stamp_) return *last_;
        const auto sent = decoder_->send(*packet);
        decoder_->send_end();
        const VideoFramePtr picture = sent ? decoder_->receive() : nullptr;
        decoder_->flush();
        if (!picture) continue;
        auto image = make_thumbnail(*picture, kPreviewSide);
        if (!image) return tl::unexpected(image.error());
        last_stamp_ = packet->time;
        last_ = PreviewPicture{picture->time, std::make_shared<const Image>(*std::move(image))};
        return *last_;
    }
    return fail(ErrorKind::Corrupted, "There is no keyframe");
}

}  // namespace cliffhanger
