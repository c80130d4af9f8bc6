// Artwork as the ground of a page: blurred and dimmed, running out into the page's own colour. Main thread only.
#pragma once

#include "app/screens/player_host.h"
#include "app/ui/frame.h"

namespace cliffhanger {

class Backdrop {
 public:
    /// Over `at`, clipped to `within`; nothing while the series has no artwork.
    void draw(Frame& frame, PlayerHost& host, const Series& series, const Rect& at, const Rect& within);

 private:
    ImagePtr picture_;
    ImagePtr of_;  ///< what picture_ was made of
    int height_ = 0;
};

}  // namespace cliffhanger
