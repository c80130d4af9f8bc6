#include "app/ui/strings.h"

#include "tests/support/catch.h"

using namespace cliffhanger;

TEST_CASE("Strings: counts are written the language's way", "[app][locale]") {
    CHECK(Strings("en").count(128'400) == "128.4K");
    CHECK(Strings("en").count(999) == "999");
    CHECK(Strings("en").count(2'000'000) == "2M");
    CHECK(Strings("zh-Hans").count(128'400) == "12.8万");
    CHECK(Strings("zh-Hant").count(128'400) == "12.8萬");
    CHECK(Strings("ja").count(128'400) == "12.8万");
    CHECK(Strings("ko").count(128'400) == "12.8만");
    CHECK(Strings("hi").count(128'400) == "1.2 लाख");
    CHECK(Strings("pt-BR").count(128'400) == "128,4 mil");
    CHECK(Strings("es").count(128'400) == "128,4 mil");
    CHECK(Strings("vi").count(128'400) == "128,4 N");
}

TEST_CASE("Strings: numbers are grouped the language's way", "[app][locale]") {
    CHECK(Strings("en").number(999) == "999");
    CHECK(Strings("en").number(1'234'567) == "1,234,567");
    CHECK(Strings("en").number(-1'234) == "-1,234");
    CHECK(Strings("hi").number(1'234'567) == "12,34,567");
    CHECK(Strings("vi").number(12'345) == "12.345");
    CHECK(Strings("es").number(1'234) == "1234");
    CHECK(Strings("es").number(12'345) == "12.345");
    CHECK(Strings("en").size(1'250'000'000) == "1.2 GB");
    CHECK(Strings("es").size(1'250'000'000) == "1,2 GB");
    CHECK(Strings("en").size(42'300'000) == "42 MB");
    CHECK(Strings("en").percent(0.454) == "45%");
}

TEST_CASE("Strings: episodes have the language's plural forms", "[app][locale]") {
    CHECK(Strings("en").episodes(1) == "1 episode");
    CHECK(Strings("en").episodes(80) == "80 episodes");
    CHECK(Strings("pt-BR").episodes(1) == "1 episódio");
    CHECK(Strings("pt-BR").episodes(0) == "0 episódio");
    CHECK(Strings("es").episodes(0) == "0 episodios");
    CHECK(Strings("ja").episodes(80) == "全80話");
    CHECK(Strings("ar").episodes(0) == "لا حلقات");
    CHECK(Strings("ar").episodes(2) == "حلقتان");
    CHECK(Strings("ar").episodes(3) == "3 حلقات");
    CHECK(Strings("ar").episodes(80) == "80 حلقة");
    CHECK(Strings("ar").episodes(103) == "103 حلقات");
}

TEST_CASE("Strings: an unknown language speaks English, a related one its relative's", "[app][locale]") {
    CHECK(Strings("eo").language() == "en");
    CHECK(Strings("en-GB").language() == "en");
    CHECK(Strings("zh").language() == "zh-Hans");
    CHECK(Strings("zh-TW").language() == "zh-Hant");
    CHECK(Strings("zh-Hant-HK").language() == "zh-Hant");
    CHECK(Strings("pt").language() == "pt-BR");
    CHECK(Strings("es-419").language() == "es");
    CHECK(Strings("in").language() == "id");
    CHECK(Strings("zh-Hans-HK").language() == "zh-Hans");
}

TEST_CASE("endonym: Chinese is named in the characters that it is written in", "[app][locale]") {
    for (const char* tag : {"zh-Hant", "zh-TW", "zh-HK", "zh-MO", "zh-Hant-TW", "zh-hant"})
        CHECK(endonym(tag) == "繁體中文");
    for (const char* tag : {"zh", "zh-CN", "zh-SG", "zh-Hans", "zh-Hans-HK"}) CHECK(endonym(tag) == "简体中文");
}

TEST_CASE("Strings: durations and dates are written the language's way", "[app][locale]") {
    CHECK(format_time(std::chrono::seconds(3723)) == "1:02:03");
    CHECK(Strings("en").duration(98 * 60) == "1 h 38 min");
    CHECK(Strings("en").duration(120 * 60) == "2 h");
    CHECK(Strings("en").duration(20) == "1 min");
    CHECK(Strings("zh-Hans").duration(98 * 60) == "1小时38分钟");
    CHECK(Strings("vi").duration(98 * 60) == "1 giờ 38 phút");
    CHECK(Strings("en").date(2026, 11, 21) == "Nov 21, 2026");
    CHECK(Strings("ja").date(2026, 11, 21) == "2026年11月21日");
    CHECK(Strings("pt-BR").date(2026, 11, 21) == "21 de nov. de 2026");
}

TEST_CASE("Strings: values take the place of their names, once, and an unknown name stays", "[app][locale]") {
    const Strings strings("en");
    CHECK(strings.with(Text::EpisodeOf, {{"n", 12}, {"total", 80}}) == "EP 12 / 80");
    CHECK(strings.with(Text::EpisodeOf, {{"total", "{n}"}}) == "EP {n} / {n}");
    CHECK(strings.with(Text::PriceMoney, {{"price", "9.99 {price}"}}) == "Price: 9.99 {price}");
    CHECK(strings.plural(Plural::Episodes, 1200) == "1,200 episodes");
}

TEST_CASE("Strings: words of another direction stand apart from the line around them", "[app][locale]") {
    CHECK(isolated("Love", "en") == "Love");
    CHECK(isolated("恋", "en") == "恋");
    CHECK(isolated("حب", "en") == "\u2068حب\u2069");
    CHECK(isolated("שלום", "es") == "\u2068שלום\u2069");
    CHECK(isolated("Love", "ar") == "\u2068Love\u2069");
}

TEST_CASE("Strings: pseudo-languages are English in disguise, placeholders and all", "[app][locale]") {
    const Strings longer("en-XA"), mirrored("ar-XB");
    CHECK(std::string(longer(Text::Back)) == "[Ɓåçķ one]");
    CHECK(longer(Text::CannotPlay).size() > Strings("en")(Text::CannotPlay).size() * 14 / 10);
    CHECK(longer.with(Text::EpisodeOf, {{"n", 3}, {"total", 9}}).find("3 / 9") != std::string::npos);
    CHECK_FALSE(longer.rtl());
    CHECK(mirrored.rtl());
    CHECK(std::string(mirrored(Text::Back)) == "\u202EBack\u202C");
    CHECK(mirrored.plural(Plural::Episodes, 3) == "3 \u202Eepisodes\u202C");
}

TEST_CASE("Strings: every pair of languages differs somewhere: no catalog is another one's copy", "[app][locale]") {
    for (const auto& [tag, endonym] : kInterfaceLanguages) {
        for (const auto& [other, other_endonym] : kInterfaceLanguages) {
            if (tag == other) continue;
            int equal = 0;
            for (std::size_t i = 0; i < kTextCount; ++i)
                equal += Strings(tag)(static_cast<Text>(i)) == Strings(other)(static_cast<Text>(i)) ? 1 : 0;
            INFO(tag << " " << other);
            CHECK(equal < static_cast<int>(kTextCount / 2));
        }
    }
}
