#include "player/subtitles/ass_overlay.h"

#include <pthread.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace cliffhanger {

namespace {

bool has_animation(std::string_view text) {
    constexpr std::array<std::string_view, 7> kSigns = {"\\move", "\\t(", "\\fad", "\\k", "\\K", "Banner;", "Scroll "};
    return std::ranges::any_of(kSigns, [text](std::string_view sign) { return text.find(sign) != text.npos; });
}

}  // namespace

AssOverlay::AssOverlay(std::function<void()> wake)
    : wake_(std::move(wake)), thread_([this](const std::stop_token& stop) {
          pthread_setname_np(pthread_self(), "ass");
          run(stop);
      }) {}

// What stands still is drawn when an event begins or ends, and not with every picture of the video.
MediaTime AssOverlay::moment_of(const std::shared_ptr<const SubtitleDocument>& document, MediaTime time) {
    if (document != looked_at_) {
        looked_at_ = document;
        animated_ = has_animation(document->ass->text) ||
                    std::ranges::any_of(document->cues, has_animation, &SubtitleCue::event);
    }
    if (animated_) return time;
    MediaTime last = MediaTime{0};
    for (const SubtitleCue& cue : document->cues) {
        if (cue.start <= time) last = std::max(last, cue.start);
        if (cue.end <= time) last = std::max(last, cue.end);
    }
    return std::min(last, time);
}

std::vector<OverlayImage> AssOverlay::at(const std::shared_ptr<const SubtitleDocument>& document, MediaTime time,
                                         const AssGeometry& geometry) {
    Request request{document, moment_of(document, time), geometry};
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
