// Direct Publisher's `categories` and `playlists`: rows of series, picked by name or by tags, in the feed's order. What
// leads nowhere is reported and left out. One thread at a time.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "net/catalog/catalog.h"
#include "net/catalog/feed_object.h"

namespace cliffhanger {

class FeedShelves {
 public:
    explicit FeedShelves(FindingLog& log) : log_(log) {}

    /// What a page of the feed names; another page may have what it means.
    void add_page(const FeedObject& root);
    /// Once all series are known.
    std::vector<FeedShelf> take(const std::vector<Series>& series);

 private:
    enum class Order { Manual, MostRecent, Chronological, MostPopular };
    struct Playlist {
        std::string name;
        std::vector<std::string> ids;
        Place place;
    };
    struct Category {
        std::string name, playlist, query;
        Order order = Order::Manual;
        Place place;
    };
    class Index;

    void add_category(const FeedObject& object);
    Order read_order(const FeedObject& object);
    std::vector<std::size_t> of_playlist(const Category& category, const Index& index);
    std::vector<std::size_t> of_query(const Category& category, const Index& index);
    void check_playlists(const Index& index);

    FindingLog& log_;
    std::vector<Playlist> playlists_;
    std::vector<Category> categories_;
};

/// A query's parts: tags that all must be there, or, of several such groups, one.
using TagQuery = std::vector<std::vector<std::string>>;
/// "revenge AND heiress OR time travel": AND binds closer. In lower case.
TagQuery parse_tag_query(std::string_view text);

}  // namespace cliffhanger
