// Age ratings as feeds give them: Roku's `rating` of 2018 and its `advisoryRatings` since.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "net/catalog/catalog.h"

namespace cliffhanger {

class FeedObject;

std::vector<AdvisoryRating> read_ratings(const FeedObject& object);

/// The age from which on it is meant to be seen: 14 for "TV-14", 18 for "NC17", 0 for "G". nullopt: it does not say.
std::optional<int> minimum_age(const AdvisoryRating& rating);
/// The one with the highest age; nullptr when none says an age.
const AdvisoryRating* strictest(const std::vector<AdvisoryRating>& ratings);
/// What speaks for the age: "TV-14". Empty without a rating.
std::string deciding_rating(const Series& series);
std::string deciding_rating(const Series& series, const Episode& episode);
/// Says Series::age and Episode::age.
void settle_ages(Series& series);

}  // namespace cliffhanger
