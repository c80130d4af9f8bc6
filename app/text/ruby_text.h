// Readings in small letters over what they are the reading of, as Japanese and Chinese have them: laid out over a
// Pango layout that has been set with room for them. Stateless.
#pragma once

#include <pango/pango.h>

#include <optional>
#include <vector>

#include "app/text/fonts.h"
#include "app/text/text_engine.h"

namespace cliffhanger {

struct PlacedReading {
    PangoLayoutPtr layout;       ///< one line
    double x = 0, baseline = 0;  ///< in pixels of the layout below
    std::optional<std::uint32_t> rgb;
};

/// How much higher lines are that have readings, for letters of `size` pixels.
float room_for_readings(float size);

/// Keeps bases in one line and makes them as wide as their readings, beside the attributes that the layout has.
void make_room_for_readings(PangoLayout* layout, const TextStyle& style, float size);

/// Of the layout's first `max_lines` lines (0 = all).
std::vector<PlacedReading> place_readings(PangoLayout* layout, const TextStyle& style, float size, int max_lines);

}  // namespace cliffhanger
