// Stock ImGui windows inside the interface's draw list: a frame of ImGui's own, whose triangles are appended. Its font
// is made at the first use. Main thread only; the current ImGui context is the interface's.
#pragma once

#include <imgui.h>

#include <functional>

#include "app/geometry.h"
#include "app/render/textures.h"

namespace cliffhanger {

class StockWindows {
 public:
    explicit StockWindows(Textures& textures) : textures_(textures) {}

    /// Calls `contents`, which may use ImGui's windows and widgets, and adds what they draw to `into`.
    void draw(ImDrawList& into, Size window, float px_per_dp, const std::function<void()>& contents);

 private:
    void load_font(float px_per_dp);
    void append(ImDrawList& into, const ImDrawData& data) const;

    Textures& textures_;
    TextureRegion font_;
    float font_scale_ = 0;
};

}  // namespace cliffhanger
