#include "app/search/search_vocabulary.h"

#include <algorithm>
#include <random>

#include "tests/support/catch.h"

using namespace cliffhanger;

namespace {

std::vector<std::string> words_near(const SearchVocabulary& vocabulary, const std::string& word, int most) {
    std::vector<std::string> words;
    for (const auto& near : vocabulary.near(word, most, 100)) words.push_back(near.word);
    return words;
}

/// Optimal string alignment, from its definition.
int alignment(const std::string& a, const std::string& b) {
    std::vector<std::vector<int>> d(a.size() + 1, std::vector<int>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i) {
        for (std::size_t j = 0; j <= b.size(); ++j) {
            if (i == 0 || j == 0) {
                d[i][j] = static_cast<int>(i + j);
                continue;
            }
            d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
        }
    }
    return d[a.size()][b.size()];
}

int nearest_beginning(const std::string& wanted, const std::string& word) {
    int least = static_cast<int>(wanted.size());
    for (std::size_t length = 0; length <= word.size(); ++length)
        least = std::min(least, alignment(wanted, word.substr(0, length)));
    return least;
}

}  // namespace

TEST_CASE("SearchVocabulary: the nearest words first, then the most used", "[app][search]") {
    const SearchVocabulary vocabulary({{"heir", 3}, {"hair", 9}, {"heiress", 1}, {"their", 5}, {"palace", 2}});
    CHECK(words_near(vocabulary, "heir", 0) == std::vector<std::string>{"heir", "heiress"});
    CHECK(words_near(vocabulary, "heir", 1) == std::vector<std::string>{"heir", "heiress", "hair", "their"});
    CHECK(words_near(vocabulary, "hier", 1) == std::vector<std::string>{"heir", "heiress"});
    CHECK(words_near(vocabulary, "plaace", 1) == std::vector<std::string>{"palace"});
    CHECK(words_near(vocabulary, "", 1).empty());
    CHECK(words_near(SearchVocabulary(), "heir", 2).empty());
}

TEST_CASE("SearchVocabulary: finds exactly what the definition of the distance says", "[app][search]") {
    std::mt19937 random(3);
    const auto any_word = [&] {
        std::string word(1 + random() % 7, 'a');
        for (char& c : word) c = static_cast<char>('a' + random() % 3);
        return word;
    };
    std::vector<std::pair<std::string, std::uint32_t>> words;
    for (int i = 0; i < 150; ++i) words.emplace_back(any_word(), 1);
    std::ranges::sort(words);
    words.erase(std::unique(words.begin(), words.end()), words.end());
    const SearchVocabulary vocabulary(words);
    for (int round = 0; round < 60; ++round) {
        const std::string wanted = any_word();
        const int most = static_cast<int>(random() % 3);
        std::vector<std::string> expected, found = words_near(vocabulary, wanted, most);
        for (const auto& [word, uses] : words) {
            if (nearest_beginning(wanted, word) <= most) expected.push_back(word);
        }
        if (expected.size() > 100) continue;
        std::ranges::sort(found);
        CHECK(found == expected);
    }
}
