#include "player/subtitles/ass_overlay.h"

#include <pthread.h>

#include <utility>

namespace cliffhanger {

AssOverlay::AssOverlay(std::function<void()> wake)
    : wake_(std::move(wake)), thread_([this](const std::stop_token& stop) {
          pthread_setname_np(pthread_self(), "ass");
          run(stop);
      }) {}

// What stands still is drawn when something begins or ends, and not with every picture of the video.
std::vector<OverlayImage> AssOverlay::at(const std::shared_ptr<const SubtitleDocument>& document, MediaTime time,
                                         const AssGeometry& geometry) {
    if (document != looked_at_) {
        looked_at_ = document;
        schedule_ = AssSchedule(*document);
    }
    Request request{document, schedule_.moment(time), geometry};
    const std::lock_guard lock(mutex_);
    if (!(request == wanted_)) {
        wanted_ = std::move(request);
        pending_ = true;
        asked_.notify_one();
    }
    const bool fits = drawn_.document && drawn_.document->ass == document->ass &&
                      drawn_.geometry.width == geometry.width && drawn_.geometry.height == geometry.height;
    return fits ? images_ : std::vector<OverlayImage>{};
}

bool AssOverlay::busy() const {
    const std::lock_guard lock(mutex_);
    return pending_ || drawing_;
}

void AssOverlay::run(const std::stop_token& stop) {
    AssRenderer renderer;
    for (;;) {
        Request request;
        {
            std::unique_lock lock(mutex_);
            drawing_ = false;
            if (!asked_.wait(lock, stop, [this] { return pending_; })) return;
            pending_ = false;
            drawing_ = true;
            request = wanted_;
        }
        auto images = renderer.render(*request.document, request.time, request.geometry);
        bool changed = false;
        {
            const std::lock_guard lock(mutex_);
            changed = images.has_value() || !(drawn_.geometry == request.geometry);
            drawn_ = std::move(request);
            if (images) images_ = std::move(*images);
            drawing_ = false;
        }
        if (changed) wake_();
    }
}

}  // namespace cliffhanger
