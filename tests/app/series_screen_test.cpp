// The page of a series, as a person meets it.
#include <algorithm>
#include <functional>
#include <set>

#include "app/shell/shell.h"
#include "tests/app/support/screen_rig.h"
#include "tests/support/catch.h"

namespace cliffhanger {
namespace {

using namespace std::chrono_literals;

constexpr Size kPortrait{390, 844}, kSquare{900, 900}, kDesktop{1600, 900};

ScreenRig at_series(Size size, const std::string& language = "en", std::size_t series = 0) {
    return ScreenRig(size, language, 1, {}, {}, {ScreenKind::Series, series});
}

void describe(ScreenRig& rig) {
    Series& series = rig.host.scripted.series[0];
    series.status = "ongoing";
    series.update_note = "Two episodes a day";
    series.announced_episodes = 100;
    series.ratings = {{"USA_PR", "TV-14", {}}};
    series.warnings = {"violence", "flashing lights"};
    series.licence_number = "(沪)网微剧审字(2025)第001号";
    series.record_number = "(沪)网微剧备字(2025)第00123号";
    series.credits = {{"Elena Voss", "actor", "Mia Hart"}, {"June Okafor", "director", ""}};
    rig.frame();
}

void each_node(const SemanticNode& node, const std::function<void(const SemanticNode&)>& look) {
    look(node);
    for (const SemanticNode& child : node.children) each_node(child, look);
}

bool is(const SemanticNode& node, const char* state) {
    return std::ranges::find(node.states, state) != node.states.end();
}

bool pressable(const SemanticNode& node) { return node.role == "button" || node.role == "tab"; }

bool overlap(const Rect& a, const Rect& b) {
    return std::min(a.right(), b.right()) - std::max(a.x, b.x) > 0.5f &&
           std::min(a.bottom(), b.bottom()) - std::max(a.y, b.y) > 0.5f;
}

std::string name_of(const ScreenRig& rig, const char* id) {
    const SemanticNode* node = rig.node(id);
    return node == nullptr ? "(not there)" : node->name;
}

}  // namespace

TEST_CASE("Series: what there is to know stands there before the first tap", "[app][series]") {
    ScreenRig rig = at_series(kPortrait);
    describe(rig);
    CHECK(name_of(rig, "series.title") == "The Billionaire's Hidden Heir");
    CHECK(name_of(rig, "series.length") == "80 of 100 episodes · 2 h 3 min");
    CHECK(name_of(rig, "series.status").find("Ongoing · ") == 0);
    CHECK(name_of(rig, "series.status").find("Two episodes a day") != std::string::npos);
    CHECK(name_of(rig, "series.price") == "First 20 episodes free · After that: 12 coins an episode");
    CHECK(name_of(rig, "series.rating") == "Age rating: TV-14");
    CHECK(name_of(rig, "series.warnings") == "Contains: violence, flashing lights");
    CHECK(name_of(rig, "series.registration.0").find("(沪)网微剧审字(2025)第001号") != std::string::npos);
    CHECK(name_of(rig, "series.registration.1").find("(沪)网微剧备字(2025)第00123号") != std::string::npos);
    for (const char* id : {"series.price", "series.warnings", "series.registration.1"}) {
        INFO(id);
        CHECK(rig.rect(id).bottom() < 844 - 56);
    }
}

TEST_CASE("Series: a new viewer watches from the beginning, another one goes on", "[app][series]") {
    ScreenRig rig = at_series(kPortrait);
    CHECK(name_of(rig, "series.watch") == "Watch");
    rig.host.library_in_memory.watched({"scripted", "heir", "heir-11"}, 90s, 1.0);
    rig.host.library_in_memory.watched({"scripted", "heir", "heir-12"}, 30s, 0.4);
    rig.frame();
    CHECK(name_of(rig, "series.watch") == "Resume EP 12");
    CHECK(rig.has_state("series.episodes.cell.12", "current"));
    CHECK(rig.has_state("series.episodes.cell.11", "watched"));
    CHECK(rig.has_state("series.episodes.cell.21", "locked"));
    rig.click("series.watch");
    rig.run(400ms);
    REQUIRE(rig.host.played.size() == 1);
    CHECK(rig.host.played[0] == std::pair<std::size_t, std::optional<std::size_t>>(0, std::nullopt));
    CHECK(rig.shows("player.stage"));
    CHECK(rig.host.playing);
}

TEST_CASE("Series: a cell plays its episode, a range shows its own", "[app][series]") {
    ScreenRig rig = at_series(kDesktop);
    rig.click("series.episodes.range.2");
    rig.frame();
    CHECK(rig.shows("series.episodes.cell.61"));
    CHECK_FALSE(rig.shows("series.episodes.cell.1"));
    rig.click("series.episodes.cell.63");
    rig.run(400ms);
    REQUIRE(rig.host.played.size() == 1);
    CHECK(rig.host.played[0].second == std::optional<std::size_t>(62));
    CHECK(rig.shows("player.stage"));
}

TEST_CASE("Series: the list, the link and the synopsis do what they say", "[app][series]") {
    ScreenRig rig = at_series({320, 700});
    rig.click("series.list");
    rig.run(50ms);
    CHECK(rig.host.listed(0));
    CHECK(rig.has_state("series.list", "checked"));
    rig.click("series.share");
    CHECK(rig.host.clipboard == "https://example.test/heir-1.mp4");
    const float folded = rig.rect("series.synopsis").h;
    REQUIRE(rig.shows("series.more"));
    rig.click("series.more");
    rig.frame();
    CHECK(rig.rect("series.synopsis").h > folded);
    CHECK(rig.has_state("series.more", "expanded"));
}

TEST_CASE("Series: the player's panel and its sheets lead to it, and back leads to the player", "[app][series]") {
    ScreenRig desktop(kDesktop);
    desktop.click("panel.about");
    desktop.run(400ms);
    CHECK(name_of(desktop, "series.title") == "The Billionaire's Hidden Heir");
    CHECK_FALSE(desktop.host.playing);
    desktop.click("series.back");
    desktop.run(400ms);
    CHECK(desktop.shows("player.stage"));
    ScreenRig phone(kPortrait);
    phone.click("player.title");
    phone.run(400ms);
    phone.click("sheet.about");
    phone.run(400ms);
    CHECK(phone.shows("series.title"));
}

TEST_CASE("Series: one leads to the next, and back to where that one was left", "[app][series]") {
    ScreenRig rig = at_series(kPortrait);
    rig.wheel(-20, {200, 400});
    rig.run(2s);
    REQUIRE(rig.rect("series.similar.card.0").y > 0);
    const float at = rig.rect("series.similar.card.0").y;
    rig.click("series.similar.card.0");
    rig.run(600ms);
    CHECK(rig.screen().route().series != 0);
    CHECK(rig.rect("series.title").y > 0);
    rig.press_key("Escape");
    rig.run(600ms);
    CHECK(rig.screen().route().series == 0);
    CHECK(rig.rect("series.similar.card.0").y == at);
}

TEST_CASE("Series: controls are large, apart and inside the window in every shape and language",
          "[app][series][lint]") {
    const Size size = GENERATE(Size{390, 844}, Size{320, 700}, Size{720, 1280}, kSquare, Size{1000, 700}, kDesktop);
    for (const char* language : {"en", "zh-Hans", "ar", "en-XA", "th", "pt-BR"}) {
        ScreenRig rig = at_series(size, language);
        describe(rig);
        std::vector<const SemanticNode*> nodes;
        each_node(rig.screen().semantics(), [&](const SemanticNode& node) {
            if (pressable(node) && !is(node, "hidden")) nodes.push_back(&node);
        });
        CHECK(nodes.size() > 4);
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            const Rect& rect = nodes[i]->rect;
            INFO(size.width << "x" << size.height << " " << language << " " << nodes[i]->id << " " << rect.x << ","
                            << rect.y << " " << rect.w << "x" << rect.h);
            CHECK_FALSE(nodes[i]->name.empty());
            CHECK((rect.x >= 0 && rect.y >= 0 && rect.right() <= static_cast<float>(size.width) &&
                   rect.bottom() <= static_cast<float>(size.height)));
            // What the view cuts at its edge is whole once it is scrolled.
            const bool cut = rect.bottom() >= rig.rect("series.list").bottom() - 1;
            if (!cut) CHECK((rect.w >= 44 && rect.h >= 43.5f));
            for (std::size_t k = i + 1; k < nodes.size(); ++k) {
                INFO("against " << nodes[k]->id);
                CHECK_FALSE(overlap(rect, nodes[k]->rect));
            }
        }
        for (const char* id : {"series.title", "series.length", "series.price", "series.warnings", "series.genres"}) {
            INFO(size.width << " " << language << " " << id);
            REQUIRE(rig.shows(id));
            CHECK(rig.rect(id).right() <= static_cast<float>(size.width));
            CHECK_FALSE(overlap(rig.rect(id), rig.rect("series.poster")));
        }
    }
}

TEST_CASE("Series: keys alone reach everything on it", "[app][series]") {
    const Size size = GENERATE(kPortrait, kSquare, kDesktop);
    const std::string language = GENERATE("en", "ar");
    ScreenRig rig = at_series(size, language);
    describe(rig);
    std::set<std::string> wanted, reached;
    each_node(rig.screen().semantics(), [&](const SemanticNode& node) {
        if (pressable(node) && node.id.rfind("series", 0) == 0) wanted.insert(node.id);
    });
    for (int i = 0; i < 80; ++i) {
        rig.press_key("Tab");
        rig.run(50ms);
        each_node(rig.screen().semantics(), [&](const SemanticNode& node) {
            if (is(node, "focused")) reached.insert(node.id);
        });
    }
    for (const std::string& id : wanted) {
        INFO(size.width << " " << language << " " << id);
        CHECK(reached.contains(id));
    }
    rig.press_key("Home");
}

TEST_CASE("Series: arrows lead from the buttons through the episodes to what is like it", "[app][series]") {
    ScreenRig rig = at_series(kPortrait);
    std::set<std::string> reached;
    for (int i = 0; i < 20; ++i) {
        rig.press_key("Down");
        rig.run(400ms);
        each_node(rig.screen().semantics(), [&](const SemanticNode& node) {
            if (is(node, "focused")) reached.insert(node.id.substr(0, node.id.rfind('.')));
        });
    }
    CHECK(reached.contains("series.episodes.cell"));
    CHECK(reached.contains("series.similar.card"));
}

TEST_CASE("Series: at rest nothing is drawn", "[app][series]") {
    ScreenRig rig = at_series(kPortrait);
    rig.run(1s);
    CHECK_FALSE(rig.screen().animating(rig.clock.now()));
    CHECK_FALSE(rig.screen().next_change(rig.clock.now()));
}

}  // namespace cliffhanger
