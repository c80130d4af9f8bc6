#include "app/render/icon_font.h"

#include <ft2build.h>
#include FT_FREETYPE_H

#include <string>

#include "app/text/fonts.h"

namespace cliffhanger {

struct IconFont::Face {
    FT_Library library = nullptr;
    FT_Face face = nullptr;

    ~Face() {
        if (face != nullptr) FT_Done_Face(face);
        if (library != nullptr) FT_Done_FreeType(library);
    }
};

IconFont::IconFont() = default;
IconFont::~IconFont() = default;

Mask IconFont::rasterize(Icon icon, int size) {
    if (!opened_) {
        opened_ = true;
        const std::string path = icon_font_path();
        auto face = std::make_unique<Face>();
        if (!path.empty() && FT_Init_FreeType(&face->library) == 0 &&
            FT_New_Face(face->library, path.c_str(), 0, &face->face) == 0) {
            face_ = std::move(face);
        }
    }
    if (!face_ || size <= 0 || FT_Set_Pixel_Sizes(face_->face, 0, static_cast<FT_UInt>(size)) != 0) return {};
    if (FT_Load_Char(face_->face, static_cast<FT_ULong>(icon), FT_LOAD_RENDER | FT_LOAD_NO_HINTING) != 0) return {};
    const FT_GlyphSlot glyph = face_->face->glyph;
    // The font's em square is the icon's box: its top edge is the ascender, which the font puts at the full em.
    const double em = face_->face->units_per_EM;
    const int top = static_cast<int>(size * (face_->face->ascender / em) + 0.5) - glyph->bitmap_top;
    Mask mask{size, size, std::vector<std::uint8_t>(static_cast<std::size_t>(size) * static_cast<std::size_t>(size))};
    for (int y = 0; y < static_cast<int>(glyph->bitmap.rows); ++y) {
        for (int x = 0; x < static_cast<int>(glyph->bitmap.width); ++x) {
            const int to_x = x + glyph->bitmap_left, to_y = y + top;
            if (to_x < 0 || to_y < 0 || to_x >= size || to_y >= size) continue;
            mask.coverage[static_cast<std::size_t>(to_y * size + to_x)] =
                glyph->bitmap.buffer[y * glyph->bitmap.pitch + x];
        }
    }
    return mask;
}

}  // namespace cliffhanger
