#include "player/pipeline/video_worker.h"

#include <pthread.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <utility>

namespace cliffhanger {
namespace {

// Time stamps are rounded: a picture this little after the target is the one at it.
constexpr MediaTime kTolerance = std::chrono::milliseconds(1);
// Pictures that nothing refers to are decoded only this close to the target.
constexpr MediaTime kDecodeAllWithin = std::chrono::milliseconds(150);
// While only keyframes are decoded: one that was due this long ago is left out too.
constexpr MediaTime kWorthDecoding = std::chrono::milliseconds(500);

const char* left_out(DecodeEffort effort) {
    if (effort == DecodeEffort::SkipUnreferenced) return "pictures that no other one needs";
    return effort == DecodeEffort::SkipLoopFilter ? "those pictures and the loop filter" : "all but keyframes";
}

}  // namespace

VideoWorker::VideoWorker(PacketQueue& packets, FrameQueue& frames, VideoWorkerSetup setup, VideoWorkerEvents events)
    : packets_(packets), frames_(frames), setup_(std::move(setup)), events_(std::move(events)), thread_([this] {
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
        publish();
    }
}

VideoWorkerReport VideoWorker::report() const {
    const std::lock_guard lock(mutex_);
    return report_;
}

void VideoWorker::publish() {
    const std::lock_guard lock(mutex_);
    if (decoder_ && report_.decoder != decoder_->name()) report_.decoder = decoder_->name();
    report_.skipped = skipped_;
    if (decoder_ && effort_.effort() != DecodeEffort::Everything)
        report_.decoder.note = std::string("too slow for everything: left out are ") + left_out(effort_.effort());
}

void VideoWorker::start(std::uint32_t serial, const SeekMarker& marker) {
    serial_ = serial;
    target_ = marker.target;
    mode_ = marker.mode;
    first_packet_ = true;
    settled_ = refused_ = false;
    candidate_.reset();
    given_out_.reset();
    emitted_until_.reset();
    effort_.reset();
    only_keyframes_ = false;
    last_time_.reset();
    if (marker.stream != stream_) {
        stream_ = marker.stream;
        open_decoder(*stream_);
    } else if (decoder_) {
        decoder_->flush();
    }
}

void VideoWorker::open_decoder(const StreamInfo& stream) {
    decoder_.reset();
    auto opened = VideoDecoder::open(stream, {decode_threads_for(stream, setup_.cores), setup_.open_device});
    if (opened) {
        decoder_ = std::move(*opened);
        if (stream.dolby_vision_only) spdlog::warn("{}: {}", stream.codec, kDolbyVisionNote);
        decoder_->set_caption_sink(events_.captions);
    } else {
        events_.unplayable(opened.error());
    }
}

void VideoWorker::decode(const Packet& packet) {
    if (packet.changed) {
        // A segment may come from its beginning again, from another rung: what the decoder holds comes once more, and
        // what was given out is passed over.
        const bool again = emitted_until_ && packet.time && *packet.time <= *emitted_until_;
        if (!again) {
            decoder_->send_end();
            receive_all();
        }
        // The next seek may lead back before the change.
        stream_.reset();
        open_decoder(*packet.changed);
        if (!decoder_ || refused_) return;
        given_out_ = emitted_until_;
    }
    if (std::exchange(first_packet_, false) && packet.keyframe) decode_first(packet);
    if (refused_) return;
    if (settled_ && !frames_.wait_released(serial_)) {
        refused_ = true;
        return;
    }
    const bool far = !settled_ && mode_ != SeekMode::Before && packet.time &&
                     *packet.time + packet.duration + kDecodeAllWithin < target_;
    const DecodeEffort effort = effort_for(packet);
    if (effort == DecodeEffort::KeyframesOnly) return decode_keyframe(packet);
    if (effort == DecodeEffort::SkipLoopFilter) {
        decoder_->set_shortcut(Shortcut::SkipLoopFilter);
    } else {
        decoder_->set_shortcut(far || effort != DecodeEffort::Everything ? Shortcut::SkipUnreferenced : Shortcut::None);
    }
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

DecodeEffort VideoWorker::effort_for(const Packet& packet) {
    if (!settled_ || setup_.pace == nullptr || !setup_.pace->position()) {
        effort_.reset();
    } else if (effort_.effort() == DecodeEffort::KeyframesOnly && !only_keyframes_) {
        only_keyframes_ = true;
        spdlog::warn("{} is more than this machine decodes in time: only keyframes are shown", decoder_->name().name);
        decoder_->send_end();
        receive_all();
        decoder_->flush();
    }
    if (only_keyframes_ && packet.keyframe) only_keyframes_ = effort_.effort() == DecodeEffort::KeyframesOnly;
    return only_keyframes_ ? DecodeEffort::KeyframesOnly : effort_.effort();
}

// Each one by itself, without waiting for those that would follow it. One that comes too late to be seen is left out as
// well, so that the next one is in time.
void VideoWorker::decode_keyframe(const Packet& packet) {
    if (!packet.keyframe) return;
    const auto position = setup_.pace->position();
    if (position && packet.time && *packet.time + kWorthDecoding < *position) return;
    decoder_->set_shortcut(Shortcut::SkipLoopFilter);
    if (decoder_->send(packet)) {
        decoder_->send_end();
        receive_all();
    }
    decoder_->flush();
}

void VideoWorker::judge(const VideoFrame& picture) {
    const auto position = setup_.pace != nullptr ? setup_.pace->position() : std::nullopt;
    if (!settled_ || !position) return last_time_.reset();
    if (last_time_ && effort_.effort() != DecodeEffort::Everything && picture.duration > MediaTime{0}) {
        const auto since = (picture.time - *last_time_ + picture.duration / 2) / picture.duration;
        skipped_ += static_cast<std::uint64_t>(std::max<std::int64_t>(since - 1, 0));
    }
    last_time_ = picture.time;
    effort_.observe(picture.time, *position);
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
    judge(*picture);
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
    if (role == FrameRole::Regular && picture) emitted_until_ = picture->time;
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
