// The parts of an episode: what can be skipped (intro, recap, credits, as the feed says), and where a jump from part to
// part leads (chapters of the file, and those). Stateless.
#pragma once

#include <optional>
#include <vector>

#include "app/screens/page_view.h"
#include "app/ui/frame.h"

namespace cliffhanger {

/// The part that plays now and can be skipped; nullptr when there is none.
const CuePoint* section_at(const PageView& view, MediaTime position);
/// Where parts begin, in order, without the beginning and the end of the episode.
std::vector<MediaTime> section_starts(const PageView& view);
/// The next one (+1), or the one before (-1): of a part that has played for a while, its own beginning.
std::optional<MediaTime> section_jump(const PageView& view, MediaTime position, int direction);
/// The title of the chapter at a time; empty when there is none.
std::string chapter_title(const PageView& view, MediaTime time);

/// "Skip intro" and its like, over the stage's rail while its part plays.
void draw_skip_button(Frame& frame, const PageView& view, const Rect& slot);

}  // namespace cliffhanger
