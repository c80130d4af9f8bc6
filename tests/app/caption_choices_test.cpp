// Which captions are shown: the viewer's order, what was chosen for a series, and what is forced.
#include <cstdlib>

#include "app/captions/caption_choices.h"
#include "net/catalog/sidecar_name.h"
#include "tests/support/catch.h"

using namespace cliffhanger;

namespace {

std::vector<CaptionOption> in(const std::vector<std::string>& languages) {
    std::vector<CaptionOption> options;
    for (const std::string& language : languages) options.push_back({"u:" + language, language, "", false, -1, {}});
    return options;
}

CaptionOption labelled(const std::string& label, const std::string& language = "en") {
    return {"u:" + label, language, label, false, -1, {}};
}

CaptionOption sidecar(const std::string& suffix) {
    const SidecarName name = parse_sidecar_suffix(suffix);
    return {"u:" + suffix, name.language, name.label, name.closed_caption, -1, {}};
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
    choices.choose("a", both, 1);
    CHECK(choices.track("a", both) == 1);
    CHECK(choices.track("b", both) == 1);
    choices.choose("b", both, -1);
    CHECK(choices.track("b", both) == -1);
    CHECK(choices.track("a", both) == 1);
    CHECK(choices.track("c", both) == -1);
    choices.choose("b", both, 2);
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
    choices.choose_second("s", offered, 1);
    CHECK(choices.track("s", offered) == 0);
    CHECK(choices.second_track("s", offered) == 1);
    choices.choose("s", offered, 1);
    CHECK(choices.second_track("s", offered) == -1);
    choices.choose("s", offered, 0);
    CHECK(choices.second_track("s", offered) == 1);
    choices.choose_second("s", offered, -1);
    CHECK(choices.second_track("s", offered) == -1);
}

TEST_CASE("CaptionChoices: of several in one language the one that was chosen is found again, by its label",
          "[app][captions]") {
    CaptionChoices choices({"en"});
    const std::vector<CaptionOption> offered = {labelled("English"), labelled("English (Signs)"), labelled("Director")};
    choices.choose("s", offered, 1);
    CHECK(choices.track("s", offered) == 1);
    choices.choose_second("s", offered, 2);
    CHECK(choices.track("s", offered) == 1);
    CHECK(choices.second_track("s", offered) == 2);
    // In the next episode, in another order, and where the label is missing.
    CHECK(choices.track("s", {labelled("Director"), labelled("English"), labelled("English (Signs)")}) == 2);
    CHECK(choices.track("s", {labelled("Deutsch", "de"), labelled("English")}) == 1);
}

TEST_CASE("CaptionChoices: what says nothing of itself is told apart by its place", "[app][captions]") {
    CaptionChoices choices({"en"});
    const auto offered = in({"", "en", "", ""});
    choices.choose("s", offered, 2);
    CHECK(choices.track("s", offered) == 2);
    CHECK(choices.track("s", in({"", ""})) == 1);
    CHECK(choices.track("s", in({"fr", ""})) == 1);
    choices.choose_second("s", offered, 3);
    CHECK(choices.second_track("s", offered) == 3);
}

TEST_CASE("CaptionChoices: a full sidecar goes before a forced one, wherever they stand", "[app][captions]") {
    const CaptionChoices choices({"en"});
    CHECK(choices.track("s", {sidecar(".en.forced"), sidecar(".en")}) == 1);
    CHECK(choices.track("s", {sidecar(".en.forced"), sidecar(".en.sdh")}) == 1);
    CHECK(choices.track("s", {sidecar(".Signs.en-GB.forced"), sidecar(".fr"), sidecar(".en-US")}) == 2);
    CHECK(choices.track("s", {sidecar(".fr.forced"), sidecar(".fr")}) == 1);
    CHECK(choices.track("s", {sidecar(".fr.forced"), sidecar(".en.forced")}) == 1);
    CaptionChoices chosen({"en"});
    chosen.choose("s", {sidecar(".en.forced"), sidecar(".en")}, 0);
    CHECK(chosen.track("s", {sidecar(".en"), sidecar(".en.forced")}) == 1);
}

TEST_CASE("CaptionChoices: the first language stays the one on the screen when a second one is chosen",
          "[app][captions]") {
    const auto offered = in({"es", "fr", "en"});
    CaptionChoices unasked({"ja"});
    REQUIRE(unasked.track("s", offered) == 2);
    unasked.choose_second("s", offered, 0);
    CHECK(unasked.track("s", offered) == 2);
    CHECK(unasked.second_track("s", offered) == 0);
    // Also where the one that was chosen last, for another series, is not there.
    CaptionChoices elsewhere({"es"});
    elsewhere.choose("other", in({"de"}), 0);
    elsewhere.choose_second("s", offered, 1);
    CHECK(elsewhere.track("s", offered) == 0);
    CHECK(elsewhere.second_track("s", offered) == 1);
}

TEST_CASE("CaptionChoices: what is switched on again is what was chosen before, else the viewer's order",
          "[app][captions]") {
    CaptionChoices choices({"es"});
    const std::vector<CaptionOption> offered = {labelled("English"), labelled("Español", "es"), labelled("Signs")};
    choices.choose("s", offered, -1);
    CHECK(choices.track_when_on("s", offered) == 1);
    choices.choose("s", offered, 2);
    choices.choose("s", offered, -1);
    choices.choose("s", offered, -1);
    CHECK(choices.track("s", offered) == -1);
    CHECK(choices.track_when_on("s", offered) == 2);
    CHECK(choices.track_when_on("s", in({"fr", "es"})) == 1);
    CHECK(choices.track_when_on("s", {}) == -1);
    CaptionChoices hidden({"es"});
    hidden.prefer({"es"}, CaptionChoices::Unasked::Hidden, false);
    CHECK(hidden.track("s", offered) == -1);
    CHECK(hidden.track_when_on("s", offered) == 1);
}

TEST_CASE("CaptionChoices: off is off for the second language, too, until one is chosen", "[app][captions]") {
    CaptionChoices choices({"en"});
    const auto offered = in({"en", "es", "fr"});
    choices.choose_second("s", offered, 1);
    choices.choose("s", offered, -1);
    CHECK(choices.second_track("s", offered) == -1);
    choices.choose("s", offered, 0);
    CHECK(choices.second_track("s", offered) == 1);
    choices.choose("s", offered, -1);
    choices.choose_second("s", offered, 2);
    CHECK(choices.track("s", offered) == 0);
    CHECK(choices.second_track("s", offered) == 2);
}

TEST_CASE("CaptionChoices: readers of traditional Chinese are given it, and those of simplified theirs",
          "[app][captions]") {
    const CaptionChoices traditional({"zh-Hant"}), simplified({"zh-Hans"});
    CHECK(traditional.track("s", in({"zh-CN", "zh-TW"})) == 1);
    CHECK(traditional.track("s", in({"zh", "zh-Hant-HK"})) == 1);
    CHECK(traditional.track("s", in({"zh-HK", "zh-Hant"})) == 1);
    CHECK(traditional.track("s", in({"en", "zh-SG"})) == 1);
    CHECK(simplified.track("s", in({"zh-MO", "zh-SG"})) == 1);
    CHECK(simplified.track("s", in({"zh-Hant", "zh-Hans-HK"})) == 1);
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
