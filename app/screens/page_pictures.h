// What each page shows: its live or first frame, else its artwork softened, else a gradient. Never nothing. Keeps the
// softened copies of the last few pages. Main thread only.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "app/render/scene.h"
#include "app/screens/page_view.h"
#include "app/screens/stage_layout.h"

namespace cliffhanger {

struct PagePicture {
    std::variant<VideoFramePtr, ImagePtr> picture;
    double width = 9, height = 16;  ///< its shape
    bool placeholder = false;       ///< a gradient: the page's title belongs on it
};

class PagePictures {
 public:
    /// Veiled: blurred beyond recognition, for locked pages. Hidden: nothing of it.
    enum class Look { Clear, Veiled, Hidden };
    PagePicture resolve(PlayerHost& host, const PageView& view, Look look);
    /// A small soft copy of what the page shows, dimmed, to lie behind a picture that leaves bars.
    ImagePtr backdrop(PlayerHost& host, const PageView& view);

 private:
    struct Soft {
        const void* source = nullptr;  ///< which picture it was made of
        ImagePtr image;
    };
    ImagePtr softened_artwork(PlayerHost& host, const PageView& view, Soft& slot, float brightness, int blur);
    ImagePtr gradient(const PageView& view);
    PagePicture placeholder(const PageView& view);
    void forget_distant(std::size_t index);

    std::map<std::size_t, Soft> artwork_, veiled_, backdrops_;
    std::map<std::string, ImagePtr> gradients_;  // by dominant colour
};

}  // namespace cliffhanger
