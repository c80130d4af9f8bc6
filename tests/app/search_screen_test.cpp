// The search screen, as a person meets it.
#include <algorithm>
#include <functional>

#include "app/search/recent_searches.h"
#include "app/shell/shell.h"
#include "tests/app/support/screen_rig.h"
#include "tests/support/catch.h"

namespace cliffhanger {
namespace {

using namespace std::chrono_literals;

constexpr Size kPortrait{390, 844}, kDesktop{1600, 900};

/// What is looked for is named before the index is made of it.
struct SearchRig : ScreenRig {
    explicit SearchRig(Size size, const std::string& language = "en")
        : ScreenRig(size, language, 1, {}, {}, {ScreenKind::Me}) {
        auto& series = host.scripted.series;
        series[1].title.values = {{"en", "Night Shift"}, {"zh-Hans", "夜班"}};
        series[1].credits = {{"Mei Song", "actor", ""}};
        series[2].title.values = {{"en", "The Tide"}, {"zh-Hans", "潮水"}};
        screen().navigator().open({ScreenKind::Search});
        run(400ms);
    }
};

void type(ScreenRig& rig, const std::string& text) {
    rig.screen().handle({rig.clock.now(), TextEvent{text}});
    rig.run(200ms);
    rig.host.search().wait_answered();
    rig.run(50ms);
}

void each_node(const SemanticNode& node, const std::function<void(const SemanticNode&)>& look) {
    look(node);
    for (const SemanticNode& child : node.children) each_node(child, look);
}

std::string name_of(const ScreenRig& rig, const char* id) {
    const SemanticNode* node = rig.node(id);
    return node == nullptr ? "(not there)" : node->name;
}

}  // namespace

TEST_CASE("Search: before anything is typed there is what many watch", "[app][search-screen]") {
    SearchRig rig(kPortrait);
    CHECK(rig.screen().typing());
    CHECK(rig.shows("search.field"));
    CHECK(rig.shows("search.trending.0"));
    rig.click("search.trending.0");
    rig.run(400ms);
    CHECK(rig.screen().route().kind == ScreenKind::Series);
}

TEST_CASE("Search: what is typed anywhere is found, and a result leads to its series", "[app][search-screen]") {
    SearchRig rig(kPortrait);
    type(rig, "nigh");
    CHECK(rig.node("search.field")->value == "nigh");
    REQUIRE(rig.shows("search.results.card.0"));
    CHECK(name_of(rig, "search.results.card.0") == "Night Shift");
    rig.click("search.results.card.0");
    rig.run(400ms);
    CHECK(rig.screen().route() == Route{ScreenKind::Series, 1});
    CHECK(RecentSearches(rig.host.library_in_memory).list() == std::vector<std::string>{"nigh"});
}

TEST_CASE("Search: pinyin finds Chinese titles, an actor's name the series", "[app][search-screen]") {
    SearchRig rig(kDesktop, "zh-Hans");
    type(rig, "yeban");
    REQUIRE(rig.shows("search.results.card.0"));
    CHECK(name_of(rig, "search.results.card.0") == "夜班");
    rig.press_key("Escape");
    CHECK(rig.node("search.field")->value.empty());
    type(rig, "Mei");
    REQUIRE(rig.shows("search.results.card.0"));
    CHECK(rig.node("search.results.card.0")->value.find("Mei Song") != std::string::npos);
}

TEST_CASE("Search: what is not there is said, with what many watch", "[app][search-screen]") {
    SearchRig rig(kPortrait);
    type(rig, "zzzzzz");
    CHECK(name_of(rig, "search.none").find("zzzzzz") != std::string::npos);
    CHECK(rig.shows("search.trending.0"));
}

TEST_CASE("Search: recent searches are chosen, forgotten, cleared", "[app][search-screen]") {
    SearchRig rig(kPortrait);
    RecentSearches recent(rig.host.library_in_memory);
    for (const char* query : {"tide", "night", "heir"}) recent.add(query);
    rig.frame();
    CHECK(name_of(rig, "search.recent.0") == "heir");
    rig.click("search.recent.0.remove");
    CHECK(name_of(rig, "search.recent.0") == "night");
    rig.click("search.recent.0");
    type(rig, "");
    CHECK(rig.node("search.field")->value == "night");
    rig.click("search.field.clear");
    CHECK(rig.shows("search.recent.0"));
    rig.click("search.recent.clear");
    CHECK_FALSE(rig.shows("search.recent.0"));
}

TEST_CASE("Search: Escape clears, then leaves", "[app][search-screen]") {
    SearchRig rig(kPortrait);
    type(rig, "heir");
    rig.press_key("Escape");
    CHECK(rig.screen().route().kind == ScreenKind::Search);
    CHECK(rig.node("search.field")->value.empty());
    rig.press_key("Escape");
    rig.run(400ms);
    CHECK(rig.shows("home"));
}

TEST_CASE("Search: Down leads to the results, and typing back to the field", "[app][search-screen]") {
    SearchRig rig(kPortrait);
    type(rig, "the");
    REQUIRE(rig.shows("search.results.card.0"));
    for (int i = 0; i < 3 && !rig.has_state("search.results.card.0", "focused"); ++i) rig.press_key("Down");
    CHECK(rig.has_state("search.results.card.0", "focused"));
    type(rig, " ti");
    CHECK(rig.node("search.field")->value == "the ti");
    rig.press_key("Backspace");
    CHECK(rig.node("search.field")->value == "the t");
}

TEST_CASE("Search: what an input method composes is shown, and no part of the query", "[app][search-screen]") {
    SearchRig rig(kPortrait, "zh-Hans");
    rig.screen().handle({rig.clock.now(), TextEditingEvent{"ye ban"}});
    rig.frame();
    CHECK(rig.node("search.field")->value.empty());
    rig.screen().handle({rig.clock.now(), TextEditingEvent{""}});
    rig.screen().handle({rig.clock.now(), TextEvent{"夜"}});
    rig.frame();
    CHECK(rig.node("search.field")->value == "夜");
}

TEST_CASE("Search: a press places the caret", "[app][search-screen]") {
    SearchRig rig(kPortrait);
    type(rig, "heir");
    const Rect field = rig.rect("search.field");
    rig.click(Point{field.x + 46, field.center().y});
    rig.screen().handle({rig.clock.now(), TextEvent{"my "}});
    rig.frame();
    CHECK(rig.node("search.field")->value == "my heir");
}

TEST_CASE("Search: a pad brings letters, each within reach", "[app][search-screen]") {
    const std::string language = GENERATE("en", "ar", "th", "hi", "zh-Hans");
    const bool desktop = GENERATE(false, true);
    const Size size = desktop ? kDesktop : kPortrait;
    SearchRig rig(size, language);
    rig.screen().handle({rig.clock.now(), PadEvent{"dpdown", 1}});
    rig.screen().handle({rig.clock.now(), PadEvent{"dpdown", 0}});
    rig.frame();
    INFO(language << " " << size.width);
    REQUIRE(rig.shows("search.keys.0"));
    int keys = 0;
    each_node(*rig.node("search.keys"), [&](const SemanticNode& node) {
        if (node.role != "button") return;
        ++keys;
        CHECK_FALSE(node.name.empty());
        CHECK(node.rect.h >= 44);
        CHECK(node.rect.right() <= static_cast<float>(size.width));
    });
    CHECK(keys > 36);
    rig.click("search.keys.10");
    CHECK_FALSE(rig.node("search.field")->value.empty());
}

TEST_CASE("Search: a finger on the field brings letters, a key of a keyboard sends them away", "[app][search-screen]") {
    SearchRig rig(kPortrait);
    rig.click("search.field");
    CHECK_FALSE(rig.shows("search.keys.0"));
    const Point field = rig.rect("search.field").center();
    rig.screen().handle({rig.clock.now(), TouchEvent{1, PressType::Down, field}});
    rig.screen().handle({rig.clock.now(), TouchEvent{1, PressType::Up, field}});
    rig.frame();
    REQUIRE(rig.shows("search.keys.10"));
    rig.click("search.keys.10");
    CHECK(rig.node("search.field")->value == "q");
    rig.press_key("Down");
    CHECK_FALSE(rig.shows("search.keys.10"));
}

TEST_CASE("Search: controls keep apart and inside the window", "[app][search-screen][lint]") {
    const std::string language = GENERATE("en", "zh-Hans", "ar", "en-XA");
    for (const Size size : {kPortrait, Size{320, 700}, Size{900, 900}, kDesktop}) {
        SearchRig rig(size, language);
        RecentSearches recent(rig.host.library_in_memory);
        for (const char* query : {"tide", "night shift with a very long title", "继承人", "وريثة"}) recent.add(query);
        rig.frame();
        std::vector<const SemanticNode*> nodes;
        each_node(rig.screen().semantics(), [&](const SemanticNode& node) {
            const bool hidden = std::ranges::find(node.states, "hidden") != node.states.end();
            if ((node.role == "button" || node.role == "searchbox") && !hidden) nodes.push_back(&node);
        });
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            const Rect& a = nodes[i]->rect;
            INFO(size.width << " " << language << " " << nodes[i]->id);
            CHECK((a.x >= 0 && a.right() <= static_cast<float>(size.width)));
            for (std::size_t k = i + 1; k < nodes.size(); ++k) {
                const Rect& b = nodes[k]->rect;
                INFO("against " << nodes[k]->id);
                CHECK_FALSE((std::min(a.right(), b.right()) - std::max(a.x, b.x) > 0.5f &&
                             std::min(a.bottom(), b.bottom()) - std::max(a.y, b.y) > 0.5f));
            }
        }
    }
}

}  // namespace cliffhanger
