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

LocalizedText read_title(const FeedObject& object);
/// The long description, and the short one in languages that the long one lacks.
LocalizedText read_synopsis(const FeedObject& object);

/// Every picture the object names, the best for a portrait card first.
std::vector<Poster> read_posters(const FeedObject& object);
std::string read_thumbnail(const FeedObject& object);

/// Genres and tags; checks the release date.
void read_labels(const FeedObject& object, Series& series);

}  // namespace cliffhanger
