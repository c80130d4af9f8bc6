// A session's state as the interface sees it.
#include <algorithm>
#include <cmath>

#include "player/pipeline/video_decoder.h"
#include "player/playback_core.h"

namespace cliffhanger {

SessionSnapshot PlaybackSession::Core::snapshot() {
    const Microseconds now = context_.clock.now();
    advance(now);
    SessionSnapshot snapshot;
    snapshot.state = state_;
    snapshot.play_when_ready = play_wanted_;
    snapshot.seeking = !settled_ && ever_settled_ && state_ != SessionState::Failed;
    snapshot.has_first_frame = current_ != nullptr;
    snapshot.position = position(now);
    snapshot.duration = facts_->info.duration ? facts_->info.duration : learnt_duration_;
    snapshot.window = facts_->window;
    snapshot.rate = rate_;
    snapshot.error = error_;
    snapshot.cut_short = state_ == SessionState::Ended && facts_->cut_short;
    snapshot.has_video = facts_->video >= 0 && !video_absent_;
    snapshot.has_audio = has_sound();
    snapshot.container = facts_->info.container;
    snapshot.chapters = facts_->info.chapters;
    snapshot.frames_shown = shown_;
    const VideoWorkerReport decoding = video_->report();
    snapshot.frames_dropped = dropped_ + decoding.skipped;
    snapshot.frames_skipped = decoding.skipped;
    snapshot.video_decoder = decoding.decoder.name;
    snapshot.video_decoder_note = decoding.decoder.note;
    snapshot.frames_late = late_;
    snapshot.av_offset_ms = av_offset_ms_;
    snapshot.audio_arrives_in = sound_arrives_in(snapshot.position);
    snapshot.audio_error = facts_->sound_error;
    snapshot.audio_failures = facts_->sound_failures;
    if (item_.measure_loudness) snapshot.loudness = meter_.reading();
    snapshot.level_db = 20 * std::log10(ring_->level());
    describe_streams(snapshot);
    describe_video(snapshot);

    const LoadLevel level = demux_->level();
    std::optional<MediaTime> until;
    const auto consider = [&](const LaneLevel& lane, const PacketQueue& packets) {
        if (!lane.active) return;
        const MediaTime reached = packets.read_until().value_or(snapshot.position);
        until = std::min(until.value_or(reached), reached);
    };
    consider(level.video, video_packets_);
    consider(level.audio, audio_packets_);
    const bool all_read = facts_->opened && !level.video.active && !level.audio.active && settled_;
    const MediaTime end = snapshot.duration.value_or(snapshot.position);
    snapshot.buffered_until = std::max(until.value_or(all_read ? end : snapshot.position), snapshot.position);
    return snapshot;
}

std::optional<MediaTime> PlaybackSession::Core::sound_arrives_in(MediaTime position) const {
    const int playing = audio_->playing_stream();
    // The change may have been sent on and not have arrived where it is decoded.
    const bool behind =
        playing != facts_->audio && std::ranges::any_of(facts_->info.streams, [&](const StreamInfo& it) {
            return it.index == playing && it.kind == StreamKind::Audio;
        });
    if (wanted_sound_ || behind) return MediaTime::max();
    const MediaTime joined = audio_->joined_at();
    return position < joined ? std::optional(joined - position) : std::nullopt;
}

void PlaybackSession::Core::describe_streams(SessionSnapshot& snapshot) const {
    for (const auto& stream : facts_->info.streams) {
        if (stream.kind != StreamKind::Audio) continue;
        const int ordinal = static_cast<int>(snapshot.audio_tracks.size());
        if (stream.index == wanted_sound_.value_or(facts_->audio)) snapshot.audio_track = ordinal;
        if (stream.index == facts_->audio || snapshot.audio_codec.empty()) snapshot.audio_codec = stream.codec;
        snapshot.audio_tracks.push_back({ordinal, stream.language, stream.label, stream.codec, stream.channels,
                                         stream.sample_rate, stream.audio_description});
    }
    for (const auto& text : facts_->info.subtitles) {
        snapshot.subtitle_tracks.push_back({static_cast<int>(snapshot.subtitle_tracks.size()), text.language,
                                            text.label, text.is_default, text.forced, text.closed_caption, text.url,
                                            text.stamp_at_zero});
        snapshot.subtitle_tracks.back().origin = text.origin;
    }
    for (const EmbeddedTrack& track : embedded_.tracks()) {
        snapshot.subtitle_tracks.push_back({static_cast<int>(snapshot.subtitle_tracks.size()), track.language,
                                            track.label, track.is_default, track.forced, track.closed_caption, "",
                                            MediaTime{0}});
    }
}

void PlaybackSession::Core::describe_video(SessionSnapshot& snapshot) const {
    for (const auto& stream : facts_->info.streams) {
        if (stream.kind != StreamKind::Video) continue;
        if (stream.index != facts_->video && !snapshot.video_codec.empty()) continue;
        // Named even when it does not play: the interface says what is missing.
        snapshot.video_codec = stream.codec;
        snapshot.fps = stream.fps;
        if (stream.index == facts_->video) snapshot.decoder_threads = decode_threads_for(stream, cores_for(context_));
        if (stream.index != facts_->video || current_) continue;
        VideoFrame shape;
        shape.width = stream.width;
        shape.height = stream.height;
        shape.pixel_aspect_num = stream.pixel_aspect_num;
        shape.pixel_aspect_den = stream.pixel_aspect_den;
        shape.rotation = stream.rotation;
        snapshot.video_width = static_cast<int>(std::lround(shape.display_width()));
        snapshot.video_height = static_cast<int>(std::lround(shape.display_height()));
    }
    if (!current_) return;
    snapshot.video_width = static_cast<int>(std::lround(current_->display_width()));
    snapshot.video_height = static_cast<int>(std::lround(current_->display_height()));
}

}  // namespace cliffhanger
