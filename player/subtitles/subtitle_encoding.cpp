#include "player/subtitles/subtitle_encoding.h"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <optional>
#include <utility>

#include "net/catalog/text_encoding.h"
#include "player/subtitles/charset_detector.h"

namespace cliffhanger {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
/// Statistics settle long before this; more only costs time.
constexpr std::size_t kMaxDetectBytes = 256u << 10;
/// Of double-byte text: with 2 KiB the detector still confuses Big5 and GB18030.
constexpr std::size_t kTellingBytes = 8u << 10;
/// Of a hundred.
constexpr int kSureOpinion = 60;

class Converter {
 public:
    explicit Converter(const std::string& from) : handle_(iconv_open("UTF-8", from.c_str())) {}
    ~Converter() {
        if (valid()) iconv_close(handle_);
    }
    Converter(const Converter&) = delete;
    Converter& operator=(const Converter&) = delete;

    bool valid() const { return handle_ != reinterpret_cast<iconv_t>(-1); }

    /// `unit` bytes are skipped, and one U+FFFD written, wherever the input makes no sense.
    std::string convert(std::string_view bytes, std::size_t unit) {
        std::string out;
        out.reserve(bytes.size() + bytes.size() / 2);
        std::array<char, 4096> buffer{};
        char* in = const_cast<char*>(bytes.data());  // iconv's signature; it does not write there
        std::size_t in_left = bytes.size();
        while (in_left > 0) {
            char* to = buffer.data();
            std::size_t to_left = buffer.size();
            const std::size_t status = iconv(handle_, &in, &in_left, &to, &to_left);
            out.append(buffer.data(), buffer.size() - to_left);
            if (status != static_cast<std::size_t>(-1) || errno == E2BIG) continue;
            out += kReplacement;
            const std::size_t skipped = std::min(unit, in_left);
            in += skipped;
            in_left -= skipped;
        }
        return out;
    }

 private:
    iconv_t handle_;
};

/// The length of the well-formed UTF-8 sequence at the front, 0 when there is none.
std::size_t sequence_length(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(0);
    if (lead < 0x80) return 1;
    const std::size_t length = lead >= 0xC2 && lead < 0xE0   ? 2
                               : (lead & 0xF0) == 0xE0       ? 3
                               : lead >= 0xF0 && lead < 0xF5 ? 4
                                                             : 0;
    if (length == 0 || text.size() < length) return 0;
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0) != 0x80) return 0;
    }
    const unsigned char second = byte(1);
    if ((lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F)) return 0;
    if ((lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second > 0x8F)) return 0;
    return length;
}

struct Utf8Census {
    std::size_t multibyte = 0, broken = 0;
};

Utf8Census count_utf8(std::string_view bytes) {
    Utf8Census census;
    for (std::size_t i = 0; i < bytes.size();) {
        const std::size_t length = sequence_length(bytes.substr(i));
        if (length > 1) ++census.multibyte;
        if (length == 0) ++census.broken;
        i += std::max<std::size_t>(length, 1);
    }
    return census;
}

/// UTF-16 without a mark: Latin letters, digits and line ends make every other byte zero, and timings are made of them.
std::optional<std::string> guess_utf16(std::string_view bytes) {
    const std::string_view head = bytes.substr(0, 4096);
    std::array<std::size_t, 2> zeros{};
    for (std::size_t i = 0; i < head.size(); ++i) {
        if (head[i] == '\0') ++zeros[i % 2];
    }
    const std::size_t units = head.size() / 2;
    if (units < 4) return std::nullopt;
    if (zeros[1] > units / 4 && zeros[0] < units / 16) return "UTF-16LE";
    if (zeros[0] > units / 4 && zeros[1] < units / 16) return "UTF-16BE";
    return std::nullopt;
}

/// Only the lines that are not ASCII: timings and tags would drown the few characters that tell.
std::string telling_lines(std::string_view bytes) {
    std::string out;
    for (std::size_t begin = 0; begin < bytes.size() && out.size() < kMaxDetectBytes;) {
        const std::size_t end = std::min(bytes.find('\n', begin), bytes.size());
        const std::string_view line = bytes.substr(begin, std::min(end - begin + 1, kMaxDetectBytes));
        if (std::any_of(line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; })) {
            out += line;
        }
        begin = end + 1;
    }
    return out;
}

bool has_any(std::string_view bytes, std::string_view of) { return bytes.find_first_of(of) != std::string_view::npos; }

/// Bytes that are letters and quotation marks in Windows' code pages, and control characters in ISO 8859.
bool has_c1_bytes(std::string_view bytes) {
    return std::ranges::any_of(bytes, [](char c) { return (static_cast<unsigned char>(c) & 0xE0) == 0x80; });
}

/// Polish in ISO 8859-2: what are its letters are plus-minus and pilcrow in Windows' code pages, and those do not stand
/// beside letters.
bool has_polish_letters(std::string_view bytes) {
    const auto letter = [&](std::size_t i) {
        const char c = i < bytes.size() ? static_cast<char>(bytes[i] | 0x20) : ' ';
        return c >= 'a' && c <= 'z';
    };
    for (std::size_t i = bytes.find_first_of("\xB1\xB6"); i != std::string_view::npos;
         i = bytes.find_first_of("\xB1\xB6", i + 1)) {
        if (letter(i + 1) || (i > 0 && letter(i - 1))) return true;
    }
    return false;
}

/// Of neighbours that differ in a few characters, the one in which the text has letters.
std::string choose_neighbour(const std::string& name, std::string_view bytes) {
    const bool latin2 = name == "ISO-8859-2" || name == "WINDOWS-1250" || name == "WINDOWS-1257";
    if (latin2 && !has_c1_bytes(bytes) && has_polish_letters(bytes)) return "ISO-8859-2";
    if (name == "ISO-8859-2" && has_c1_bytes(bytes)) return "WINDOWS-1250";
    // Alpha with an accent, as capital.
    if (name == "ISO-8859-7" && (!has_any(bytes, "\xB6") || has_c1_bytes(bytes))) return "WINDOWS-1253";
    // Lines for drawing tables, in KOI8-R.
    if (name == "KOI8-R" && has_any(bytes, "\xA4\xA6\xA7\xAD\xB4\xB6\xB7\xBD")) return "KOI8-U";
    return name;
}

/// What real files use where the detector names a narrower standard, or a neighbour in which nobody writes subtitles.
std::string widen(std::string_view name, std::string_view bytes) {
    constexpr std::array<std::pair<std::string_view, const char*>, 19> kWider{{
        {"GB2312", "GB18030"},
        {"GBK", "GB18030"},
        {"HZ-GB-2312", "GB18030"},
        {"SHIFT_JIS", "CP932"},
        {"EUC-KR", "CP949"},
        {"UHC", "CP949"},
        {"BIG5", "CP950"},
        {"ISO-8859-1", "WINDOWS-1252"},
        {"ISO-8859-15", "WINDOWS-1252"},
        {"ASCII", "WINDOWS-1252"},
        {"", "WINDOWS-1252"},
        {"IBM852", "WINDOWS-1252"},
        {"MAC-CENTRALEUROPE", "WINDOWS-1252"},
        {"MAC-CYRILLIC", "WINDOWS-1251"},
        {"ISO-8859-16", "WINDOWS-1250"},
        {"ISO-8859-6", "WINDOWS-1256"},
        {"ISO-8859-9", "WINDOWS-1254"},
        {"ISO-8859-13", "WINDOWS-1257"},
        {"ISO-8859-11", "TIS-620"},
    }};
    const auto found = std::ranges::find(kWider, name, &std::pair<std::string_view, const char*>::first);
    return choose_neighbour(std::string(found != kWider.end() ? found->second : name), bytes);
}

/// iconv's name back to the one that IANA registered.
std::string iana_name(const std::string& name) {
    if (name == "CP932") return "Shift_JIS";
    if (name == "CP949") return "EUC-KR";
    if (name == "CP950") return "Big5";
    if (name.rfind("WINDOWS-", 0) == 0) return "windows-" + name.substr(8);
    return name;
}

bool is_double_byte(const std::string& name) {
    constexpr std::array<std::string_view, 6> kNames{"GB18030", "CP950", "CP949", "CP932", "EUC-JP", "EUC-TW"};
    return std::ranges::find(kNames, name) != kNames.end();
}

/// Accented letters stand among plain ones, even in Vietnamese; of double-byte text half and more is beyond ASCII.
bool looks_double_byte(std::string_view sample) {
    const auto beyond = std::ranges::count_if(sample, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
    const auto blank = std::ranges::count_if(sample, [](char c) { return c == ' ' || c == '\n' || c == '\r'; });
    return beyond * 2 >= std::ssize(sample) - blank;
}

/// Only a sure opinion counts: of single-byte text it has weak ones.
std::string second_opinion(std::string_view text) {
    const CharsetOpinion opinion = second_charset_opinion(text);
    std::string name = widen(opinion.name, text);
    return opinion.confidence >= kSureOpinion && is_double_byte(name) ? name : std::string();
}

std::string detect_legacy(std::string_view bytes) {
    const std::string sample = telling_lines(bytes);
    const std::string name = widen(detect_charset(sample), bytes);
    if (name == "TIS-620" || !looks_double_byte(sample)) return name;
    if (const std::string second = second_opinion(sample); !second.empty()) return second;
    if (is_double_byte(name)) return name;
    // The statistics do not speak up before they have seen a good deal: a single line is read to them again and again.
    std::string repeated;
    while (repeated.size() < kTellingBytes) repeated += sample;
    const std::string found = widen(detect_charset(repeated), sample);
    return is_double_byte(found) ? found : name;
}

/// Hong Kong's characters lie where Windows has nothing, or what everybody may use as they like.
bool is_hong_kong(const std::string& decoded) {
    return decoded.find(kReplacement) != std::string::npos || decoded.find("\xEE") != std::string::npos;
}

SubtitleText decode_legacy(std::string_view bytes) {
    const std::string name = detect_legacy(bytes);
    if (Converter converter(name); converter.valid()) {
        std::string text = converter.convert(bytes, 1);
        if (name == "CP950" && is_hong_kong(text)) return {Converter("BIG5-HKSCS").convert(bytes, 1), "Big5-HKSCS"};
        return {std::move(text), iana_name(name)};
    }
    return {Converter("WINDOWS-1252").convert(bytes, 1), "windows-1252"};
}

SubtitleText decode_bytes(std::string_view bytes) {
    using namespace std::string_view_literals;
    constexpr std::array<std::pair<std::string_view, const char*>, 4> kMarks{{
        {"\xFF\xFE\0\0"sv, "UTF-32LE"},
        {"\0\0\xFE\xFF"sv, "UTF-32BE"},
        {"\xFF\xFE"sv, "UTF-16LE"},
        {"\xFE\xFF"sv, "UTF-16BE"},
    }};
    for (const auto& [mark, name] : kMarks) {
        if (bytes.substr(0, mark.size()) == mark) {
            return {Converter(name).convert(bytes.substr(mark.size()), mark.size()), name};
        }
    }
    if (bytes.substr(0, 3) == "\xEF\xBB\xBF"sv) return {valid_utf8(bytes.substr(3)), "UTF-8"};
    if (const auto name = guess_utf16(bytes)) return {Converter(*name).convert(bytes, 2), *name};
    // A slip or a cut within a UTF-8 file does not make it another encoding.
    const Utf8Census census = count_utf8(bytes);
    if (census.broken * 20 <= census.multibyte) return {valid_utf8(bytes), "UTF-8"};
    return decode_legacy(bytes);
}

std::string unify_lines(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\0') {
            out += kReplacement;
        } else if (text[i] == '\r') {
            if (i + 1 == text.size() || text[i + 1] != '\n') out += '\n';
        } else {
            out += text[i];
        }
    }
    return out;
}

}  // namespace

SubtitleText decode_subtitle_text(std::string_view bytes) {
    SubtitleText text = decode_bytes(bytes);
    text.utf8 = unify_lines(text.utf8);
    return text;
}

}  // namespace cliffhanger
