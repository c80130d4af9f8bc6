#include "app/search/search_tokens.h"

#include <algorithm>

namespace cliffhanger {
namespace {

/// Readings and Korean words go on so far from each place.
constexpr std::size_t kMostRead = 6;
constexpr std::size_t kLongestWhole = 120;
/// Letters of the second of two words that are found when they are typed as one.
constexpr std::size_t kLongestPair = 12;

/// Between two texts, so that no phrase spans both.
constexpr std::string_view kGap = "\x04";

class TokenLine {
 public:
    TokenLine(std::string& tokens, bool title) : tokens_(tokens), title_(title) {}

    void next_place() {
        if (!tokens_.empty()) tokens_.push_back(' ');
        place_ = tokens_.size();
    }
    void put(std::string_view token, bool starts) {
        if (token.empty()) return;
        add({}, token);
        if (title_ && starts) add({&kAtStart, 1}, token);
    }
    void add(std::string_view mark, std::string_view token) {
        if (tokens_.size() > place_) tokens_.push_back(kBeside);
        tokens_ += mark;
        tokens_ += token;
    }

 private:
    std::string& tokens_;
    const bool title_;
    std::size_t place_ = 0;
};

/// From `begin` on, while the run lasts.
template <class Part>
std::string joined(const std::vector<SearchUnit>& units, std::size_t begin, std::size_t most, Part part) {
    std::string text;
    std::size_t count = 0;
    for (std::size_t i = begin; i < units.size() && count < most && (i == begin || !units[i].starts_run); ++i) {
        const std::string& next = part(units[i]);
        if (next.empty() && !units[i].joined) break;
        text += next;
        count += units[i].joined ? 0 : 1;
    }
    return text;
}

void put_readings(TokenLine& line, const std::vector<SearchUnit>& units, std::size_t at, bool starts) {
    if (units[at].reading.empty()) return;
    const std::string reading = joined(
        units, at, kMostRead, [](const SearchUnit& u) -> auto& { return u.reading; });
    line.put(reading, starts);
    const std::string initials = joined(
        units, at, kMostRead, [](const SearchUnit& u) -> auto& { return u.initial; });
    if (initials != reading) line.put(initials, starts);
}

/// "al-", which Arabic words take.
std::string_view without_article(std::string_view word) {
    constexpr std::string_view kArticle = "\xD8\xA7\xD9\x84";
    constexpr std::size_t kShortest = 10;  // five letters
    const bool has = word.starts_with(kArticle) && word.size() >= kShortest;
    return has ? word.substr(kArticle.size()) : std::string_view();
}

std::string in_quotes(std::string_view tokens) { return "\"" + std::string(tokens) + "\""; }

std::string pair_at(const std::vector<std::string>& units, std::size_t at) {
    return at + 1 < units.size() ? units[at] + units[at + 1] : units[at];
}

}  // namespace

void append_tokens(std::string& tokens, const std::vector<SearchUnit>& units, TokensOf what) {
    if (units.empty()) return;
    TokenLine line(tokens, what == TokensOf::Title);
    if (!tokens.empty()) {
        line.next_place();
        line.add({}, kGap);
    }
    const bool read = what != TokensOf::Prose;
    std::size_t run_end = 0;
    for (std::size_t i = 0; i < units.size(); i = run_end) {
        run_end = i + 1;
        while (run_end < units.size() && !units[run_end].starts_run) ++run_end;
        const auto folded = [](const SearchUnit& unit) -> auto& { return unit.folded; };
        if (units[i].kind == CharacterKind::Letter) {
            line.next_place();
            const std::string word = joined(units, i, units.size(), folded);
            line.put(word, i == 0);
            line.put(without_article(word), i == 0);
            const bool another = run_end < units.size() && units[run_end].kind == CharacterKind::Letter;
            if (read && another) line.put(word + joined(units, run_end, kLongestPair, folded), i == 0);
        }
        for (std::size_t k = i; k < run_end && units[i].kind == CharacterKind::Hangul; ++k) {
            line.next_place();
            line.put(joined(units, k, k == i ? units.size() : kMostRead, folded), k == 0);
            if (read) put_readings(line, units, k, k == 0);
        }
        for (std::size_t k = i; k < run_end && units[i].kind == CharacterKind::Dense; ++k) {
            line.next_place();
            line.put(k + 1 < run_end ? units[k].folded + units[k + 1].folded : units[k].folded, k == 0);
            if (read) put_readings(line, units, k, k == 0);
        }
    }
    if (what != TokensOf::Title) return;
    std::string whole;
    for (const SearchUnit& unit : units) whole += unit.folded;
    if (whole.size() <= kLongestWhole) line.add({&kWhole, 1}, whole);
}

std::string term_expression(const QueryTerm& term, TermPlace place) {
    std::string tokens(place == TermPlace::AtStart ? 1 : 0, kAtStart);
    if (term.kind != CharacterKind::Dense) return in_quotes(tokens + term.text()) + "*";
    if (term.units.size() == 1) return in_quotes(tokens + term.units[0]) + "*";
    for (std::size_t i = 0; i + 1 < term.units.size(); ++i) tokens += (i > 0 ? " " : "") + pair_at(term.units, i);
    return in_quotes(tokens);
}

std::string whole_expression(const std::vector<QueryTerm>& terms) {
    std::string whole(1, kWhole);
    for (const QueryTerm& term : terms) whole += term.text();
    return whole.size() <= kLongestWhole ? in_quotes(whole) : std::string();
}

std::string any_word_expression(const std::vector<std::string>& words) {
    std::string expression;
    for (const std::string& word : words) expression += (expression.empty() ? "(" : " OR ") + in_quotes(word) + "*";
    return expression.empty() ? expression : expression + ")";
}

std::string any_pair_expression(const QueryTerm& term) {
    std::vector<std::string> pairs;
    for (std::size_t i = 0; i + 1 < term.units.size(); ++i) pairs.push_back(pair_at(term.units, i));
    return any_word_expression(pairs);
}

}  // namespace cliffhanger
