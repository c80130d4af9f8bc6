#include "app/search/search_catalog.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <numeric>

#include "app/recommend/series_appeal.h"
#include "app/search/search_tokens.h"

namespace cliffhanger {
namespace {

/// FNV-1a, 64 bits.
class Fingerprint {
 public:
    void add(std::string_view text) {
        for (const char c : text) mix(static_cast<unsigned char>(c));
        mix(0xFF);  // not in UTF-8: "ab" "c" is not "a" "bc"
    }
    void add(const LocalizedText& text) {
        for (const auto& [language, value] : text.values) {
            add(language);
            add(value);
        }
    }
    std::uint64_t value() const { return value_; }

 private:
    void mix(unsigned char byte) { value_ = (value_ ^ byte) * 0x100000001B3ULL; }
    std::uint64_t value_ = 0xCBF29CE484222325ULL;
};

bool is_word(const std::vector<SearchUnit>& units, std::size_t at) {
    return units[at].kind == CharacterKind::Letter || units[at].kind == CharacterKind::Hangul;
}

bool is_digit(const std::string& folded) { return folded.size() == 1 && folded[0] >= '0' && folded[0] <= '9'; }

/// How some characters from `at` on are read. ICU gives one reading a character, so one that has another here is found
/// as a mistake is.
std::string short_reading(const std::vector<SearchUnit>& units, std::size_t at) {
    constexpr std::size_t kMost = 4;
    std::string reading;
    for (std::size_t i = at; i < std::min(at + kMost, units.size()); ++i) {
        if (units[i].reading.empty() || (i > at && units[i].starts_run)) break;
        reading += units[i].reading;
    }
    return reading;
}

/// Words that may be meant when one is mistyped, and readings.
void count_words(const std::vector<SearchUnit>& units, WordCounts& words) {
    constexpr std::size_t kShortest = 3;
    for (std::size_t i = 0; i < units.size();) {
        std::string word;
        const std::size_t begin = i;
        bool letters = false;
        do {
            const std::string reading = short_reading(units, i);
            if (reading.size() >= kShortest) ++words[reading];
            word += units[i].folded;
            letters = letters || !is_digit(units[i].folded);
            ++i;
        } while (i < units.size() && !units[i].starts_run);
        if (is_word(units, begin) && letters && word.size() >= kShortest) ++words[word];
    }
}

void add_text(std::string& tokens, const std::string& text, const std::string& language, TokensOf what,
              CharacterFolder& folder, WordCounts* words) {
    const auto units = units_of(text, folder, what == TokensOf::Prose ? WithReadings::No : WithReadings::Yes, language);
    append_tokens(tokens, units, what);
    if (words != nullptr) count_words(units, *words);
}

void add_text(std::string& tokens, const LocalizedText& text, TokensOf what, CharacterFolder& folder,
              WordCounts* words) {
    for (const auto& [language, value] : text.values) add_text(tokens, value, language, what, folder, words);
}

/// A title without its number; nullopt when it has none.
std::optional<std::string> around_number(const std::string& title, CharacterFolder& folder) {
    const bool numbered = std::ranges::any_of(title, [](char c) { return c >= '0' && c <= '9'; });
    if (!numbered) return std::nullopt;
    std::string rest;
    for (const SearchUnit& unit : units_of(title, folder, WithReadings::No)) {
        if (!is_digit(unit.folded)) rest += unit.folded;
    }
    return rest;
}

}  // namespace

SearchCatalog::SearchCatalog(const Catalog& catalog) : catalog_(catalog), order_(catalog.series.size()) {
    const SeriesAppeal appeal(catalog);
    popularity_.reserve(order_.size());
    for (std::size_t s = 0; s < order_.size(); ++s) popularity_.push_back(static_cast<float>(appeal.popularity(s)));
    std::iota(order_.begin(), order_.end(), 0U);
    std::ranges::stable_sort(order_, std::greater{}, [&](std::uint32_t s) { return popularity_[s]; });
    first_episode_.reserve(order_.size() + 1);
    std::size_t row = 0;
    for (const std::uint32_t s : order_) {
        first_episode_.push_back(row);
        row += catalog.series[s].episodes.size();
    }
    first_episode_.push_back(row);
}

SearchCatalog::EpisodePlace SearchCatalog::episode_at(std::size_t row) const {
    const auto after = std::upper_bound(first_episode_.begin(), first_episode_.end() - 1, row);
    const auto rank = static_cast<std::size_t>(after - first_episode_.begin()) - 1;
    return {order_[rank], row - first_episode_[rank]};
}

std::string SearchCatalog::fingerprint() const {
    Fingerprint fingerprint;
    for (const std::uint32_t s : order_) {
        const Series& series = catalog_.series[s];
        fingerprint.add(series.id);
        fingerprint.add(series.title);
        fingerprint.add(series.synopsis);
        for (const auto* list : {&series.tags, &series.genres}) {
            fingerprint.add("");
            for (const std::string& text : *list) fingerprint.add(text);
        }
        for (const Credit& credit : series.credits) fingerprint.add(credit.name);
        for (const Episode& episode : series.episodes) {
            fingerprint.add(episode.title);
            fingerprint.add(episode.synopsis);
        }
    }
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%016llx", static_cast<unsigned long long>(fingerprint.value()));
    return text.data();
}

SeriesTokens tokens_of(const Series& series, CharacterFolder& folder, WordCounts& words) {
    SeriesTokens tokens;
    add_text(tokens.title, series.title, TokensOf::Title, folder, &words);
    for (const Credit& credit : series.credits) add_text(tokens.cast, credit.name, {}, TokensOf::Name, folder, &words);
    for (const auto* list : {&series.tags, &series.genres}) {
        for (const std::string& text : *list) add_text(tokens.tags, text, {}, TokensOf::Name, folder, &words);
    }
    add_text(tokens.synopsis, series.synopsis, TokensOf::Prose, folder, nullptr);
    return tokens;
}

EpisodeTokenMaker::EpisodeTokenMaker(const Catalog& catalog, CharacterFolder& folder) : folder_(folder) {
    for (const Series& series : catalog.series) {
        for (const Episode& episode : series.episodes) {
            for (const auto& [language, title] : episode.title.values) {
                if (const auto rest = around_number(title, folder)) ++numbered_[*rest];
            }
        }
    }
}

EpisodeTokens EpisodeTokenMaker::tokens_of(const Episode& episode, WordCounts& words) const {
    constexpr int kRepeats = 3;
    EpisodeTokens tokens;
    for (const auto& [language, title] : episode.title.values) {
        const auto rest = around_number(title, folder_);
        if (rest && (rest->empty() || numbered_.at(*rest) >= kRepeats)) continue;
        add_text(tokens.title, title, language, TokensOf::Title, folder_, &words);
    }
    add_text(tokens.synopsis, episode.synopsis, TokensOf::Prose, folder_, nullptr);
    return tokens;
}

}  // namespace cliffhanger
