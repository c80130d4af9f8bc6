#include "net/catalog/language_tag.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "net/catalog/feed_values.h"

namespace cliffhanger {

namespace {

using Alias = std::pair<std::string_view, std::string_view>;

/// What is written instead of a BCP 47 tag, in lower case.
constexpr Alias kAliases[] = {
    {"chs", "zh-Hans"},   {"sc", "zh-Hans"},    {"cht", "zh-Hant"},  {"tc", "zh-Hant"},
    {"zhs", "zh-Hans"},   {"zht", "zh-Hant"},   {"chi", "zh"},       {"zho", "zh"},
    {"cn", "zh-CN"},      {"jp", "ja"},         {"kr", "ko"},        {"eng", "en"},
    {"jpn", "ja"},        {"kor", "ko"},        {"spa", "es"},       {"fre", "fr"},
    {"fra", "fr"},        {"ger", "de"},        {"deu", "de"},       {"ita", "it"},
    {"por", "pt"},        {"rus", "ru"},        {"ara", "ar"},       {"tha", "th"},
    {"vie", "vi"},        {"ind", "id"},        {"may", "ms"},       {"msa", "ms"},
    {"hin", "hi"},        {"tur", "tr"},        {"pol", "pl"},       {"dut", "nl"},
    {"nld", "nl"},        {"swe", "sv"},        {"nor", "no"},       {"dan", "da"},
    {"fin", "fi"},        {"ukr", "uk"},        {"heb", "he"},       {"gre", "el"},
    {"ell", "el"},        {"cze", "cs"},        {"ces", "cs"},       {"hun", "hu"},
    {"rum", "ro"},        {"ron", "ro"},        {"fil", "fil"},      {"tgl", "tl"},
    {"english", "en"},    {"chinese", "zh"},    {"japanese", "ja"},  {"korean", "ko"},
    {"spanish", "es"},    {"french", "fr"},     {"german", "de"},    {"italian", "it"},
    {"portuguese", "pt"}, {"russian", "ru"},    {"arabic", "ar"},    {"thai", "th"},
    {"vietnamese", "vi"}, {"indonesian", "id"}, {"hindi", "hi"},     {"turkish", "tr"},
    {"polish", "pl"},     {"dutch", "nl"},      {"mandarin", "zh"},  {"cantonese", "yue"},
    {"中文", "zh"},       {"简体", "zh-Hans"},  {"简中", "zh-Hans"}, {"简体中文", "zh-Hans"},
    {"繁体", "zh-Hant"},  {"繁體", "zh-Hant"},  {"繁中", "zh-Hant"}, {"繁體中文", "zh-Hant"},
    {"英文", "en"},       {"英语", "en"},       {"日本語", "ja"},    {"日语", "ja"},
    {"한국어", "ko"},     {"韩语", "ko"},       {"國語", "zh"},      {"国语", "zh"},
};

/// Two-letter codes that stand in file names; rarer ones would be mistaken for words of a title.
constexpr std::string_view kFileNameCodes[] = {
    "ar", "bg", "bn", "ca", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr",  "he",  "hi",
    "hr", "hu", "id", "it", "ja", "ko", "lt", "lv", "ms", "nl", "no", "nb", "pl", "pt",  "ro",  "ru",
    "sk", "sl", "sr", "sv", "ta", "te", "th", "tl", "tr", "uk", "ur", "vi", "zh", "yue", "fil", "und",
};

std::optional<std::string_view> alias(std::string_view lower) {
    const auto* found = std::find_if(std::begin(kAliases), std::end(kAliases),
                                     [&](const Alias& entry) { return entry.first == lower; });
    if (found == std::end(kAliases)) return std::nullopt;
    return found->second;
}

std::vector<std::string> subtags(std::string_view tag) {
    std::vector<std::string> parts(1);
    for (const char character : tag) {
        if (character == '-' || character == '_') {
            parts.emplace_back();
        } else {
            parts.back() += character;
        }
    }
    return parts;
}

bool is_letter(char character) { return (character | 0x20) >= 'a' && (character | 0x20) <= 'z'; }
bool is_alphanumeric(char character) { return is_letter(character) || (character >= '0' && character <= '9'); }

/// The letter case that BCP 47 recommends: language lower, Script titled, REGION upper.
std::string cased(std::string subtag, std::size_t position) {
    subtag = ascii_lower(subtag);
    if (position == 0) return subtag;
    if (subtag.size() == 4 && is_letter(subtag[0])) subtag[0] = static_cast<char>(subtag[0] & ~0x20);
    if (subtag.size() == 2) {
        for (char& character : subtag)
            character = static_cast<char>(is_letter(character) ? character & ~0x20 : character);
    }
    return subtag;
}

}  // namespace

std::optional<std::string> normalize_language(std::string_view tag) {
    const std::string lower = ascii_lower(trimmed(tag));
    if (const auto known = alias(lower)) return std::string(*known);
    const std::vector<std::string> parts = subtags(lower);
    const std::string& primary = parts.front();
    if (primary.size() < 2 || primary.size() > 3 || !std::all_of(primary.begin(), primary.end(), is_letter)) {
        return std::nullopt;
    }
    const auto known = parts.size() > 1 ? alias(primary) : std::nullopt;
    std::string result = known && primary.size() == 3 ? std::string(*known) : primary;
    for (std::size_t i = 1; i < parts.size(); ++i) {
        const bool fits =
            !parts[i].empty() && parts[i].size() <= 8 && std::all_of(parts[i].begin(), parts[i].end(), is_alphanumeric);
        if (!fits) return std::nullopt;
        result += "-" + cased(parts[i], i);
    }
    return result;
}

bool is_proper_language_tag(std::string_view tag) {
    const auto normal = normalize_language(tag);
    return normal && ascii_lower(*normal) == ascii_lower(tag);
}

std::optional<std::string> language_from_file_name(std::string_view token) {
    const std::string lower = ascii_lower(token);
    const std::string primary = subtags(lower).front();
    const bool code =
        std::find(std::begin(kFileNameCodes), std::end(kFileNameCodes), primary) != std::end(kFileNameCodes);
    if (!code && !alias(lower) && !(primary.size() == 3 && alias(primary))) return std::nullopt;
    return normalize_language(token);
}

std::string_view primary_language(std::string_view tag) { return tag.substr(0, tag.find_first_of("-_")); }

bool is_traditional_chinese(std::string_view tag) {
    const std::vector<std::string> parts = subtags(ascii_lower(tag));
    const auto names = [&](std::string_view subtag) { return std::ranges::find(parts, subtag) != parts.end(); };
    if (parts.front() != "zh" || names("hans")) return false;
    return names("hant") || names("tw") || names("hk") || names("mo");
}

}  // namespace cliffhanger
