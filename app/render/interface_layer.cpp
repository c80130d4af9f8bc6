#include "app/render/interface_layer.h"

namespace cliffhanger {
namespace {

constexpr float kFarAway = 32768;  ///< ImGui knows no window size without its own frame

}  // namespace

InterfaceLayer::InterfaceLayer(ShadowQuality shadows, FontsFuture fonts)
    : text_(textures_, std::move(fonts)), canvas_(textures_, text_, shadows), context_(ImGui::CreateContext()) {
    ImGui::SetCurrentContext(context_.get());
    ImGui::GetIO().IniFilename = nullptr;
    list_ = std::make_unique<ImDrawList>(ImGui::GetDrawListSharedData());
    begin_frame();
}

InterfaceLayer::~InterfaceLayer() { list_.reset(); }

Canvas& InterfaceLayer::begin_frame() {
    ImGui::SetCurrentContext(context_.get());
    list_->_ResetForNewFrame();
    const auto page = (ImTextureID)(static_cast<std::intptr_t>(textures_.first_page()));
#if IMGUI_VERSION_NUM >= 19200
    list_->PushTexture(page);
#else
    list_->PushTextureID(page);
#endif
    list_->PushClipRect({0, 0}, {kFarAway, kFarAway});
    canvas_.begin(*list_);
    return canvas_;
}

}  // namespace cliffhanger
