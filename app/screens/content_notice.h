// What the law or a careful person wants said before an episode: from which age on it is, what it contains, under which
// numbers it is registered. For the first seconds of an episode, below the top bar. Stateless.
#pragma once

#include "app/screens/page_view.h"
#include "app/ui/frame.h"

namespace cliffhanger {

/// From the episode's own beginning.
constexpr MediaTime kContentNotice = std::chrono::seconds(5);

/// Draws nothing where the feed says nothing, or later.
void draw_content_notice(Frame& frame, const PageView& view, const Rect& slot);

}  // namespace cliffhanger
