#include "app/locale/pseudo_locale.h"

#include <algorithm>
#include <cstddef>
#include <iterator>

namespace cliffhanger {
namespace {

constexpr std::string_view kPlain = "ABCDEGHIJKLNOPRSTUWYZabcdeghijklnoprstuwyz";
constexpr std::string_view kAccented[] = {"Å", "Ɓ", "Ç", "Ð", "É", "Ĝ", "Ĥ", "Î", "Ĵ", "Ķ", "Ļ", "Ñ", "Ö", "Þ",
                                          "Ŕ", "Š", "Ţ", "Û", "Ŵ", "Ý", "Ž", "å", "ƀ", "ç", "ð", "é", "ĝ", "ĥ",
                                          "î", "ĵ", "ķ", "ļ", "ñ", "ö", "þ", "ŕ", "š", "ţ", "û", "ŵ", "ý", "ž"};
static_assert(kPlain.size() == std::size(kAccented));

constexpr double kLonger = 0.4;
constexpr std::string_view kFiller[] = {" one", " two", " three", " four", " five", " six", " seven", " eight"};

/// Calls `letter` for every byte outside of braces and `placeholder` for what is in them, braces included.
template <class Letter, class Placeholder>
void walk(std::string_view text, Letter letter, Placeholder placeholder) {
    while (!text.empty()) {
        const std::size_t end = text.front() == '{' ? text.find('}') : std::string_view::npos;
        if (end == std::string_view::npos) {
            letter(text.front());
            text.remove_prefix(1);
        } else {
            placeholder(text.substr(0, end + 1));
            text.remove_prefix(end + 1);
        }
    }
}

}  // namespace

std::string lengthened(std::string_view english) {
    std::string text = "[";
    const auto accent = [&](char letter) {
        const std::size_t at = kPlain.find(letter);
        at == std::string_view::npos ? text.append(1, letter) : text.append(kAccented[at]);
    };
    walk(english, accent, [&](std::string_view placeholder) { text += placeholder; });
    // One- and two-letter words grow by more than that in most languages.
    auto wanted = static_cast<int>(std::max(3.0, kLonger * static_cast<double>(english.size())));
    for (std::size_t i = 0; wanted > 1; i = (i + 1) % std::size(kFiller)) {
        text += kFiller[i];
        wanted -= static_cast<int>(kFiller[i].size());
    }
    return text + "]";
}

std::string mirrored(std::string_view english) {
    constexpr std::string_view kRightToLeft = "\u202E", kEnd = "\u202C";
    std::string text;
    bool in_word = false;
    const auto turn = [&](bool word) {
        if (word != in_word) text += word ? kRightToLeft : kEnd;
        in_word = word;
    };
    const auto letter = [&](char c) {
        turn(c != ' ');
        text += c;
    };
    walk(english, letter, [&](std::string_view placeholder) {
        turn(false);
        text += placeholder;
    });
    turn(false);
    return text;
}

}  // namespace cliffhanger
