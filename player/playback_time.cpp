// What time does to a session: the clock and what it follows, pictures falling due, running dry, the end.
#include <spdlog/spdlog.h>

#include <algorithm>

#include "player/pipeline/frame_picker.h"
#include "player/playback_core.h"

namespace cliffhanger {
namespace {

// How long the clock waits for the device to play the first sound, and believes in one that has gone quiet.
constexpr Microseconds kSoundStart = std::chrono::milliseconds(250);
constexpr Microseconds kSoundSilence = std::chrono::milliseconds(250);
constexpr Microseconds kLate{16700};
constexpr MediaTime kUnknownFrame = std::chrono::milliseconds(40);

MediaTime end_of(const VideoFrame& picture) {
    return picture.time + (picture.duration > MediaTime{0} ? picture.duration : kUnknownFrame);
}

}  // namespace

MediaTime PlaybackSession::Core::position(Microseconds now) const {
    return settled_ ? clamped(clock_.position(now)) : target_;
}

void PlaybackSession::Core::advance(Microseconds now) {
    absorb();
    if (!settled_ || state_ == SessionState::Failed || state_ == SessionState::Ended) return;
    if (!play_wanted_) return;
    if (state_ == SessionState::Buffering) {
        if (!LoadControl::should_resume(demux_->level()) || !can_start()) return;
        state_ = SessionState::Ready;
    }
    if (!clock_.running()) {
        if (!can_start()) return;
        start_clock(now);
    }
    run_clock(now);
    watched_.played(clock_.position(now));
    pace_.set(clock_.position(now));
    if (finished(now)) {
        finish(now);
    } else if (starved(now)) {
        stop_clock(now);
        state_ = SessionState::Buffering;
    }
}

bool PlaybackSession::Core::can_start() const {
    // The picture after the one that is up, so that the first second is as even as the rest.
    const bool picture = !moving_video() || frames_ended_ || frames_.front();
    const bool sound = !has_sound() || ring_->available() >= kAudioRingReady || ring_->finished();
    // One of them begins beyond what may be buffered: the other goes first.
    return (picture && sound) || !LoadControl::should_load(demux_->level());
}

void PlaybackSession::Core::start_clock(Microseconds now) {
    // After steps the sound is where they began.
    if (has_sound()) ring_->discard_until(clock_.position(now));
    clock_source_ = has_sound() && ring_->attached() ? ClockSource::Waiting : ClockSource::Itself;
    started_at_ = now;
    clock_.set(clock_.position(now), now);
    clock_.set_rate(rate_, now);
    clock_.start(now);
    ring_->set_playing(true);
}

void PlaybackSession::Core::stop_clock(Microseconds now) {
    clock_.stop(now);
    pace_.stop();
    ring_->set_playing(false);
}

std::optional<AudioTiming> PlaybackSession::Core::current_timing(Microseconds now) const {
    if (!has_sound() || ring_->drained()) return std::nullopt;
    const auto timing = ring_->timing();
    if (!timing || timing->serial != serial_ || timing->at < started_at_) return std::nullopt;
    if (now - timing->at > kSoundSilence) return std::nullopt;
    return timing;
}

void PlaybackSession::Core::run_clock(Microseconds now) {
    if (const auto timing = current_timing(now)) {
        follow_sound(*timing, now);
    } else if (clock_source_ == ClockSource::Waiting && ring_->attached() && now - started_at_ < kSoundStart) {
        clock_.hold(now);
    } else {
        clock_source_ = ClockSource::Itself;
        if (clock_.rate() != rate_) clock_.set_rate(rate_, now);
    }
    // Nobody hears the sound; it is let go of at the pace of the pictures, so that it is in step when somebody does.
    if (clock_source_ == ClockSource::Itself && has_sound()) ring_->discard_until(clock_.position(now));
}

void PlaybackSession::Core::follow_sound(const AudioTiming& timing, Microseconds now) {
    const MediaTime audible = timing.audible(now);
    if (clock_source_ == ClockSource::Waiting) {
        // What was given to the device first is not heard yet.
        clock_.hold(now);
        if (audible < clock_.position(now)) return;
        clock_.set(audible, now);
        clock_source_ = ClockSource::Sound;
        return;
    }
    clock_source_ = ClockSource::Sound;
    // A new speed is seen when it is heard.
    if (clock_.rate() != timing.rate) clock_.set_rate(timing.rate, now);
    clock_.follow(audible, now);
}

bool PlaybackSession::Core::starved(Microseconds now) const {
    const LoadLevel level = demux_->level();
    if (!LoadControl::should_load(level)) return false;
    const bool no_picture = moving_video() && !frames_ended_ && level.video.active && level.video.packets == 0 &&
                            !frames_.front() && (!current_ || clock_.position(now) >= end_of(*current_));
    const bool no_sound = has_sound() && level.audio.active && level.audio.packets == 0 && ring_->available() == 0;
    return no_picture || no_sound;
}

bool PlaybackSession::Core::finished(Microseconds now) const {
    const bool pictures_over =
        !moving_video() || (frames_ended_ && (!current_ || clock_.position(now) >= end_of(*current_)));
    return pictures_over && (!has_sound() || ring_->drained());
}

void PlaybackSession::Core::finish(Microseconds now) {
    stop_clock(now);
    if (facts_->error && facts_->serial == serial_) {
        error_ = facts_->error;
        state_ = SessionState::Failed;
        return;
    }
    state_ = SessionState::Ended;
    if (facts_->cut_short) {
        spdlog::warn("{}: ends early at {:.1f} s: the file is cut short", item_.id, to_seconds(clock_.position(now)));
    }
    if (!facts_->info.duration) learnt_duration_ = clock_.position(now);
}

void PlaybackSession::Core::show_due_frames(Microseconds now) {
    if (!settled_ || !clock_.running() || !facts_->moving_video()) return;
    const auto upcoming = frames_.upcoming();
    const std::size_t due = count_due(upcoming, clock_.position(now), rate_);
    for (std::size_t i = 0; i < due; ++i) {
        auto front = frames_.front();
        if (!front || front->role != FrameRole::Regular) return;
        if (i + 1 < due) ++dropped_;
        if (i + 1 == due) {
            show(std::move(front->picture));
            timed_ = true;
        }
        frames_.pop();
    }
    if (due > 0) absorb_frames();
}

void PlaybackSession::Core::count_shown(Microseconds now) {
    if (!current_ || counted_) return;
    counted_ = true;
    ++shown_;
    if (!timed_) return;
    const MediaTime after = clock_.position(now) - current_->time;
    if (static_cast<double>(after.count()) > static_cast<double>(kLate.count()) * rate_) ++late_;
    const auto timing = current_timing(now);
    if (clock_source_ != ClockSource::Sound || !timing) return;
    av_offset_ms_ = static_cast<double>((current_->time - timing->audible(now)).count()) / 1000.0;
}

std::optional<Microseconds> PlaybackSession::Core::next_picture_due(Microseconds now) {
    advance(now);
    if (current_ && !counted_) return now;
    if (!clock_.running() || !settled_) return std::nullopt;
    const auto upcoming = frames_.upcoming();
    if (!upcoming.empty()) return clock_.when(upcoming.front(), now);
    // The end is no picture, but the state changes with it.
    if (frames_ended_ && current_ && clock_.position(now) < end_of(*current_)) {
        return clock_.when(end_of(*current_), now);
    }
    return std::nullopt;
}

std::optional<Microseconds> PlaybackSession::Core::picture_over(Microseconds now) const {
    if (!clock_.running() || !settled_ || !current_ || clock_.position(now) >= end_of(*current_)) return std::nullopt;
    return clock_.when(end_of(*current_), now);
}

}  // namespace cliffhanger
