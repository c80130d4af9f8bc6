// Tells whether the stage shows black, and whether the picture on it is black itself, from every eighth pixel. Pure but
// for a small memory of frames already judged. Main thread only.
#pragma once

#include <array>
#include <cstdint>
#include <memory>

#include "app/render/scene.h"

namespace cliffhanger {

struct BlackVerdict {
    bool stage_black = false;
    bool source_black = false;  ///< of the picture that covers most of the stage
};

class BlackDetector {
 public:
    BlackVerdict judge(const Scene& scene);

 private:
    bool is_black(const StagePicture& picture);

    struct Judged {
        std::weak_ptr<const void> picture;
        bool black = false;
    };
    std::array<Judged, 8> judged_;
    std::size_t next_ = 0;
};

/// 0..255 as displayed, of the sample at `x`, `y` (0..1 of the displayed picture).
int luma_at(const StagePicture& picture, double x, double y);

}  // namespace cliffhanger
