// What WebVTT says about where a cue stands: its settings and the file's regions. Pure.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "player/subtitles/subtitle_document.h"

namespace cliffhanger {

struct WebVttRegion {
    float width = 1;
    int lines = 3;
    float anchor_x = 0, anchor_y = 1;      ///< of the region
    float viewport_x = 0, viewport_y = 1;  ///< where that lies on the picture
};
using WebVttRegions = std::map<std::string, WebVttRegion, std::less<>>;

/// Reads the lines of a REGION block; false without an id.
bool read_webvtt_region(std::string_view block, WebVttRegions& regions);

/// The settings behind a cue's timings; nullopt when they leave it where cues stand anyway. Vertical text is set
/// horizontally, so the settings of vertical cues are not theirs.
std::optional<CuePlace> parse_webvtt_settings(std::string_view settings, const WebVttRegions& regions);

}  // namespace cliffhanger
