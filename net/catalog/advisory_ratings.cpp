#include "net/catalog/advisory_ratings.h"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

#include "net/catalog/feed_object.h"
#include "net/catalog/feed_values.h"

namespace cliffhanger {
namespace {

struct KnownRating {
    std::string_view name;
    int age;
};

/// What names no age itself; hyphens and case aside. The American television ratings count as their guidelines say.
constexpr std::array kKnown = {
    KnownRating{"G", 0},   KnownRating{"U", 0},  KnownRating{"UC", 4},    KnownRating{"TVY", 0},
    KnownRating{"TVG", 0}, KnownRating{"C", 2},  KnownRating{"E", 0},     KnownRating{"L", 0},
    KnownRating{"AL", 0},  KnownRating{"PG", 8}, KnownRating{"TVPG", 10}, KnownRating{"AA", 14},
    KnownRating{"M", 15},  KnownRating{"R", 17}, KnownRating{"TVMA", 17}, KnownRating{"A", 18},
    KnownRating{"MA", 17}, KnownRating{"X", 18}, KnownRating{"AO", 18},   KnownRating{"UNRATED", -1},
    KnownRating{"NR", -1},
};

/// Mexico's letters mean other ages than the same ones elsewhere.
constexpr std::array kMexican = {
    KnownRating{"AA", 0}, KnownRating{"A", 0}, KnownRating{"B", 12}, KnownRating{"C", 18}, KnownRating{"D", 18},
};

std::optional<int> age_in(std::span<const KnownRating> table, std::string_view name) {
    const auto known = std::find_if(table.begin(), table.end(), [&](const auto& entry) { return entry.name == name; });
    return known == table.end() ? std::nullopt : std::optional(known->age);
}

std::string folded(std::string_view value) {
    std::string text = ascii_upper(trimmed(value));
    std::erase_if(text, [](char c) { return c == '-' || c == ' ' || c == '_'; });
    return text;
}

bool is_source(std::string_view text) {
    constexpr std::array<std::string_view, 13> kSources = {"ACB",   "BBFC",   "CLASSIND",   "CHVRS", "CPR",
                                                           "FSF",   "FSK",    "KIJKWIJZER", "MPAA",  "RTC",
                                                           "UK_CP", "USA_PR", "NRTA"};
    return std::find(kSources.begin(), kSources.end(), text) != kSources.end();
}

void read_one(const FeedObject& object, std::vector<AdvisoryRating>& ratings) {
    AdvisoryRating rating;
    rating.source = ascii_upper(object.text({"source", "ratingSource"}));
    rating.value = object.text({"value", "rating"});
    rating.descriptors = object.texts({"descriptors"});
    if (rating.value.empty() || rating.value.size() > 16) {
        object.log().warn("bad-rating", object.place(), "The age rating has no usable value.",
                          "Write {\"source\": \"USA_PR\", \"value\": \"TV14\"}.");
        return;
    }
    if (!rating.source.empty() && !is_source(rating.source)) {
        object.log().warn("unknown-rating-source", object.place_of({"source", "ratingSource"}),
                          "This authority is not known.", "Write one of Roku's names: USA_PR, MPAA, BBFC, FSK, ...");
        rating.source.clear();
    }
    if (!minimum_age(rating) && folded(rating.value) != "UNRATED" && folded(rating.value) != "NR") {
        object.log().inform("unknown-rating", object.place(), "Which age \"" + rating.value + "\" means is not known.",
                            "It is shown as it is written.");
    }
    ratings.push_back(std::move(rating));
}

}  // namespace

std::vector<AdvisoryRating> read_ratings(const FeedObject& object) {
    std::vector<AdvisoryRating> ratings;
    if (object.has({"advisoryRatings"})) {
        for (const FeedObject& rating : object.objects({"advisoryRatings"})) read_one(rating, ratings);
        return ratings;
    }
    if (const auto rating = object.object({"rating"})) read_one(*rating, ratings);
    return ratings;
}

const AdvisoryRating* strictest(const std::vector<AdvisoryRating>& ratings) {
    const AdvisoryRating* found = nullptr;
    for (const AdvisoryRating& rating : ratings) {
        const auto age = minimum_age(rating);
        if (age && (found == nullptr || *age > *minimum_age(*found))) found = &rating;
    }
    return found;
}

std::string deciding_rating(const Series& series, const Episode& episode) {
    for (const auto* ratings : {&episode.ratings, &series.ratings}) {
        if (const AdvisoryRating* rating = strictest(*ratings)) return rating->value;
    }
    return series.ratings.empty() ? std::string() : series.ratings.front().value;
}

std::string deciding_rating(const Series& series) {
    const AdvisoryRating* own = strictest(series.ratings);
    if (own != nullptr && minimum_age(*own) == series.age) return own->value;
    const auto decides = [&](const Episode& episode) { return episode.age && episode.age == series.age; };
    const auto found = std::find_if(series.episodes.begin(), series.episodes.end(), decides);
    if (found != series.episodes.end()) return deciding_rating(series, *found);
    return series.ratings.empty() ? std::string() : series.ratings.front().value;
}

void settle_ages(Series& series) {
    const auto age_of = [](const std::vector<AdvisoryRating>& ratings) {
        const AdvisoryRating* rating = strictest(ratings);
        return rating == nullptr ? std::nullopt : minimum_age(*rating);
    };
    const std::optional<int> own = age_of(series.ratings);
    series.age = own;
    for (Episode& episode : series.episodes) {
        episode.age = age_of(episode.ratings);
        if (!episode.age) episode.age = own;
        if (episode.age) series.age = std::max(series.age.value_or(0), *episode.age);
    }
}

std::optional<int> minimum_age(const AdvisoryRating& rating) {
    const std::string name = folded(rating.value);
    if (rating.source == "RTC") {
        if (const auto age = age_in(kMexican, name)) return age;
    }
    if (const auto age = age_in(kKnown, name)) return *age < 0 ? std::nullopt : age;
    // "16+", "18A", "PG13", "TV14", "FSK 16": the number is the age.
    const std::size_t digit = name.find_first_of("0123456789");
    if (digit == name.npos || name.find_first_not_of("0123456789", digit) < name.find_last_of("0123456789"))
        return std::nullopt;
    int age = 0;
    for (std::size_t i = digit; i < name.size() && name[i] >= '0' && name[i] <= '9' && age < 100; ++i)
        age = 10 * age + (name[i] - '0');
    return age <= 21 ? std::optional(age) : std::nullopt;
}

}  // namespace cliffhanger
