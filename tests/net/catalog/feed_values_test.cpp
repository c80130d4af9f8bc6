#include "net/catalog/feed_values.h"

#include "net/catalog/catalog.h"
#include "net/catalog/language_tag.h"
#include "tests/support/catch.h"

namespace cliffhanger {

TEST_CASE("parse_seconds: reads seconds, clock times and ISO durations", "[net][catalog]") {
    CHECK(parse_seconds("90") == 90.0);
    CHECK(parse_seconds(" 90.5 ") == 90.5);
    CHECK(parse_seconds("1:30") == 90.0);
    CHECK(parse_seconds("00:01:30.5") == 90.5);
    CHECK(parse_seconds("PT1M30S") == 90.0);
    CHECK(parse_seconds("PT1H0.5S") == 3600.5);
    for (const char* text : {"", ":", "1:2:3:4", "PT", "PT5", "PTxS", "soon", "1e999", "nan", "inf"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_seconds(text));
    }
}

TEST_CASE("is_iso_date: knows dates, times and the calendar", "[net][catalog]") {
    for (const char* date : {"2024-02-29", "2020-06-09T23:22:13+00:00", "2019-01-11T18:12:32.125Z", "2024-01-01T10:00",
                             "2024-01-01 10:00:00", "2024-01-01T10:00:00-0500"}) {
        CAPTURE(date);
        CHECK(is_iso_date(date));
    }
    for (const char* date : {"", "2024", "2024-13-01", "2023-02-29", "01/02/2024", "2024-01-01T", "2024-01-01T25:00",
                             "2024-01-01T10:00:00.Z", "2024-01-01Tnoon", "2024-01-01x"}) {
        CAPTURE(date);
        CHECK_FALSE(is_iso_date(date));
    }
}

TEST_CASE("normalize_language: what people write becomes BCP 47", "[net][catalog]") {
    const std::pair<const char*, const char*> table[] = {
        {"en", "en"},        {"EN-us", "en-US"},  {"zh_CN", "zh-CN"}, {"zh-hant-tw", "zh-Hant-TW"}, {"chs", "zh-Hans"},
        {"eng", "en"},       {"por-BR", "pt-BR"}, {"English", "en"},  {"简体中文", "zh-Hans"},      {"yue", "yue"},
        {"es-419", "es-419"}};
    for (const auto& [written, tag] : table) {
        CAPTURE(written);
        CHECK(normalize_language(written) == std::optional<std::string>(tag));
    }
    for (const char* tag : {"", "e", "english language", "en--US", "12", "en-", "x-"}) {
        CAPTURE(tag);
        CHECK_FALSE(normalize_language(tag));
    }
    CHECK(is_proper_language_tag("EN-us"));
    CHECK_FALSE(is_proper_language_tag("zh_CN"));
    CHECK_FALSE(is_proper_language_tag("eng"));
}

TEST_CASE("LocalizedText: takes the exact language, then its relative, then the first", "[net][catalog]") {
    const LocalizedText text{{{"en", "Heir"}, {"zh-Hans", "继承人"}, {"pt-BR", "Herdeiro"}}};
    CHECK(text.get("pt-BR") == "Herdeiro");
    CHECK(text.get("zh-Hant") == "继承人");
    CHECK(text.get("EN-gb") == "Heir");
    CHECK(text.get("fr") == "Heir");
    CHECK(text.get("") == "Heir");
    CHECK(LocalizedText{}.get("en").empty());
}

}  // namespace cliffhanger
