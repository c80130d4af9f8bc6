// Decodes one session's video on its own thread: packets in, pictures out, seeks resolved to the picture asked for.
// Threads: one of its own, which blocks in PacketQueue::pop and FrameQueue::push; ended by aborting both queues.
// The destructor joins.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <thread>

#include "player/pipeline/decode_effort.h"
#include "player/pipeline/frame_queue.h"
#include "player/pipeline/packet_queue.h"
#include "player/pipeline/playback_pace.h"
#include "player/pipeline/video_decoder.h"

namespace cliffhanger {

struct VideoWorkerEvents {
    std::function<void()> picture_ready;    ///< a queue that was empty has something
    std::function<void(Error)> unplayable;  ///< there is no decoder for the stream
    CaptionSink captions = nullptr;         ///< what lies beside the pictures
};

struct VideoWorkerSetup {
    int cores = 1;
    /// As VideoDecoding; nullptr = in software.
    std::function<Result<std::shared_ptr<HardwareDevice>>(int av_codec_id)> open_device = nullptr;
    /// What the pictures have to keep up with; nullptr = nothing.
    const PlaybackPace* pace = nullptr;
};

struct VideoWorkerReport {
    DecoderName decoder;
    std::uint64_t skipped = 0;  ///< pictures that were not decoded because time was short
};

class VideoWorker {
 public:
    VideoWorker(PacketQueue& packets, FrameQueue& frames, VideoWorkerSetup setup, VideoWorkerEvents events);
    ~VideoWorker() = default;
    VideoWorker(const VideoWorker&) = delete;
    VideoWorker& operator=(const VideoWorker&) = delete;

    /// From any thread.
    VideoWorkerReport report() const;

 private:
    void run();
    void start(std::uint32_t serial, const SeekMarker& marker);
    void open_decoder(const StreamInfo& stream);
    void decode(const Packet& packet);
    void decode_first(const Packet& packet);
    void decode_keyframe(const Packet& packet);
    DecodeEffort effort_for(const Packet& packet);
    void judge(const VideoFrame& picture);
    void publish();
    void receive_all();
    void accept(VideoFramePtr picture);
    void settle(VideoFramePtr picture);
    void finish();
    void emit(FrameRole role, VideoFramePtr picture);
    bool reaches_target(const VideoFrame& picture) const;
    VideoFramePtr stamped(VideoFramePtr picture) const;

    PacketQueue& packets_;
    FrameQueue& frames_;
    const VideoWorkerSetup setup_;
    const VideoWorkerEvents events_;

    std::unique_ptr<VideoDecoder> decoder_;
    std::shared_ptr<const StreamInfo> stream_;  // what decoder_ was opened for
    std::uint32_t serial_ = 0;
    MediaTime target_{0};
    SeekMode mode_ = SeekMode::Exact;
    bool first_packet_ = true;                // of this generation
    bool settled_ = false;                    // the picture at the target was given out
    bool refused_ = false;                    // a newer generation has begun: nothing of this one is wanted
    VideoFramePtr candidate_;                 // the newest picture before the target
    std::optional<MediaTime> given_out_;      // by decode_first(): comes out of the decoder once more
    std::optional<MediaTime> emitted_until_;  // since the seek

    DecodeEffortControl effort_;
    bool only_keyframes_ = false;         // until the next keyframe, whatever the effort says: others need their like
    std::optional<MediaTime> last_time_;  // of the pictures since something was left out
    std::uint64_t skipped_ = 0;

    mutable std::mutex mutex_;
    // guarded by mutex_
    VideoWorkerReport report_;

    std::jthread thread_;  // last: ends before the fields above go
};

}  // namespace cliffhanger
