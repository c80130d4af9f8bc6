// What is known beforehand of how long episodes will be watched: from the feed, and from how far this viewer watched
// others. Pure.
#pragma once

#include <vector>

#include "app/recommend/viewer_marks.h"
#include "net/catalog/catalog.h"
#include "player/policy/episode_outlook.h"

namespace cliffhanger {

EpisodeOutlook episode_outlook(const Episode& episode);

/// The latest first, without the one that is on the stage: nobody knows how far that will be watched.
ViewerRetention viewer_retention(const Catalog& catalog, const ViewerMarks& marks, const Episode* on_stage);

}  // namespace cliffhanger
