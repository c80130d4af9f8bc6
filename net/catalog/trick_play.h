// The pictures for scrubbing that a feed names: Roku's `trickPlayFiles` (BIF) and `_drama.storyboard`.
#pragma once

#include "net/catalog/feed_object.h"

namespace cliffhanger {

/// Reads `trickPlayFiles` of a content object.
void read_trick_play(const FeedObject& content, Episode& episode);
/// Reads `storyboard` of a `_drama` object: {url, type vtt, bif or hls}.
void read_storyboard(const FeedObject& drama, Episode& episode);

}  // namespace cliffhanger
