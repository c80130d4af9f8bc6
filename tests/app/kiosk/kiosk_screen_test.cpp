// A public screen as its visitors and its operator meet it.
#include <algorithm>

#include "app/kiosk/kiosk_lock.h"
#include "tests/app/support/screen_rig.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace std::chrono_literals;
using State = KioskMode::State;

namespace {

constexpr Size kTall{1080, 1920};
constexpr float kScale = 2.4f;
/// Above it nobody who sits reaches anything.
constexpr float kReach = 0.42f;

ScreenRig kiosk(const std::string& language = "en", Size size = kTall, const KioskOptions& options = {"2468"}) {
    return ScreenRig(size, language, kScale, {}, KeyMap(), {}, options);
}

void tap(ScreenRig& rig, Point at) {
    rig.touch(PressType::Down, at);
    rig.run(60ms);
    rig.touch(PressType::Up, at);
    rig.run(400ms);
}

void press(ScreenRig& rig, const std::string& id) { tap(rig, rig.rect(id).center()); }

void enter(ScreenRig& rig) {
    tap(rig, {540, 700});
    REQUIRE(rig.screen().kiosk()->state() == State::Session);
}

/// Holds the corner where lines begin.
void hold_corner(ScreenRig& rig, Microseconds time, float x = 40) {
    rig.touch(PressType::Down, {x, 40});
    rig.run(time);
    rig.touch(PressType::Up, {x, 40});
    rig.frame();
}

/// The most blue there is in a control.
std::uint32_t brightest_in(ScreenRig& rig, const std::string& id) {
    const Rect place = rig.rect(id);
    const Image picture = rig.picture();
    std::uint32_t most = 0;
    for (int y = static_cast<int>(place.y); y < static_cast<int>(place.bottom()); ++y) {
        for (int x = static_cast<int>(place.x); x < static_cast<int>(place.right()); ++x)
            most = std::max(most, picture.argb[static_cast<std::size_t>(y * picture.width + x)] & 0xFFu);
    }
    return most;
}

bool pressable(const SemanticNode& node) {
    return node.role == "button" || node.role == "slider" || node.role == "tab" || node.role == "radio";
}

void collect(const SemanticNode& node, std::vector<const SemanticNode*>& out) {
    if (pressable(node)) out.push_back(&node);
    for (const SemanticNode& child : node.children) collect(child, out);
}

bool overlap(const Rect& a, const Rect& b) {
    return std::min(a.right(), b.right()) - std::max(a.x, b.x) > 0.5f &&
           std::min(a.bottom(), b.bottom()) - std::max(a.y, b.y) > 0.5f;
}

enum class Reach { Low, Scrolled };

/// Large, apart, named, inside the window, and low enough.
void lint(ScreenRig& rig, const std::string& where, Reach reach = Reach::Low, Size size = kTall) {
    std::vector<const SemanticNode*> nodes;
    collect(rig.screen().semantics(), nodes);
    CHECK(nodes.size() > 0);
    const SemanticNode* bar = rig.node("kiosk.bar");
    const float list_end = bar != nullptr ? bar->rect.y : static_cast<float>(size.height);
    const float target = 64 * static_cast<float>(size.height) / 800 - 1.5f;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const Rect& rect = nodes[i]->rect;
        INFO(where << " " << nodes[i]->id << " " << rect.x << "," << rect.y << " " << rect.w << "x" << rect.h);
        CHECK_FALSE(nodes[i]->name.empty());
        // What a scrolled list cuts at its edge is whole once it is scrolled.
        const bool cut = reach == Reach::Scrolled &&
                         (rect.w == 0 || rect.bottom() >= list_end || rect.right() >= static_cast<float>(size.width));
        CHECK((cut || rect.w >= target));
        CHECK((cut || rect.h >= target));
        CHECK((rect.x >= 0 && rect.right() <= static_cast<float>(size.width) &&
               rect.bottom() <= static_cast<float>(size.height)));
        if (reach == Reach::Low) CHECK(rect.y >= kReach * static_cast<float>(size.height) - 1);
        for (std::size_t k = i + 1; k < nodes.size(); ++k) {
            // A card may have a button on it.
            if (nodes[k]->id.rfind(nodes[i]->id + ".", 0) == 0) continue;
            INFO("against " << nodes[k]->id);
            CHECK_FALSE(overlap(rect, nodes[k]->rect));
        }
    }
}

}  // namespace

TEST_CASE("kiosk: it begins with teasers, without sound and without the player's controls", "[app][kiosk]") {
    ScreenRig rig = kiosk();
    CHECK(rig.host.list == PageList::Teasers);
    CHECK(rig.host.is_muted);
    CHECK(rig.host.playing);
    CHECK(rig.shows("kiosk.enter"));
    CHECK(rig.shows("kiosk.language.en"));
    CHECK_FALSE(rig.shows("player.rail.like"));
    CHECK(rig.node("kiosk.title")->value == rig.host.page(rig.host.current).series->title.get("en"));
}

TEST_CASE("kiosk: teasers turn, and a swipe turns them at once", "[app][kiosk]") {
    ScreenRig rig = kiosk();
    const std::size_t first = rig.host.current;
    rig.run(13s);
    CHECK(rig.host.current > first);
    const std::size_t shown = rig.host.current;
    rig.run(500ms);
    rig.touch(PressType::Down, {540, 1000});
    for (int i = 1; i <= 10; ++i) {
        rig.run(16ms);
        rig.touch(PressType::Move, {540, 1000 - 40.0f * static_cast<float>(i)});
    }
    rig.touch(PressType::Up, {540, 600});
    rig.run(700ms);
    CHECK(rig.host.current == shown + 1);
    CHECK(rig.screen().kiosk()->state() == State::Attract);
}

TEST_CASE("kiosk: one teaser goes over into the next in 800 ms, at once where motion is reduced", "[app][kiosk]") {
    for (const bool reduced : {false, true}) {
        ScreenRig rig = kiosk();
        rig.host.reduced = reduced;
        const std::size_t first = rig.host.current;
        while (rig.host.current == first && rig.clock.now() < 20s) rig.run(17ms);
        REQUIRE(rig.host.current == first + 1);
        const Image before = rig.picture();
        rig.run(400ms);
        CHECK(rig.screen().visible_pages().size() == (reduced ? 1 : 2));
        const Image between = rig.picture();
        CHECK((between.argb != before.argb));
        rig.run(500ms);
        CHECK(rig.screen().visible_pages().size() == 1);
    }
}

TEST_CASE("kiosk: what stands still dims after eight seconds, drifts, and comes back with a touch", "[app][kiosk]") {
    ScreenRig rig = kiosk();
    enter(rig);
    rig.host.prepare_around(0);
    rig.host.playing = false;
    rig.run(500ms);
    const auto brightest = [&] { return brightest_in(rig, "player.episode"); };
    const std::uint32_t bright = brightest();
    const Rect place = rig.rect("player.episode");
    rig.run(10s);
    CHECK(brightest() < bright - 40);
    rig.run(10s);
    const Rect later = rig.rect("player.episode");
    CHECK((later.x != place.x || later.y != place.y));
    CHECK(std::abs(later.x - place.x) <= 4);
    CHECK(std::abs(later.y - place.y) <= 4);
    tap(rig, {540, 900});
    rig.host.playing = false;
    rig.run(300ms);
    CHECK(brightest() > bright - 20);
}

TEST_CASE("kiosk: Home's bar dims in the same way, and its list does not", "[app][kiosk]") {
    ScreenRig rig = kiosk();
    enter(rig);
    press(rig, "player.home");
    rig.run(1s);
    const auto bar = [&] { return brightest_in(rig, "kiosk.bar.play"); };
    const auto tab = [&] { return brightest_in(rig, "home.tab.0"); };
    const std::uint32_t bright = bar(), lit = tab();
    rig.run(6s);
    CHECK(bar() == bright);
    rig.run(4s);
    CHECK(bar() < bright - 80);
    CHECK(tab() == lit);
    press(rig, "home.tab.0");
    rig.run(300ms);
    CHECK(bar() == bright);
}

TEST_CASE("kiosk: a tap enters the series that is shown, from its first episode's beginning, to be heard",
          "[app][kiosk]") {
    ScreenRig rig = kiosk();
    rig.host.prepare_around(85);
    rig.run(100ms);
    const std::size_t series = rig.host.page(85).series_index;
    enter(rig);
    REQUIRE(rig.host.played.size() == 1);
    CHECK(rig.host.played[0] == std::pair(series, std::optional<std::size_t>(0)));
    CHECK(rig.host.seeks.back().first == MediaTime{0});
    CHECK_FALSE(rig.host.is_muted);
    CHECK(rig.host.volume_now <= kKioskVolume);
    CHECK(rig.host.playing);
    CHECK(rig.shows("player.rail.like"));
    CHECK(rig.shows("player.home"));
    CHECK(rig.shows("player.rail.language"));
}

TEST_CASE("kiosk: a key enters, too", "[app][kiosk]") {
    ScreenRig rig = kiosk();
    rig.press_key(GENERATE("Return", "Space"));
    rig.run(500ms);
    CHECK(rig.screen().kiosk()->state() == State::Session);
    CHECK(rig.shows("player.rail.like"));
}

TEST_CASE("kiosk: a silent one stays silent", "[app][kiosk]") {
    ScreenRig rig = kiosk("en", kTall, {"2468", true});
    enter(rig);
    CHECK(rig.host.is_muted);
}

TEST_CASE("kiosk: Enter, Space and a pad's button enter, too", "[app][kiosk]") {
    ScreenRig rig = kiosk();
    SECTION("Space") { rig.press_key("Space"); }
    SECTION("Enter") {
        rig.press_key("Tab");
        rig.frame();
        rig.press_key("Return");
    }
    SECTION("a pad") {
        rig.screen().handle({rig.clock.now(), PadEvent{"dpdown", 1}});
        rig.screen().handle({rig.clock.now(), PadEvent{"dpdown", 0}});
        rig.frame();
        rig.screen().handle({rig.clock.now(), PadEvent{"a", 1}});
        rig.screen().handle({rig.clock.now(), PadEvent{"a", 0}});
    }
    rig.run(100ms);
    CHECK(rig.screen().kiosk()->state() == State::Session);
}

TEST_CASE("kiosk: everything is large, apart and within reach", "[app][kiosk][lint]") {
    for (const std::string language : {"en", "zh-Hans", "ar", "en-XA"}) {
        ScreenRig rig = kiosk(language);
        lint(rig, "teasers " + language);
        press(rig, "kiosk.language_list");
        lint(rig, "languages " + language);
        press(rig, "kiosk.languages.close");
        enter(rig);
        lint(rig, "session " + language);
        press(rig, "player.episodes_pill");
        rig.run(400ms);
        rig.press_key("Escape");
        rig.run(400ms);
        rig.host.playing = false;
        rig.run(46s);
        REQUIRE(rig.shows("kiosk.warn"));
        lint(rig, "warning " + language);
        rig.press_key("Space");
        hold_corner(rig, 5100ms, language == "ar" ? 1040.0f : 40.0f);
        REQUIRE(rig.shows("kiosk.pin"));
        lint(rig, "PIN " + language);
    }
}

TEST_CASE("kiosk: a screen that lies on its side has the same in its middle", "[app][kiosk][lint]") {
    const Size wide{1920, 1080};
    ScreenRig rig = kiosk("en", wide);
    lint(rig, "teasers", Reach::Low, wide);
    const Rect stage = rig.screen().stage();
    CHECK(rig.rect("kiosk.enter").x >= stage.x);
    tap(rig, stage.center());
    CHECK_FALSE(rig.shows("nav.home"));
    CHECK(rig.shows("player.home"));
}

TEST_CASE("kiosk: no key leaves the player, whatever it means elsewhere", "[app][kiosk]") {
    ScreenRig rig = kiosk();
    enter(rig);
    const auto key = [&](const std::string& name, bool ctrl = false, bool alt = false) {
        KeyEvent event{.key = name, .ctrl = ctrl, .alt = alt};
        rig.screen().handle({rig.clock.now(), event});
        event.down = false;
        rig.screen().handle({rig.clock.now(), event});
        rig.run(300ms);
    };
    key("Q", true);
    key("F4", false, true);
    key("F");
    key("F11");
    key("F12");
    key("O");
    key("/");
    key("F1");
    key("I");
    key(",", true);
    key("2", false, true);
    key("3", false, true);
    key("4", false, true);
    rig.screen().handle({rig.clock.now(), QuitEvent{}});
    rig.mouse(PressType::Down, {500, 900}, MouseButton::Right);
    rig.mouse(PressType::Up, {500, 900}, MouseButton::Right);
    rig.run(300ms);
    CHECK_FALSE(rig.shows("sheet"));
    CHECK_FALSE(rig.host.quit_asked);
    CHECK_FALSE(rig.host.is_fullscreen);
    CHECK(rig.host.screenshots == 0);
    CHECK(rig.screen().route().kind == ScreenKind::Player);
    for (int i = 0; i < 6; ++i) key("Escape");
    CHECK(rig.screen().route().kind == ScreenKind::Home);
    CHECK_FALSE(rig.host.quit_asked);
}

TEST_CASE("kiosk: Home has posters that play, and nothing that asks for a keyboard or leads away", "[app][kiosk]") {
    ScreenRig rig = kiosk();
    enter(rig);
    press(rig, "player.home");
    REQUIRE(rig.shows("home"));
    CHECK_FALSE(rig.shows("home.search"));
    CHECK_FALSE(rig.shows("tabs"));
    CHECK_FALSE(rig.shows("home.hero.card.0.list"));
    lint(rig, "home", Reach::Scrolled);
    rig.host.played.clear();
    press(rig, "home.hero.card.0");
    REQUIRE(rig.host.played.size() == 1);
    CHECK(rig.screen().route().kind == ScreenKind::Player);
    press(rig, "player.home");
    press(rig, "kiosk.bar.language");
    CHECK(rig.shows("kiosk.languages"));
    press(rig, "kiosk.language.ja");
    CHECK(rig.host.language() == "ja");
    press(rig, "kiosk.bar.play");
    CHECK(rig.screen().route().kind == ScreenKind::Player);
}

TEST_CASE("kiosk: nobody answers, and what the visitor has left is gone", "[app][kiosk]") {
    ScreenRig rig = kiosk();
    enter(rig);
    press(rig, "player.rail.like");
    REQUIRE(rig.host.likes.size() == 1);
    press(rig, "player.rail.language");
    press(rig, "kiosk.language.es");
    REQUIRE(rig.host.language() == "es");
    press(rig, "player.home");
    rig.run(46s);
    REQUIRE(rig.shows("kiosk.warn.go_on"));
    CHECK_FALSE(rig.host.playing);
    rig.run(16s);
    CHECK(rig.screen().kiosk()->state() == State::Attract);
    CHECK(rig.host.fresh_starts == 1);
    CHECK(rig.host.likes.empty());
    CHECK(rig.host.language() == "en");
    CHECK(rig.host.list == PageList::Teasers);
    CHECK(rig.host.is_muted);
    CHECK(rig.screen().route().kind == ScreenKind::Player);
}

TEST_CASE("kiosk: whatever is touched answers the warning and does nothing else", "[app][kiosk]") {
    ScreenRig rig = kiosk();
    enter(rig);
    rig.press_key("Space");
    REQUIRE_FALSE(rig.host.playing);
    rig.run(46s);
    REQUIRE(rig.shows("kiosk.warn"));
    const auto likes = rig.host.likes;
    SECTION("a touch") { tap(rig, {1000, 1100}); }
    SECTION("the mouse") { rig.mouse(PressType::Move, {400, 400}); }
    SECTION("a key") { rig.press_key("H"); }
    SECTION("the wheel") { rig.wheel(-1, {500, 800}); }
    SECTION("a pad") { rig.screen().handle({rig.clock.now(), PadEvent{"a", 1}}); }
    rig.run(100ms);
    CHECK(rig.screen().kiosk()->state() == State::Session);
    CHECK(rig.host.likes == likes);
    CHECK(rig.host.fresh_starts == 0);
}

TEST_CASE("kiosk: a trembling stick keeps nobody's session", "[app][kiosk]") {
    ScreenRig rig = kiosk();
    enter(rig);
    rig.host.playing = false;
    for (int i = 0; i < 47; ++i) {
        rig.run(1s);
        rig.screen().handle({rig.clock.now(), PadEvent{"leftx", 0.08f}});
    }
    CHECK(rig.screen().kiosk()->state() == State::IdleWarn);
}

TEST_CASE("kiosk: the operator leaves by touch alone", "[app][kiosk]") {
    ScreenRig rig = kiosk();
    hold_corner(rig, 4s);
    CHECK_FALSE(rig.shows("kiosk.pin"));
    hold_corner(rig, 5100ms);
    REQUIRE(rig.shows("kiosk.pin"));
    for (const char* digit : {"1", "1", "1", "1"}) press(rig, std::string("kiosk.pin.key.") + digit);
    CHECK_FALSE(rig.host.quit_asked);
    CHECK(rig.node("kiosk.pin.text")->name == "That is not the PIN.");
    for (const char* digit : {"2", "4", "9"}) press(rig, std::string("kiosk.pin.key.") + digit);
    press(rig, "kiosk.pin.erase");
    for (const char* digit : {"6", "8"}) press(rig, std::string("kiosk.pin.key.") + digit);
    CHECK(rig.host.quit_asked);
}

TEST_CASE("kiosk: who has to wait after wrong PINs finds the pad there when the wait is over", "[app][kiosk]") {
    ScreenRig rig = kiosk();
    hold_corner(rig, 5100ms);
    REQUIRE(rig.shows("kiosk.pin"));
    for (int i = 0; i < 12; ++i) rig.press_key("1");
    rig.run(35s);
    CHECK(rig.shows("kiosk.pin"));
    SECTION("the right one opens") {
        for (const char* key : {"2", "4", "6", "8"}) rig.press_key(key);
        CHECK(rig.host.quit_asked);
    }
    SECTION("after another wrong one the wait is longer than the pad's patience") {
        for (int i = 0; i < 4; ++i) rig.press_key("1");
        rig.run(32s);
        CHECK_FALSE(rig.shows("kiosk.pin"));
    }
}

TEST_CASE("kiosk: the operator leaves by keys, and goes back where he was without the PIN", "[app][kiosk]") {
    ScreenRig rig = kiosk();
    enter(rig);
    hold_corner(rig, 5100ms);
    REQUIRE(rig.shows("kiosk.pin"));
    rig.press_key("Escape");
    rig.run(100ms);
    CHECK(rig.screen().kiosk()->state() == State::Session);
    hold_corner(rig, 5100ms);
    for (const char* key : {"2", "Keypad 4", "6", "8"}) rig.press_key(key);
    CHECK(rig.host.quit_asked);
}

TEST_CASE("kiosk: a feed that cannot be had, or has nothing, is asked for again by itself", "[app][kiosk]") {
    ScreenRig rig = kiosk();
    rig.host.state = GENERATE(FeedState::Failed, FeedState::Empty, FeedState::EmptyFolder);
    rig.host.error = Error{ErrorKind::Unreachable, "", "", 0};
    rig.run(61s);
    CHECK(rig.host.reloads == 2);
    tap(rig, {540, 900});
    CHECK(rig.screen().kiosk()->state() == State::Attract);
}
