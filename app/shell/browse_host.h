// What the screens around the player ask of the application: the whole catalog, where the viewer stands in it, the
// library. Beside PlayerHost, which has the pages and playback. Main thread only; nothing blocks.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/library/library.h"
#include "app/recommend/shelves.h"
#include "app/recommend/viewer_marks.h"
#include "app/screens/player_host.h"
#include "app/search/search_service.h"

namespace cliffhanger {

/// What lies on the disk and came over the network.
struct StorageFigures {
    std::optional<std::int64_t> cache_bytes;  ///< nullopt: nothing is kept
    std::int64_t network_today = 0, network_this_month = 0;
};

/// A line of the diagnostics: what, and how it is here.
struct DiagnosticLine {
    std::string name, value;
};

/// What the player pages through.
enum class PageList {
    Catalog,  ///< every episode of every series, in the feed's order
    ForYou,   ///< of each series the episode to go on with, the most fitting series first
    Teasers,  ///< of each series the first episode that plays, shuffled; what is seen of them is not remembered
};

class BrowseHost {
 public:
    virtual ~BrowseHost() = default;

    /// nullptr until there is one.
    virtual const Catalog* catalog() const = 0;
    /// Another number whenever catalog() is another one: indexes of series count within one edition.
    virtual std::uint64_t catalog_edition() const = 0;
    /// What the library knows the catalog by.
    virtual const std::string& feed_key() const = 0;
    virtual Library& library() = 0;
    virtual SeriesProgress progress(std::size_t series) = 0;
    /// Home's, from top to bottom; made anew when what they are made of has changed.
    virtual const std::vector<Shelf>& shelves() = 0;
    virtual Shelf similar_to(std::size_t series) = 0;
    /// Over the catalog that there is now.
    virtual SearchService& search() = 0;
    /// What was copied last, by whatever program.
    virtual std::string clipboard_text() const = 0;

    virtual StorageFigures storage() const = 0;
    virtual void clear_cache() = 0;
    /// Versions, folders, fonts: what a report of a fault should say.
    virtual std::vector<DiagnosticLine> diagnostics() const = 0;

    /// Plays a series from its beginning, silently and before nothing else, to be looked at on its poster; nullopt ends
    /// that. One at a time.
    virtual void play_preview(std::optional<std::size_t> series) = 0;
    /// nullptr before the first one.
    virtual VideoFramePtr preview_picture(Microseconds now) = 0;
    /// When that will change.
    virtual std::optional<Microseconds> preview_due(Microseconds now) const = 0;

    virtual PageList page_list() const = 0;
    /// Pages through another list from now on, beginning with the series that is current; it goes on playing.
    virtual void show_pages(PageList list) = 0;
    /// Pages through PageList::Teasers from now on, in a new order.
    virtual void show_teasers() = 0;
    /// Plays an episode of a series (nullopt: the one to go on with) in the catalog's order.
    virtual void play_series(std::size_t series, std::optional<std::size_t> episode) = 0;
    /// Forgets everything about the viewer of a private run, as if it had just begun.
    virtual void begin_anew() = 0;
};

}  // namespace cliffhanger
