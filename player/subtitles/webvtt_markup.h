// The tags within a WebVTT cue as text with looks. Pure.
#pragma once

#include <functional>
#include <span>
#include <string_view>

#include "player/subtitles/cue_selector.h"
#include "player/subtitles/cue_text_builder.h"

namespace cliffhanger {

/// Changes the look of the last of a chain of nodes, which begins with the cue itself.
using CueStyler = std::function<void(std::span<const CueNode> chain, CueLook& look)>;

/// Tags nest; the readings of ruby become CueLook::reading of what they stand over. `id` is the cue's.
StyledText text_from_webvtt(std::string_view text, std::string_view id, const CueStyler& styler);

}  // namespace cliffhanger
