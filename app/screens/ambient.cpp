#include "app/screens/ambient.h"

#include "app/screens/soft_picture.h"

namespace cliffhanger {
namespace {

using namespace std::chrono_literals;

constexpr SoftLook kLook{48, 86, 6, 0.30f, 5};
constexpr Microseconds kPeriod = 250ms, kEpisodeFade = 600ms;

}  // namespace

void Ambient::update(Microseconds now, const PageView& view, const PagePicture& picture, AmbientPace pace,
                     bool moving) {
    const auto* frame = std::get_if<VideoFramePtr>(&picture.picture);
    const auto* image = std::get_if<ImagePtr>(&picture.picture);
    const void* source = frame ? static_cast<const void*>(frame->get()) : image->get();
    const bool new_page = page_ != view.index;
    const bool better = (frame && !from_video_) || (view.age_locked && from_video_);
    const bool due = pace == AmbientPace::Live && frame && source != source_ && now - made_ >= kPeriod;
    // A swipe stays smooth: the light follows when the page has come to rest.
    if (current_ && (moving || (!new_page && !better && !due))) return;
    page_ = view.index;
    from_video_ = frame != nullptr;
    source_ = source;
    made_ = now;
    const bool first = !current_;
    show(now, frame ? soften(**frame, kLook) : soften(**image, kLook),
         first                ? 0ms
         : new_page || better ? kEpisodeFade
                              : 0ms);
}

void Ambient::show(Microseconds now, ImagePtr image, Microseconds fade) {
    previous_ = fade.count() > 0 ? current_ : nullptr;
    current_ = std::move(image);
    fade_.set(fade.count() > 0 ? 0 : 1);
    if (fade.count() > 0) fade_.go(now, 1, fade, Easing::Linear);
}

void Ambient::draw(Scene& scene, const Rect& area, Microseconds now) const {
    const auto add = [&](const ImagePtr& image, float opacity) {
        if (image) scene.pictures.push_back({image, area, area, 0, opacity, true});
    };
    const auto shown = static_cast<float>(fade_.value(now));
    if (shown < 1) add(previous_, 1);
    add(current_, previous_ && shown < 1 ? shown : 1.0f);
}

}  // namespace cliffhanger
