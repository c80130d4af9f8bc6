#include <iconv.h>

#include <array>
#include <string>

#include "player/subtitles/subtitle_encoding.h"
#include "tests/support/catch.h"

namespace cliffhanger {
namespace {

using namespace std::string_literals;

std::string encode(const std::string& utf8, const char* encoding) {
    const iconv_t converter = iconv_open(encoding, "UTF-8");
    REQUIRE(converter != reinterpret_cast<iconv_t>(-1));
    std::string out(utf8.size() * 4, '\0');
    std::string in = utf8;
    char* from = in.data();
    char* to = out.data();
    std::size_t from_left = in.size(), to_left = out.size();
    REQUIRE(iconv(converter, &from, &from_left, &to, &to_left) == 0);
    iconv_close(converter);
    out.resize(out.size() - to_left);
    return out;
}

std::string as_srt(const std::string& line) { return "1\n00:00:01,000 --> 00:00:02,000\n" + line + "\n\n"; }

TEST_CASE("decode_subtitle_text: byte order marks decide", "[subtitles]") {
    const std::string text = as_srt("naïve 短剧 😀");
    CHECK(decode_subtitle_text("\xEF\xBB\xBF" + text).utf8 == text);
    for (const char* encoding : {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"}) {
        INFO(encoding);
        const SubtitleText decoded = decode_subtitle_text(encode("\xEF\xBB\xBF" + text, encoding));
        CHECK(decoded.encoding == encoding);
        CHECK(decoded.utf8 == text);
    }
}

TEST_CASE("decode_subtitle_text: UTF-16 is known without a mark, too", "[subtitles]") {
    const std::string text = as_srt("短剧");
    for (const char* encoding : {"UTF-16LE", "UTF-16BE"}) {
        INFO(encoding);
        const SubtitleText decoded = decode_subtitle_text(encode(text, encoding));
        CHECK(decoded.encoding == encoding);
        CHECK(decoded.utf8 == text);
    }
}

TEST_CASE("decode_subtitle_text: the legacy encodings of the drama world are told apart", "[subtitles]") {
    struct Sample {
        const char* encoding;
        const char* iana;
        const char* line;
    };
    const std::array<Sample, 9> samples{{
        {"GB18030", "GB18030", "她终于回来了，可是一切都已经变了。你为什么不告诉我真相？我们离婚吧，总裁大人。"},
        {"BIG5", "Big5", "她終於回來了，可是一切都已經變了。你為什麼不告訴我真相？我們離婚吧，總裁大人。"},
        {"CP932", "Shift_JIS", "どうして本当のことを教えてくれなかったの？もう終わりにしましょう、社長。"},
        {"CP949", "EUC-KR", "왜 나한테 사실대로 말하지 않았어? 우리 이제 그만 헤어지자. 대표님, 안녕히 계세요."},
        {"KOI8-R", "KOI8-R", "Почему ты не сказал мне правду? Давай разведёмся. Я больше не могу так жить."},
        {"CP1251", "windows-1251", "Почему ты не сказал мне правду? Давай разведёмся. Я больше не могу так жить."},
        {"CP1252", "windows-1252", "Pourquoi ne m’as-tu pas dit la vérité ? Tu étais déjà marié, espèce de lâche."},
        {"ISO-8859-7", "ISO-8859-7", "Γιατί δεν μου είπες την αλήθεια; Ας χωρίσουμε. Δεν μπορώ να ζήσω άλλο έτσι."},
        {"TIS-620", "TIS-620", "ทำไมคุณไม่บอกความจริงกับฉัน เราหย่ากันเถอะ ฉันทนไม่ไหวแล้ว"},
    }};
    for (const Sample& sample : samples) {
        INFO(sample.encoding);
        const std::string text = as_srt(sample.line);
        const SubtitleText decoded = decode_subtitle_text(encode(text, sample.encoding));
        CHECK(decoded.encoding == sample.iana);
        CHECK(decoded.utf8 == text);
    }
}

TEST_CASE("decode_subtitle_text: one broken byte does not turn UTF-8 into something else", "[subtitles]") {
    std::string line;
    for (int i = 0; i < 10; ++i) line += "她终于回来了";
    const SubtitleText decoded = decode_subtitle_text(as_srt(line + "\xE5\xA5"));
    CHECK(decoded.encoding == "UTF-8");
    CHECK(decoded.utf8.find(line + "\uFFFD") != std::string::npos);
}

TEST_CASE("decode_subtitle_text: line ends become one kind, zero bytes the replacement character", "[subtitles]") {
    CHECK(decode_subtitle_text("a\r\nb\rc\nd\r").utf8 == "a\nb\nc\nd\n");
    CHECK(decode_subtitle_text("abcdefgh\0ijklmn"s).utf8 == "abcdefgh\uFFFDijklmn");
    CHECK(decode_subtitle_text("").utf8.empty());
}

}  // namespace
}  // namespace cliffhanger
