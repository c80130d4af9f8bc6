#include "net/catalog/feed_shelves.h"

#include <algorithm>
#include <chrono>
#include <functional>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "net/catalog/feed_values.h"
#include "net/catalog/text_encoding.h"

namespace cliffhanger {

namespace {

/// More is no shelf that anybody looks through, but a way to make a program slow.
constexpr std::size_t kMostShelves = 60, kMostPlaylists = 1000, kMostItems = 100;

/// The epoch where nobody says.
std::chrono::sys_days newest(const Series& series) {
    std::chrono::sys_days day = series.released.value_or(std::chrono::sys_days{});
    for (const Episode& episode : series.episodes) day = std::max(day, episode.added.value_or(day));
    return day;
}

/// The parts of `text` between a word that stands alone.
std::vector<std::string_view> parts_between(std::string_view text, std::string_view word) {
    std::vector<std::string_view> parts;
    const std::string separator = " " + std::string(word) + " ";
    for (std::size_t end = text.find(separator); end != text.npos; end = text.find(separator)) {
        parts.push_back(text.substr(0, end));
        text.remove_prefix(end + separator.size());
    }
    parts.push_back(text);
    return parts;
}

}  // namespace

TagQuery parse_tag_query(std::string_view text) {
    TagQuery query;
    for (const std::string_view group : parts_between(text, "OR")) {
        std::vector<std::string> tags;
        for (const std::string_view tag : parts_between(group, "AND")) {
            if (std::string name = ascii_lower(trimmed(tag)); !name.empty()) tags.push_back(std::move(name));
        }
        if (!tags.empty()) query.push_back(std::move(tags));
    }
    return query;
}

/// Finds series by what rows name them by.
class FeedShelves::Index {
 public:
    explicit Index(const std::vector<Series>& series) : series_(series) {
        for (std::size_t i = 0; i < series.size(); ++i) {
            by_id_.emplace(series[i].id, i);
            for (const auto* labels : {&series[i].tags, &series[i].genres}) {
                for (const std::string& label : *labels) {
                    auto& labelled = by_label_[ascii_lower(label)];
                    if (labelled.empty() || labelled.back() != i) labelled.push_back(i);
                }
            }
        }
    }

    std::optional<std::size_t> find(const std::string& id) const {
        const auto found = by_id_.find(id);
        return found == by_id_.end() ? std::nullopt : std::optional(found->second);
    }
    /// In the feed's order.
    std::vector<std::size_t> matching(const TagQuery& query) const {
        std::vector<std::size_t> all;
        for (const auto& tags : query) {
            std::vector<std::size_t> both = labelled(tags.front());
            for (std::size_t i = 1; i < tags.size(); ++i) {
                const auto& other = labelled(tags[i]);
                std::erase_if(both, [&](std::size_t s) { return !std::ranges::binary_search(other, s); });
            }
            all.insert(all.end(), both.begin(), both.end());
        }
        std::ranges::sort(all);
        all.erase(std::unique(all.begin(), all.end()), all.end());
        return all;
    }
    void sort(std::vector<std::size_t>& row, Order order) const {
        if (order == Order::MostRecent) sort_by(row, [](const Series& s) { return -days(newest(s)); });
        if (order == Order::Chronological)
            sort_by(row, [](const Series& s) { return s.released ? days(*s.released) : kNever; });
        if (order == Order::MostPopular) sort_by(row, [](const Series& s) { return std::pair(-s.views, -s.likes); });
    }

 private:
    static constexpr long kNever = 1'000'000'000;
    static long days(std::chrono::sys_days day) { return day.time_since_epoch().count(); }

    /// Each key is worked out once.
    template <class Key>
    void sort_by(std::vector<std::size_t>& row, const Key& key) const {
        std::vector<std::pair<decltype(key(series_[0])), std::size_t>> keyed;
        for (const std::size_t s : row) keyed.emplace_back(key(series_[s]), s);
        std::ranges::stable_sort(keyed, std::less{}, [](const auto& entry) { return entry.first; });
        std::ranges::transform(keyed, row.begin(), [](const auto& entry) { return entry.second; });
    }
    const std::vector<std::size_t>& labelled(const std::string& label) const {
        static const std::vector<std::size_t> kNone;
        const auto found = by_label_.find(label);
        return found == by_label_.end() ? kNone : found->second;
    }

    const std::vector<Series>& series_;
    std::unordered_map<std::string, std::size_t> by_id_;
    std::unordered_map<std::string, std::vector<std::size_t>> by_label_;
};

FeedShelves::Order FeedShelves::read_order(const FeedObject& object) {
    const std::string order = ascii_lower(object.text({"order"}));
    if (order == "most_recent") return Order::MostRecent;
    if (order == "chronological") return Order::Chronological;
    if (order == "most_popular") return Order::MostPopular;
    if (!order.empty() && order != "manual") {
        log_.warn("unknown-order", object.place_of({"order"}), "This order of a category is not known.",
                  "Write manual, most_recent, chronological or most_popular.");
    }
    return Order::Manual;
}

void FeedShelves::add_category(const FeedObject& object) {
    Category category{.name = without_controls(trimmed(object.text({"name"}))),
                      .playlist = object.text({"playlistName"}),
                      .query = object.text({"query"}),
                      .order = read_order(object),
                      .place = object.place()};
    if (category.name.empty()) category.name = without_controls(category.playlist);
    if (category.playlist.empty() && category.query.empty()) {
        log_.warn("category-without-items", object.place(), "The category names neither a playlist nor a query.",
                  "Write \"playlistName\" or \"query\".");
        return;
    }
    if (category.name.empty()) {
        log_.warn("category-without-name", object.place(), "The category has no name.", "It is not shown.");
        return;
    }
    if (!category.playlist.empty() && !category.query.empty()) {
        log_.warn("category-with-both", object.place(), "The category names a playlist and a query.",
                  "The playlist counts.");
    }
    if (categories_.size() < kMostShelves) {
        categories_.push_back(std::move(category));
    } else {
        log_.warn("too-many-categories", object.place(),
                  "Only the first " + std::to_string(kMostShelves) + " categories are shown.");
    }
}

void FeedShelves::add_page(const FeedObject& root) {
    for (const FeedObject& object : root.objects({"playlists"})) {
        if (playlists_.size() >= kMostPlaylists) break;
        Playlist playlist{object.text({"name"}), object.texts({"itemIds"}), object.place_of({"itemIds"})};
        if (std::ranges::find(playlists_, playlist.name, &Playlist::name) != playlists_.end()) {
            log_.warn("duplicate-playlist", object.place(), "Another playlist has the name \"" + playlist.name + "\".",
                      "The first one counts.");
            continue;
        }
        playlists_.push_back(std::move(playlist));
    }
    for (const FeedObject& object : root.objects({"categories"})) add_category(object);
}

std::vector<std::size_t> FeedShelves::of_playlist(const Category& category, const Index& index) {
    const auto playlist = std::ranges::find(playlists_, category.playlist, &Playlist::name);
    if (playlist == playlists_.end()) {
        log_.warn("unknown-playlist", category.place,
                  "The category names the playlist \"" + category.playlist + "\", which is not in this feed.");
        return {};
    }
    std::vector<std::size_t> row;
    std::unordered_set<std::size_t> there;
    for (const std::string& id : playlist->ids) {
        const auto found = index.find(id);
        if (found && there.insert(*found).second) row.push_back(*found);
    }
    return row;
}

std::vector<std::size_t> FeedShelves::of_query(const Category& category, const Index& index) {
    const TagQuery query = parse_tag_query(category.query);
    const bool several = query.size() > 1;
    if (several && std::ranges::any_of(query, [](const auto& tags) { return tags.size() > 1; })) {
        log_.warn("mixed-query", category.place, "The query mixes AND and OR.",
                  "AND is taken to bind closer; Roku allows one of them.");
    }
    std::vector<std::size_t> row = index.matching(query);
    if (row.empty()) {
        log_.warn("empty-category", category.place,
                  "No series has the tags or genres that \"" + category.query + "\" asks for.", "It is not shown.");
    }
    return row;
}

void FeedShelves::check_playlists(const Index& index) {
    for (const Playlist& playlist : playlists_) {
        for (const std::string& id : playlist.ids) {
            if (index.find(id)) continue;
            log_.warn("unknown-playlist-item", playlist.place,
                      "The playlist names \"" + id + "\", which is not in this feed.",
                      "Playlists name series, movies and the like, not episodes.");
        }
    }
}

std::vector<FeedShelf> FeedShelves::take(const std::vector<Series>& series) {
    std::vector<FeedShelf> shelves;
    if (playlists_.empty() && categories_.empty()) return shelves;
    const Index index(series);
    check_playlists(index);
    for (const Category& category : categories_) {
        FeedShelf shelf{category.name,
                        category.playlist.empty() ? of_query(category, index) : of_playlist(category, index)};
        if (shelf.series.empty()) continue;
        index.sort(shelf.series, category.order);
        if (shelf.series.size() > kMostItems) shelf.series.resize(kMostItems);
        shelves.push_back(std::move(shelf));
    }
    return shelves;
}

}  // namespace cliffhanger
