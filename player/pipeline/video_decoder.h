// One video stream's packets to pictures, in presentation order. Wraps libav's buffers without copying where the layout
// is one of PixelLayout's; everything else is converted to the nearest of them.
// Threads: one thread at a time; libav's own frame threads when asked for. Blocks for as long as decoding takes.
#pragma once

#include <cstdint>
#include <memory>

#include "net/result.h"
#include "player/packet.h"
#include "player/video_frame.h"

namespace cliffhanger {

/// How many threads a stream needs on `cores` cores: one while one core keeps up, two beyond 1080p or 30 frames a
/// second.
[[nodiscard]] int decode_threads_for(const StreamInfo& stream, int cores) noexcept;

class VideoDecoder {
 public:
    /// Unsupported, naming the codec, when there is no decoder for it.
    [[nodiscard]] static Result<std::unique_ptr<VideoDecoder>> open(const StreamInfo& stream, int threads);
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
    /// On the way to a seek's target: pictures that no other one needs are not decoded.
    void set_skip_unreferenced(bool skip);

    std::uint64_t errors() const noexcept;

 private:
    class Codec;
    explicit VideoDecoder(std::unique_ptr<Codec> codec);
    std::unique_ptr<Codec> codec_;
};

}  // namespace cliffhanger
