// What the interface is drawn with, independent of how it is shown: the ImGui context, textures, text engine and the
// frame's canvas. One per window. Main thread only.
#pragma once

#include <imgui.h>

#include <memory>

#include "app/render/draw_canvas.h"
#include "app/render/textures.h"
#include "app/text/pango_text_engine.h"

namespace cliffhanger {

class InterfaceLayer {
 public:
    explicit InterfaceLayer(ShadowQuality shadows, FontsFuture fonts = load_fonts());
    ~InterfaceLayer();

    /// A cleared draw list and its canvas.
    Canvas& begin_frame();
    const ImDrawList& draw_list() const { return *list_; }
    Textures& textures() { return textures_; }
    PangoTextEngine& text_engine() { return text_; }

 private:
    struct ContextDeleter {
        void operator()(ImGuiContext* context) const { ImGui::DestroyContext(context); }
    };

    Textures textures_;
    PangoTextEngine text_;
    DrawCanvas canvas_;
    std::unique_ptr<ImGuiContext, ContextDeleter> context_;
    std::unique_ptr<ImDrawList> list_;
};

}  // namespace cliffhanger
