#include "app/render/draw_canvas.h"

#include <algorithm>
#include <cmath>

namespace cliffhanger {
namespace {

constexpr int kLargestDisc = 192;  ///< larger ones are this one, enlarged
constexpr Color kShadowBlack{0, 0, 0, 255};
constexpr float kTextShadowOpacity = 0.6f;

struct ShadowShape {
    float blur, y, alpha;
};

ShadowShape shadow_shape(Elevation elevation) {
    switch (elevation) {
        case Elevation::E1:
            return {12, 2, 0.35f};
        case Elevation::E2:
            return {24, 6, 0.45f};
        case Elevation::E3:
            break;
    }
    return {48, 12, 0.55f};
}

ImTextureID imgui_id(TextureId id) { return (ImTextureID)(static_cast<std::intptr_t>(id)); }

}  // namespace

DrawCanvas::DrawCanvas(Textures& textures, PangoTextEngine& text, ShadowQuality shadows)
    : textures_(textures),
      text_(text),
      sprites_(textures),
      images_(textures),
      stock_windows_(textures),
      shadows_(shadows) {}

void DrawCanvas::begin(ImDrawList& list) {
    list_ = &list;
    page_ = textures_.first_page();
    opacity_.assign(1, 1.0f);
    stage_radius_ = 0;
    sprites_.begin_frame();
    images_.begin_frame();
    text_.begin_frame();
}

DrawCanvas::Box DrawCanvas::rounded(const Rect& rect) {
    return {std::round(rect.x), std::round(rect.y), std::round(rect.right()), std::round(rect.bottom())};
}

ImU32 DrawCanvas::tint(Color color) const {
    const auto alpha = static_cast<ImU32>(static_cast<float>(color.a) * opacity_.back() + 0.5f);
    return IM_COL32(color.r, color.g, color.b, alpha);
}

void DrawCanvas::solid(const Box& box, ImU32 color) {
    if (box.x1 <= box.x0 || box.y1 <= box.y0 || (color & IM_COL32_A_MASK) == 0) return;
    constexpr float kWhite = static_cast<float>(Textures::kWhiteBlock) / 2 / Textures::kPageSize;
    list_->AddImage(imgui_id(page_), {box.x0, box.y0}, {box.x1, box.y1}, {kWhite, kWhite}, {kWhite, kWhite}, color);
}

void DrawCanvas::quad(const TextureRegion& region, const Box& to, const Box& from, ImU32 color) {
    if (region.texture == 0 || to.x1 <= to.x0 || to.y1 <= to.y0 || (color & IM_COL32_A_MASK) == 0) return;
    const Textures::Texture* texture = textures_.find(region.texture);
    if (texture == nullptr) return;
    if (texture->packer) page_ = region.texture;
    const float w = static_cast<float>(texture->width), h = static_cast<float>(texture->height);
    const float x = static_cast<float>(region.rect.x), y = static_cast<float>(region.rect.y);
    list_->AddImage(imgui_id(region.texture), {to.x0, to.y0}, {to.x1, to.y1}, {(x + from.x0) / w, (y + from.y0) / h},
                    {(x + from.x1) / w, (y + from.y1) / h}, color);
}

void DrawCanvas::quad(const TextureRegion& region, const Box& to, ImU32 color) {
    quad(region, to, {0, 0, static_cast<float>(region.rect.w), static_cast<float>(region.rect.h)}, color);
}

void DrawCanvas::corners(const TextureRegion& region, const Box& box, ImU32 color) {
    const float size = static_cast<float>(region.rect.w), near = std::floor(size / 2), far = size - near;
    quad(region, {box.x0, box.y0, box.x0 + near, box.y0 + near}, {0, 0, near, near}, color);
    quad(region, {box.x1 - far, box.y0, box.x1, box.y0 + near}, {near, 0, size, near}, color);
    quad(region, {box.x0, box.y1 - far, box.x0 + near, box.y1}, {0, near, near, size}, color);
    quad(region, {box.x1 - far, box.y1 - far, box.x1, box.y1}, {near, near, size, size}, color);
}

void DrawCanvas::fill(const Rect& rect, Color color) { solid(rounded(rect), tint(color)); }

void DrawCanvas::fill_rounded(const Rect& rect, float radius, Color color) {
    const Box box = rounded(rect);
    const float diameter = std::floor(std::min({std::round(2 * radius), box.x1 - box.x0, box.y1 - box.y0}));
    if (diameter < 2) return solid(box, tint(color));
    const ImU32 shade = tint(color);
    const float near = std::floor(diameter / 2), far = diameter - near;
    if (diameter <= Textures::kPageSize / 2) {
        corners(sprites_.disc(static_cast<int>(diameter)), box, shade);
    } else {
        const TextureRegion disc = sprites_.disc(kLargestDisc);
        constexpr float kHalf = kLargestDisc / 2.0f;
        quad(disc, {box.x0, box.y0, box.x0 + near, box.y0 + near}, {0, 0, kHalf, kHalf}, shade);
        quad(disc, {box.x1 - far, box.y0, box.x1, box.y0 + near}, {kHalf, 0, kLargestDisc, kHalf}, shade);
        quad(disc, {box.x0, box.y1 - far, box.x0 + near, box.y1}, {0, kHalf, kHalf, kLargestDisc}, shade);
        quad(disc, {box.x1 - far, box.y1 - far, box.x1, box.y1}, {kHalf, kHalf, kLargestDisc, kLargestDisc}, shade);
    }
    solid({box.x0 + near, box.y0, box.x1 - far, box.y0 + near}, shade);
    solid({box.x0, box.y0 + near, box.x1, box.y1 - far}, shade);
    solid({box.x0 + near, box.y1 - far, box.x1 - far, box.y1}, shade);
}

void DrawCanvas::stroke_rounded(const Rect& rect, float radius, float thickness, Color color) {
    const Box box = rounded(rect);
    const float line = std::max(1.0f, std::round(thickness));
    const ImU32 shade = tint(color);
    float diameter = std::floor(std::min({std::round(2 * radius), box.x1 - box.x0, box.y1 - box.y0}));
    diameter = std::min(diameter, static_cast<float>(Textures::kPageSize / 2));
    const float near = diameter < 2 ? 0 : std::floor(diameter / 2), far = diameter < 2 ? 0 : diameter - near;
    if (diameter >= 2) corners(sprites_.ring(static_cast<int>(diameter), static_cast<int>(line)), box, shade);
    solid({box.x0 + near, box.y0, box.x1 - far, box.y0 + line}, shade);
    solid({box.x0 + near, box.y1 - line, box.x1 - far, box.y1}, shade);
    const float inner = diameter < 2 ? line : 0;
    solid({box.x0, box.y0 + near + inner, box.x0 + line, box.y1 - far - inner}, shade);
    solid({box.x1 - line, box.y0 + near + inner, box.x1, box.y1 - far - inner}, shade);
}

void DrawCanvas::circle(Point center, float radius, Color color) {
    const float diameter = std::round(2 * radius);
    if (diameter < 1) return;
    const float x = std::round(center.x - diameter / 2), y = std::round(center.y - diameter / 2);
    const int baked = std::min(static_cast<int>(diameter), kLargestDisc);
    quad(sprites_.disc(baked), {x, y, x + diameter, y + diameter}, tint(color));
}

void DrawCanvas::soft_disc(Point center, float radius, Color color) {
    const float size = std::round(2 * radius);
    const float x = std::round(center.x - size / 2), y = std::round(center.y - size / 2);
    quad(sprites_.soft_disc(), {x, y, x + size, y + size}, tint(color));
}

void DrawCanvas::shadow(const Rect& rect, float radius, Elevation elevation) {
    if (elevation == Elevation::E3 && shadows_ == ShadowQuality::WithoutE3) elevation = Elevation::E2;
    const ShadowShape shape = shadow_shape(elevation);
    const float scale = text_.px_per_dp(), margin = std::round(shape.blur * scale / 2);
    // Baked small and enlarged: nothing in a blur is finer than an eighth of it.
    const float shrink = std::max(1.0f, std::floor(margin / 8));
    const int small_margin = static_cast<int>(std::lround(margin / shrink));
    const int small_radius = static_cast<int>(std::lround(radius / shrink));
    const int corner = 2 * small_margin + small_radius;
    const TextureRegion region = sprites_.shadow(2 * corner + 2, small_radius, small_margin);
    Box box = rounded(rect);
    const float m = static_cast<float>(small_margin) * shrink, drop = std::round(shape.y * scale);
    box = {box.x0 - m, box.y0 - m + drop, box.x1 + m, box.y1 + m + drop};
    const float c = std::min(
        {static_cast<float>(corner) * shrink, std::floor((box.x1 - box.x0) / 2), std::floor((box.y1 - box.y0) / 2)});
    const float s = static_cast<float>(corner), side = static_cast<float>(region.rect.w);
    const float xs[4] = {box.x0, box.x0 + c, box.x1 - c, box.x1}, ys[4] = {box.y0, box.y0 + c, box.y1 - c, box.y1};
    const float us[4] = {0, s, side - s, side};
    const ImU32 shade = tint(kShadowBlack.with_alpha(shape.alpha));
    for (int row = 0; row < 3; ++row) {
        for (int column = 0; column < 3; ++column) {
            quad(region, {xs[column], ys[row], xs[column + 1], ys[row + 1]},
                 {us[column], us[row], us[column + 1], us[row + 1]}, shade);
        }
    }
}

void DrawCanvas::scrim(const TextureRegion& column, const Box& box, float top, float bottom, const Rect& stage,
                       ImU32 color) {
    // One column of texels, stretched: every row has one colour. Rows within the stage's corners are drawn one by one.
    const Box whole = rounded(stage);
    const float height = box.y1 - box.y0, rows = static_cast<float>(column.rect.h);
    const auto strip = [&](float y0, float y1, float inset) {
        if (y1 <= y0) return;
        quad(column, {box.x0 + inset, y0, box.x1 - inset, y1},
             {0.5f, (y0 - box.y0) / height * rows, 0.5f, (y1 - box.y0) / height * rows}, color);
    };
    const float radius = std::round(stage_radius_);
    const float straight_top = std::max(top, whole.y0 + radius), straight_bottom = std::min(bottom, whole.y1 - radius);
    // To the last pixel that the picture's smooth edge touches: an unshaded one would stand out as a bright dot.
    const auto inset_at = [&](float distance) {
        const float d = radius - distance - 0.5f, reach = radius + 0.5f;
        return std::max(0.0f, std::ceil(radius - 0.5f - std::sqrt(std::max(0.0f, reach * reach - d * d))));
    };
    for (float y = top; y < std::min(straight_top, bottom); ++y) strip(y, y + 1, inset_at(y - whole.y0));
    strip(straight_top, straight_bottom, 0);
    for (float y = std::max(straight_bottom, top); y < bottom; ++y) strip(y, y + 1, inset_at(whole.y1 - 1 - y));
}

void DrawCanvas::top_scrim(const Rect& stage, float px_per_dp, float opacity) {
    const Box box = rounded(stage);
    const float height = std::round(kTopScrimDp * px_per_dp);
    if (height < 1) return;
    const int baked = std::min(static_cast<int>(height), 900);
    scrim(sprites_.top_scrim(baked), {box.x0, box.y0, box.x1, box.y0 + height}, box.y0,
          std::min(box.y0 + height, box.y1), stage, tint(kShadowBlack.with_alpha(opacity)));
}

void DrawCanvas::bottom_scrim(const Rect& stage, float px_per_dp, float opacity) {
    const Box box = rounded(stage);
    const float height = std::round(kBottomScrimDp * px_per_dp);
    if (height < 1) return;
    const int baked = std::min(static_cast<int>(height), 900);
    scrim(sprites_.bottom_scrim(baked), {box.x0, box.y1 - height, box.x1, box.y1}, std::max(box.y1 - height, box.y0),
          box.y1, stage, tint(kShadowBlack.with_alpha(opacity)));
}

void DrawCanvas::arc(Point center, float radius, float thickness, float start, float sweep, Color color) {
    // Steps of four degrees keep a turning spinner within ninety small sprites.
    const auto step = [](float degrees) { return static_cast<int>(std::lround(degrees / 4)) * 4; };
    const int begin = ((step(start) % 360) + 360) % 360;
    const int size = static_cast<int>(std::ceil(2 * radius)) + 2;
    const float x = std::round(center.x - static_cast<float>(size) / 2),
                y = std::round(center.y - static_cast<float>(size) / 2);
    quad(sprites_.arc(size, radius, thickness, begin, std::clamp(step(sweep), 0, 360)),
         {x, y, x + static_cast<float>(size), y + static_cast<float>(size)}, tint(color));
}

void DrawCanvas::sprite(const LabelSprite& sprite, float x, float y, ImU32 color) {
    const float left = x + static_cast<float>(sprite.dx), top = y + static_cast<float>(sprite.dy);
    quad(sprite.region,
         {left, top, left + static_cast<float>(sprite.region.rect.w), top + static_cast<float>(sprite.region.rect.h)},
         color);
}

void DrawCanvas::text(const Label& label, Point top_left, Color color, bool subpixel) {
    const LabelSprites* sprites = label.id == 0 ? nullptr : text_.sprites(label);
    if (sprites == nullptr) return;
    const float x = subpixel ? top_left.x : std::round(top_left.x), y = subpixel ? top_left.y : std::round(top_left.y);
    // What lies behind letters is among the coloured, and may reach a little beside them.
    sprite(sprites->colored, x, y, tint(Color{255, 255, 255, color.a}));
    sprite(sprites->letters, x, y, tint(color));
}

void DrawCanvas::text_with_shadow(const Label& label, Point top_left, Color color) {
    const LabelSprites* sprites = label.id == 0 ? nullptr : text_.sprites_with_shadow(label);
    if (sprites == nullptr) return;
    const float opacity = kTextShadowOpacity * static_cast<float>(color.a) / 255;
    sprite(sprites->shadow, std::round(top_left.x), std::round(top_left.y), tint(kShadowBlack.with_alpha(opacity)));
    text(label, top_left, color, false);
}

void DrawCanvas::icon(Icon icon, Point center, float size, Color color, bool mirrored) {
    const int pixels = static_cast<int>(std::lround(size));
    if (pixels <= 0) return;
    const TextureRegion region = sprites_.icon(icon, pixels);
    const float s = static_cast<float>(pixels);
    const float x = std::round(center.x - s / 2), y = std::round(center.y - s / 2);
    quad(region, {x, y, x + s, y + s}, mirrored ? Box{s, 0, 0, s} : Box{0, 0, s, s}, tint(color));
}

void DrawCanvas::image(const ImagePtr& image, const Rect& rect, float radius, float opacity) {
    const Box box = rounded(rect);
    const TextureRegion region = images_.get(image, static_cast<int>(box.x1 - box.x0),
                                             static_cast<int>(box.y1 - box.y0), static_cast<int>(std::lround(radius)));
    quad(region, box, tint(Color{255, 255, 255, 255}.with_alpha(opacity)));
}

void DrawCanvas::stock_windows(Size window, float px_per_dp, const std::function<void()>& contents) {
    stock_windows_.draw(*list_, window, px_per_dp, contents);
}

void DrawCanvas::push_clip(const Rect& rect) {
    const Box box = rounded(rect);
    list_->PushClipRect({box.x0, box.y0}, {box.x1, box.y1}, true);
}
void DrawCanvas::pop_clip() { list_->PopClipRect(); }
void DrawCanvas::push_opacity(float opacity) { opacity_.push_back(opacity_.back() * std::clamp(opacity, 0.0f, 1.0f)); }
void DrawCanvas::pop_opacity() {
    if (opacity_.size() > 1) opacity_.pop_back();
}

}  // namespace cliffhanger
