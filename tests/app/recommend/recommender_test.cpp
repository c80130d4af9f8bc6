#include "app/recommend/recommender.h"

#include <algorithm>
#include <random>
#include <set>

#include "app/recommend/taste.h"
#include "tests/app/recommend/viewer_builder.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace cliffhanger::test;

namespace {

enum : std::size_t { kRevengeA, kRevengeB, kRevengeC, kRevengeD, kTravelA, kTravelB, kTravelC, kComedy };

/// Four of revenge, three of time travel, a comedy; each with its own.
Catalog small_catalog() {
    Catalog catalog;
    catalog.series = {
        make_series("revenge-a", {{"revenge", "heiress"}, {"drama"}, {"Mia Stone"}, 500, 200}),
        make_series("revenge-b", {{"revenge", "heiress"}, {"drama"}, {"Ann Lake"}, 100, 100}),
        make_series("revenge-c", {{"revenge", "twins"}, {"drama"}, {"Leo Park"}, 900, 150}),
        make_series("revenge-d", {{"Revenge", "office"}, {"drama"}, {}, 50, 90}),
        make_series("travel-a", {{"time travel", "palace"}, {"fantasy"}, {"Wei Lin"}, 4000, 300}),
        make_series("travel-b", {{"time travel", "palace"}, {"fantasy"}, {"Mia Stone"}, 2000, 3}),
        make_series("travel-c", {{"time travel", "war"}, {"fantasy"}, {}, 10, 60}),
        make_series("comedy", {{"flatmates"}, {"comedy"}, {}, 300, 1}),
    };
    return catalog;
}

struct Home {
    Catalog catalog = small_catalog();
    Recommender recommender{catalog};
    std::vector<Shelf> of(const Viewer& viewer) const { return recommender.shelves(viewer.marks, kToday); }
};

std::vector<std::size_t> items_of(const std::vector<Shelf>& shelves, ShelfKind kind) {
    const Shelf* shelf = find_shelf(shelves, kind);
    return shelf != nullptr ? series_of(*shelf) : std::vector<std::size_t>{};
}

}  // namespace

TEST_CASE("Recommender: the feed's own shelves stand whole and in their order behind the personal ones",
          "[app][recommend]") {
    Home home;
    home.catalog.shelves = {{"Editors' choice", {kComedy, kTravelA}}, {"DRAMA", {kRevengeD}}};
    const auto shelves = home.of({});
    const auto first = std::ranges::find(shelves, ShelfKind::FromFeed, &Shelf::kind);
    REQUIRE(first != shelves.end());
    CHECK(std::prev(first)->kind == ShelfKind::ForYou);
    CHECK(first->subject.name == "Editors' choice");
    CHECK(series_of(*first) == std::vector<std::size_t>{kComedy, kTravelA});
    CHECK(std::next(first)->subject.name == "DRAMA");
    CHECK(std::next(first, 2)->kind == ShelfKind::Trending);
    for (const Shelf& shelf : shelves) CHECK((shelf.kind != ShelfKind::Genre || shelf.subject.name != "drama"));
}

TEST_CASE("Recommender: a new viewer is offered what is popular and fresh", "[app][recommend]") {
    const auto shelves = Home().of({});
    CHECK(find_shelf(shelves, ShelfKind::ContinueWatching) == nullptr);
    CHECK(find_shelf(shelves, ShelfKind::BecauseFinished) == nullptr);
    CHECK(items_of(shelves, ShelfKind::ForYou).front() == kTravelB);
    CHECK(items_of(shelves, ShelfKind::ForYou).size() == 8);
    CHECK(items_of(shelves, ShelfKind::Trending).front() == kTravelB);
    CHECK(items_of(shelves, ShelfKind::New) ==
          std::vector<std::size_t>{kComedy, kTravelB, kTravelC, kRevengeD, kRevengeB, kRevengeC, kRevengeA, kTravelA});
    CHECK(items_of(shelves, ShelfKind::Ranking) ==
          std::vector<std::size_t>{kTravelA, kTravelB, kRevengeC, kRevengeA, kComedy, kRevengeB, kRevengeD, kTravelC});
    CHECK(find_shelf(shelves, ShelfKind::ForYou)->items.front().reason == Reason::Popular);
}

TEST_CASE("Recommender: the screen goes from what is open to what there is", "[app][recommend]") {
    std::vector<ShelfKind> kinds;
    for (const Shelf& shelf : Home().of(Viewer().finished(kRevengeA, 2).watched(kComedy, 0, 0.5, 1))) {
        kinds.push_back(shelf.kind);
    }
    CHECK(kinds == std::vector<ShelfKind>{ShelfKind::ContinueWatching, ShelfKind::ForYou, ShelfKind::BecauseFinished,
                                          ShelfKind::Trending, ShelfKind::New, ShelfKind::Ranking, ShelfKind::Genre,
                                          ShelfKind::Genre});
}

TEST_CASE("Recommender: what is open goes on where it was left, the latest first", "[app][recommend]") {
    const auto shelves = Home().of(Viewer()
                                       .watched(kTravelA, 0, 1, 9)
                                       .watched(kTravelA, 1, 0.4, 8)
                                       .watched(kComedy, 2, 0.95, 1)
                                       .watched(kRevengeB, 0, 0.05, 0)  // a glance while swiping by
                                       .finished(kRevengeA, 2));
    const Shelf* open = find_shelf(shelves, ShelfKind::ContinueWatching);
    REQUIRE(open != nullptr);
    REQUIRE(open->items.size() == 2);
    CHECK(open->items[0].series == kComedy);
    CHECK(open->items[0].episode == 3);
    CHECK(open->items[0].progress == 0);
    CHECK(open->items[1].series == kTravelA);
    CHECK(open->items[1].episode == 1);
    CHECK(open->items[1].progress == Approx(0.4));
}

TEST_CASE("Recommender: a series that is watched again after its end goes on", "[app][recommend]") {
    Viewer viewer;
    viewer.finished(kRevengeA, 30);
    viewer.marks[kRevengeA].episodes[4].watched_at = kToday;
    const auto shelves = Home().of(viewer);
    const Shelf* open = find_shelf(shelves, ShelfKind::ContinueWatching);
    REQUIRE(open != nullptr);
    CHECK(open->items[0].episode == 5);
    CHECK(open->items[0].progress == 0);
}

TEST_CASE("Recommender: who finished one gets more like it, and is told why", "[app][recommend]") {
    const auto shelves = Home().of(Viewer().finished(kRevengeA, 1));
    const Shelf* for_you = find_shelf(shelves, ShelfKind::ForYou);
    REQUIRE(for_you != nullptr);
    CHECK(for_you->items[0].series == kRevengeB);
    CHECK(for_you->items[0].reason == Reason::Finished);
    CHECK(for_you->items[0].subject.series == kRevengeA);
    const auto with_the_star = std::ranges::find(for_you->items, std::size_t{kTravelB}, &ShelfItem::series);
    REQUIRE(with_the_star != for_you->items.end());
    CHECK(with_the_star->reason == Reason::Cast);
    CHECK(with_the_star->subject == ShelfSubject{kRevengeA, "Mia Stone"});
    CHECK(for_you->items.back().series == kRevengeA);  // it has been seen

    const Shelf* because = find_shelf(shelves, ShelfKind::BecauseFinished);
    REQUIRE(because != nullptr);
    CHECK(because->subject.series == kRevengeA);
    CHECK(because->items[0].series == kRevengeB);
    CHECK(std::ranges::none_of(because->items, [](const ShelfItem& i) { return i.series == kRevengeA; }));
    CHECK(std::ranges::none_of(because->items, [](const ShelfItem& i) { return i.series == kComedy; }));
}

TEST_CASE("Recommender: likes, the list and what is being watched are reasons too", "[app][recommend]") {
    const auto reason_for = [](const Viewer& viewer, std::size_t series) {
        const auto shelves = Home().of(viewer);
        const Shelf* shelf = find_shelf(shelves, ShelfKind::ForYou);
        return std::ranges::find(shelf->items, series, &ShelfItem::series)->reason;
    };
    CHECK(reason_for(Viewer().liked(kRevengeA), kRevengeB) == Reason::Liked);
    CHECK(reason_for(Viewer().listed(kTravelA, 1), kTravelB) == Reason::Listed);
    CHECK(reason_for(Viewer().watched(kTravelA, 3, 0.5, 0), kTravelC) == Reason::Watching);
}

TEST_CASE("Recommender: a theme that several series share is named", "[app][recommend]") {
    const auto shelves = Home().of(Viewer().finished(kRevengeA, 1).finished(kRevengeB, 2).finished(kRevengeC, 3));
    const Shelf* shelf = find_shelf(shelves, ShelfKind::ForYou);
    CHECK(shelf->items[0].series == kRevengeD);
    CHECK(shelf->items[0].reason == Reason::Theme);
    CHECK(shelf->items[0].subject.name == "revenge");
}

TEST_CASE("Recommender: what was soon left pushes its like down", "[app][recommend]") {
    const Catalog catalog = small_catalog();
    const SeriesFeatures features(catalog);
    Viewer neutral, disappointed;
    neutral.finished(kRevengeA, 1);
    disappointed.finished(kRevengeA, 1).watched(kTravelA, 0, 0.3, 10);
    const Taste taste(features, catalog, neutral.marks, kToday);
    const Taste wary(features, catalog, disappointed.marks, kToday);
    CHECK(taste.match(kTravelC) == 0);
    CHECK(wary.match(kTravelC) < 0);
    CHECK(wary.match(kRevengeB) > 0.5);
    const auto items = items_of(Home().of(disappointed), ShelfKind::ForYou);
    // What was left stands at the end, with what was finished.
    CHECK(std::ranges::find(items, std::size_t{kTravelA}) >= items.end() - 2);
}

TEST_CASE("Recommender: what was watched lately counts more than what was long ago", "[app][recommend]") {
    const auto first = [](int revenge_days, int travel_days) {
        return items_of(Home().of(Viewer().finished(kRevengeC, revenge_days).finished(kTravelB, travel_days)),
                        ShelfKind::BecauseFinished);
    };
    CHECK(first(1, 300).front() <= kRevengeD);
    CHECK(first(300, 1).front() >= kTravelA);
}

TEST_CASE("Recommender: no tag fills the shelf", "[app][recommend]") {
    Catalog catalog;
    for (int i = 0; i < 30; ++i)
        catalog.series.push_back(make_series("r" + std::to_string(i), {{"revenge"}, {"drama"}, {}, 1000}));
    for (int i = 0; i < 10; ++i)
        catalog.series.push_back(make_series("t" + std::to_string(i), {{"twins"}, {"drama"}, {}, 1000}));
    const Recommender recommender(catalog);
    Viewer viewer;
    viewer.finished(0, 1).finished(1, 2).finished(2, 3).finished(30, 4);
    const auto shelves = recommender.shelves(viewer.marks, kToday, {.items = 10});
    const auto items = items_of(shelves, ShelfKind::ForYou);
    const auto twins = std::ranges::count_if(items, [](std::size_t series) { return series >= 30; });
    CHECK(twins >= 2);
    CHECK(twins <= 8);
}

TEST_CASE("Recommender: genres that the viewer watches come first", "[app][recommend]") {
    const auto genres = [](const Viewer& viewer) {
        std::vector<std::string> names;
        for (const Shelf& shelf : Home().of(viewer)) {
            if (shelf.kind == ShelfKind::Genre) names.push_back(shelf.subject.name);
        }
        return names;
    };
    // The comedy alone is no shelf.
    CHECK(genres({}) == std::vector<std::string>{"drama", "fantasy"});
    CHECK(genres(Viewer().finished(kTravelA, 1)) == std::vector<std::string>{"fantasy", "drama"});
}

TEST_CASE("Recommender: more like this", "[app][recommend]") {
    const Home home;
    const Shelf shelf = home.recommender.similar_to(kTravelB, {}, kToday);
    CHECK(shelf.kind == ShelfKind::Similar);
    CHECK(shelf.subject.series == kTravelB);
    CHECK(series_of(shelf) == std::vector<std::size_t>{kTravelA, kTravelC, kRevengeA});
    const Shelf seen = home.recommender.similar_to(kTravelB, Viewer().finished(kTravelA, 1).marks, kToday);
    CHECK(series_of(seen) == std::vector<std::size_t>{kTravelC, kRevengeA, kTravelA});
}

TEST_CASE("Recommender: a catalog that says nothing is offered in its own order", "[app][recommend]") {
    Catalog catalog;
    for (int i = 0; i < 5; ++i) catalog.series.push_back(make_series("s" + std::to_string(i), {}));
    const auto shelves = Recommender(catalog).shelves({}, kToday);
    REQUIRE(shelves.size() == 1);
    CHECK(shelves[0].kind == ShelfKind::ForYou);
    CHECK(series_of(shelves[0]) == std::vector<std::size_t>{0, 1, 2, 3, 4});
    CHECK(shelves[0].items[0].reason == Reason::None);
    const Catalog none;
    CHECK(Recommender(none).shelves({}, kToday).empty());
}

TEST_CASE("Recommender: the same viewer gets the same shelves, no series twice on one, none out of bounds",
          "[app][recommend]") {
    std::mt19937 random(7);
    const auto below = [&](std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random); };
    for (int round = 0; round < 40; ++round) {
        Catalog catalog;
        const std::size_t count = 1 + below(60);
        for (std::size_t s = 0; s < count; ++s) {
            SeriesWords words;
            for (std::size_t t = below(6); t > 0; --t) words.tags.push_back("t" + std::to_string(below(12)));
            for (std::size_t g = below(3); g > 0; --g) words.genres.push_back("g" + std::to_string(below(5)));
            for (std::size_t c = below(4); c > 0; --c) words.cast.push_back("c" + std::to_string(below(20)));
            words.likes = below(3) == 0 ? 0 : static_cast<std::int64_t>(below(100'000));
            words.age_days = static_cast<int>(below(400)) - 1;
            words.episodes = 1 + below(12);
            catalog.series.push_back(make_series("s" + std::to_string(s), words));
        }
        Viewer viewer;
        for (std::size_t i = below(15); i > 0; --i) {
            const std::size_t series = below(count);
            if (viewer.marks.contains(series)) continue;
            const std::size_t episodes = catalog.series[series].episodes.size();
            const int days = static_cast<int>(below(100));
            if (below(3) == 0) {
                viewer.finished(series, days, episodes);
            } else {
                viewer.watched(series, below(episodes), static_cast<double>(below(11)) / 10, days);
            }
            if (below(4) == 0) viewer.listed(series, days);
        }
        const auto shelves = Recommender(catalog).shelves(viewer.marks, kToday);
        CHECK(shelves == Recommender(catalog).shelves(viewer.marks, kToday));
        for (const Shelf& shelf : shelves) {
            const auto items = series_of(shelf);
            CHECK(!items.empty());
            CHECK(items.size() <= 20);
            CHECK(std::set(items.begin(), items.end()).size() == items.size());
            for (const ShelfItem& item : shelf.items) {
                REQUIRE(item.series < count);
                CHECK(item.episode < catalog.series[item.series].episodes.size());
                CHECK((item.subject.series == kNoSeries || item.subject.series < count));
            }
        }
    }
}
