#include "net/catalog/episode_name.h"

#include <algorithm>
#include <vector>

#include "net/catalog/name_noise.h"
#include "net/catalog/numerals.h"
#include "net/catalog/text_encoding.h"

namespace cliffhanger {

namespace {

/// A number and the stretch of the name that says it.
struct Found {
    int number = 0, season = 0;
    std::size_t from = 0, to = 0;
};

using Finder = std::optional<Found> (*)(std::u32string_view lower);

bool is_letter(char32_t character) { return character >= U'a' && character <= U'z'; }

char32_t at_or_space(std::u32string_view text, std::size_t at) { return at < text.size() ? text[at] : U' '; }

bool starts_word(std::u32string_view text, std::size_t at) {
    return at == 0 || (!is_letter(text[at - 1]) && !is_ascii_digit(text[at - 1]));
}

std::size_t skip(std::u32string_view text, std::size_t at, std::u32string_view characters) {
    while (at < text.size() && characters.find(text[at]) != std::u32string_view::npos) ++at;
    return at;
}

std::u32string lowered(std::u32string text) {
    for (char32_t& character : text) {
        if (character >= U'A' && character <= U'Z') character |= 0x20;
    }
    return text;
}

/// "S01E02", "s1 e2", "S01.E02"; the second of "S01E02-E03" belongs to it.
std::optional<Found> find_season_episode(std::u32string_view lower) {
    for (std::size_t at = lower.find(U's'); at != std::u32string_view::npos; at = lower.find(U's', at + 1)) {
        const auto season = starts_word(lower, at) ? digits_at(lower, at + 1, 3) : std::nullopt;
        if (!season) continue;
        std::size_t letter = skip(lower, at + 1 + season->length, U" .-");
        if (at_or_space(lower, letter) != U'e') continue;
        if (at_or_space(lower, letter + 1) == U'p') ++letter;
        const auto episode = digits_at(lower, letter + 1);
        if (!episode) continue;
        std::size_t end = letter + 1 + episode->length;
        const std::size_t more = skip(lower, end, U"-");
        if (more > end && at_or_space(lower, more) == U'e') {
            if (const auto last = digits_at(lower, more + 1)) end = more + 1 + last->length;
        }
        return Found{episode->value, season->value, at, end};
    }
    return std::nullopt;
}

/// 第十二集, 第 3 話, with 第二季 before it for the season.
std::optional<Found> find_ordinal(std::u32string_view lower) {
    Found found;
    found.from = std::u32string_view::npos;
    for (std::size_t at = lower.find(U'第'); at != std::u32string_view::npos; at = lower.find(U'第', at + 1)) {
        const std::size_t digits = skip(lower, at + 1, U" ");
        const auto number = numeral_at(lower, digits);
        if (!number) continue;
        const std::size_t unit = skip(lower, digits + number->length, U" ");
        const char32_t counted = at_or_space(lower, unit);
        found.from = std::min(found.from, at);
        if (counted == U'季' || counted == U'部') {
            found.season = number->value;
        } else if (std::u32string_view(U"集话話回期章").find(counted) != std::u32string_view::npos && counted != U' ') {
            found.number = number->value;
            found.to = unit + 1;
            return found;
        }
    }
    return std::nullopt;
}

/// "1x02".
std::optional<Found> find_cross(std::u32string_view lower) {
    for (std::size_t at = lower.find(U'x'); at != std::u32string_view::npos; at = lower.find(U'x', at + 1)) {
        std::size_t from = at;
        while (from > 0 && is_ascii_digit(lower[from - 1])) --from;
        const auto season = from < at ? digits_at(lower, from, 2) : std::nullopt;
        const auto episode = digits_at(lower, at + 1, 3);
        if (!season || !episode || !starts_word(lower, from)) continue;
        const std::size_t end = at + 1 + episode->length;
        if (is_letter(at_or_space(lower, end))) continue;
        return Found{episode->value, season->value, from, end};
    }
    return std::nullopt;
}

/// "Episode 3", "EP.03", "E3", "Part 2".
std::optional<Found> find_word(std::u32string_view lower) {
    struct Word {
        std::u32string_view word, between;
    };
    constexpr Word kWords[] = {{U"episode", U" .-#:"}, {U"folge", U" .-#:"}, {U"ep", U" .-#:"}, {U"e", U""},
                               {U"part", U" .-#:"},    {U"pt", U" .-#:"},    {U"#", U" "}};
    for (const Word& word : kWords) {
        for (std::size_t at = lower.find(word.word); at != std::u32string_view::npos;
             at = lower.find(word.word, at + 1)) {
            const std::size_t digits = skip(lower, at + word.word.size(), word.between);
            const auto number = starts_word(lower, at) ? digits_at(lower, digits) : std::nullopt;
            if (number) return Found{number->value, 0, at, digits + number->length};
        }
    }
    return std::nullopt;
}

/// "12集", but not 全80集, which counts them.
std::optional<Found> find_counted(std::u32string_view lower) {
    for (std::size_t at = lower.find_first_of(U"集话話回"); at != std::u32string_view::npos;
         at = lower.find_first_of(U"集话話回", at + 1)) {
        std::size_t from = at;
        while (from > 0 && (is_ascii_digit(lower[from - 1]) || chinese_at(lower, from - 1))) --from;
        const auto number = from < at ? numeral_at(lower, from) : std::nullopt;
        if (!number || from + number->length != at) continue;
        if (from > 0 && std::u32string_view(U"全共-~至到").find(lower[from - 1]) != std::u32string_view::npos) continue;
        return Found{number->value, 0, from, at + 1};
    }
    return std::nullopt;
}

constexpr Finder kMarkers[] = {find_season_episode, find_ordinal, find_cross, find_word, find_counted};

/// Bare digits: leading, trailing, else the last. A range ("1-40") is a collection and has no number.
std::optional<Found> find_bare(std::u32string_view lower) {
    std::vector<Found> runs;
    for (std::size_t at = 0; at < lower.size();) {
        std::size_t end = at;
        while (end < lower.size() && is_ascii_digit(lower[end])) ++end;
        const bool counts = at > 0 && (lower[at - 1] == U'全' || lower[at - 1] == U'共');
        const bool resolution = end - at >= 3 && at_or_space(lower, end) == U'p';
        const auto number = counts || resolution ? std::nullopt : digits_at(lower, at);
        if (number) runs.push_back({number->value, 0, at, end});
        at = std::max(end, at + 1);
    }
    if (runs.empty()) {
        const std::size_t from = skip(lower, 0, U" .-");
        const auto chinese = chinese_at(lower, from);
        const bool whole = chinese && skip(lower, from + chinese->length, U" .-") == lower.size();
        return whole ? std::optional(Found{chinese->value, 0, from, from + chinese->length}) : std::nullopt;
    }
    for (std::size_t i = 1; i < runs.size(); ++i) {
        const bool joined = runs[i].from == runs[i - 1].to + 1 &&
                            std::u32string_view(U"-~至到").find(lower[runs[i - 1].to]) != std::u32string_view::npos;
        if (joined && runs[i].number > runs[i - 1].number) return std::nullopt;
    }
    const Found &first = runs.front(), &last = runs.back();
    const bool leads = skip(lower, 0, U" .-") == first.from;
    const bool trails = skip(lower, last.to, U" .-") == lower.size();
    const bool last_is_padded = lower[last.from] == U'0' && lower[first.from] != U'0';
    if (leads && !(trails && last_is_padded)) return first;
    return last;
}

/// Tidies what is left of a name: separators at the ends, doubled spaces, dots instead of spaces.
std::string tidy(std::u32string text) {
    for (std::size_t at = 1; at + 1 < text.size(); ++at) {
        const bool decimal = is_ascii_digit(text[at - 1]) && is_ascii_digit(text[at + 1]);
        if (text[at] == U'.' && text[at + 1] != U' ' && !decimal) text[at] = U' ';  // but "Dr. Li"
    }
    std::u32string tidied;
    for (const char32_t character : text) {
        if (character == U' ' && (tidied.empty() || tidied.back() == U' ')) continue;
        tidied += character;
    }
    constexpr std::u32string_view kEdges = U" -.,:;、：·~#|+";
    const std::size_t first = tidied.find_first_not_of(kEdges);
    if (first == std::u32string::npos) return {};
    return to_utf8(tidied.substr(first, tidied.find_last_not_of(kEdges) - first + 1));
}

}  // namespace

bool has_episode_marker(const std::u32string& text) {
    const std::u32string lower = lowered(text);
    return std::any_of(std::begin(kMarkers), std::end(kMarkers), [&](Finder find) { return find(lower).has_value(); });
}

EpisodeName parse_episode_name(std::string_view stem) {
    std::u32string name = without_noise(fold_width(to_code_points(stem)));
    const std::u32string lower = lowered(name);
    std::optional<Found> found;
    for (const Finder find : kMarkers) {
        if (!found) found = find(lower);
    }
    if (!found) found = find_bare(lower);
    EpisodeName result;
    if (found) {
        result.number = found->number;
        result.season = found->season;
        name.replace(found->from, found->to - found->from, U" ");
    }
    result.title = tidy(std::move(name));
    return result;
}

std::string clean_title(std::string_view stem) {
    std::string title = tidy(without_noise(fold_width(to_code_points(stem))));
    return title.empty() ? valid_utf8(stem) : title;
}

std::optional<int> season_of_folder(std::string_view name) {
    const std::u32string lower = lowered(fold_width(to_code_points(name)));
    for (const std::u32string_view word : {U"season", U"staffel", U"s", U"第"}) {
        if (!lower.starts_with(word)) continue;
        const std::size_t digits = skip(lower, word.size(), U" .-");
        const auto number = numeral_at(lower, digits);
        if (!number) continue;
        std::size_t end = digits + number->length;
        if (word == U"第") {
            if (at_or_space(lower, end) != U'季') continue;
            ++end;
        }
        if (skip(lower, end, U" ") == lower.size()) return number->value;
    }
    return std::nullopt;
}

bool natural_less(std::string_view left_name, std::string_view right_name) {
    const std::u32string left = lowered(fold_width(to_code_points(left_name)));
    const std::u32string right = lowered(fold_width(to_code_points(right_name)));
    std::size_t i = 0, j = 0;
    while (i < left.size() && j < right.size()) {
        if (is_ascii_digit(left[i]) && is_ascii_digit(right[j])) {
            const auto run = [](const std::u32string& text, std::size_t& at) {
                while (at < text.size() && text[at] == U'0') ++at;
                const std::size_t from = at;
                while (at < text.size() && is_ascii_digit(text[at])) ++at;
                return std::u32string_view(text).substr(from, at - from);
            };
            const std::u32string_view a = run(left, i), b = run(right, j);
            if (a.size() != b.size()) return a.size() < b.size();
            if (a != b) return a < b;
        } else if (left[i] != right[j]) {
            return left[i] < right[j];
        } else {
            ++i, ++j;
        }
    }
    const std::size_t rest_left = left.size() - i, rest_right = right.size() - j;
    if (rest_left != rest_right) return rest_left < rest_right;
    return left_name < right_name;
}

}  // namespace cliffhanger
