#include "app/text/label_raster.h"

#include <pango/pangocairo.h>
#include <pango/pangofc-font.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>

namespace cliffhanger {
namespace {

struct CairoDeleter {
    void operator()(cairo_t* context) const { cairo_destroy(context); }
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
struct IterDeleter {
    void operator()(PangoLayoutIter* iter) const { pango_layout_iter_free(iter); }
};

bool is_color_font(PangoFont* font) {
    if (font == nullptr || !PANGO_IS_FC_FONT(font)) return false;
    FcBool color = FcFalse;
    FcPatternGetBool(pango_fc_font_get_pattern(PANGO_FC_FONT(font)), FC_COLOR, 0, &color);
    return color == FcTrue;
}

/// The colour that the run's letters have of their own; nullptr when the label's is theirs.
const PangoColor* own_color(const PangoItem* item) {
    for (const GSList* at = item->analysis.extra_attrs; at != nullptr; at = at->next) {
        const auto* attribute = static_cast<const PangoAttribute*>(at->data);
        if (attribute->klass->type == PANGO_ATTR_FOREGROUND)
            return &reinterpret_cast<const PangoAttrColor*>(attribute)->color;
    }
    return nullptr;
}

/// The line under a run's letters, in pixels from where the run begins on the baseline.
struct Underline {
    double top = 0, width = 0, height = 0;
};

std::optional<Underline> underline_of(const PangoLayoutRun& run) {
    const bool wanted = [&] {
        for (const GSList* at = run.item->analysis.extra_attrs; at != nullptr; at = at->next) {
            if (static_cast<const PangoAttribute*>(at->data)->klass->type == PANGO_ATTR_UNDERLINE) return true;
        }
        return false;
    }();
    if (!wanted) return std::nullopt;
    PangoFontMetrics* metrics = pango_font_get_metrics(run.item->analysis.font, run.item->analysis.language);
    const auto pixels = [](int units) { return static_cast<double>(units) / PANGO_SCALE; };
    Underline line;
    line.top = std::round(-pixels(pango_font_metrics_get_underline_position(metrics)));
    line.height = std::max(1.0, std::round(pixels(pango_font_metrics_get_underline_thickness(metrics))));
    line.width = pixels(pango_glyph_string_get_width(run.glyphs));
    pango_font_metrics_unref(metrics);
    return line;
}

/// Calls `visit(run, x, baseline)` in pixels for each run of the kind.
template <class Visit>
void for_each_run(PangoLayout* layout, GlyphKind kind, int max_lines, Visit visit) {
    const std::unique_ptr<PangoLayoutIter, IterDeleter> iter(pango_layout_get_iter(layout));
    const PangoLayoutLine* line = nullptr;
    int line_number = 0;
    do {
        const PangoLayoutLine* current = pango_layout_iter_get_line_readonly(iter.get());
        if (current != line) {
            line = current;
            if (max_lines > 0 && ++line_number > max_lines) return;
        }
        PangoLayoutRun* run = pango_layout_iter_get_run_readonly(iter.get());
        if (run == nullptr) continue;
        const bool colored = is_color_font(run->item->analysis.font) || own_color(run->item) != nullptr;
        if (colored != (kind == GlyphKind::Colored)) continue;
        PangoRectangle logical;
        pango_layout_iter_get_run_extents(iter.get(), nullptr, &logical);
        const double baseline = static_cast<double>(pango_layout_iter_get_baseline(iter.get())) / PANGO_SCALE;
        visit(run, static_cast<double>(logical.x) / PANGO_SCALE, baseline);
    } while (pango_layout_iter_next_run(iter.get()));
}

std::uint32_t straight(std::uint32_t premultiplied) {
    const std::uint32_t a = premultiplied >> 24;
    if (a == 0) return 0;
    const auto channel = [&](int shift) {
        return std::min(255u, (((premultiplied >> shift) & 255u) * 255u + a / 2) / a) << shift;
    };
    return a << 24 | channel(16) | channel(8) | channel(0);
}

}  // namespace

RasterImage rasterize_layout(PangoLayout* layout, GlyphKind kind, int max_lines) {
    RasterImage image;
    for_each_run(layout, kind, max_lines, [&](PangoLayoutRun* run, double x, double baseline) {
        PangoRectangle ink;
        pango_glyph_string_extents(run->glyphs, run->item->analysis.font, &ink, nullptr);
        pango_extents_to_pixels(&ink, nullptr);
        if (const auto line = underline_of(*run))
            image.place =
                unite(image.place, {static_cast<int>(x), static_cast<int>(std::floor(baseline + line->top)),
                                    static_cast<int>(std::ceil(line->width)) + 2, static_cast<int>(line->height) + 2});
        if (ink.width <= 0 || ink.height <= 0) return;
        image.place = unite(image.place, {static_cast<int>(x) + ink.x - 1, static_cast<int>(baseline) + ink.y - 1,
                                          ink.width + 3, ink.height + 3});
    });
    if (image.place.empty()) return {};
    const IntRect& place = image.place;
    image.argb.resize(static_cast<std::size_t>(place.w) * static_cast<std::size_t>(place.h));
    const std::unique_ptr<cairo_surface_t, CairoDeleter> surface(cairo_image_surface_create_for_data(
        reinterpret_cast<unsigned char*>(image.argb.data()), CAIRO_FORMAT_ARGB32, place.w, place.h, place.w * 4));
    const std::unique_ptr<cairo_t, CairoDeleter> cr(cairo_create(surface.get()));
    cairo_set_source_rgba(cr.get(), 1, 1, 1, 1);
    for_each_run(layout, kind, max_lines, [&](PangoLayoutRun* run, double x, double baseline) {
        if (const PangoColor* color = own_color(run->item))
            cairo_set_source_rgb(cr.get(), color->red / 65535.0, color->green / 65535.0, color->blue / 65535.0);
        else
            cairo_set_source_rgba(cr.get(), 1, 1, 1, 1);
        cairo_move_to(cr.get(), x - place.x, baseline - place.y);
        pango_cairo_show_glyph_string(cr.get(), run->item->analysis.font, run->glyphs);
        if (const auto line = underline_of(*run)) {
            cairo_rectangle(cr.get(), x - place.x, std::round(baseline) + line->top - place.y, line->width,
                            line->height);
            cairo_fill(cr.get());
        }
    });
    cairo_surface_flush(surface.get());
    for (std::uint32_t& pixel : image.argb) {
        pixel = kind == GlyphKind::Letters ? (pixel & 0xff000000u) | 0xffffffu : straight(pixel);
    }
    return image;
}

RasterImage joined_shape(const RasterImage& base, const RasterImage& top) {
    if (base.place.empty()) return top;
    if (top.place.empty()) return base;
    RasterImage joined;
    joined.place = unite(base.place, top.place);
    joined.argb.resize(static_cast<std::size_t>(joined.place.w) * static_cast<std::size_t>(joined.place.h));
    for (const RasterImage* part : {&base, &top}) {
        for (int y = 0; y < part->place.h; ++y) {
            for (int x = 0; x < part->place.w; ++x) {
                std::uint32_t& pixel = joined.argb[static_cast<std::size_t>(
                    (part->place.y - joined.place.y + y) * joined.place.w + part->place.x - joined.place.x + x)];
                pixel = std::max(pixel, part->argb[static_cast<std::size_t>(y * part->place.w + x)] & 0xff000000u);
            }
        }
    }
    return joined;
}

RasterImage blurred_shape(const RasterImage& image, int radius, int gain) {
    const int grow = 2 * radius;
    RasterImage blurred;
    blurred.place = {image.place.x - grow, image.place.y - grow, image.place.w + 2 * grow, image.place.h + 2 * grow};
    const int w = blurred.place.w, h = blurred.place.h;
    std::vector<int> alpha(static_cast<std::size_t>(w * h)), pass(alpha.size());
    for (int y = 0; y < image.place.h; ++y) {
        for (int x = 0; x < image.place.w; ++x) {
            alpha[static_cast<std::size_t>((y + grow) * w + x + grow)] =
                static_cast<int>(image.argb[static_cast<std::size_t>(y * image.place.w + x)] >> 24);
        }
    }
    // Two box passes in each direction come close enough to a Gaussian at this size.
    const auto box = [&](const std::vector<int>& from, std::vector<int>& to, int count, int length, int step,
                         int next) {
        for (int line = 0; line < count; ++line) {
            int sum = 0;
            const auto at = [&](int i) { return static_cast<std::size_t>(line * next + i * step); };
            for (int i = 0; i < std::min(radius, length); ++i) sum += from[at(i)];
            for (int i = 0; i < length; ++i) {
                if (i + radius < length) sum += from[at(i + radius)];
                if (i - radius - 1 >= 0) sum -= from[at(i - radius - 1)];
                to[at(i)] = sum / (2 * radius + 1);
            }
        }
    };
    for (int round = 0; round < 2; ++round) {
        box(alpha, pass, h, w, 1, w);
        box(pass, alpha, w, h, w, 1);
    }
    blurred.argb.resize(alpha.size());
    for (std::size_t i = 0; i < alpha.size(); ++i) {
        blurred.argb[i] = static_cast<std::uint32_t>(std::min(255, alpha[i] * gain)) << 24 | 0xffffffu;
    }
    return blurred;
}

}  // namespace cliffhanger
