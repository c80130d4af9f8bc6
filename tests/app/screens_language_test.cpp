// The language changes while the program runs, and the pseudo-languages.
#include "app/locale/languages.h"
#include "tests/app/support/screen_rig.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace std::chrono_literals;

namespace {

constexpr Size kPortrait{390, 844}, kDesktop{1280, 720};

bool same(const Image& a, const Image& b) { return a.width == b.width && a.height == b.height && a.argb == b.argb; }

}  // namespace

TEST_CASE("screens: a language that is chosen while the program runs looks as if it had been there from the start",
          "[app][screens][locale]") {
    for (const Size size : {kPortrait, kDesktop}) {
        for (const auto& [language, endonym] : kInterfaceLanguages) {
            ScreenRig switched(size, language == "ar" ? "en" : "ar");
            switched.frame();
            switched.host.settings().set(Setting::Language, language);
            switched.run(300ms);
            ScreenRig fresh(size, std::string(language));
            fresh.frame();
            fresh.run(300ms);
            INFO(language << " " << size.width);
            CHECK(same(switched.picture(), fresh.picture()));
        }
    }
}

TEST_CASE("screens: an open sheet changes its language, and keeps the focus", "[app][screens][locale]") {
    ScreenRig rig(kPortrait);
    rig.press_key("O");
    rig.run(500ms);
    rig.press_key("Down");
    rig.run(100ms);
    REQUIRE(rig.shows("sheet.options.speed"));
    CHECK(rig.node("sheet.options.speed")->name == "Speed");
    const bool focused = rig.has_state("sheet.options.speed", "focused");
    rig.host.settings().set(Setting::Language, "vi");
    rig.run(100ms);
    CHECK(rig.node("sheet.options.speed")->name == "Tốc độ");
    CHECK(rig.has_state("sheet.options.speed", "focused") == focused);
}

TEST_CASE("screens: every letter of every language is in a font", "[app][screens][locale]") {
    for (const auto& [language, endonym] : kInterfaceLanguages) {
        ScreenRig rig(kDesktop, std::string(language));
        rig.run(300ms);
        INFO(language);
        CHECK(rig.text_engine().missing_fonts().empty());
    }
}
