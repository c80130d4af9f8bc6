// The settings' screen: every row acts, in every shape.
#include "app/screens/settings/settings_sections.h"
#include "tests/app/support/screen_rig.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace std::chrono_literals;

namespace {

constexpr Size kPhone{390, 844}, kDesktop{1280, 720};

struct SettingsRig : ScreenRig {
    explicit SettingsRig(Size size, const std::string& language = "en")
        : ScreenRig(size, language, 1, {}, {}, {ScreenKind::Settings}) {
        run(400ms);
    }
    explicit SettingsRig(SettingsSection section, Size size = kDesktop)
        : ScreenRig(size, "en", 1, {}, {}, {ScreenKind::Settings, 0, part_of(section)}) {
        run(400ms);
    }
};

bool focus_by_tab(SettingsRig& rig, const char* id) {
    for (int i = 0; i < 60 && !rig.has_state(id, "focused"); ++i) rig.press_key("Tab");
    return rig.has_state(id, "focused");
}

}  // namespace

TEST_CASE("settings: a phone shows the list, then a section, and goes back", "[app][screens][settings]") {
    SettingsRig rig(kPhone);
    CHECK_FALSE(rig.shows("settings.autoplay"));
    rig.click("settings.section.appearance");
    rig.run(400ms);
    CHECK(rig.screen().route().part == part_of(SettingsSection::Appearance));
    CHECK(rig.shows("settings.high_contrast"));
    rig.press_key("Escape");
    rig.run(400ms);
    CHECK(rig.shows("settings.section.appearance"));
    CHECK_FALSE(rig.shows("settings.high_contrast"));
}

TEST_CASE("settings: a desktop shows both beside each other", "[app][screens][settings]") {
    SettingsRig rig(kDesktop);
    CHECK(rig.shows("settings.autoplay"));
    rig.click("settings.section.audio");
    CHECK(rig.has_state("settings.section.audio", "current"));
    CHECK(rig.shows("settings.mono"));
    CHECK(rig.rect("settings.mono").x > rig.rect("settings.section.audio").right());
}

TEST_CASE("settings: beside each other, the section follows the focus, and Tab leads from it to its rows",
          "[app][screens][settings]") {
    SettingsRig rig(kDesktop);
    REQUIRE(focus_by_tab(rig, "settings.section.playback"));
    rig.press_key("Down");
    rig.press_key("Down");
    rig.run(100ms);
    CHECK(rig.has_state("settings.section.audio", "focused"));
    CHECK(rig.shows("settings.mono"));
    rig.press_key("Tab");
    rig.run(100ms);
    CHECK(rig.has_state("settings.audio_language", "focused"));
    CHECK(rig.has_state("settings.section.audio", "current"));
    // At the end of the rows the names beside them are no way on.
    for (int i = 0; i < 12; ++i) rig.press_key("Down");
    rig.run(100ms);
    CHECK(rig.has_state("settings.section.audio", "current"));
}

TEST_CASE("settings: Page Down scrolls the list that has the focus", "[app][screens][settings]") {
    SettingsRig rig(SettingsSection::Language, {1280, 420});
    const float name = rig.rect("settings.section.playback").y, row = rig.rect("settings.section.title").y;
    SECTION("the rows") {
        REQUIRE(focus_by_tab(rig, "settings.language.2"));
        rig.press_key("PageDown");
        rig.run(600ms);
        CHECK(rig.rect("settings.section.title").y < row);
        CHECK(rig.rect("settings.section.playback").y == name);
    }
    SECTION("the names") {
        REQUIRE(focus_by_tab(rig, "settings.section.language"));
        rig.press_key("PageDown");
        rig.run(600ms);
        CHECK(rig.rect("settings.section.title").y == row);
        CHECK(rig.rect("settings.section.playback").y < name);
    }
}

TEST_CASE("settings: in Arabic the list stands on the right", "[app][screens][settings]") {
    SettingsRig rig(kDesktop, "ar");
    CHECK(rig.rect("settings.autoplay").right() < rig.rect("settings.section.audio").x);
}

TEST_CASE("settings: a switch switches, choices unfold and are taken", "[app][screens][settings]") {
    SettingsRig rig(SettingsSection::Playback);
    CHECK(rig.has_state("settings.loudness", "checked"));
    rig.click("settings.loudness");
    CHECK_FALSE(rig.has_state("settings.loudness", "checked"));
    CHECK_FALSE(rig.host.script_settings.values().even_loudness);
    CHECK_FALSE(rig.shows("settings.autoplay.2"));
    rig.click("settings.autoplay");
    rig.click("settings.autoplay.2");
    CHECK(rig.host.script_settings.values().autoplay == AutoAdvance::Countdown);
    CHECK(rig.has_state("settings.autoplay.2", "checked"));
    rig.press_key("Escape");
    CHECK_FALSE(rig.shows("settings.autoplay.2"));
    CHECK(rig.screen().route().kind == ScreenKind::Settings);
}

TEST_CASE("settings: the data saver says when the network is the reason", "[app][screens][settings]") {
    SettingsRig rig(SettingsSection::Network, kPhone);
    CHECK(rig.node("settings.data_saver")->value == "On metered networks");
    CHECK_FALSE(rig.shows("settings.metered"));
    rig.host.wish.metered = true;
    rig.run(100ms);
    CHECK(rig.node("settings.metered")->name == "This network is metered.");
    rig.click("settings.data_saver");
    rig.click("settings.data_saver.2");
    CHECK(rig.host.script_settings.get(Setting::DataSaver) == "off");
    CHECK_FALSE(rig.host.script_settings.values().data_saver_when_metered);
}

TEST_CASE("settings: the text grows at once, and so do its rows", "[app][screens][settings]") {
    SettingsRig rig(SettingsSection::Appearance, kPhone);
    const Rect before = rig.rect("settings.high_contrast");
    rig.click("settings.text_size");
    rig.click("settings.text_size.4");
    rig.click("settings.text_size");
    CHECK(rig.host.script_settings.values().text_scale == 1.5f);
    CHECK(rig.rect("settings.high_contrast").h > before.h);
}

TEST_CASE("settings: the language changes at once and the focus stays", "[app][screens][settings]") {
    SettingsRig rig(SettingsSection::Language);
    REQUIRE(focus_by_tab(rig, "settings.language.6"));
    rig.press_key("Return");
    rig.run(200ms);
    CHECK(rig.node("settings.section.title")->name == "اللغة");
    CHECK(rig.has_state("settings.language.6", "focused"));
    CHECK(rig.has_state("settings.language.6", "checked"));
}

TEST_CASE("settings: history and cache are emptied, history only when asked twice", "[app][screens][settings]") {
    SettingsRig rig(SettingsSection::Storage);
    Library& library = rig.host.library_in_memory;
    library.watched({"scripted", "s", "e"}, 10s, 0.5);
    rig.click("settings.clear_cache");
    CHECK(rig.host.cache_clears == 1);
    rig.click("settings.clear_history");
    CHECK(library.history().size() == 1);
    rig.click("settings.clear_history");
    CHECK(library.history().empty());
    rig.click("settings.pause_history");
    CHECK(library.history_paused());
}

TEST_CASE("settings: something else pressed in between, and clearing has to be asked for twice again",
          "[app][screens][settings]") {
    SettingsRig rig(SettingsSection::Storage);
    rig.host.library_in_memory.watched({"scripted", "s", "e"}, 10s, 0.5);
    rig.click("settings.clear_history");
    rig.click("settings.clear_cache");
    rig.click("settings.clear_history");
    CHECK(rig.host.library_in_memory.history().size() == 1);
}

TEST_CASE("settings: the report and the credits are there", "[app][screens][settings]") {
    SettingsRig rig(SettingsSection::About);
    rig.click("settings.copy_report");
    CHECK(rig.host.clipboard == "Cliffhanger: 0.1.0\nSDL: 2.26.5\n");
    rig.click("settings.credits");
    rig.run(400ms);
    CHECK(rig.shows("settings.credit.1"));
    rig.press_key("Escape");
    rig.run(400ms);
    CHECK(rig.shows("settings.copy_report"));
}

TEST_CASE("player: a tap pauses where the viewer wants that", "[app][screens][settings]") {
    ScreenRig rig(kPhone);
    rig.host.script_settings.set(Setting::StageTap, "pause");
    const Point at{190, 300};
    rig.touch(PressType::Down, at);
    rig.touch(PressType::Up, at);
    rig.run(400ms);
    CHECK_FALSE(rig.host.playing);
}

TEST_CASE("player: holding plays at the chosen speed, or at none", "[app][screens][settings]") {
    ScreenRig rig(kPhone);
    const Point at{190, 300};
    rig.host.script_settings.set(Setting::HoldSpeed, "3");
    rig.touch(PressType::Down, at);
    rig.run(600ms);
    REQUIRE_FALSE(rig.host.rates.empty());
    CHECK(rig.host.rates.back() == 3);
    rig.touch(PressType::Up, at);
    rig.run(400ms);
    CHECK(rig.host.rates.back() == 1);
    rig.host.script_settings.set(Setting::HoldSpeed, "off");
    const auto before = rig.host.rates.size();
    rig.touch(PressType::Down, at);
    rig.run(600ms);
    rig.touch(PressType::Up, at);
    CHECK(rig.host.rates.size() == before);
}

TEST_CASE("player: the default speed plays where the series has none of its own", "[app][screens][settings]") {
    ScreenRig rig(kPhone);
    rig.host.script_settings.set(Setting::Speed, "1.5");
    rig.frame();
    REQUIRE_FALSE(rig.host.rates.empty());
    CHECK(rig.host.rates.back() == 1.5);
    rig.host.series_rate = 0.75;
    rig.frame();
    CHECK(rig.host.rates.back() == 0.75);
}

TEST_CASE("player: the sleep timer fades, pauses and says so", "[app][screens][kindness]") {
    ScreenRig rig(kPhone);
    rig.press_key("O");
    rig.run(400ms);
    rig.click("sheet.options.sleep");
    rig.click("sheet.options.sleep.1");
    rig.press_key("Escape");
    rig.clock.advance(10min - 30s);
    rig.run(100ms);
    CHECK(rig.host.playing);
    rig.clock.advance(20s);
    rig.run(100ms);
    CHECK(rig.host.fade < 0.7f);
    rig.clock.advance(15s);
    rig.run(100ms);
    CHECK_FALSE(rig.host.playing);
    CHECK(rig.host.fade == 1);
    REQUIRE(rig.shows("player.watch.go_on"));
    rig.press_key("Return");
    rig.run(100ms);
    CHECK(rig.host.playing);
    CHECK_FALSE(rig.shows("player.watch.go_on"));
}

namespace {

void watch_for_16_minutes(ScreenRig& rig) {
    rig.host.script_settings.set(Setting::DailyLimit, "15");
    for (int i = 0; i < 15 * 60 + 10; ++i) {
        rig.clock.advance(1s);
        rig.screen().update(rig.clock.now());
    }
    rig.frame();
}

}  // namespace

TEST_CASE("player: past the day's limit, who has set a PIN decides about more", "[app][screens][kindness]") {
    ScreenRig rig(kPhone);
    REQUIRE(rig.host.script_gate.pin().set("2580"));
    watch_for_16_minutes(rig);
    rig.press_key("Down");
    rig.run(600ms);
    rig.click("player.watch.go_on");
    rig.run(100ms);
    REQUIRE(rig.shows("pin"));
    CHECK_FALSE(rig.host.playing);
    for (const char* digit : {"2", "5", "8", "0"}) rig.press_key(digit);
    rig.run(100ms);
    CHECK(rig.host.playing);
    CHECK_FALSE(rig.shows("player.watch.go_on"));
}

TEST_CASE("settings: with a PIN the day's limit is not taken off without it", "[app][screens][settings]") {
    SettingsRig rig(SettingsSection::Wellbeing);
    REQUIRE(rig.host.script_gate.pin().set("2580"));
    rig.host.script_settings.set(Setting::DailyLimit, "15");
    rig.run(100ms);
    rig.click("settings.daily_limit");
    rig.click("settings.daily_limit.0");
    rig.run(100ms);
    CHECK(rig.host.script_settings.get(Setting::DailyLimit) == "15");
    REQUIRE(rig.shows("pin"));
    for (const char* digit : {"2", "5", "8", "0"}) rig.press_key(digit);
    CHECK(rig.host.script_settings.get(Setting::DailyLimit) == "off");
}

TEST_CASE("player: when the day's limit is reached, the swipe is refused with a card", "[app][screens][kindness]") {
    ScreenRig rig(kPhone);
    watch_for_16_minutes(rig);
    CHECK(rig.host.playing);  // the episode may be seen to its end
    CHECK_FALSE(rig.shows("player.watch.go_on"));
    const std::size_t page = rig.host.current;
    rig.press_key("Down");
    rig.run(600ms);
    CHECK(rig.host.current == page);
    REQUIRE(rig.shows("player.watch.go_on"));
    CHECK_FALSE(rig.host.playing);
    rig.click("player.watch.go_on");
    rig.run(100ms);
    CHECK(rig.host.playing);
    rig.press_key("Down");
    rig.run(600ms);
    CHECK(rig.host.current == page + 1);
}
