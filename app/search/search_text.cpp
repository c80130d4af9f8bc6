#include "app/search/search_text.h"

#include "app/search/utf8.h"

namespace cliffhanger {
namespace {

constexpr std::size_t kMostTerms = 10, kMostUnits = 64;

bool is_small_kana(char32_t c) {
    // As katakana and as hiragana: a, i, u, e, o, ya, yu, yo, wa.
    const char32_t hiragana = c >= 0x30A1 && c <= 0x30F6 ? c - 0x60 : c;
    constexpr std::u32string_view kSmall = U"ぁぃぅぇぉゃゅょゎ";
    return kSmall.find(hiragana) != std::u32string_view::npos;
}

bool is_small_tsu(char32_t c) { return c == U'っ' || c == U'ッ'; }

struct Raw {
    char32_t character = 0;
    FoldedCharacter folded;
};

void read_units(std::vector<SearchUnit>& units, const std::vector<Raw>& raw, CharacterFolder& folder, bool japanese) {
    for (std::size_t i = 0; i < units.size();) {
        std::size_t next = i + 1;
        const FoldedCharacter& folded = raw[i].folded;
        const bool read = (folded.han && !japanese) || folded.kana || is_hangul_syllable(raw[i].character);
        if (!read) {
            i = next;
            continue;
        }
        std::u32string group(1, raw[i].character);
        const auto joins = [&](std::size_t k) {
            return k < units.size() && !units[k].starts_run && raw[k].folded.kana &&
                   (is_small_kana(raw[k].character) || is_small_tsu(group.back()));
        };
        while (folded.kana && joins(next)) group.push_back(raw[next++].character);
        if (folded.kana) {
            std::string hiragana;
            for (std::size_t k = i; k < next; ++k) hiragana += units[k].folded;
            for (std::size_t k = i + 1; k < next; ++k) units[k].joined = true;
            group = to_characters(hiragana);
        }
        units[i].reading = folder.reading(group);
        units[i].initial = units[i].reading.substr(0, 1);
        if (is_hangul_syllable(raw[i].character))
            units[i].initial = to_utf8(std::u32string(1, hangul_initial(raw[i].character)));
        i = next;
    }
}

}  // namespace

std::vector<SearchUnit> units_of(std::string_view text, CharacterFolder& folder, WithReadings readings,
                                 std::string_view language) {
    std::vector<SearchUnit> units;
    std::vector<Raw> raw;
    bool separated = true, kana = false;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        const char32_t character = next_character(text, at);
        FoldedCharacter folded = folder.fold(character);
        if (folded.kind == CharacterKind::Ignored) {
            if (!units.empty() && !separated) units.back().end = at;
            continue;
        }
        if (folded.kind == CharacterKind::Separator) {
            separated = true;
            continue;
        }
        const bool starts = separated || units.back().kind != folded.kind;
        separated = false;
        kana = kana || folded.kana;
        units.push_back({begin, at, folded.kind, starts, folded.text, {}, false, {}});
        raw.push_back({character, std::move(folded)});
    }
    if (readings == WithReadings::Yes) read_units(units, raw, folder, kana || language.starts_with("ja"));
    return units;
}

std::string QueryTerm::text() const {
    std::string joined;
    for (const std::string& unit : units) joined += unit;
    return joined;
}

std::vector<QueryTerm> parse_query(std::string_view query, CharacterFolder& folder) {
    std::vector<QueryTerm> terms;
    for (const SearchUnit& unit : units_of(query, folder, WithReadings::No)) {
        if (unit.starts_run) {
            if (terms.size() == kMostTerms) break;
            terms.push_back({unit.kind, {}});
        }
        if (terms.back().units.size() < kMostUnits) terms.back().units.push_back(unit.folded);
    }
    return terms;
}

}  // namespace cliffhanger
