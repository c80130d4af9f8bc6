#include "app/search/character_folder.h"

#include <spdlog/spdlog.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/utrans.h>
#include <unicode/utypes.h>

#include <array>
#include <atomic>
#include <mutex>
#include <unordered_map>

#include "app/search/utf8.h"
#include "player/late_library.h"

namespace cliffhanger {
namespace {

/// What is used of ICU's libicui18n; stays loaded. Its other half, libicuuc, comes with libxml2 anyway.
struct Transliteration {
    decltype(&::utrans_openU) open = nullptr;
    decltype(&::utrans_close) close = nullptr;
    decltype(&::utrans_transUChars) run = nullptr;

    static const Transliteration& instance() {
        static const Transliteration loaded;
        return loaded;
    }

 private:
    Transliteration() {
        const std::string name = "libicui18n.so." + std::to_string(U_ICU_VERSION_MAJOR_NUM);
        const LateLibrary library(name);
        if (library.find(open, CLIFFHANGER_SYMBOL_OF(utrans_openU)) &&
            library.find(close, CLIFFHANGER_SYMBOL_OF(utrans_close)) &&
            library.find(run, CLIFFHANGER_SYMBOL_OF(utrans_transUChars)))
            return;
        open = nullptr;
        spdlog::warn("{} is not installed: search knows no pinyin and no traditional Chinese", name);
    }
};

/// One of ICU's transliterators, opened when it is first needed.
class Transliterator {
 public:
    explicit Transliterator(const char16_t* id) : id_(id) {}
    ~Transliterator() {
        if (handle_ != nullptr) Transliteration::instance().close(handle_);
    }
    Transliterator(const Transliterator&) = delete;
    Transliterator& operator=(const Transliterator&) = delete;

    std::u32string operator()(std::u32string_view text) {
        const Transliteration& icu = Transliteration::instance();
        if (!opened_ && icu.open != nullptr) {
            UErrorCode error = U_ZERO_ERROR;
            handle_ = icu.open(id_, -1, UTRANS_FORWARD, nullptr, 0, nullptr, &error);
            if (U_FAILURE(error)) handle_ = nullptr;
        }
        opened_ = true;
        if (handle_ == nullptr) return std::u32string(text);
        std::array<UChar, 128> buffer{};
        std::int32_t length = 0;
        for (const char32_t c : text) {
            if (length + 2 > static_cast<std::int32_t>(buffer.size())) return std::u32string(text);
            U16_APPEND_UNSAFE(buffer.data(), length, c);
        }
        std::int32_t limit = length;
        UErrorCode error = U_ZERO_ERROR;
        icu.run(handle_, buffer.data(), &length, static_cast<std::int32_t>(buffer.size()), 0, &limit, &error);
        if (U_FAILURE(error)) return std::u32string(text);
        std::u32string result;
        for (std::int32_t at = 0; at < length;) {
            UChar32 c = 0;
            U16_NEXT(buffer.data(), at, length, c);
            result.push_back(static_cast<char32_t>(c));
        }
        return result;
    }

 private:
    const char16_t* id_;
    UTransliterator* handle_ = nullptr;
    bool opened_ = false;
};

std::u32string normalized(const UNormalizer2* form, std::u32string_view text) {
    std::array<UChar, 64> from{}, to{};
    std::int32_t length = 0;
    for (const char32_t c : text) {
        if (length + 2 > static_cast<std::int32_t>(from.size())) break;
        U16_APPEND_UNSAFE(from.data(), length, c);
    }
    UErrorCode error = U_ZERO_ERROR;
    const std::int32_t size =
        unorm2_normalize(form, from.data(), length, to.data(), static_cast<std::int32_t>(to.size()), &error);
    if (U_FAILURE(error)) return std::u32string(text);
    std::u32string result;
    for (std::int32_t at = 0; at < size;) {
        UChar32 c = 0;
        U16_NEXT(to.data(), at, size, c);
        result.push_back(static_cast<char32_t>(c));
    }
    return result;
}

UScriptCode script_of(char32_t c) {
    UErrorCode error = U_ZERO_ERROR;
    return uscript_getScript(static_cast<UChar32>(c), &error);
}

bool is_mark(char32_t c) {
    const auto type = u_charType(static_cast<UChar32>(c));
    return type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_COMBINING_SPACING_MARK;
}

/// Marks that one may leave out when typing; the others are vowels.
bool is_droppable(char32_t c) {
    if (!is_mark(c)) return false;
    if (c >= 0x0E48 && c <= 0x0E4E) return true;  // Thai tones
    switch (script_of(c)) {
        case USCRIPT_INHERITED:
        case USCRIPT_COMMON:
        case USCRIPT_LATIN:
        case USCRIPT_GREEK:
        case USCRIPT_CYRILLIC:
        case USCRIPT_ARABIC:
        case USCRIPT_HEBREW:
            return true;
        default:
            return u_getCombiningClass(static_cast<UChar32>(c)) == 7;  // nuktas
    }
}

bool is_dense(UScriptCode script) {
    switch (script) {
        case USCRIPT_HAN:
        case USCRIPT_HIRAGANA:
        case USCRIPT_KATAKANA:
        case USCRIPT_BOPOMOFO:
        case USCRIPT_THAI:
        case USCRIPT_LAO:
        case USCRIPT_KHMER:
        case USCRIPT_MYANMAR:
            return true;
        default:
            return false;
    }
}

/// Letters that are written the one way or the other.
char32_t same_letter(char32_t c) {
    switch (c) {
        case 0x0649:  // alef maksura
        case 0x06CC:  // Persian yeh
            return 0x064A;
        case 0x0629:  // teh marbuta
            return 0x0647;
        case 0x06A9:  // Persian kaf
            return 0x0643;
        case 0x0671:  // alef wasla
            return 0x0627;
        default:
            return c;
    }
}

CharacterKind kind_of(char32_t c) {
    constexpr char32_t kTatweel = 0x0640, kLongVowel = 0x30FC;
    if (c == '\'' || c == 0x2019 || c == 0x02BC || c == 0x2018 || c == kTatweel || c == kLongVowel)
        return CharacterKind::Ignored;
    if (is_droppable(c)) return CharacterKind::Ignored;
    const auto type = u_charType(static_cast<UChar32>(c));
    if (type == U_FORMAT_CHAR) return CharacterKind::Ignored;
    const bool counts =
        u_isalnum(static_cast<UChar32>(c)) != 0 || is_mark(c) || type == U_OTHER_NUMBER || type == U_LETTER_NUMBER;
    if (!counts) return CharacterKind::Separator;
    const UScriptCode script = script_of(c);
    if (script == USCRIPT_HANGUL) return CharacterKind::Hangul;
    return is_dense(script) ? CharacterKind::Dense : CharacterKind::Letter;
}

}  // namespace

struct CharacterFolder::Parts {
    std::mutex folding;
    // Guarded by folding.
    std::unordered_map<char32_t, FoldedCharacter> folded;
    Transliterator to_ascii{u"Latin-ASCII"}, to_simplified{u"Traditional-Simplified"},
        to_hiragana{u"Katakana-Hiragana"};

    std::atomic<bool> readings_ready = false;
    std::mutex reading;
    // Guarded by reading.
    std::unordered_map<std::u32string, std::string> readings;
    Transliterator from_han{u"Han-Latin; Latin-ASCII"}, from_kana{u"Hiragana-Latin; Latin-ASCII"},
        from_hangul{u"Hangul-Latin; Latin-ASCII"};

    FoldedCharacter fold_while_locked(char32_t c);
};

CharacterFolder::CharacterFolder() : parts_(std::make_unique<Parts>()) {}
CharacterFolder::~CharacterFolder() = default;

FoldedCharacter CharacterFolder::Parts::fold_while_locked(char32_t c) {
    FoldedCharacter result{.kind = kind_of(c)};
    if (result.kind == CharacterKind::Separator || result.kind == CharacterKind::Ignored) return result;
    UErrorCode error = U_ZERO_ERROR;
    const UNormalizer2* compatible = unorm2_getNFKCCasefoldInstance(&error);
    const UNormalizer2* decomposed = unorm2_getNFDInstance(&error);
    std::u32string text = U_SUCCESS(error) ? normalized(compatible, {&c, 1}) : std::u32string(1, c);
    const char32_t first = text.empty() ? c : text.front();
    const UScriptCode script = script_of(first);
    result.kind = kind_of(first);
    if (result.kind == CharacterKind::Hangul) {
        std::u32string letters;
        for (const char32_t part : text) letters += hangul_letters(part);
        text = letters;
    } else if (script == USCRIPT_HAN) {
        text = to_simplified(text);
        result.han = true;
    } else if (script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA) {
        text = to_hiragana(text);
        result.kana = true;
    } else if (result.kind == CharacterKind::Letter && U_SUCCESS(error)) {
        text = normalized(decomposed, text);
        std::erase_if(text, is_droppable);
        for (char32_t& letter : text) letter = same_letter(letter);
        if (script == USCRIPT_LATIN) text = to_ascii(text);
    }
    for (const char32_t part : text) {
        // What became of it may hold others: "½" is "1⁄2".
        const bool counts = result.kind == CharacterKind::Hangul ||
                            (kind_of(part) != CharacterKind::Separator && kind_of(part) != CharacterKind::Ignored);
        if (counts)
            append_utf8(result.text, static_cast<char32_t>(part < 0x80 ? u_tolower(static_cast<UChar32>(part))
                                                                       : static_cast<UChar32>(part)));
    }
    if (result.text.empty()) result.kind = CharacterKind::Ignored;
    return result;
}

FoldedCharacter CharacterFolder::fold(char32_t c) {
    if (c < 0x80) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (letter) return {CharacterKind::Letter, false, false, std::string(1, static_cast<char>(c))};
        if (c >= 'A' && c <= 'Z')
            return {CharacterKind::Letter, false, false, std::string(1, static_cast<char>(c - 'A' + 'a'))};
        return {c == '\'' ? CharacterKind::Ignored : CharacterKind::Separator, false, false, {}};
    }
    const std::lock_guard lock(parts_->folding);
    const auto found = parts_->folded.find(c);
    if (found != parts_->folded.end()) return found->second;
    return parts_->folded.emplace(c, parts_->fold_while_locked(c)).first->second;
}

bool CharacterFolder::readings_ready() const { return parts_->readings_ready; }

std::string CharacterFolder::reading(std::u32string_view characters) {
    if (characters.empty()) return {};
    const std::lock_guard lock(parts_->reading);
    const auto [entry, is_new] = parts_->readings.emplace(characters, std::string());
    if (!is_new) return entry->second;
    const UScriptCode script = script_of(characters.front());
    std::u32string latin;
    if (script == USCRIPT_HAN) {
        latin = parts_->from_han(characters);
        parts_->readings_ready = true;
    }
    if (script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA) latin = parts_->from_kana(characters);
    if (script == USCRIPT_HANGUL) latin = parts_->from_hangul(characters);
    for (const char32_t c : latin) {
        if (c >= 'A' && c <= 'Z') entry->second.push_back(static_cast<char>(c - 'A' + 'a'));
        if (c >= 'a' && c <= 'z') entry->second.push_back(static_cast<char>(c));
    }
    return entry->second;
}

namespace {

constexpr std::u32string_view kInitials = U"ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
constexpr std::array<std::u32string_view, 21> kVowels = {U"ㅏ",   U"ㅐ",   U"ㅑ",   U"ㅒ",   U"ㅓ",   U"ㅔ",   U"ㅕ",
                                                         U"ㅖ",   U"ㅗ",   U"ㅗㅏ", U"ㅗㅐ", U"ㅗㅣ", U"ㅛ",   U"ㅜ",
                                                         U"ㅜㅓ", U"ㅜㅔ", U"ㅜㅣ", U"ㅠ",   U"ㅡ",   U"ㅡㅣ", U"ㅣ"};
constexpr std::array<std::u32string_view, 28> kFinals = {U"",     U"ㄱ",   U"ㄲ",   U"ㄱㅅ", U"ㄴ",   U"ㄴㅈ", U"ㄴㅎ",
                                                         U"ㄷ",   U"ㄹ",   U"ㄹㄱ", U"ㄹㅁ", U"ㄹㅂ", U"ㄹㅅ", U"ㄹㅌ",
                                                         U"ㄹㅍ", U"ㄹㅎ", U"ㅁ",   U"ㅂ",   U"ㅂㅅ", U"ㅅ",   U"ㅆ",
                                                         U"ㅇ",   U"ㅈ",   U"ㅊ",   U"ㅋ",   U"ㅌ",   U"ㅍ",   U"ㅎ"};
constexpr char32_t kFirstSyllable = 0xAC00, kPerInitial = 588, kPerVowel = 28;

}  // namespace

char32_t hangul_initial(char32_t syllable) {
    return is_hangul_syllable(syllable) ? kInitials[(syllable - kFirstSyllable) / kPerInitial] : syllable;
}

std::u32string hangul_letters(char32_t syllable) {
    // NFKC turned single letters into conjoining ones.
    if (syllable >= 0x1100 && syllable < 0x1100 + kInitials.size()) return {kInitials[syllable - 0x1100]};
    if (syllable >= 0x1161 && syllable < 0x1161 + kVowels.size()) return std::u32string(kVowels[syllable - 0x1161]);
    if (syllable >= 0x11A8 && syllable < 0x11A7 + kFinals.size()) return std::u32string(kFinals[syllable - 0x11A7]);
    if (!is_hangul_syllable(syllable)) return {syllable};
    const char32_t index = syllable - kFirstSyllable;
    std::u32string letters(1, kInitials[index / kPerInitial]);
    letters += kVowels[index % kPerInitial / kPerVowel];
    letters += kFinals[index % kPerVowel];
    return letters;
}

}  // namespace cliffhanger
