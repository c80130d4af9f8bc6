#include "app/settings/settings.h"

#include "app/library/library.h"
#include "app/screens/settings/credits.h"
#include "app/settings/data_usage.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace std::chrono_literals;

TEST_CASE("Settings: nothing is stored, so everything is as by default", "[app][settings]") {
    Library library{{}};
    const Settings settings(library);
    CHECK(settings.values() == SettingValues{});
    for (int i = 0; i < static_cast<int>(Setting::Count); ++i) {
        const auto setting = static_cast<Setting>(i);
        const auto values = Settings::values_of(setting);
        CHECK(settings.get(setting) == Settings::default_of(setting));
        CHECK(std::ranges::find(values, Settings::default_of(setting)) != values.end());
    }
}

TEST_CASE("Settings: what is chosen acts at once, counts as a change and is there in the next run", "[app][settings]") {
    Library library{{}};
    Settings settings(library);
    const auto edition = settings.edition();
    settings.set(Setting::TextScale, "150");
    settings.set(Setting::HoldSpeed, "off");
    CHECK(settings.values().text_scale == 1.5f);
    CHECK(settings.values().hold_speed == 0);
    CHECK(settings.edition() == edition + 2);
    settings.set(Setting::TextScale, "150");
    CHECK(settings.edition() == edition + 2);
    CHECK(Settings(library).values() == settings.values());
}

TEST_CASE("Settings: what makes no sense changes nothing, stored or chosen", "[app][settings]") {
    Library library{{}};
    library.set_setting("look.text_scale", "9000");
    library.set_setting("playback.speed", "fast");
    Settings settings(library);
    CHECK(settings.values() == SettingValues{});
    settings.set(Setting::Motion, "sideways");
    CHECK(settings.values() == SettingValues{});
}

TEST_CASE("Settings: the command line comes first, until the viewer chooses", "[app][settings]") {
    Library library{{}};
    library.set_setting("playback.autoplay", "countdown");
    Settings settings(library);
    settings.ask_for(Setting::Autoplay, "off");
    CHECK(settings.values().autoplay == AutoAdvance::Off);
    CHECK(library.setting("playback.autoplay") == "countdown");
    settings.set(Setting::Autoplay, "on");
    CHECK(settings.values().autoplay == AutoAdvance::On);
}

TEST_CASE("Settings: what the library learns later is taken", "[app][settings]") {
    Library library{{}};
    Settings settings(library);
    library.set_setting("look.high_contrast", "on");
    CHECK_FALSE(settings.values().high_contrast);
    settings.refresh();
    CHECK(settings.values().high_contrast);
}

TEST_CASE("DataUsage: bytes are counted for the day and the month, over runs and midnights", "[app][settings]") {
    Library library{{}};
    std::string date = "2026-11-30";
    {
        DataUsage usage(library, [&] { return date; });
        usage.count(1000, 10s);
        usage.count(1500, 11s);  // too soon to be written down, but counted
        CHECK(usage.today() == 1500);
        usage.count(2000, 16s);
        CHECK(usage.this_month() == 2000);
    }
    DataUsage next(library, [&] { return date; });
    CHECK(next.today() == 2000);
    next.count(500, 1s);
    CHECK(next.today() == 2500);
    date = "2026-12-01";
    CHECK(next.today() == 0);
    CHECK(next.this_month() == 0);
    next.count(700, 20s);
    CHECK(next.today() == 200);
}

TEST_CASE("credits: a table's rows have licences, what stands around it are paragraphs", "[app][settings]") {
    const auto credits = parse_credits(
        "# Title\n\nLinked as\nfollows.\n\n| library | for | licence |\n|---|---|---|\n| SDL2 | window | Zlib "
        "|\n\nMore.");
    REQUIRE(credits.size() == 3);
    CHECK(credits[0].name == "Linked as follows.");
    CHECK(credits[1].name == "SDL2");
    CHECK(credits[1].licence == "Zlib");
    CHECK(credits[2].licence.empty());
}
