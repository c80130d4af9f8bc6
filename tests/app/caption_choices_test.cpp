// Which captions are shown: the viewer's order, what was chosen for a series, and what is forced.
#include <cstdlib>

#include "app/captions/caption_choices.h"
#include "tests/support/catch.h"

using namespace cliffhanger;

namespace {

std::vector<CaptionOption> in(const std::vector<std::string>& languages) {
    std::vector<CaptionOption> options;
    for (const std::string& language : languages) options.push_back({"u:" + language, language, "", false, -1, {}});
    return options;
}

}  // namespace

TEST_CASE("CaptionChoices: the viewer's order decides, then English, then the first", "[app][captions]") {
    const CaptionChoices choices({"ja", "pt-BR", "ko"});
    CHECK(choices.track("s", in({"en", "ko", "ja"})) == 2);
    CHECK(choices.track("s", in({"en", "pt", "ko"})) == 1);
    CHECK(choices.track("s", in({"es", "en-GB"})) == 1);
    CHECK(choices.track("s", in({"es", "de"})) == 0);
    CHECK(choices.track("s", {}) == -1);
}

TEST_CASE("CaptionChoices: a choice lasts for its series, \"off\" too, and goes before others elsewhere",
          "[app][captions]") {
    CaptionChoices choices({"en"});
    const auto both = in({"en", "es", "ar"});
    choices.choose("a", &both[1]);
    CHECK(choices.track("a", both) == 1);
    CHECK(choices.track("b", both) == 1);
    choices.choose("b", nullptr);
    CHECK(choices.track("b", both) == -1);
    CHECK(choices.track("a", both) == 1);
    CHECK(choices.track("c", both) == -1);
    choices.choose("b", &both[2]);
    // For the series that it was chosen for, a language is not replaced by another; for others it is.
    CHECK(choices.track("b", in({"en"})) == -1);
    CHECK(choices.track("c", in({"en"})) == 0);
    CaptionChoices later({"en"});
    REQUIRE(choices.chosen("a"));
    later.restore("a", *choices.chosen("a"));
    later.restore("b", *choices.chosen("b"));
    CHECK(choices.chosen("c") == nullptr);
    CHECK(later.track("a", both) == 1);
    CHECK(later.track("b", both) == 2);
}

TEST_CASE("CaptionChoices: a second language stands under the first and is never the same", "[app][captions]") {
    CaptionChoices choices({"en"});
    const auto offered = in({"en", "zh-Hans"});
    CHECK(choices.second_track("s", offered) == -1);
    choices.choose_second("s", &offered[1]);
    CHECK(choices.track("s", offered) == 0);
    CHECK(choices.second_track("s", offered) == 1);
    choices.choose("s", &offered[1]);
    CHECK(choices.second_track("s", offered) == -1);
    choices.choose("s", &offered[0]);
    CHECK(choices.second_track("s", offered) == 1);
    choices.choose_second("s", nullptr);
    CHECK(choices.second_track("s", offered) == -1);
}

TEST_CASE("CaptionChoices: forced captions are those of the sound, else of a language that is read",
          "[app][captions]") {
    const CaptionChoices choices({"es", "en"});
    CHECK(choices.forced_track(in({"en", "es"}), "en") == 0);
    CHECK(choices.forced_track(in({"en", "es"}), "ko") == 1);
    CHECK(choices.forced_track(in({"en", "es"}), "") == 1);
    CHECK(choices.forced_track(in({"fr"}), "ko") == -1);
}

TEST_CASE("languages_read: the interface's language, then those of LANGUAGE", "[app][captions]") {
    setenv("LANGUAGE", "pt_BR:es.UTF-8:en", 1);
    CHECK(languages_read("en") == std::vector<std::string>{"en", "pt-BR", "es"});
    unsetenv("LANGUAGE");
    CHECK(languages_read("ja") == std::vector<std::string>{"ja"});
}
