// Texts as search sees them. Words of scripts with spaces are tokens, and so are two of them typed as one; runs of
// Chinese, Japanese and Thai are overlapping pairs of characters, so that any two of them are found; Korean words are
// found from each syllable on. Beside them, at the same place, stand their readings in Latin letters and the initials
// of those, from each character on. Thread-safe, as its folder is.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/search/character_folder.h"

namespace cliffhanger {

/// One character of a text.
struct SearchUnit {
    std::size_t begin = 0, end = 0;  ///< bytes in the text
    CharacterKind kind = CharacterKind::Letter;
    bool starts_run = false;  ///< the first of a word, or of a run without spaces
    std::string folded;
    std::string reading;  ///< empty where there is none
    bool joined = false;  ///< a kana that is read with the one before it
    std::string initial;
    bool operator==(const SearchUnit&) const = default;
};

enum class WithReadings { No, Yes };

/// `language`: of the text, BCP 47, or empty; Japanese readings of Chinese characters are not known.
std::vector<SearchUnit> units_of(std::string_view text, CharacterFolder& folder, WithReadings readings,
                                 std::string_view language = {});

/// What the viewer looks for: a word or a run of characters without spaces.
struct QueryTerm {
    CharacterKind kind = CharacterKind::Letter;
    std::vector<std::string> units;  ///< folded, one a character
    std::string text() const;
    bool operator==(const QueryTerm&) const = default;
};

/// At most ten terms; later ones are not looked at.
std::vector<QueryTerm> parse_query(std::string_view query, CharacterFolder& folder);

}  // namespace cliffhanger
