#include "app/text/ruby_text.h"

#include <algorithm>
#include <memory>
#include <string>

namespace cliffhanger {
namespace {

// Shares of the letters' size.
constexpr float kReadingSize = 0.5f;
constexpr float kRoom = 0.45f;
constexpr float kRise = 0.98f;  ///< of the reading's baseline above that of its base

struct IterDeleter {
    void operator()(PangoLayoutIter* iter) const { pango_layout_iter_free(iter); }
};

/// Where a base stands, or the part of it in the line in which it begins; in Pango's units.
struct BasePlace {
    int line = 0, left = 0, right = 0;
};

std::optional<BasePlace> place_of(PangoLayout* layout, const TextRuby& ruby) {
    BasePlace place;
    int x = 0;
    pango_layout_index_to_line_x(layout, static_cast<int>(ruby.begin), 0, &place.line, &x);
    PangoLayoutLine* line = pango_layout_get_line_readonly(layout, place.line);
    if (line == nullptr) return std::nullopt;
    int* ranges = nullptr;
    int count = 0;
    const int end = std::min(static_cast<int>(ruby.end), line->start_index + line->length);
    pango_layout_line_get_x_ranges(line, static_cast<int>(ruby.begin), end, &ranges, &count);
    if (count > 0) {
        place.left = ranges[0];
        place.right = ranges[2 * count - 1];
    }
    g_free(ranges);
    return count > 0 ? std::optional(place) : std::nullopt;
}

PangoLayoutPtr reading_layout(PangoLayout* base, const std::string& reading, float size) {
    PangoLayoutPtr layout(pango_layout_new(pango_layout_get_context(base)));
    PangoFontDescription* font = pango_font_description_copy(pango_layout_get_font_description(base));
    pango_font_description_set_absolute_size(font, static_cast<double>(size) * kReadingSize * PANGO_SCALE);
    pango_layout_set_font_description(layout.get(), font);
    pango_font_description_free(font);
    pango_layout_set_single_paragraph_mode(layout.get(), TRUE);
    pango_layout_set_text(layout.get(), reading.data(), static_cast<int>(reading.size()));
    return layout;
}

int width_of(PangoLayout* layout) {
    int width = 0;
    pango_layout_get_size(layout, &width, nullptr);
    return width;
}

void insert(PangoAttrList* attributes, const TextRuby& ruby, PangoAttribute* attribute) {
    attribute->start_index = static_cast<guint>(ruby.begin);
    attribute->end_index = static_cast<guint>(ruby.end);
    pango_attr_list_insert(attributes, attribute);
}

std::vector<double> baselines_of(PangoLayout* layout) {
    std::vector<double> baselines;
    const std::unique_ptr<PangoLayoutIter, IterDeleter> iter(pango_layout_get_iter(layout));
    do baselines.push_back(static_cast<double>(pango_layout_iter_get_baseline(iter.get())) / PANGO_SCALE);
    while (pango_layout_iter_next_line(iter.get()));
    return baselines;
}

}  // namespace

float room_for_readings(float size) { return size * kRoom; }

void make_room_for_readings(PangoLayout* layout, const TextStyle& style, float size) {
    // A layout compares what it is given with the list that it has: that one must not change.
    PangoAttrList* attributes = pango_attr_list_copy(pango_layout_get_attributes(layout));
    for (const TextRuby& ruby : style.rubies) insert(attributes, ruby, pango_attr_allow_breaks_new(FALSE));
    for (const TextRuby& ruby : style.rubies) {
        const auto place = place_of(layout, ruby);
        if (!place) continue;
        const int missing = width_of(reading_layout(layout, ruby.reading, size).get()) - (place->right - place->left);
        const char* text = pango_layout_get_text(layout);
        const long letters = g_utf8_strlen(text + ruby.begin, static_cast<gssize>(ruby.end - ruby.begin));
        if (missing > 0 && letters > 0)
            insert(attributes, ruby, pango_attr_letter_spacing_new(missing / static_cast<int>(letters)));
    }
    pango_layout_set_attributes(layout, attributes);
    pango_attr_list_unref(attributes);
}

std::vector<PlacedReading> place_readings(PangoLayout* layout, const TextStyle& style, float size, int max_lines) {
    std::vector<PlacedReading> placed;
    if (style.rubies.empty()) return placed;
    const std::vector<double> baselines = baselines_of(layout);
    PangoRectangle extents;
    pango_layout_get_extents(layout, nullptr, &extents);
    for (const TextRuby& ruby : style.rubies) {
        const auto place = place_of(layout, ruby);
        if (!place || (max_lines > 0 && place->line >= max_lines)) continue;
        PlacedReading reading;
        reading.layout = reading_layout(layout, ruby.reading, size);
        // Over the middle of its base, but not beyond the text: Pango leaves no space before a line's first letter.
        const int width = width_of(reading.layout.get());
        const int left = std::min((place->left + place->right - width) / 2, extents.x + extents.width - width);
        reading.x = static_cast<double>(std::max(left, extents.x)) / PANGO_SCALE;
        reading.baseline = baselines[static_cast<std::size_t>(place->line)] - static_cast<double>(size * kRise);
        for (const TextSpan& span : style.spans) {
            if (span.begin <= ruby.begin && ruby.begin < span.end && span.rgb) reading.rgb = span.rgb;
        }
        placed.push_back(std::move(reading));
    }
    return placed;
}

}  // namespace cliffhanger
