// What Roku's two formats say about one playable thing, whichever of them says it: videos, captions, tracks, pictures.
#pragma once

#include <vector>

#include "net/catalog/feed_object.h"
#include "net/catalog/series_assembler.h"

namespace cliffhanger {

/// Reads a `content` object: videos, captions, audio tracks, cue points, duration, play options.
void read_content(const FeedObject& content, EpisodeDraft& draft);

/// Reads `playOptions` into a lock, unless one of them is free.
void read_play_options(const FeedObject& content, EpisodeDraft& draft);

/// The provider's name, fit to be shown.
std::string read_provider_name(const FeedObject& root);

/// What every series, film or clip says about itself: id, title, synopsis, pictures, labels, and our own extension.
void read_series_head(const FeedObject& object, SeriesDraft& draft);

/// What every playable thing says about itself: id, title, synopsis and picture.
EpisodeDraft read_episode_head(const FeedObject& object);

}  // namespace cliffhanger
