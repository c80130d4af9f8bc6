#include "app/announce/announcement.h"

#include "tests/app/support/screen_rig.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace std::chrono_literals;

namespace {

SemanticNode tree(std::string focused) {
    SemanticNode root{"settings", "region", "Settings", {}, {}, {}, {}};
    root.children.push_back({"settings.title", "heading", "Settings", {}, {}, {}, {}});
    for (const char* id : {"a", "b"}) {
        SemanticNode node{id, "switch", std::string("Switch ") + id, {}, {}, {}, {}};
        if (focused == id) node.states = {"focused", "checked"};
        root.children.push_back(node);
    }
    return root;
}

}  // namespace

TEST_CASE("announcement_of: what is chosen is said in words", "[app][announce]") {
    SemanticNode node{"a", "radio", "1.5x", {}, {}, {}, {}};
    node.states = {"focused", "checked"};
    CHECK(announcement_of(node, Strings("en")) == "1.5x, radio button, selected");
}

TEST_CASE("announcement_of: what a control is stands between its name and its value", "[app][announce]") {
    const SemanticNode position{"a", "slider", "Position", "0:10", {}, {}, {}};
    CHECK(announcement_of(position, Strings("en")) == "Position, slider, 0:10");
    CHECK(announcement_of(position, Strings("ja")) == "Position, スライダー, 0:10");
    const SemanticNode stage{"b", "region", "Hidden Heir", "EP 1 / 80", {}, {}, {}};
    CHECK(announcement_of(stage, Strings("en")) == "Hidden Heir, EP 1 / 80");
}

TEST_CASE("announcement_of: an episode that was watched is watched, not selected", "[app][announce]") {
    ScreenRig rig({390, 844}, "en", 1, {}, {}, {ScreenKind::Series, 0});
    rig.host.library_in_memory.watched({"scripted", "heir", "heir-11"}, 90s, 1.0);
    rig.run(400ms);
    const SemanticNode* cell = rig.node("series.episodes.cell.11");
    REQUIRE(cell);
    CHECK(announcement_of(*cell, Strings("en")) == "11, button, Watched");
}

TEST_CASE("Announcements: the page, then what the focus reaches, and nothing twice", "[app][announce]") {
    const Strings strings("en");
    Announcements announcements;
    CHECK(announcements.next(tree("a"), strings) == "Settings. Switch a, switch, On");
    CHECK(announcements.next(tree("a"), strings).empty());
    CHECK(announcements.next(tree("b"), strings) == "Switch b, switch, On");
    CHECK(announcements.next(tree(""), strings).empty());
}

TEST_CASE("Announcements: another episode is said when it comes onto the stage, and once", "[app][announce]") {
    const Strings strings("en");
    Announcements announcements;
    SemanticNode root{"player", "region", "", {}, {}, {}, {}};
    root.children.push_back({"player.stage", "region", "Hidden Heir", "EP 1 / 80", {}, {}, {}});
    CHECK(announcements.next(root, strings) == "Hidden Heir, EP 1 / 80");
    CHECK(announcements.next(root, strings).empty());
    root.children[0].value = "EP 2 / 80";
    CHECK(announcements.next(root, strings) == "Hidden Heir, EP 2 / 80");
}

TEST_CASE("Announcements: a switch that changes under the focus is said again", "[app][announce]") {
    const Strings strings("en");
    Announcements announcements;
    SemanticNode root = tree("a");
    announcements.next(root, strings);
    root.children[1].states = {"focused"};
    CHECK(announcements.next(root, strings) == "Switch a, switch, Off");
}
