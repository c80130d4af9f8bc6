#include "app/search/search_vocabulary.h"

#include <algorithm>

#include "app/search/utf8.h"

namespace cliffhanger {
namespace {

constexpr std::size_t kLongestWord = 40;

/// The table of distances between the beginnings of a wanted word and of another that is spelled letter by letter.
class DistanceTable {
 public:
    explicit DistanceTable(std::u32string_view wanted) : wanted_(wanted), width_(wanted.size() + 1) {
        rows_.resize((kLongestWord + 2) * width_);
        for (std::size_t i = 0; i < width_; ++i) rows_[i] = static_cast<int>(i);
    }
    /// Letter `depth` (from 1) of the other word; the rows above stand. Gives the least of the row.
    int spell(std::u32string_view other, std::size_t depth) {
        int* row = &rows_[depth * width_];
        const int* above = row - width_;
        row[0] = static_cast<int>(depth);
        int least = row[0];
        const char32_t letter = other[depth - 1];
        for (std::size_t i = 1; i < width_; ++i) {
            const int changed = above[i - 1] + (wanted_[i - 1] == letter ? 0 : 1);
            row[i] = std::min({changed, above[i] + 1, row[i - 1] + 1});
            const bool swapped = depth > 1 && i > 1 && wanted_[i - 1] == other[depth - 2] && wanted_[i - 2] == letter;
            if (swapped) row[i] = std::min(row[i], rows_[(depth - 2) * width_ + i - 2] + 1);
            least = std::min(least, row[i]);
        }
        return least;
    }
    int distance(std::size_t depth) const { return rows_[depth * width_ + width_ - 1]; }

 private:
    std::u32string_view wanted_;
    std::size_t width_;
    std::vector<int> rows_;
};

std::size_t shared_beginning(std::u32string_view left, std::u32string_view right) {
    const std::size_t most = std::min(left.size(), right.size());
    std::size_t length = 0;
    while (length < most && left[length] == right[length]) ++length;
    return length;
}

}  // namespace

SearchVocabulary::SearchVocabulary(std::vector<std::pair<std::string, std::uint32_t>> words) {
    std::vector<std::pair<std::u32string, std::uint32_t>> sorted;
    sorted.reserve(words.size());
    for (const auto& [word, uses] : words) {
        std::u32string characters = to_characters(word);
        if (!characters.empty() && characters.size() <= kLongestWord) sorted.emplace_back(std::move(characters), uses);
    }
    std::ranges::sort(sorted);
    words_.reserve(sorted.size());
    for (const auto& [word, uses] : sorted) {
        words_.push_back({letters_.size(), word.size(), uses});
        letters_ += word;
    }
}

std::vector<SearchVocabulary::Near> SearchVocabulary::near(std::string_view word, int most, std::size_t count) const {
    const std::u32string wanted = to_characters(word);
    if (wanted.empty() || wanted.size() > kLongestWord) return {};
    struct Found {
        std::size_t index;
        int distance;
    };
    std::vector<Found> found;
    DistanceTable table(wanted);
    std::u32string_view before;
    std::size_t spelled = 0;   // rows of the table that stand
    std::size_t dead_end = 0;  // words that share so many letters with the one before come no nearer; 0: none
    std::vector<int> nearest(kLongestWord + 2, 0);  // of the beginnings up to each depth
    nearest[0] = static_cast<int>(wanted.size());
    for (std::size_t index = 0; index < words_.size(); ++index) {
        const std::u32string_view other(letters_.data() + words_[index].begin, words_[index].length);
        const std::size_t shared = shared_beginning(before, other);
        before = other;
        if (dead_end > 0 && shared >= dead_end) {
            if (nearest[dead_end] <= most) found.push_back({index, nearest[dead_end]});
            continue;
        }
        dead_end = 0;
        spelled = std::min(spelled, shared);
        while (spelled < other.size()) {
            const int least = table.spell(other, ++spelled);
            nearest[spelled] = std::min(nearest[spelled - 1], table.distance(spelled));
            if (least <= most) continue;
            dead_end = spelled;
            break;
        }
        if (nearest[spelled] <= most) found.push_back({index, nearest[spelled]});
    }
    const auto better = [&](const Found& left, const Found& right) {
        if (left.distance != right.distance) return left.distance < right.distance;
        const Word &a = words_[left.index], &b = words_[right.index];
        return a.uses != b.uses ? a.uses > b.uses : left.index < right.index;
    };
    const std::size_t kept = std::min(count, found.size());
    std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(kept), found.end(), better);
    std::vector<Near> result;
    for (std::size_t i = 0; i < kept; ++i) {
        const Word& near_word = words_[found[i].index];
        result.push_back(
            {to_utf8({letters_.data() + near_word.begin, near_word.length}), found[i].distance, near_word.uses});
    }
    return result;
}

}  // namespace cliffhanger
