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
    const std::array<Sample, 10> samples{{
        {"GB18030", "GB18030", "她终于回来了，可是一切都已经变了。你为什么不告诉我真相？我们离婚吧，总裁大人。"},
        {"BIG5", "Big5", "她終於回來了，可是一切都已經變了。你為什麼不告訴我真相？我們離婚吧，總裁大人。"},
        {"CP932", "Shift_JIS", "どうして本当のことを教えてくれなかったの？もう終わりにしましょう、社長。"},
        {"CP949", "EUC-KR", "왜 나한테 사실대로 말하지 않았어? 우리 이제 그만 헤어지자. 대표님, 안녕히 계세요."},
        {"KOI8-R", "KOI8-R", "Почему ты не сказал мне правду? Давай разведёмся. Я больше не могу так жить."},
        {"CP1251", "windows-1251", "Почему ты не сказал мне правду? Давай разведёмся. Я больше не могу так жить."},
        {"CP1252", "windows-1252", "Pourquoi ne m’as-tu pas dit la vérité ? Tu étais déjà marié, espèce de lâche."},
        {"CP1253", "windows-1253", "Γιατί δεν μου είπες την αλήθεια; Άκουσέ με. Δεν μπορώ να ζήσω άλλο έτσι."},
        {"ISO-8859-7", "ISO-8859-7",
         "Άκουσέ με. Γιατί δεν μου είπες την αλήθεια; Ας χωρίσουμε. Δεν μπορώ να ζήσω άλλο έτσι."},
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

struct Scene {
    const char* encoding;
    bool latin;
    std::array<const char*, 8> lines;
};

/// Eight lines of one scene as they are subtitled in each language.
const std::array<Scene, 18> kScenes{{
    {"GB18030",
     false,
     {{"她终于回来了，可是一切都已经变了。", "你为什么不告诉我真相？", "我们离婚吧，总裁大人。",
       "你走，我再也不想看见你！", "三年了，我一直在等你。", "这个孩子是谁的？", "妈，你怎么来了？",
       "别碰我，放开！"}}},
    {"CP950",
     false,
     {{"她終於回來了，可是一切都已經變了。", "你為什麼不告訴我真相？", "我們離婚吧，總裁大人。",
       "你走，我再也不想看見你！", "三年了，我一直在等你。", "這個孩子是誰的？", "媽，你怎麼來了？",
       "別碰我，放開！"}}},
    {"CP932",
     false,
     {{"どうして本当のことを教えてくれなかったの？", "もう終わりにしましょう、社長。",
       "あなたのことがずっと好きでした。", "離婚してください。", "この子は誰の子なの？", "待って、行かないで！",
       "許さない、絶対に。", "え、嘘でしょう？"}}},
    {"EUC-JP",
     false,
     {{"どうして本当のことを教えてくれなかったの？", "もう終わりにしましょう、社長。",
       "あなたのことがずっと好きでした。", "離婚してください。", "この子は誰の子なの？", "待って、行かないで！",
       "許さない、絶対に。", "え、嘘でしょう？"}}},
    {"CP949",
     false,
     {{"왜 나한테 사실대로 말하지 않았어?", "우리 이제 그만 헤어지자.", "대표님, 안녕히 계세요.", "이혼해 주세요.",
       "이 아이는 누구 아이야?", "가지 마, 제발!", "절대 용서 못 해.", "뭐라고? 거짓말이지?"}}},
    {"TIS-620",
     false,
     {{"ทำไมคุณไม่บอกความจริงกับฉัน", "เราหย่ากันเถอะ", "ฉันทนไม่ไหวแล้ว", "เด็กคนนี้เป็นลูกใคร", "อย่าไปนะ ได้โปรด", "ฉันจะไม่มีวันให้อภัยคุณ",
       "อะไรนะ โกหกใช่ไหม", "ฉันรักคุณมาตลอด"}}},
    {"KOI8-R",
     false,
     {{"Почему ты не сказал мне правду?", "Давай разведёмся.", "Я больше не могу так жить.", "Чей это ребёнок?",
       "Не уходи, прошу тебя!", "Я никогда тебя не прощу.", "Что? Ты шутишь?", "Я всегда тебя любила."}}},
    {"CP1251",
     false,
     {{"Почему ты не сказал мне правду?", "Давай разведёмся.", "Я больше не могу так жить.", "Чей это ребёнок?",
       "Не уходи, прошу тебя!", "Я никогда тебя не прощу.", "Что? Ты шутишь?", "Я всегда тебя любила."}}},
    {"CP1251",
     false,
     {{"Чому ти не сказав мені правду?", "Давай розлучимося.", "Я більше не можу так жити.", "Чия це дитина?",
       "Не йди, благаю тебе!", "Я ніколи тобі не пробачу.", "Що? Ти жартуєш?", "Я завжди тебе любила."}}},
    {"CP1250",
     true,
     {{"Dlaczego nie powiedziałeś mi prawdy?", "Rozwiedźmy się.", "Nie mogę już tak żyć.", "Czyje to jest dziecko?",
       "Nie odchodź, błagam cię!", "Nigdy ci nie wybaczę.", "Co? Żartujesz?", "Zawsze cię kochałam, mój książę."}}},
    {"CP1250",
     true,
     {{"Miért nem mondtad el nekem az igazságot?", "Váljunk el.", "Nem bírok így tovább élni.", "Kié ez a gyerek?",
       "Ne menj el, könyörgöm!", "Soha nem bocsátok meg neked.", "Tessék? Viccelsz?",
       "Mindig is szerettelek, őrülten."}}},
    {"CP1252",
     true,
     {{"Pourquoi ne m’as-tu pas dit la vérité ?", "Divorçons.", "Je ne peux plus vivre comme ça.",
       "À qui est cet enfant ?", "Ne pars pas, je t’en supplie !", "Je ne te pardonnerai jamais.",
       "Quoi ? Tu plaisantes ?", "Je t’ai toujours aimé, où étais-tu ?"}}},
    {"CP1252",
     true,
     {{"¿Por qué no me dijiste la verdad?", "Divorciémonos.", "Ya no puedo vivir así.", "¿De quién es este niño?",
       "¡No te vayas, por favor!", "Nunca te perdonaré.", "¿Qué? ¿Estás bromeando?", "Siempre te he amado, corazón."}}},
    {"CP1253",
     false,
     {{"Γιατί δεν μου είπες την αλήθεια;", "Ας χωρίσουμε.", "Δεν μπορώ να ζήσω άλλο έτσι.",
       "Ποιανού είναι αυτό το παιδί;", "Μη φύγεις, σε παρακαλώ!", "Δεν θα σε συγχωρήσω ποτέ.", "Τι; Αστειεύεσαι;",
       "Πάντα σε αγαπούσα."}}},
    {"CP1254",
     true,
     {{"Neden bana gerçeği söylemedin?", "Hadi boşanalım.", "Artık böyle yaşayamam.", "Bu çocuk kimin?",
       "Gitme, yalvarırım!", "Seni asla affetmeyeceğim.", "Ne? Şaka mı yapıyorsun?", "Seni hep sevdim, aşkım."}}},
    {"CP1255",
     false,
     {{"למה לא אמרת לי את האמת?", "בוא נתגרש.", "אני לא יכולה לחיות ככה יותר.", "של מי הילד הזה?", "אל תלך, בבקשה!",
       "לעולם לא אסלח לך.", "מה? אתה צוחק?", "תמיד אהבתי אותך."}}},
    {"CP1256",
     false,
     {{"لماذا لم تخبرني بالحقيقة؟", "دعنا ننفصل.", "لا أستطيع العيش هكذا بعد الآن.", "ابن من هذا الطفل؟",
       "لا تذهب، أرجوك!", "لن أسامحك أبدا.", "ماذا؟ هل تمزح؟", "لقد أحببتك دائما."}}},
    {"CP1257",
     true,
     {{"Kodėl man nepasakei tiesos?", "Išsiskirkime.", "Aš nebegaliu taip gyventi.", "Kieno šis vaikas?",
       "Neišeik, maldauju tavęs!", "Niekada tau neatleisiu.", "Ką? Juokauji?", "Aš visada tave mylėjau."}}},
}};

TEST_CASE("decode_subtitle_text: a whole scene is read in every encoding that its language is written in",
          "[subtitles]") {
    for (const Scene& scene : kScenes) {
        INFO(scene.encoding);
        std::string text;
        for (const char* line : scene.lines) text += as_srt(line);
        CHECK(decode_subtitle_text(encode(text, scene.encoding)).utf8 == text);
        for (const char* wide : {"UTF-16LE", "UTF-16BE"}) {
            const SubtitleText wide_text = decode_subtitle_text(encode(text, wide));
            CHECK(wide_text.encoding == wide);
            CHECK(wide_text.utf8 == text);
        }
    }
}

TEST_CASE("decode_subtitle_text: a single line is enough where letters are not Latin", "[subtitles]") {
    for (const Scene& scene : kScenes) {
        if (scene.latin) continue;
        for (const char* line : scene.lines) {
            INFO(scene.encoding << ": " << line);
            CHECK(decode_subtitle_text(encode(as_srt(line), scene.encoding)).utf8 == as_srt(line));
        }
    }
}

TEST_CASE("decode_subtitle_text: characters beyond a standard do not make it another one", "[subtitles]") {
    struct Sample {
        const char* encoding;
        const char* iana;
        std::array<const char*, 2> lines;
    };
    const std::array<Sample, 7> samples{{
        {"CP932",
         "Shift_JIS",
         {"髙橋さん、どうして本当のことを教えてくれなかったの？", "①もう終わりにしましょう、﨑山社長。"}},
        {"CP949", "EUC-KR", {"뷁왜 나한테 사실대로 말하지 않았어?", "똠방각하, 우리 이제 그만 헤어지자."}},
        {"BIG5-HKSCS", "Big5-HKSCS", {"佢哋喺度做乜嘢呀？", "唔好走，聽我講！"}},
        {"CP950", "Big5", {"碁盤，她終於回來了。", "裏面，你為什麼不告訴我真相？"}},
        {"KOI8-U", "KOI8-U", {"Чому ти не сказав мені правду?", "Її ґанок. Давай розлучимося."}},
        {"ISO-8859-2", "ISO-8859-2", {"Dlaczego nie powiedziałeś mi prawdy?", "Rozwiedźmy się."}},
        {"CP1250", "windows-1250", {"Dlaczego nie powiedziałeś mi prawdy?", "Rozwiedźmy się."}},
    }};
    for (const Sample& sample : samples) {
        INFO(sample.encoding);
        std::string text;
        for (const char* line : sample.lines) text += as_srt(line);
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
