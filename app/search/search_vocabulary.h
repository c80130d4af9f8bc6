// The words of an index, to find those that a mistyped one may have meant. Distances are optimal string alignment
// (Damerau 1964): letters added, left out, changed, or two neighbours swapped, one each. The sorted words are walked as
// a trie, sharing the rows of the distance table with the word before and leaving a branch as soon as every way on is
// too far. Built by one thread, then immutable.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cliffhanger {

class SearchVocabulary {
 public:
    struct Near {
        std::string word;
        int distance = 0;
        std::uint32_t uses = 0;
    };

    SearchVocabulary() = default;
    /// UTF-8, each once, in any order.
    explicit SearchVocabulary(std::vector<std::pair<std::string, std::uint32_t>> words);

    std::size_t size() const { return words_.size(); }
    /// Words within `most` of `word`, or of which a beginning is: the nearest first, then the most used.
    std::vector<Near> near(std::string_view word, int most, std::size_t count) const;

    /// How many mistakes a word of so many letters is allowed.
    static int allowed_mistakes(std::size_t letters) { return letters >= 8 ? 2 : letters >= 4 ? 1 : 0; }

 private:
    struct Word {
        std::size_t begin = 0, length = 0;  ///< in letters_
        std::uint32_t uses = 0;
    };
    std::u32string letters_;
    std::vector<Word> words_;  ///< sorted
};

}  // namespace cliffhanger
