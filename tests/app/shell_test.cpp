#include "app/shell/shell.h"

#include <algorithm>
#include <functional>

#include "tests/app/support/screen_rig.h"
#include "tests/support/catch.h"

namespace cliffhanger {
namespace {

using namespace std::chrono_literals;

constexpr Size kPortrait{390, 844}, kDesktop{1600, 900};

ScreenRig at_home(Size size, const std::string& language = "en") {
    return ScreenRig(size, language, 1, {}, {}, {ScreenKind::Home});
}

}  // namespace

TEST_CASE("Navigator: Home lies behind everything", "[app][shell]") {
    Navigator navigator({ScreenKind::Player});
    CHECK(navigator.back());
    CHECK(navigator.current() == Route{ScreenKind::Home});
    CHECK_FALSE(navigator.back());
    CHECK(navigator.changes() == 1);
}

TEST_CASE("Navigator: back retraces the way, and a main screen forgets it", "[app][shell]") {
    Navigator navigator({ScreenKind::Home});
    navigator.open({ScreenKind::Shelf, 0, 2});
    navigator.open({ScreenKind::Player});
    CHECK(navigator.last_direction() == Navigator::Direction::Deeper);
    CHECK(navigator.back());
    CHECK(navigator.current() == Route{ScreenKind::Shelf, 0, 2});
    CHECK(navigator.last_direction() == Navigator::Direction::Back);
    navigator.open({ScreenKind::ForYou});
    CHECK(navigator.back());
    CHECK(navigator.current() == Route{ScreenKind::Home});
}

TEST_CASE("Navigator: opening where one is changes nothing", "[app][shell]") {
    Navigator navigator({ScreenKind::Home});
    navigator.open({ScreenKind::Home});
    CHECK(navigator.changes() == 0);
}

TEST_CASE("Shell: the player's arrow leads home, and what played pauses", "[app][shell]") {
    ScreenRig rig(kPortrait);
    rig.click("player.back");
    rig.run(400ms);
    CHECK(rig.shows("home"));
    CHECK_FALSE(rig.host.playing);
    CHECK_FALSE(rig.host.quit_asked);
}

TEST_CASE("Shell: the player's arrow leads home with the keys alone", "[app][shell]") {
    ScreenRig rig(kPortrait);
    const auto focused = [&] {
        const auto& states = rig.node("player.back")->states;
        return std::ranges::find(states, "focused") != states.end();
    };
    for (int i = 0; i < 40 && !focused(); ++i) rig.press_key("Tab");
    REQUIRE(focused());
    rig.press_key("Return");
    rig.run(400ms);
    CHECK(rig.screen().route().kind == ScreenKind::Home);
}

TEST_CASE("Shell: media controls set how it plays from every screen, and for anything else lead to the player",
          "[app][shell]") {
    ScreenRig rig = at_home(kPortrait);
    const auto ask = [&](Intent intent) {
        rig.screen().handle({rig.clock.now(), IntentEvent{intent, 1.5}});
        rig.run(100ms);
    };
    ask(Intent::ToggleRepeat);
    ask(Intent::SetSpeed);
    CHECK(rig.screen().route().kind == ScreenKind::Home);
    CHECK(rig.screen().repeats());
    CHECK(rig.host.series_rate == 1.5);
    ask(Intent::ToggleRepeat);
    CHECK_FALSE(rig.screen().repeats());
    ask(Intent::NextEpisode);
    CHECK(rig.screen().route().kind == ScreenKind::Player);
}

TEST_CASE("Shell: choices that are left give the focus back to their row", "[app][shell]") {
    ScreenRig rig(kPortrait);
    const auto focused = [&](const char* id) {
        const SemanticNode* node = rig.node(id);
        return node != nullptr && std::ranges::find(node->states, "focused") != node->states.end();
    };
    rig.press_key("O");
    rig.run(400ms);
    for (int i = 0; i < 20 && !focused("sheet.options.speed"); ++i) rig.press_key("Tab");
    rig.press_key("Return");
    rig.run(200ms);
    REQUIRE(rig.shows("sheet.options.speed.2"));
    rig.press_key(GENERATE("Return", "Escape"));
    rig.run(200ms);
    CHECK(focused("sheet.options.speed"));
}

TEST_CASE("Shell: Escape leaves what is open first, then the player", "[app][shell]") {
    ScreenRig rig(kPortrait);
    rig.press_key("O");
    rig.run(400ms);
    rig.press_key("Escape");
    rig.run(400ms);
    CHECK(rig.shows("player.stage"));
    rig.press_key("Escape");
    rig.run(100ms);
    rig.press_key("Escape");
    rig.run(400ms);
    CHECK(rig.shows("home"));
}

TEST_CASE("Shell: the feed of all series is a tab, and keeps the tabs in sight", "[app][shell]") {
    ScreenRig rig = at_home(kPortrait);
    rig.click("tab.feed");
    rig.run(400ms);
    CHECK(rig.host.list == PageList::ForYou);
    CHECK(rig.host.playing);
    CHECK(rig.shows("player.stage"));
    CHECK(rig.has_state("tab.feed", "current"));
    CHECK(rig.rect("player.stage").bottom() <= rig.rect("tabs").y);
    rig.click("tab.home");
    rig.run(400ms);
    CHECK(rig.shows("home"));
}

TEST_CASE("Shell: a page of that feed leads to all episodes of its series", "[app][shell]") {
    ScreenRig rig = at_home(kPortrait);
    rig.click("tab.feed");
    rig.run(400ms);
    CHECK(rig.node("player.episodes_pill")->name.find("Watch all 80 episodes") == 0);
    rig.click("player.episodes_pill");
    rig.run(400ms);
    CHECK(rig.host.list == PageList::Catalog);
    CHECK(rig.shows("player.stage"));
    CHECK_FALSE(rig.shows("tabs"));
}

TEST_CASE("Shell: the player itself has no tabs", "[app][shell]") {
    ScreenRig rig(kPortrait);
    CHECK_FALSE(rig.shows("tabs"));
}

TEST_CASE("Home: the first button of the hero plays its series", "[app][shell]") {
    ScreenRig rig = at_home(kPortrait);
    rig.click("home.hero.card.0.watch");
    rig.run(400ms);
    REQUIRE(rig.host.played.size() == 1);
    CHECK_FALSE(rig.host.played[0].second);
    CHECK(rig.shows("player.stage"));
}

TEST_CASE("Home: the hero turns after five seconds, and not where motion is reduced", "[app][shell]") {
    const bool reduced = GENERATE(false, true);
    ScreenRig rig = at_home(kPortrait);
    rig.host.reduced = reduced;
    const float before = rig.rect("home.hero.card.1").x;
    rig.run(6s);
    CHECK((rig.rect("home.hero.card.1").x != before) == !reduced);
}

TEST_CASE("Home: a row of posters follows the finger, the page the other way", "[app][shell]") {
    ScreenRig rig({390, 500}, "en", 1, {}, {}, {ScreenKind::Home});
    const Rect hero = rig.rect("home.hero.card.0");
    const auto drag = [&](Point from, Point to) {
        rig.touch(PressType::Down, from);
        for (int i = 1; i <= 10; ++i) {
            rig.run(16ms);
            const float t = static_cast<float>(i) / 10;
            rig.touch(PressType::Move, {from.x + (to.x - from.x) * t, from.y + (to.y - from.y) * t});
        }
    };
    drag({300, 300}, {300, 200});
    rig.frame();
    CHECK(rig.rect("home.tabs").y < hero.y);
    rig.touch(PressType::Up, {300, 200});
    rig.run(2s);
    const Rect tabs = rig.rect("home.tabs"), card = rig.rect("home.shelf.0.card.0");
    drag({300, card.y + 60}, {150, card.y + 60});
    rig.frame();
    CHECK(rig.rect("home.shelf.0.card.0").x < card.x);
    CHECK(rig.rect("home.tabs").y == tabs.y);
}

TEST_CASE("Home: arrows walk from row to row and along a row, and the page follows", "[app][shell]") {
    ScreenRig rig = at_home(kPortrait);
    rig.press_key("Tab");
    for (int i = 0; i < 12 && !rig.shows("none"); ++i) {
        rig.press_key("Down");
        rig.run(500ms);
    }
    const SemanticNode* root = &rig.screen().semantics();
    const SemanticNode* focused = nullptr;
    const std::function<void(const SemanticNode&)> look = [&](const SemanticNode& node) {
        if (std::ranges::find(node.states, "focused") != node.states.end()) focused = &node;
        for (const SemanticNode& child : node.children) look(child);
    };
    look(*root);
    REQUIRE(focused != nullptr);
    CHECK(focused->rect.y >= 0);
    CHECK(focused->rect.bottom() <= 844);
}

TEST_CASE("Home: in a right-to-left language everything begins at the right", "[app][shell]") {
    ScreenRig rig = at_home(kDesktop, "ar");
    CHECK(rig.rect("nav").right() == 1600);
    CHECK(rig.rect("home.tab.0").x > rig.rect("home.tab.1").x);
    CHECK(rig.rect("home.shelf.0.card.0").x > rig.rect("home.shelf.0.card.1").x);
}

TEST_CASE("Home: a shelf that the feed makes stands there under the feed's name", "[app][shell]") {
    ScreenRig rig({390, 2600}, "en", 1, {}, {}, {ScreenKind::Home});
    rig.host.scripted.shelves = {{"Editors' choice", {2, 0}}};
    rig.run(100ms);
    std::string found;
    for (int i = 0; i < 10; ++i) {
        const SemanticNode* shelf = rig.node("home.shelf." + std::to_string(i));
        if (shelf != nullptr && shelf->name == "Editors' choice") found = shelf->id;
    }
    REQUIRE_FALSE(found.empty());
    CHECK(rig.node(found + ".card.0")->name == rig.host.scripted.series[2].title.get("en"));
    CHECK(rig.node(found + ".card.1")->name == rig.host.scripted.series[0].title.get("en"));
    CHECK_FALSE(rig.shows(found + ".card.2"));
}

TEST_CASE("Home: a genre's shelf is named in the interface's language", "[app][shell]") {
    const auto names = [](const std::string& language) {
        ScreenRig rig({390, 2600}, language, 1, {}, {}, {ScreenKind::Home});
        for (Series& series : rig.host.scripted.series) series.genres = {"historical-drama", "clowns"};
        rig.run(100ms);
        std::vector<std::string> found;
        for (int i = 0; i < 10; ++i) {
            if (const SemanticNode* shelf = rig.node("home.shelf." + std::to_string(i))) found.push_back(shelf->name);
        }
        return found;
    };
    const auto english = names("en"), chinese = names("zh-Hans");
    CHECK(std::ranges::count(english, "Historical drama") == 1);
    CHECK(std::ranges::count(english, "Clowns") == 1);
    CHECK(std::ranges::count(chinese, "古装") == 1);
    CHECK(std::ranges::count(chinese, "Clowns") == 1);
}

TEST_CASE("Home: at rest nothing is drawn but for the hero's turning", "[app][shell]") {
    ScreenRig rig = at_home(kPortrait);
    rig.run(1s);
    CHECK_FALSE(rig.screen().animating(rig.clock.now()));
    REQUIRE(rig.screen().next_change(rig.clock.now()));
    CHECK(*rig.screen().next_change(rig.clock.now()) > rig.clock.now() + 3s);
}

TEST_CASE("Home: a poster that comes while its place is looked at fades in, and one that was there stands at once",
          "[app][shell]") {
    const bool looked_at = GENERATE(true, false);
    CAPTURE(looked_at);
    ScreenRig rig = at_home(kPortrait);
    rig.host.artwork_there = false;
    rig.run(1s);
    const Point middle = rig.rect("home.shelf.1.card.0").center();
    const auto color = [&] {
        const Image picture = rig.picture();
        const auto at = static_cast<std::size_t>(middle.y) * static_cast<std::size_t>(picture.width);
        return picture.argb[at + static_cast<std::size_t>(middle.x)];
    };
    const auto without = color();
    rig.host.artwork_comes(looked_at ? rig.clock.now() : Microseconds{0});
    rig.frame();
    rig.frame();
    CHECK(rig.screen().animating(rig.clock.now()) == looked_at);
    rig.run(50ms);
    const auto halfway = color();
    rig.run(100ms);
    const auto whole = color();
    CHECK_FALSE(rig.screen().animating(rig.clock.now()));
    CHECK(whole != without);
    CHECK(halfway != without);
    CHECK((halfway != whole) == looked_at);
}

TEST_CASE("Home: a tab shows one shelf as a grid", "[app][shell]") {
    ScreenRig rig = at_home(kPortrait);
    rig.click("home.tab.3");
    rig.run(400ms);
    CHECK(rig.has_state("home.tab.3", "checked"));
    CHECK(rig.shows("home.grid.card.0"));
    CHECK_FALSE(rig.shows("home.hero"));
}

TEST_CASE("Home: there is no tab with nothing behind it", "[app][shell]") {
    ScreenRig rig = at_home(kPortrait);
    CHECK(rig.shows("home.tab.4"));
    for (Series& series : rig.host.scripted.series) series.genres.clear();
    rig.run(100ms);
    CHECK_FALSE(rig.shows("home.tab.4"));
    CHECK(rig.shows("home.tab.0"));
}

TEST_CASE("Shell: a shelf's heading opens all of it, and back leads to where one was", "[app][shell]") {
    ScreenRig rig = at_home(kPortrait);
    rig.click("home.shelf.0.all");
    rig.run(400ms);
    CHECK(rig.shows("shelf.title"));
    rig.click("shelf.back");
    rig.run(400ms);
    CHECK(rig.shows("home"));
}

TEST_CASE("Shell: while the feed is not there, that is what is said, and retrying is offered", "[app][shell]") {
    ScreenRig rig = at_home(kPortrait);
    rig.host.state = FeedState::Failed;
    rig.host.error = Error{ErrorKind::Unreachable, "no network"};
    rig.frame();
    rig.click("feed.retry");
    CHECK(rig.host.reloads == 1);
    CHECK(rig.shows("tabs"));
}

}  // namespace cliffhanger
