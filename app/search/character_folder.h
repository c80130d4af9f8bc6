// How characters are searched for: without case, accents and compatibility forms, traditional Chinese as simplified,
// katakana as hiragana, Korean syllables as the letters they are typed with; and how Chinese, Japanese and Korean ones
// are read in Latin letters. All of it is ICU's: each character is asked for once and remembered.
// Thread-safe. The first reading of a Chinese character takes some 150 ms, in which ICU compiles its rules.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace cliffhanger {

enum class CharacterKind : std::uint8_t {
    Separator,  ///< ends a word
    Ignored,    ///< apostrophes, accents: as if they were not there
    Letter,     ///< of a script with spaces between words
    Hangul,
    Dense,  ///< of a script without spaces between words: Han, kana, Thai, Lao, Khmer, Burmese
};

struct FoldedCharacter {
    CharacterKind kind = CharacterKind::Separator;
    bool kana = false, han = false;
    std::string text;  ///< UTF-8; may be several characters ("æ" is "ae"), none when ignored
};

class CharacterFolder {
 public:
    CharacterFolder();
    ~CharacterFolder();
    CharacterFolder(const CharacterFolder&) = delete;
    CharacterFolder& operator=(const CharacterFolder&) = delete;

    FoldedCharacter fold(char32_t character);
    /// The Latin letters of one Chinese character (pinyin without tones), one Korean syllable, or a few kana; empty
    /// when there are none.
    std::string reading(std::u32string_view characters);
    /// Whether ICU's rules for Chinese have been compiled, so that reading() is fast.
    bool readings_ready() const;

 private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

/// The letters a Korean syllable is typed with, as single ones ("과" is "ㄱㅗㅏ"), and the first of them.
std::u32string hangul_letters(char32_t syllable);
char32_t hangul_initial(char32_t syllable);
inline bool is_hangul_syllable(char32_t c) { return c >= 0xAC00 && c <= 0xD7A3; }

}  // namespace cliffhanger
