#include "app/desktop/position_announcer.h"

namespace cliffhanger {

MediaTime PositionAnnouncer::believed_at(Microseconds now) const {
    return anchor_ + MediaTime(static_cast<MediaTime::rep>(static_cast<double>((now - since_).count()) * speed_));
}

bool PositionAnnouncer::update(const NowPlaying& state, MediaTime position, Microseconds now) {
    const double speed = state.status == NowPlaying::Status::Playing ? state.rate : 0;
    // A new track is believed to begin at its beginning.
    MediaTime believed = believed_at(now);
    if (state.track != track_) believed = MediaTime{0};
    const bool jumped = std::chrono::abs(position - believed) > kTolerance;
    if (jumped || state.track != track_ || speed != speed_) {
        anchor_ = position;
        since_ = now;
    }
    track_ = state.track;
    speed_ = speed;
    return jumped && !track_.empty();
}

}  // namespace cliffhanger
