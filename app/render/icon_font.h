// The Material icon font through FreeType, opened on first use. Main thread only.
#pragma once

#include <memory>

#include "app/render/icons.h"
#include "app/render/sprite_shapes.h"

namespace cliffhanger {

class IconFont {
 public:
    IconFont();
    ~IconFont();

    /// The icon in a square of `size`; empty when the font is missing (Window::create() says so).
    Mask rasterize(Icon icon, int size);

 private:
    struct Face;
    std::unique_ptr<Face> face_;
    bool opened_ = false;
};

}  // namespace cliffhanger
