#include "app/screens/scrubber.h"

namespace cliffhanger {

void Scrubber::begin_bar(PlayerHost& host, const Rect& bar, MediaTime position, MediaTime duration, float px_per_dp,
                         Point pointer) {
    origin_ = position;
    drag_ = BarScrub(bar, duration, px_per_dp, pointer);
    position_ = position;
    show(host, std::get<BarScrub>(*drag_).position());
}

void Scrubber::begin_stage(MediaTime position, MediaTime duration, float stage_width, Point pointer) {
    origin_ = position;
    from_x_ = pointer.x;
    drag_ = StageScrub(position, duration, stage_width);
    position_ = position;
}

void Scrubber::move(PlayerHost& host, Point pointer) {
    if (!drag_) return;
    if (auto* bar = std::get_if<BarScrub>(&*drag_)) {
        bar->move(pointer);
        show(host, bar->position());
    } else {
        show(host, std::get<StageScrub>(*drag_).position(pointer.x - from_x_));
    }
}

void Scrubber::show(PlayerHost& host, MediaTime position) {
    if (position == position_) return;
    position_ = position;
    host.seek(position, SeekMode::Keyframe);
}

void Scrubber::end(PlayerHost& host) {
    if (!active()) return;
    const auto* bar = std::get_if<BarScrub>(&*drag_);
    if (bar && bar->cancels()) {
        cancel(host);
        return;
    }
    host.seek(*position_, SeekMode::Exact);
    position_.reset();
    drag_.reset();
}

void Scrubber::cancel(PlayerHost& host) {
    if (!active()) return;
    host.seek(origin_, SeekMode::Exact);
    position_.reset();
    drag_.reset();
}

}  // namespace cliffhanger
