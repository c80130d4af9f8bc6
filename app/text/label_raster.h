// Draws a Pango layout into pixels: white letters and coloured glyphs apart, so that letters can be tinted. Stateless.
#pragma once

#include <pango/pango.h>

#include <cstdint>
#include <span>
#include <vector>

#include "app/render/int_rect.h"
#include "app/text/ruby_text.h"

namespace cliffhanger {

/// ARGB, straight alpha; `place` is relative to the layout's origin.
struct RasterImage {
    IntRect place;
    std::vector<std::uint32_t> argb;
};

enum class GlyphKind { Letters, Colored };

/// The first `max_lines` lines (0 = all) and the readings over them; empty when there are no glyphs of that kind.
RasterImage rasterize_layout(PangoLayout* layout, GlyphKind kind, int max_lines,
                             std::span<const PlacedReading> readings = {});

/// The image's alpha blurred by about `radius` pixels, white; `gain` times as dense, up to opaque.
RasterImage blurred_shape(const RasterImage& image, int radius, int gain);

/// Lays `top`'s alpha over `base`, for a shape that both cover.
RasterImage joined_shape(const RasterImage& base, const RasterImage& top);

}  // namespace cliffhanger
