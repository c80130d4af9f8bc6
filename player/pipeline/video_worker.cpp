#include "player/pipeline/video_worker.h"

#include <pthread.h>

#include <utility>

namespace cliffhanger {
namespace {

// Time stamps are rounded: a picture this little after the target is the one at it.
constexpr MediaTime kTolerance = std::chrono::milliseconds(1);
// Pictures that nothing refers to are decoded only this close to the target.
constexpr MediaTime kDecodeAllWithin = std::chrono::milliseconds(150);

}  // namespace

VideoWorker::VideoWorker(PacketQueue& packets, FrameQueue& frames, int cores, VideoWorkerEvents events)
    : packets_(packets), frames_(frames), cores_(cores), events_(std::move(events)), thread_([this] {
          pthread_setname_np(pthread_self(), "video");
          run();
      }) {}

void VideoWorker::run() {
    while (auto item = packets_.pop()) {
        if (const auto* marker = std::get_if<SeekMarker>(&item->content)) {
            start(item->serial, *marker);
        } else if (refused_ || !decoder_) {
            continue;
        } else if (const auto* packet = std::get_if<Packet>(&item->content)) {
            decode(*packet);
        } else {
            finish();
        }
    }
}

void VideoWorker::start(std::uint32_t serial, const SeekMarker& marker) {
    serial_ = serial;
    target_ = marker.target;
    mode_ = marker.mode;
    first_packet_ = true;
    settled_ = refused_ = false;
    candidate_.reset();
    given_out_.reset();
    if (marker.stream != stream_) {
        stream_ = marker.stream;
        open_decoder(*stream_);
    } else if (decoder_) {
        decoder_->flush();
    }
}

void VideoWorker::open_decoder(const StreamInfo& stream) {
    decoder_.reset();
    auto opened = VideoDecoder::open(stream, decode_threads_for(stream, cores_));
    if (opened) {
        decoder_ = std::move(*opened);
    } else {
        events_.unplayable(opened.error());
    }
}

void VideoWorker::decode(const Packet& packet) {
    if (packet.changed) {
        decoder_->send_end();
        receive_all();
        // The next seek may lead back before the change.
        stream_.reset();
        open_decoder(*packet.changed);
        if (!decoder_ || refused_) return;
    }
    if (std::exchange(first_packet_, false) && packet.keyframe) decode_first(packet);
    if (refused_) return;
    if (settled_ && !frames_.wait_released(serial_)) {
        refused_ = true;
        return;
    }
    const bool far = !settled_ && mode_ != SeekMode::Before && packet.time &&
                     *packet.time + packet.duration + kDecodeAllWithin < target_;
    decoder_->set_skip_unreferenced(far);
    // A damaged picture is skipped; the decoder counts it.
    if (decoder_->send(packet)) receive_all();
}

// A decoder holds pictures back for reordering. Telling it that the keyframe was all there is gets that one out at
// once; afterwards it is decoded again with what follows it.
void VideoWorker::decode_first(const Packet& packet) {
    if (!decoder_->send(packet)) {
        decoder_->flush();
        return;
    }
    decoder_->send_end();
    VideoFramePtr picture = decoder_->receive();
    decoder_->flush();
    if (!picture) return;
    if (!reaches_target(*picture)) {
        // A step back is short: an older picture would only flicker.
        if (mode_ != SeekMode::Before) emit(FrameRole::Preview, std::move(picture));
        return;
    }
    given_out_ = picture->time;
    settle(std::move(picture));
}

void VideoWorker::receive_all() {
    while (!refused_) {
        auto picture = decoder_->receive();
        if (!picture) return;
        accept(std::move(picture));
    }
}

bool VideoWorker::reaches_target(const VideoFrame& picture) const {
    if (picture.time + kTolerance >= target_) return true;
    // Said durations are not believed on a step back: which picture was the last one, the one after it tells.
    if (mode_ == SeekMode::Before) return false;
    return picture.duration > MediaTime{0} && picture.time + picture.duration > target_ + kTolerance;
}

void VideoWorker::accept(VideoFramePtr picture) {
    if (given_out_) {
        if (picture->time <= *given_out_) return;
        given_out_.reset();
    }
    if (settled_) {
        emit(FrameRole::Regular, std::move(picture));
    } else if (!reaches_target(*picture)) {
        candidate_ = std::move(picture);
    } else {
        const bool jumped_past = picture->time > target_ + kTolerance && candidate_;
        if (jumped_past) settle(std::exchange(candidate_, nullptr));
        jumped_past ? emit(FrameRole::Regular, std::move(picture)) : settle(std::move(picture));
    }
}

void VideoWorker::settle(VideoFramePtr picture) {
    settled_ = true;
    candidate_.reset();
    emit(FrameRole::Regular, std::move(picture));
}

void VideoWorker::finish() {
    decoder_->send_end();
    receive_all();
    decoder_->flush();
    if (!settled_ && candidate_) settle(std::exchange(candidate_, nullptr));
    emit(FrameRole::End, nullptr);
}

void VideoWorker::emit(FrameRole role, VideoFramePtr picture) {
    if (refused_) return;
    const PushResult result = frames_.push({role, stamped(std::move(picture))}, serial_);
    refused_ = result == PushResult::Refused;
    if (result == PushResult::QueuedFirst) events_.picture_ready();
}

VideoFramePtr VideoWorker::stamped(VideoFramePtr picture) const {
    const bool still = stream_ && stream_->still;
    if (!picture || (picture->serial == serial_ && !still)) return picture;
    auto copy = std::make_shared<VideoFrame>(*picture);
    copy->serial = serial_;
    if (still) copy->duration = kStillDuration;
    return copy;
}

}  // namespace cliffhanger
