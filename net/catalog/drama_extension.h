// The `_drama` object: what short drama needs and Roku's formats have no name for.
#pragma once

#include "net/catalog/feed_object.h"
#include "net/catalog/series_assembler.h"

namespace cliffhanger {

/// Reads the object's `_drama`, if it has one.
void read_drama(const FeedObject& object, SeriesDraft& draft);
void read_drama(const FeedObject& object, EpisodeDraft& draft);

}  // namespace cliffhanger
