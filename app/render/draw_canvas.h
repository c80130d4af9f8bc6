// The Canvas over an ImDrawList: everything becomes textured, axis-aligned quads. Owned by the InterfaceLayer. Main
// thread only.
#pragma once

#include <imgui.h>

#include <vector>

#include "app/render/canvas.h"
#include "app/render/scaled_images.h"
#include "app/render/sprites.h"
#include "app/render/stock_windows.h"
#include "app/render/textures.h"
#include "app/text/pango_text_engine.h"

namespace cliffhanger {

enum class ShadowQuality { Full, WithoutE3 };

class DrawCanvas final : public Canvas {
 public:
    DrawCanvas(Textures& textures, PangoTextEngine& text, ShadowQuality shadows);

    /// Draws into `list` from now on.
    void begin(ImDrawList& list);

    void fill(const Rect& rect, Color color) override;
    void fill_rounded(const Rect& rect, float radius, Color color) override;
    void stroke_rounded(const Rect& rect, float radius, float thickness, Color color) override;
    void circle(Point center, float radius, Color color) override;
    void soft_disc(Point center, float radius, Color color) override;
    void shadow(const Rect& rect, float radius, Elevation elevation) override;
    void top_scrim(const Rect& stage, float px_per_dp, float opacity) override;
    void bottom_scrim(const Rect& stage, float px_per_dp, float opacity) override;
    void set_stage_corner_radius(float radius) override { stage_radius_ = radius; }
    void arc(Point center, float radius, float thickness, float start, float sweep, Color color) override;
    void text(const Label& label, Point top_left, Color color, bool subpixel) override;
    void text_with_shadow(const Label& label, Point top_left, Color color) override;
    void icon(Icon icon, Point center, float size, Color color, bool mirrored) override;
    void image(const ImagePtr& image, const Rect& rect, float radius, float opacity) override;
    void push_clip(const Rect& rect) override;
    void pop_clip() override;
    void push_opacity(float opacity) override;
    void pop_opacity() override;
    void stock_windows(Size window, float px_per_dp, const std::function<void()>& contents) override;
    TextEngine& text_engine() override { return text_; }

 private:
    struct Box {
        float x0, y0, x1, y1;
    };

    static Box rounded(const Rect& rect);
    ImU32 tint(Color color) const;
    void solid(const Box& box, ImU32 color);
    void quad(const TextureRegion& region, const Box& to, const Box& from, ImU32 color);
    void quad(const TextureRegion& region, const Box& to, ImU32 color);
    void sprite(const LabelSprite& sprite, float x, float y, ImU32 color);
    /// The four corners of a sprite at the corners of a box, `cell` pixels each, the rest left to the caller.
    void corners(const TextureRegion& region, const Box& box, ImU32 color);
    void scrim(const TextureRegion& column, const Box& box, float clip_top, float clip_bottom, const Rect& stage,
               ImU32 color);

    Textures& textures_;
    PangoTextEngine& text_;
    Sprites sprites_;
    ScaledImages images_;
    StockWindows stock_windows_;
    ShadowQuality shadows_;
    ImDrawList* list_ = nullptr;
    TextureId page_ = 0;  ///< the page drawn from last: solid fills stay on it
    float stage_radius_ = 0;
    std::vector<float> opacity_{1.0f};
};

}  // namespace cliffhanger
