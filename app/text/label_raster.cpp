#include "app/text/label_raster.h"

#include <pango/pangocairo.h>
#include <pango/pangofc-font.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>

namespace cliffhanger {
namespace {

// Of the letters' size.
constexpr double kBackgroundAbove = 0.98, kBackgroundBelow = 0.28, kBackgroundBeside = 0.08;

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

const PangoAttribute* attribute_of(const PangoItem* item, PangoAttrType type) {
    for (const GSList* at = item->analysis.extra_attrs; at != nullptr; at = at->next) {
        const auto* attribute = static_cast<const PangoAttribute*>(at->data);
        if (attribute->klass->type == type) return attribute;
    }
    return nullptr;
}

const PangoColor* color_of(const PangoItem* item, PangoAttrType type) {
    const PangoAttribute* attribute = attribute_of(item, type);
    return attribute != nullptr ? &reinterpret_cast<const PangoAttrColor*>(attribute)->color : nullptr;
}

/// The colour that the run's letters have of their own; nullptr when the label's is theirs.
const PangoColor* own_color(const PangoItem* item) { return color_of(item, PANGO_ATTR_FOREGROUND); }

void set_source(cairo_t* cr, const PangoColor& color) {
    cairo_set_source_rgb(cr, color.red / 65535.0, color.green / 65535.0, color.blue / 65535.0);
}

/// Something straight beside a run's letters, in pixels from where the run begins on the baseline.
struct RunRect {
    double left = 0, top = 0, width = 0, height = 0;
};

/// The lines under a run's letters and through them.
std::vector<RunRect> decorations_of(const PangoLayoutRun& run) {
    const bool under = attribute_of(run.item, PANGO_ATTR_UNDERLINE) != nullptr;
    const bool through = attribute_of(run.item, PANGO_ATTR_STRIKETHROUGH) != nullptr;
    if (!under && !through) return {};
    PangoFontMetrics* metrics = pango_font_get_metrics(run.item->analysis.font, run.item->analysis.language);
    const double width = static_cast<double>(pango_glyph_string_get_width(run.glyphs)) / PANGO_SCALE;
    const auto line = [width](int position, int thickness) {
        return RunRect{0, std::round(-static_cast<double>(position) / PANGO_SCALE), width,
                       std::max(1.0, std::round(static_cast<double>(thickness) / PANGO_SCALE))};
    };
    std::vector<RunRect> lines;
    if (under)
        lines.push_back(line(pango_font_metrics_get_underline_position(metrics),
                             pango_font_metrics_get_underline_thickness(metrics)));
    if (through)
        lines.push_back(line(pango_font_metrics_get_strikethrough_position(metrics),
                             pango_font_metrics_get_strikethrough_thickness(metrics)));
    pango_font_metrics_unref(metrics);
    return lines;
}

/// What lies behind a run's letters: as high as lines are, whatever font the letters come from.
RunRect background_of(PangoLayout* layout, const PangoLayoutRun& run) {
    const double size =
        static_cast<double>(pango_font_description_get_size(pango_layout_get_font_description(layout))) / PANGO_SCALE;
    const double width = static_cast<double>(pango_glyph_string_get_width(run.glyphs)) / PANGO_SCALE;
    const double beside = std::round(size * kBackgroundBeside);
    return {-beside, -std::round(size * kBackgroundAbove), width + 2 * beside,
            std::round(size * (kBackgroundAbove + kBackgroundBelow))};
}

IntRect pixels_of(const RunRect& rect, double x, double baseline) {
    return {static_cast<int>(std::floor(x + rect.left)), static_cast<int>(std::floor(baseline + rect.top)),
            static_cast<int>(std::ceil(rect.width)) + 2, static_cast<int>(std::ceil(rect.height)) + 2};
}

void fill(cairo_t* cr, const RunRect& rect, double x, double baseline) {
    cairo_rectangle(cr, x + rect.left, std::round(baseline) + rect.top, rect.width, rect.height);
    cairo_fill(cr);
}

GlyphKind kind_of(const PlacedReading& reading) { return reading.rgb ? GlyphKind::Colored : GlyphKind::Letters; }

IntRect pixels_of(const PlacedReading& reading) {
    PangoRectangle ink;
    pango_layout_line_get_pixel_extents(pango_layout_get_line_readonly(reading.layout.get(), 0), &ink, nullptr);
    return {static_cast<int>(reading.x) + ink.x - 1, static_cast<int>(reading.baseline) + ink.y - 1, ink.width + 3,
            ink.height + 3};
}

void draw(cairo_t* cr, const PlacedReading& reading, const IntRect& place) {
    const auto channel = [&](int shift) { return static_cast<double>(*reading.rgb >> shift & 255) / 255; };
    if (reading.rgb)
        cairo_set_source_rgb(cr, channel(16), channel(8), channel(0));
    else
        cairo_set_source_rgba(cr, 1, 1, 1, 1);
    cairo_move_to(cr, reading.x - place.x, reading.baseline - place.y);
    pango_cairo_show_layout_line(cr, pango_layout_get_line_readonly(reading.layout.get(), 0));
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

RasterImage rasterize_layout(PangoLayout* layout, GlyphKind kind, int max_lines,
                             std::span<const PlacedReading> readings) {
    RasterImage image;
    for_each_run(layout, kind, max_lines, [&](PangoLayoutRun* run, double x, double baseline) {
        PangoRectangle ink;
        pango_glyph_string_extents(run->glyphs, run->item->analysis.font, &ink, nullptr);
        pango_extents_to_pixels(&ink, nullptr);
        for (const RunRect& line : decorations_of(*run)) image.place = unite(image.place, pixels_of(line, x, baseline));
        if (color_of(run->item, PANGO_ATTR_BACKGROUND) != nullptr)
            image.place = unite(image.place, pixels_of(background_of(layout, *run), x, baseline));
        if (ink.width <= 0 || ink.height <= 0) return;
        image.place = unite(image.place, {static_cast<int>(x) + ink.x - 1, static_cast<int>(baseline) + ink.y - 1,
                                          ink.width + 3, ink.height + 3});
    });
    for (const PlacedReading& reading : readings) {
        if (kind_of(reading) == kind) image.place = unite(image.place, pixels_of(reading));
    }
    if (image.place.empty()) return {};
    const IntRect& place = image.place;
    image.argb.resize(static_cast<std::size_t>(place.w) * static_cast<std::size_t>(place.h));
    const std::unique_ptr<cairo_surface_t, CairoDeleter> surface(cairo_image_surface_create_for_data(
        reinterpret_cast<unsigned char*>(image.argb.data()), CAIRO_FORMAT_ARGB32, place.w, place.h, place.w * 4));
    const std::unique_ptr<cairo_t, CairoDeleter> cr(cairo_create(surface.get()));
    for_each_run(layout, kind, max_lines, [&](PangoLayoutRun* run, double x, double baseline) {
        const PangoColor* color = color_of(run->item, PANGO_ATTR_BACKGROUND);
        if (color == nullptr) return;
        set_source(cr.get(), *color);
        fill(cr.get(), background_of(layout, *run), x - place.x, baseline - place.y);
    });
    for_each_run(layout, kind, max_lines, [&](PangoLayoutRun* run, double x, double baseline) {
        if (const PangoColor* color = own_color(run->item))
            set_source(cr.get(), *color);
        else
            cairo_set_source_rgba(cr.get(), 1, 1, 1, 1);
        cairo_move_to(cr.get(), x - place.x, baseline - place.y);
        pango_cairo_show_glyph_string(cr.get(), run->item->analysis.font, run->glyphs);
        for (const RunRect& line : decorations_of(*run)) fill(cr.get(), line, x - place.x, baseline - place.y);
    });
    for (const PlacedReading& reading : readings) {
        if (kind_of(reading) == kind) draw(cr.get(), reading, place);
    }
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
