// TTML's time expressions. Pure.
#pragma once

#include <optional>
#include <string_view>

#include "player/media_time.h"

namespace cliffhanger {

/// The clock that frames and ticks are counted on: ttp:frameRate, ttp:frameRateMultiplier, ttp:tickRate.
struct TtmlRates {
    double frame_rate = 30;
    double tick_rate = 1;
};

/// "00:01:39.040", "00:01:39:12" (frames), "10s", "1.5h", "250ms", "30f", "900000t". nullopt for what is no time.
std::optional<MediaTime> parse_ttml_time(std::string_view text, const TtmlRates& rates);

}  // namespace cliffhanger
