// What the workers have got ready: pictures at a seek's target, sound, and errors.
#include <utility>

#include "player/pipeline/stream_choice.h"
#include "player/playback_core.h"

namespace cliffhanger {

void PlaybackSession::Core::absorb() {
    if (state_ == SessionState::Failed) return;
    facts_ = demux_->facts();
    if (facts_->moved_target && facts_->moved_serial == serial_ && !settled_ && target_ != *facts_->moved_target) {
        target_ = *facts_->moved_target;
        clock_.set(target_, context_.clock.now());
    }
    absorb_frames();
    if (!settled_) settle_by_sound();
    fail_if_hopeless();
    take_late_streams();
    go_on_seeking();
    if (wanted_sound_) follow_sound_change();
}

// What was asked for while another seek was on its way.
void PlaybackSession::Core::go_on_seeking() {
    if (!settled_ || state_ == SessionState::Failed) return;
    if (const auto target = std::exchange(pending_scrub_, std::nullopt)) {
        begin_generation({0, clamped(*target), SeekMode::Keyframe, std::nullopt, false});
    } else if (pending_steps_ < 0 && !play_wanted_) {
        const int left = pending_steps_ + 1;
        step_back();
        pending_steps_ = left;
    }
}

// Sound that begins after a silent opening, or pictures: everything begins anew with them where it is.
void PlaybackSession::Core::take_late_streams() {
    if (facts_->late == late_seen_) return;
    late_seen_ = facts_->late;
    if (late_seen_ == 0 || state_ == SessionState::Failed || state_ == SessionState::Ended) return;
    DemuxRequest request;
    if (const int audio = choose_audio(facts_->info, item_.preferred_audio_language); audio >= 0 && !has_sound())
        request.audio = audio;
    if (const int video = choose_video(facts_->info); video >= 0 && facts_->video < 0) request.video = video;
    if (!request.audio && !request.video) return;
    request.target = settled_ ? position(context_.clock.now()) : target_;
    begin_generation(request);
}

void PlaybackSession::Core::follow_sound_change() {
    if (facts_->audio == *wanted_sound_ || facts_->sound_failures != sound_failures_) {
        wanted_sound_.reset();
    } else if (settled_ && facts_->sound_by_seek == *wanted_sound_ && sound_seek_for_ != *wanted_sound_) {
        sound_seek_for_ = *wanted_sound_;
        change_sound_by_seek();
    }
}

bool PlaybackSession::Core::decoded() {
    absorb();
    if (state_ == SessionState::Failed || state_ == SessionState::Ended) return true;
    if (!settled_ || wanted_sound_) return false;
    const bool pictures =
        !facts_->moving_video() || frames_ended_ || frames_.full() || frames_.held() || video_packets_.consumer_waits();
    const bool sound = !has_sound() || ring_->finished() ||
                       ring_->available() + AudioRing::kWriteRoom > AudioRing::kCapacity ||
                       audio_packets_.consumer_waits();
    return pictures && sound;
}

bool PlaybackSession::Core::settled() {
    // Asked first: what is read from here on has not been decoded when decoded() looks.
    const bool all_read = !LoadControl::should_load(demux_->level());
    if (!decoded()) return false;
    // What is buffered is on the screen too.
    return all_read || state_ == SessionState::Failed || state_ == SessionState::Ended;
}

void PlaybackSession::Core::absorb_frames() {
    while (auto front = frames_.front()) {
        if (front->role == FrameRole::End) {
            frames_ended_ = true;
        } else if (front->role == FrameRole::Preview) {
            show(std::move(front->picture));
        } else if (!settled_) {
            const VideoFrame& picture = *front->picture;
            const MediaTime end = picture.time + picture.duration;
            const MediaTime exact = end > picture.time && target_ > end ? end : target_;
            const MediaTime at = mode_ == SeekMode::Exact ? exact : picture.time;
            show(std::move(front->picture));
            // Cover art is no moment of the episode: there the sound says when it is ready.
            if (facts_->moving_video() || !has_sound()) settle(at);
        } else if (!facts_->moving_video()) {
            show(std::move(front->picture));
        } else if (pending_steps_ > 0 && !play_wanted_) {
            --pending_steps_;
            clock_.set(front->picture->time, context_.clock.now());
            show(std::move(front->picture));
        } else {
            return;
        }
        frames_.pop();
    }
}

void PlaybackSession::Core::show(VideoFramePtr picture) {
    current_ = std::move(picture);
    counted_ = timed_ = false;
}

void PlaybackSession::Core::settle(MediaTime position) {
    settled_ = ever_settled_ = true;
    clock_.set(position, context_.clock.now());
    if (state_ == SessionState::Opening) state_ = SessionState::Ready;
}

void PlaybackSession::Core::settle_by_sound() {
    if (!facts_->opened || !has_sound()) return;
    if (facts_->moving_video() && !frames_ended_) return;
    if (ring_->available() < kAudioRingReady && !ring_->finished()) return;
    // Nothing at all came out: that is a failure unless the target was the very end.
    if (ring_->available() == 0 && !ever_settled_) return;
    video_absent_ = frames_ended_ && facts_->moving_video();
    settle(target_);
}

void PlaybackSession::Core::fail_if_hopeless() {
    const bool ours = facts_->error && facts_->serial == serial_;
    if (ours && facts_->fatal) {
        error_ = facts_->error;
    } else if (!settled_ && facts_->opened) {
        const bool no_picture = !facts_->moving_video() || frames_ended_;
        const bool no_sound = !has_sound() || (ring_->finished() && ring_->available() == 0);
        if (!no_picture || !no_sound) return;
        if (ours) {
            error_ = facts_->error;
        } else if (!ever_settled_) {
            error_ = Error{ErrorKind::Corrupted, "nothing in it can be decoded"};
        } else {
            // A seek to the very end: what was shown last stays.
            settle(target_);
            return;
        }
    } else {
        return;
    }
    if (clock_.running()) stop_clock(context_.clock.now());
    state_ = SessionState::Failed;
}

}  // namespace cliffhanger
