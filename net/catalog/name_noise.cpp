#include "net/catalog/name_noise.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "net/catalog/episode_name.h"
#include "net/catalog/feed_values.h"
#include "net/catalog/text_encoding.h"

namespace cliffhanger {

namespace {

bool is_digit(char32_t character) { return character >= U'0' && character <= U'9'; }

bool all_digits(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// "1080p", "720i", "1080p60".
bool is_resolution(std::string_view word) {
    const std::size_t letter = word.find_first_not_of("0123456789");
    if (letter < 3 || letter > 4 || letter == std::string_view::npos) return false;
    if (word[letter] != 'p' && word[letter] != 'i') return false;
    const std::string_view rate = word.substr(letter + 1);
    return rate.empty() || (rate.size() <= 3 && all_digits(rate));
}

/// "1920x1080".
bool is_frame_size(std::string_view word) {
    const std::size_t x = word.find('x');
    if (x == std::string_view::npos) return false;
    const std::string_view width = word.substr(0, x), height = word.substr(x + 1);
    return width.size() >= 3 && height.size() >= 3 && all_digits(width) && all_digits(height);
}

bool has_unit(std::string_view word) {
    for (const std::string_view unit : {"fps", "kbps", "mbps", "bit", "hz"}) {
        if (word.size() > unit.size() && word.ends_with(unit) &&
            all_digits(word.substr(0, word.size() - unit.size()))) {
            return true;
        }
    }
    return false;
}

bool is_known_word(std::string_view word) {
    constexpr std::array<std::string_view, 46> kWords = {
        "x264", "x265",   "h264",  "h265",   "h.264", "h.265",  "x.264", "x.265",  "hevc",   "avc",   "av1",   "vp9",
        "aac",  "ac3",    "eac3",  "dts",    "ddp",   "dd5.1",  "5.1",   "7.1",    "2.0ch",  "hdr",   "hdr10", "sdr",
        "web",  "webrip", "webdl", "web-dl", "dl",    "bluray", "bdrip", "hdtv",   "dvdrip", "remux", "2k",    "4k",
        "8k",   "uhd",    "fhd",   "1080",   "超清",  "高清",   "蓝光",  "全高清", "60帧",   "竖屏"};
    return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

bool is_year(std::string_view word) {
    return word.size() == 4 && all_digits(word) && (word.starts_with("19") || word.starts_with("20"));
}

bool is_noise(std::string_view word) {
    return is_resolution(word) || is_frame_size(word) || has_unit(word) || is_known_word(word);
}

/// Noise only beside another number: on its own it may be the episode.
bool is_doubtful_noise(std::string_view word) {
    return is_year(word) || word == "480" || word == "720" || word == "1080" || word == "2160";
}

bool is_separator(char32_t character) {
    return character == U' ' || character == U'.' || character == U'-' || character == U',' || character == U'+';
}

void blank(std::u32string& text, std::size_t from, std::size_t to) {
    std::fill(text.begin() + static_cast<std::ptrdiff_t>(from), text.begin() + static_cast<std::ptrdiff_t>(to), U' ');
}

std::string word_at(const std::u32string& text, std::size_t from, std::size_t to) {
    return ascii_lower(to_utf8(std::u32string_view(text).substr(from, to - from)));
}

/// Calls back for each word between separators; a dot between two characters that belong together ("h.264", "web-dl",
/// "5.1") is tried first.
template <class Wanted>
void blank_words(std::u32string& text, Wanted wanted) {
    std::size_t from = 0;
    while (from < text.size()) {
        if (is_separator(text[from])) {
            ++from;
            continue;
        }
        const auto end_after = [&](std::size_t at) {
            while (at < text.size() && !is_separator(text[at])) ++at;
            return at;
        };
        const std::size_t end = end_after(from);
        const std::size_t longer = end < text.size() && text[end] != U' ' ? end_after(end + 1) : end;
        if (longer > end && wanted(word_at(text, from, longer))) {
            blank(text, from, longer);
            from = longer;
        } else {
            if (wanted(word_at(text, from, end))) blank(text, from, end);
            from = end;
        }
    }
}

void blank_brackets(std::u32string& text) {
    constexpr std::u32string_view kOpen = U"[({【「《", kClose = U"])}】」》";
    for (std::size_t at = 0; at < text.size(); ++at) {
        const std::size_t kind = kOpen.find(text[at]);
        if (kind == std::u32string_view::npos) continue;
        const std::size_t close = text.find(kClose[kind], at + 1);
        if (close == std::u32string::npos) continue;
        const std::u32string inside = text.substr(at + 1, close - at - 1);
        const std::string word = word_at(inside, 0, inside.size());
        const bool is_number = all_digits(word) && word.size() <= 4 && !is_doubtful_noise(word);
        const bool is_title = kOpen[kind] == U'《' || kOpen[kind] == U'「';
        if (is_title || is_number || has_episode_marker(inside)) {
            text[at] = text[close] = U' ';
        } else {
            blank(text, at, close + 1);
            at = close;
        }
    }
}

bool is_blank(const std::u32string& text) { return std::all_of(text.begin(), text.end(), is_separator); }

}  // namespace

std::u32string fold_width(std::u32string text) {
    for (char32_t& character : text) {
        if (character >= 0xFF01 && character <= 0xFF5E) character -= 0xFEE0;
        if (character == 0x3000 || character == U'_' || character == U'\t') character = U' ';
    }
    return text;
}

std::u32string without_noise(const std::u32string& text) {
    std::u32string clean = text;
    blank_brackets(clean);
    if (is_blank(clean)) {
        clean = text;
        for (char32_t& character : clean) {
            if (std::u32string_view(U"[]{}()【】").find(character) != std::u32string_view::npos) character = U' ';
        }
    }
    std::u32string stripped = clean;
    blank_words(stripped, is_noise);
    if (is_blank(stripped)) return clean;
    std::u32string without_years = stripped;
    blank_words(without_years, is_doubtful_noise);
    const bool number_left = std::any_of(without_years.begin(), without_years.end(), is_digit);
    return number_left || has_episode_marker(without_years) ? without_years : stripped;
}

}  // namespace cliffhanger
