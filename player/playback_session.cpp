#include "player/playback_session.h"

#include <utility>

#include "player/playback_core.h"

namespace cliffhanger {

PlaybackSession::PlaybackSession(const PlayerContext& context, MediaItem item)
    : core_(std::make_unique<Core>(context, std::move(item))) {}
PlaybackSession::~PlaybackSession() = default;

void PlaybackSession::play() { core_->play(); }
void PlaybackSession::pause() { core_->pause(); }
void PlaybackSession::seek(MediaTime target, SeekMode mode) { core_->seek(target, mode); }
void PlaybackSession::step(int frames) { core_->step(frames); }
void PlaybackSession::set_rate(double rate) { core_->set_rate(rate); }
void PlaybackSession::select_audio(int track_index) { core_->select_audio(track_index); }
void PlaybackSession::retry() { core_->retry(); }
SessionSnapshot PlaybackSession::snapshot() const { return core_->snapshot(); }
VideoFramePtr PlaybackSession::picture(Microseconds now) { return core_->picture(now); }
VideoFramePtr PlaybackSession::preview() const { return core_->preview(); }
std::optional<Microseconds> PlaybackSession::next_picture_due(Microseconds now) const {
    return core_->next_picture_due(now);
}
std::optional<Microseconds> PlaybackSession::picture_over(Microseconds now) const { return core_->picture_over(now); }
std::int64_t PlaybackSession::watched_bytes() const { return core_->watched_bytes(); }
bool PlaybackSession::decoded() const { return core_->decoded(); }
bool PlaybackSession::settled() const { return core_->settled(); }
std::shared_ptr<AudioRing> PlaybackSession::audio() const { return core_->audio(); }
std::shared_ptr<const SubtitleDocument> PlaybackSession::subtitles(int track) const { return core_->subtitles(track); }
void PlaybackSession::want_subtitles(const std::set<int>& tracks) { core_->want_subtitles(tracks); }
const MediaItem& PlaybackSession::item() const { return core_->item(); }
void PlaybackSession::abort() noexcept { core_->abort(); }

}  // namespace cliffhanger
