// Genres in the words of the interface: feeds write theirs in English, in whatever case. Pure.
#pragma once

#include <string>

#include "app/ui/strings.h"

namespace cliffhanger {

/// What stands alone or in a list: "Historical drama" for "historical-drama". A genre that is not known keeps the
/// feed's word, with a capital.
std::string genre_name(const Strings& strings, const std::string& genre);
/// The same within a sentence: "historical drama"; one that is not known is as the feed writes it.
std::string genre_in_sentence(const Strings& strings, const std::string& genre);

}  // namespace cliffhanger
