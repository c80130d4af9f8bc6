// What is known of an episode and its viewer before anything of it is fetched, and the facts that StreamingPolicy plans
// with, made of that and of what the episode's reader asks for. Values, pure.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "player/policy/segment_scheduler.h"
#include "player/policy/streaming_observation.h"
#include "player/policy/viewer_retention.h"

namespace cliffhanger {

struct EpisodeOutlook {
    std::vector<float> retention;  ///< shares still watching, evenly spaced from its beginning (1) to its end; or empty
    std::optional<MediaTime> duration;  ///< as the feed says
};

struct StreamingOutlook {
    std::map<std::string, EpisodeOutlook> episodes;  ///< by MediaItem::id, of those near the viewer
    ViewerRetention viewer;
};

/// No rung is taken for less, megabits a second.
inline constexpr float kLeastMbps = 0.1f;

/// Which part of an episode is planned, and how its segments were so far.
struct FactsBasis {
    float chunk_s = 4;
    int first_chunk = 0;              ///< of the episode: the facts' own first one
    int least_chunks = 1;             ///< from there
    std::optional<MediaTime> length;  ///< of the episode; nullopt: nobody knows
    std::vector<float> size_of;       ///< by rung: how large segments are beside what the rung's rate says
};

/// Sizes are the source's own where it has them; rungs without borrow from those of another one how segments differ.
EpisodeFacts make_episode_facts(const SegmentRequest& request, const FactsBasis& basis, const EpisodeOutlook& outlook,
                                const ViewerRetention& viewer);

}  // namespace cliffhanger
