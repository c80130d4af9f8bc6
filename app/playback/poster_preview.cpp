#include "app/playback/poster_preview.h"

#include <utility>

namespace cliffhanger {
namespace {

/// It measures for itself and waits for nobody's turn: the scheduler serves what is near the page that plays. One
/// thread decodes.
PlayerContext beneath(PlayerContext context) {
    context.scheduler = nullptr;
    context.decode_threads = 1;
    return context;
}

}  // namespace

PosterPreview::PosterPreview(const PlayerContext& context) : context_(beneath(context)), reaper_(context.wake) {}

void PosterPreview::play(std::optional<MediaItem> item) {
    if (item && wanted_ && item->id == wanted_->id) return;
    wanted_ = std::move(item);
    if (session_) {
        session_->abort();
        reaper_.retire(std::move(session_));
    }
    update();
}

void PosterPreview::update() {
    if (session_ && session_->snapshot().state == SessionState::Ended) session_->seek(MediaTime{0}, SeekMode::Exact);
    if (session_ || !wanted_ || reaper_.pending() > 0) return;
    MediaItem item = *wanted_;
    item.address.priority = Priority::Preload;
    item.start = MediaTime{0};
    item.measure_loudness = false;
    session_ = std::make_unique<PlaybackSession>(context_, std::move(item));
    session_->play();
}

VideoFramePtr PosterPreview::picture(Microseconds now) { return session_ ? session_->picture(now) : nullptr; }

std::optional<Microseconds> PosterPreview::next_picture_due(Microseconds now) const {
    return session_ ? session_->next_picture_due(now) : std::nullopt;
}

bool PosterPreview::settled() const { return session_ ? session_->settled() : !wanted_ || reaper_.pending() == 0; }

}  // namespace cliffhanger
