// The light around the stage: a small, blurred and dimmed copy of the picture. Made from the video at 4 Hz on a GPU and
// once an episode without one; a new one fades in. Main thread only.
#pragma once

#include <optional>

#include "app/motion/animation.h"
#include "app/screens/page_pictures.h"

namespace cliffhanger {

enum class AmbientPace { Live, OncePerEpisode };

class Ambient {
 public:
    void update(Microseconds now, const PageView& view, const PagePicture& picture, AmbientPace pace, bool moving);
    /// Appends one or two full-size pictures.
    void draw(Scene& scene, const Rect& area, Microseconds now) const;
    bool animating(Microseconds now) const { return fade_.running(now); }

 private:
    void show(Microseconds now, ImagePtr image, Microseconds fade);

    ImagePtr current_, previous_;
    Animation fade_{1};
    std::optional<std::size_t> page_;
    bool from_video_ = false;
    const void* source_ = nullptr;
    Microseconds made_{0};
};

}  // namespace cliffhanger
