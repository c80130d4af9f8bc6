// What a viewer should know of a series before the first tap, in plain words. Pure.
#pragma once

#include <string>
#include <vector>

#include "app/ui/strings.h"
#include "net/catalog/catalog.h"

namespace cliffhanger {

/// How many episodes it has or will have.
int total_episodes(const Series& series);
/// "Romance · Revenge"; common genres are translated, each stands there once.
std::string genre_text(const Strings& strings, const Series& series, std::size_t most = 100);
/// "Romance · Revenge · 80 episodes"
std::string overview_text(const Strings& strings, const Series& series, std::size_t most_genres = 100);
/// "EP 12 · 43%": where a viewer is. `share` of the episode, 0..1; none at its beginning.
std::string place_text(const Strings& strings, int episode, double share);
/// "80 episodes · 1 h 38 min"; "12 of 80 episodes" while they still come; without the length where a part is unknown.
std::string length_text(const Strings& strings, const Series& series);
/// What unlocking asks for: "12 coins". Empty when the feed does not say.
std::string price_text(const Strings& strings, const Lock& lock);
/// "First 20 episodes free · After that: 12 coins an episode", "All episodes are free".
std::string price_rule(const Strings& strings, const Series& series);
bool has_locks(const Series& series);
/// "Contains: violence, strong language"; common warnings are translated. Empty where there are none.
std::string warning_text(const Strings& strings, const Series& series);
/// "TV-14": its first rating, else its strictest episode's; empty without one.
std::string rating_text(const Series& series);
/// Licence and record number, a line each.
std::vector<std::string> registration_texts(const Strings& strings, const Series& series);

struct CastMember {
    std::string name;
    std::string part;  ///< the character, or what they do: "Director"; may be empty
};
/// Who plays in it, then who made it.
std::vector<CastMember> cast_of(const Strings& strings, const Series& series);
/// Two letters for a person without a picture.
std::string initials(const std::string& name);

}  // namespace cliffhanger
