#include "app/search/text_match.h"

#include <algorithm>
#include <optional>

namespace cliffhanger {
namespace {

struct Found {
    std::size_t first = 0, end = 0;  ///< units
    bool whole_word = false;
    double worth = 1;
};

bool is_letter(const SearchUnit& unit) { return unit.kind == CharacterKind::Letter; }

/// From `begin` on, the units whose parts spell `wanted`; nullopt when they do not.
template <class Part>
std::optional<std::size_t> spell(const std::vector<SearchUnit>& units, std::size_t begin, std::string_view wanted,
                                 Part part) {
    std::size_t i = begin;
    while (!wanted.empty()) {
        if (i == units.size()) return std::nullopt;
        // Words may be typed as one.
        const bool within = i == begin || !units[i].starts_run || (is_letter(units[i]) && is_letter(units[i - 1]));
        if (!within) return std::nullopt;
        const std::string& next = part(units[i]);
        if (next.empty() && !units[i].joined) return std::nullopt;
        const std::size_t most = std::min(next.size(), wanted.size());
        if (wanted.substr(0, most) != std::string_view(next).substr(0, most)) return std::nullopt;
        wanted.remove_prefix(most);
        ++i;
    }
    while (i < units.size() && units[i].joined) ++i;
    return i;
}

std::optional<Found> find_word(const std::vector<SearchUnit>& units, std::string_view wanted) {
    std::optional<Found> best;
    const auto consider = [&](std::size_t begin, std::optional<std::size_t> end, double worth) {
        if (!end) return;
        const bool whole = units[begin].starts_run && (*end == units.size() || units[*end].starts_run);
        Found found{begin, *end, whole, worth};
        const auto value = [](const Found& f) { return f.worth + (f.whole_word ? 0.2 : 0); };
        if (!best || value(found) > value(*best)) best = found;
    };
    constexpr double kReading = 0.8, kInitials = 0.6;
    for (std::size_t i = 0; i < units.size(); ++i) {
        if (units[i].kind == CharacterKind::Letter && !units[i].starts_run) continue;
        consider(i,
                 spell(
                     units, i, wanted, [](const SearchUnit& u) -> auto& { return u.folded; }),
                 1);
        if (units[i].reading.empty()) continue;
        consider(i,
                 spell(
                     units, i, wanted, [](const SearchUnit& u) -> auto& { return u.reading; }),
                 kReading);
        consider(i,
                 spell(
                     units, i, wanted, [](const SearchUnit& u) -> auto& { return u.initial; }),
                 kInitials);
    }
    return best;
}

/// What remains of a run with a mistake: its neighbours that stand together in the text.
std::vector<Found> find_pairs(const std::vector<SearchUnit>& units, const QueryTerm& term) {
    std::vector<Found> pairs;
    for (std::size_t i = 0; i + 1 < term.units.size(); ++i) {
        if (const auto found = find_word(units, term.units[i] + term.units[i + 1])) pairs.push_back(*found);
    }
    return pairs;
}

std::vector<TextRange> joined_ranges(const std::vector<SearchUnit>& units, const std::vector<bool>& marked) {
    std::vector<TextRange> ranges;
    for (std::size_t i = 0; i < units.size(); ++i) {
        if (!marked[i]) continue;
        const bool goes_on = i > 0 && marked[i - 1] && !units[i].starts_run;
        if (goes_on) {
            ranges.back().end = units[i].end;
        } else {
            ranges.push_back({units[i].begin, units[i].end});
        }
    }
    return ranges;
}

}  // namespace

TextMatch match_text(const std::vector<SearchUnit>& units, const std::vector<QueryTerm>& terms,
                     std::span<const std::string> meant) {
    TextMatch match;
    if (units.empty() || terms.empty()) return match;
    std::vector<bool> marked(units.size(), false);
    double worth = 0;
    const auto mark = [&](const Found& found) {
        for (std::size_t i = found.first; i < found.end; ++i) marked[i] = true;
    };
    for (const QueryTerm& term : terms) {
        auto found = find_word(units, term.text());
        for (const std::string& word : meant) {
            constexpr double kMeant = 0.5;
            if (found) break;
            if ((found = find_word(units, word))) found->worth *= kMeant;
        }
        if (found) {
            mark(*found);
            ++match.terms;
            worth += found->worth * (found->whole_word ? 1 : 0.8);
            continue;
        }
        const auto pairs = term.kind == CharacterKind::Dense ? find_pairs(units, term) : std::vector<Found>{};
        for (const Found& pair : pairs) mark(pair);
        if (pairs.empty()) continue;
        ++match.terms;
        worth += 0.5 * static_cast<double>(pairs.size()) / static_cast<double>(term.units.size());
    }
    const auto covered = static_cast<double>(std::ranges::count(marked, true)) / static_cast<double>(units.size());
    constexpr double kCovered = 0.25;
    match.quality = kCovered * covered + (1 - kCovered) * worth / static_cast<double>(terms.size());
    match.ranges = joined_ranges(units, marked);
    return match;
}

}  // namespace cliffhanger
