// The pages of the pager: every episode of every series, in order, or a choice of them. A list that provides what to
// play; it does not play. Owns the catalog, which does not change. Main thread only.
#pragma once

#include <optional>
#include <vector>

#include "app/options.h"
#include "app/screens/player_host.h"
#include "net/catalog/catalog.h"

namespace cliffhanger {

class Feed {
 public:
    explicit Feed(Catalog catalog);
    Feed(const Feed&) = delete;
    Feed& operator=(const Feed&) = delete;

    const Catalog& catalog() const { return catalog_; }
    std::size_t page_count() const { return pages_.size(); }
    const Page& page(std::size_t index) const { return pages_[index]; }
    /// An episode of the catalog as a page.
    Page page_of(std::size_t series, std::size_t episode) const;
    /// Pages through these from now on.
    void set_pages(std::vector<Page> pages) { pages_ = std::move(pages); }
    /// All there are, in the feed's order: what it begins with.
    std::vector<Page> all_pages() const;
    /// The page of an episode by ids as in the feed or 1-based numbers.
    std::optional<std::size_t> find(const StartPosition& start) const;

 private:
    Catalog catalog_;
    std::vector<Page> pages_;
};

/// The address of an episode that this version plays best: the first in the feed's order that is not a streaming
/// manifest, else the first of all (its page then says why it does not play); nullptr when there is none.
const VideoAddress* choose_video(const Episode& episode);

}  // namespace cliffhanger
