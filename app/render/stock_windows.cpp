#include "app/render/stock_windows.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "app/render/draw_triangles.h"

namespace cliffhanger {
namespace {

constexpr float kFontDp = 13;

ImTextureID texture_id(TextureId id) { return (ImTextureID)(static_cast<std::intptr_t>(id)); }

}  // namespace

void StockWindows::load_font(float px_per_dp) {
    ImGuiIO& io = ImGui::GetIO();
    io.Fonts->Clear();
    ImFontConfig config;
    config.SizePixels = std::round(kFontDp * px_per_dp);
    io.Fonts->AddFontDefault(&config);
    unsigned char* rgba = nullptr;
    int width = 0, height = 0;
    io.Fonts->GetTexDataAsRGBA32(&rgba, &width, &height);
    if (font_.texture != 0) textures_.release(font_);
    font_ = textures_.allocate(width, height);
    std::vector<std::uint32_t> argb(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            const unsigned char* p = rgba + (static_cast<std::ptrdiff_t>(y) * width + x) * 4;
            argb[static_cast<std::size_t>(y * width + x)] = static_cast<std::uint32_t>(p[3]) << 24 |
                                                            static_cast<std::uint32_t>(p[0]) << 16 |
                                                            static_cast<std::uint32_t>(p[1]) << 8 | p[2];
        }
    }
    textures_.store(font_, argb.data());
    io.Fonts->SetTexID(texture_id(font_.texture));
    io.Fonts->ClearTexData();
    ImGui::GetStyle() = ImGuiStyle();
    ImGui::StyleColorsDark();
    ImGui::GetStyle().Colors[ImGuiCol_TextDisabled] = {0.75f, 0.75f, 0.78f, 1};
    ImGui::GetStyle().ScaleAllSizes(px_per_dp);
    font_scale_ = px_per_dp;
}

void StockWindows::append(ImDrawList& into, const ImDrawData& data) const {
    // ImGui knows the font's texture by itself; here it is a part of a larger one.
    const Textures::Texture& texture = *textures_.find(font_.texture);
    const auto moved = [](float share, int from, int length, int whole) {
        return (static_cast<float>(from) + share * static_cast<float>(length)) / static_cast<float>(whole);
    };
    for (int n = 0; n < data.CmdListsCount; ++n) {
        const ImDrawList& list = *data.CmdLists[n];
        const auto first_vertex = static_cast<unsigned>(into.VtxBuffer.Size);
        const auto first_index = static_cast<unsigned>(into.IdxBuffer.Size);
        for (ImDrawVert vertex : list.VtxBuffer) {
            vertex.uv.x = moved(vertex.uv.x, font_.rect.x, font_.rect.w, texture.width);
            vertex.uv.y = moved(vertex.uv.y, font_.rect.y, font_.rect.h, texture.height);
            into.VtxBuffer.push_back(vertex);
        }
        for (const ImDrawIdx index : list.IdxBuffer) into.IdxBuffer.push_back(index);
        for (ImDrawCmd command : list.CmdBuffer) {
            if (command.ElemCount == 0 || command.UserCallback != nullptr) continue;
            command.VtxOffset += first_vertex;
            command.IdxOffset += first_index;
            mark_as_triangles(command);
            into.CmdBuffer.push_back(command);
        }
    }
}

void StockWindows::draw(ImDrawList& into, Size window, float px_per_dp, const std::function<void()>& contents) {
    if (font_scale_ != px_per_dp) load_font(px_per_dp);
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = {static_cast<float>(window.width), static_cast<float>(window.height)};
    io.DeltaTime = 1.0f / 60;
    io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
    ImGui::NewFrame();
    contents();
    ImGui::Render();
    append(into, *ImGui::GetDrawData());
}

}  // namespace cliffhanger
