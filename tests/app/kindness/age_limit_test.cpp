// What is rated for older people than the viewer's limit, on every screen, and the PIN that opens it.
#include "app/screens/settings/settings_sections.h"
#include "tests/app/support/screen_rig.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace std::chrono_literals;

namespace {

constexpr Size kPhone{390, 844}, kDesktop{1280, 720};

/// The first series is for sixteen and older, the limit is twelve, the PIN 2580.
void limit(ScreenRig& rig) {
    Series& series = rig.host.scripted.series[0];
    series.title.values = {{"", "Grown Up"}};
    series.ratings = {{"FSK", "16", {}}};
    series.age = 16;
    for (Episode& episode : series.episodes) episode.age = 16;
    rig.host.script_settings.set(Setting::AgeLimit, "12");
    rig.host.script_gate.pin().set("2580");
    rig.run(500ms);
}

struct LimitedRig : ScreenRig {
    explicit LimitedRig(Size size, Route start = {}, const std::string& language = "en")
        : ScreenRig(size, language, 1, {}, {}, start) {
        limit(*this);
    }
};

void type(ScreenRig& rig, const std::string& digits) {
    for (const char digit : digits) rig.press_key(std::string(1, digit));
}

const Setting kLimit = Setting::AgeLimit;

}  // namespace

TEST_CASE("age limit: a page above it says what it is rated and asks for the PIN", "[app][screens][kindness]") {
    LimitedRig rig(kPhone);
    REQUIRE(rig.shows("player.locked"));
    CHECK(rig.shows("player.locked.skip"));
    CHECK(rig.shows("player.locked.episodes"));
    CHECK_FALSE(rig.shows("player.locked.unlock"));
    CHECK_FALSE(rig.shows("player.rail.like"));
    rig.click("player.locked.pin");
    REQUIRE(rig.shows("pin"));
    CHECK_FALSE(rig.shows("player.locked"));
    for (const char* key : {"2", "5", "8"}) rig.click("pin.key." + std::string(key));
    CHECK(rig.shows("pin"));
    rig.click("pin.key.0");
    CHECK_FALSE(rig.shows("pin"));
    rig.run(100ms);
    CHECK_FALSE(rig.shows("player.locked"));
    CHECK(rig.host.playing);
}

TEST_CASE("age limit: from a locked page one gets on to the next series without a PIN", "[app][screens][kindness]") {
    LimitedRig rig(kPhone);
    rig.click("player.locked.skip");
    CHECK(rig.host.commits == std::vector<std::size_t>{80});
    rig.run(1s);
    CHECK_FALSE(rig.shows("player.locked"));
}

TEST_CASE("age limit: a page above it shows nothing of its picture", "[app][screens][kindness]") {
    // As if there were none.
    const auto shot = [](bool there) {
        ScreenRig rig(kPhone);
        limit(rig);
        if (!there) rig.host.pictures.clear();
        rig.host.artwork_there = there;
        rig.run(1s);
        return rig.picture().argb;
    };
    CHECK(shot(true) == shot(false));
}

TEST_CASE("age limit: the keys alone open it, and Escape goes back", "[app][screens][kindness]") {
    LimitedRig rig(kDesktop);
    rig.press_key("Return");
    REQUIRE(rig.shows("pin"));
    rig.press_key("Escape");
    CHECK_FALSE(rig.shows("pin"));
    REQUIRE(rig.shows("player.locked.pin"));
    rig.press_key("Return");
    REQUIRE(rig.shows("pin"));
    type(rig, "259");
    rig.press_key("Backspace");
    type(rig, "80");
    rig.run(100ms);
    CHECK_FALSE(rig.shows("player.locked"));
}

TEST_CASE("age limit: wrong PINs are answered ever more slowly, also after a restart", "[app][screens][kindness]") {
    LimitedRig rig(kPhone);
    rig.click("player.locked.pin");
    type(rig, "0000");
    CHECK(rig.node("pin.text")->name == "That is not the PIN.");
    for (int i = 1; i < 5; ++i) {
        type(rig, "0000");
        rig.run(250ms);
        if (i >= 2) rig.clock.advance(31s * (1 << (i - 2)));
    }
    type(rig, "1111");
    CHECK(rig.host.script_gate.pin().failures() == 6);
    type(rig, "2580");
    CHECK(rig.shows("pin"));
    rig.restart();
    rig.click("player.locked.pin");
    rig.run(50ms);
    type(rig, "2580");
    CHECK(rig.shows("pin"));
    CHECK(rig.node("pin.text")->name.find("240") != std::string::npos);
    rig.clock.advance(241s);
    type(rig, "2580");
    CHECK_FALSE(rig.shows("pin"));
    CHECK(rig.host.script_gate.pin().failures() == 0);
}

TEST_CASE("age limit: a poster above it is marked and shows no artwork, and the hero passes it over",
          "[app][screens][kindness]") {
    LimitedRig rig({390, 2600}, {ScreenKind::Home});
    const std::string title = rig.host.scripted.series[0].title.get("en");
    const SemanticNode* hero = rig.node("home.hero.card.0");
    REQUIRE(hero != nullptr);
    CHECK(hero->name != title);
    int marked = 0;
    for (int shelf = 0; shelf < 8; ++shelf) {
        for (int card = 0; card < 3; ++card) {
            const std::string id = "home.shelf." + std::to_string(shelf) + ".card." + std::to_string(card);
            const SemanticNode* node = rig.node(id);
            if (node == nullptr) continue;
            CHECK(rig.has_state(id, "locked") == (node->name == title));
            if (node->name == title) CHECK(node->value.starts_with("Age rating: 16"));
            marked += rig.has_state(id, "locked") ? 1 : 0;
        }
    }
    CHECK(marked > 0);
}

TEST_CASE("age limit: a series page above it has locked episodes and still tells what it is",
          "[app][screens][kindness]") {
    LimitedRig rig(kPhone, {ScreenKind::Series, 0});
    CHECK(rig.has_state("series.episodes.cell.1", "locked"));
    CHECK(rig.node("series.rating")->value == "16");
}

TEST_CASE("settings: a limit needs a PIN first, which is read while it is chosen",
          "[app][screens][settings][kindness]") {
    ScreenRig rig(kDesktop, "en", 1, {}, {}, {ScreenKind::Settings, 0, part_of(SettingsSection::Wellbeing)});
    rig.run(400ms);
    Settings& settings = rig.host.script_settings;
    rig.click("settings.age_limit");
    rig.run(50ms);
    rig.click("settings.age_limit.4");
    rig.run(50ms);
    REQUIRE(rig.shows("pin"));
    CHECK_FALSE(rig.shows("pin.save"));
    rig.press_key("Escape");
    CHECK(settings.get(kLimit) == "off");
    rig.click("settings.age_limit.4");
    rig.run(50ms);
    type(rig, "2580");
    rig.run(50ms);
    CHECK(rig.shows("pin.save"));
    type(rig, "9");
    rig.click("pin.save");
    CHECK(settings.get(kLimit) == "12");
    CHECK(rig.host.script_gate.pin().matches("2580"));
}

TEST_CASE("settings: changing the limit and removing the PIN ask for it", "[app][screens][settings][kindness]") {
    ScreenRig rig(kDesktop, "en", 1, {}, {}, {ScreenKind::Settings, 0, part_of(SettingsSection::Wellbeing)});
    limit(rig);
    Settings& settings = rig.host.script_settings;
    rig.click("settings.age_limit");
    rig.run(50ms);
    rig.click("settings.age_limit.0");
    rig.run(50ms);
    CHECK(settings.get(kLimit) == "12");
    type(rig, "1111");
    rig.press_key("Escape");
    CHECK(settings.get(kLimit) == "12");
    rig.click("settings.age_limit.0");
    rig.run(50ms);
    type(rig, "2580");
    CHECK(settings.get(kLimit) == "off");
    settings.set(kLimit, "12");
    rig.run(50ms);
    rig.click("settings.age_limit");
    rig.run(50ms);
    rig.click("settings.remove_pin");
    rig.run(50ms);
    type(rig, "2580");
    CHECK_FALSE(rig.host.script_gate.pin().is_set());
    CHECK(settings.get(kLimit) == "off");
    rig.run(50ms);
    CHECK(rig.shows("settings.set_pin"));
}

TEST_CASE("age limit: when the sleep timer has run out, what the PIN has opened is locked",
          "[app][screens][kindness]") {
    LimitedRig rig(kDesktop);
    rig.host.script_gate.grant();
    rig.run(100ms);
    CHECK_FALSE(rig.shows("player.locked"));
    rig.press_key("O");
    rig.run(500ms);
    rig.click("sheet.options.sleep");
    rig.run(100ms);
    rig.click("sheet.options.sleep.1");
    rig.run(100ms);
    rig.clock.advance(9min);
    rig.run(100ms);
    CHECK(rig.host.script_gate.open());
    rig.clock.advance(1min);
    rig.run(100ms);
    CHECK_FALSE(rig.host.script_gate.open());
    CHECK_FALSE(rig.host.playing);
}

TEST_CASE("settings: what the PIN has opened is locked again from there", "[app][screens][settings][kindness]") {
    ScreenRig rig(kDesktop, "en", 1, {}, {}, {ScreenKind::Settings, 0, part_of(SettingsSection::Wellbeing)});
    limit(rig);
    CHECK_FALSE(rig.shows("settings.lock_again"));
    rig.host.script_gate.grant();
    rig.run(50ms);
    rig.click("settings.lock_again");
    CHECK_FALSE(rig.host.script_gate.open());
}

TEST_CASE("settings: a limit of the command line is said and not offered to change",
          "[app][screens][settings][kindness]") {
    ScreenRig rig(kDesktop, "en", 1, {}, {}, {ScreenKind::Settings, 0, part_of(SettingsSection::Wellbeing)});
    rig.host.script_settings.ask_for(kLimit, "11");
    rig.run(50ms);
    CHECK(rig.node("settings.age_limit")->value == "11");
    CHECK(rig.node("settings.age_limit")->role != "button");
}

TEST_CASE("age limit: on a public screen it holds, and no PIN is offered", "[app][screens][kiosk][kindness]") {
    ScreenRig rig({1080, 1920}, "en", 2.4f, {}, {}, {}, KioskOptions{"2468"});
    limit(rig);
    rig.touch(PressType::Down, {540, 700});
    rig.run(60ms);
    rig.touch(PressType::Up, {540, 700});
    rig.run(500ms);
    REQUIRE(rig.shows("player.locked"));
    CHECK_FALSE(rig.shows("player.locked.pin"));
    CHECK(rig.shows("player.locked.skip"));
}

TEST_CASE("age limit: with the keys alone, the tree says where the pad's focus is", "[app][screens][kindness]") {
    LimitedRig rig(Size{390, 844}, {}, "en");
    rig.host.script_gate.ask({AgeGate::Question::Kind::Enter, nullptr});
    rig.run(50ms);
    rig.press_key("Down");
    CHECK(rig.has_state("pin.key.1", "focused"));
    rig.press_key("Right");
    CHECK(rig.has_state("pin.key.2", "focused"));
    CHECK_FALSE(rig.has_state("pin.key.1", "focused"));
}

TEST_CASE("age limit: the pad fits every window, in every direction", "[app][screens][kindness]") {
    for (const Size size : {Size{390, 844}, Size{1280, 720}, Size{640, 420}, Size{300, 410}}) {
        for (const char* language : {"en", "ar"}) {
            LimitedRig rig(size, {}, language);
            rig.host.script_gate.ask({AgeGate::Question::Kind::Choose, nullptr});
            rig.run(50ms);
            type(rig, "1234");
            rig.run(50ms);
            for (const char* id : {"pin.key.1", "pin.key.0", "pin.erase", "pin.cancel", "pin.save"}) {
                const Rect rect = rig.rect(id);
                INFO(id << " " << size.width << "x" << size.height << " " << rect.y << "+" << rect.h);
                CHECK(rect.y >= 0);
                CHECK(rect.bottom() <= static_cast<float>(size.height));
                CHECK(rect.h >= 24);
            }
        }
    }
}
