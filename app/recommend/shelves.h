// The shelves of the Home screen: what they hold and why. Plain values; series and episodes are indexes into the
// catalog that they were made from.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace cliffhanger {

enum class ShelfKind {
    ContinueWatching,
    ForYou,
    BecauseFinished,  ///< its subject is the series that was finished
    Trending,
    New,
    Ranking,
    FromFeed,  ///< the feed's own; its subject is its name
    Genre,     ///< its subject is the genre's name
    Similar,   ///< "more like this"; its subject is that series
};

/// Why a series is offered; each says which parts of the subject go with it.
enum class Reason {
    None,
    Finished,  ///< because the viewer finished `series`
    Liked,     ///< because the viewer likes `series`
    Listed,    ///< it is like `series`, which is on the viewer's list
    Watching,  ///< because the viewer is watching `series`
    Cast,      ///< with `name`, whom the viewer saw in `series`
    Theme,     ///< `name`, a tag or genre that the viewer often watches
    Popular,
    New,
};

constexpr std::size_t kNoSeries = static_cast<std::size_t>(-1);

/// What a title or a reason speaks of.
struct ShelfSubject {
    std::size_t series = kNoSeries;
    std::string name = {};  ///< a genre, a tag or an actor, as the feed writes it
    bool operator==(const ShelfSubject&) const = default;
};

struct ShelfItem {
    std::size_t series = 0;
    std::size_t episode = 0;  ///< where watching begins or goes on
    double progress = 0;      ///< how much of that episode has been watched, 0 to 1
    bool begun = false;       ///< the viewer has watched some of the series
    Reason reason = Reason::None;
    ShelfSubject subject = {};  ///< of the reason
    bool operator==(const ShelfItem&) const = default;
};

struct Shelf {
    ShelfKind kind = ShelfKind::Trending;
    ShelfSubject subject = {};
    std::vector<ShelfItem> items;  ///< the best first; never empty, no series twice
    bool operator==(const Shelf&) const = default;
};

}  // namespace cliffhanger
