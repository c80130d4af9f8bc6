// One video stream's packets to pictures, in presentation order. Wraps libav's buffers without copying where the layout
// is one of PixelLayout's; everything else is converted to the nearest of them.
// Threads: one thread at a time; libav's own frame threads when asked for. Blocks for as long as decoding takes.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>

#include "net/result.h"
#include "player/packet.h"
#include "player/video_frame.h"

namespace cliffhanger {

/// How many threads a stream needs on `cores` cores: one while one core keeps up, two beyond 1080p or 30 frames a
/// second.
[[nodiscard]] int decode_threads_for(const StreamInfo& stream, int cores) noexcept;

/// Larger pictures (8K is 7680x4320) are refused.
inline constexpr std::int64_t kMostPixels = 8192LL * 8192LL;

/// What is said of pictures that are Dolby Vision and nothing else.
inline constexpr const char* kDolbyVisionNote =
    "Dolby Vision without a base that other decoders show (profile 5): its colours are wrong here";

/// The A53 triplets of closed captions that came with the picture of this time.
using CaptionSink = std::function<void(MediaTime, std::span<const std::uint8_t>)>;
class HardwareDevice;

/// How pictures are to be decoded.
struct VideoDecoding {
    int threads = 1;
    /// Opens the device to decode with; nullptr = in software. The failure's sentence becomes the decoder's note.
    std::function<Result<std::shared_ptr<HardwareDevice>>(int av_codec_id)> open_device = nullptr;
};

/// What decodes.
struct DecoderName {
    std::string name;  ///< "h264", "h264 (vaapi)"
    std::string note;  ///< why not in hardware, when that was wanted; what its pictures lack
    bool operator==(const DecoderName&) const = default;
};

/// What a decoder does not do when time is short; each includes the ones before it.
enum class Shortcut {
    None,
    SkipUnreferenced,  ///< pictures that no other one needs are not decoded
    SkipLoopFilter,    ///< edges of blocks stay visible
};

class VideoDecoder {
 public:
    /// Unsupported, naming the codec, when there is no decoder for it. A device that does not open, or fails later on,
    /// is no error: decoding goes on in software with the last keyframe, and no picture is lost.
    [[nodiscard]] static Result<std::unique_ptr<VideoDecoder>> open(const StreamInfo& stream,
                                                                    const VideoDecoding& decoding);
    [[nodiscard]] static Result<std::unique_ptr<VideoDecoder>> open(const StreamInfo& stream, int threads) {
        return open(stream, VideoDecoding{threads});
    }
    ~VideoDecoder();
    VideoDecoder(const VideoDecoder&) = delete;
    VideoDecoder& operator=(const VideoDecoder&) = delete;

    /// Call receive() until it returns nullptr after each send. Corrupted: this packet gives no picture; carry on with
    /// the next.
    [[nodiscard]] Result<void> send(const Packet& packet);
    /// No more packets: receive() gives out what is held back for reordering. flush() before sending again.
    void send_end();
    /// The next picture; nullptr when more input is needed.
    [[nodiscard]] VideoFramePtr receive();
    /// Forgets everything; the next packet must be a keyframe.
    void flush();
    void set_shortcut(Shortcut shortcut);

    /// Called by receive(), in presentation order; nothing is left out on the way to a seek's target from then on.
    void set_caption_sink(CaptionSink sink);

    const DecoderName& name() const noexcept;
    std::uint64_t errors() const noexcept;

 private:
    class Codec;
    explicit VideoDecoder(std::unique_ptr<Codec> codec);
    std::unique_ptr<Codec> codec_;
};

}  // namespace cliffhanger
