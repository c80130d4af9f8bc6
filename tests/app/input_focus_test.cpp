#include "app/input/focus_engine.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using Moved = FocusEngine::Moved;

namespace {

/// Two shelves of three posters under a button; a column of its own at the right.
std::vector<FocusNode> home() {
    return {
        {.id = "search", .rect = {0, 0, 300, 40}},
        {.id = "a1", .rect = {0, 100, 100, 150}, .group = "a"},
        {.id = "a2", .rect = {110, 100, 100, 150}, .group = "a"},
        {.id = "a3", .rect = {220, 100, 100, 150}, .group = "a"},
        {.id = "b1", .rect = {0, 300, 100, 150}, .group = "b"},
        {.id = "b2", .rect = {110, 300, 100, 150}, .group = "b"},
        {.id = "b3", .rect = {220, 300, 100, 150}, .group = "b"},
        {.id = "side", .rect = {400, 200, 50, 50}},
    };
}

std::string moved(const std::vector<FocusNode>& nodes, const std::string& from, Direction direction,
                  ReadingDirection reading = ReadingDirection::LeftToRight) {
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (nodes[i].id != from) continue;
        const auto target = move_focus(nodes, i, direction, reading);
        return target ? nodes[*target].id : "";
    }
    return "?";
}

std::vector<FocusNode> sheet_over(std::vector<FocusNode> nodes) {
    nodes.push_back({.id = "row1", .rect = {0, 500, 300, 50}, .layer = 1});
    nodes.push_back({.id = "row2", .rect = {0, 550, 300, 50}, .is_default = true, .layer = 1});
    return nodes;
}

}  // namespace

TEST_CASE("move_focus: goes to the nearest control beyond the edge", "[app][input]") {
    const auto nodes = home();
    CHECK(moved(nodes, "a1", Direction::Right) == "a2");
    CHECK(moved(nodes, "a2", Direction::Down) == "b2");
    CHECK(moved(nodes, "b3", Direction::Up) == "a3");
    CHECK(moved(nodes, "a2", Direction::Up) == "search");
    CHECK(moved(nodes, "a1", Direction::Left).empty());
    CHECK(moved(nodes, "b1", Direction::Down).empty());
    CHECK(moved(nodes, "a3", Direction::Right) == "side");
}

TEST_CASE("move_focus: sideways distance counts 2.5 times, the same group 0.6 times", "[app][input]") {
    const FocusNode from{.id = "from", .rect = {0, 0, 100, 100}, .group = "g"};
    // Straight down at 100 scores 100; 40 sideways at 10 down scores 110.
    CHECK(moved({from, {.id = "far", .rect = {0, 200, 100, 10}}, {.id = "aside", .rect = {140, 110, 50, 10}}}, "from",
                Direction::Down) == "far");
    CHECK(moved({from, {.id = "far", .rect = {0, 212, 100, 10}}, {.id = "aside", .rect = {140, 110, 50, 10}}}, "from",
                Direction::Down) == "aside");
    // 160 in the same group scores 96.
    const FocusNode other{.id = "other", .rect = {0, 200, 100, 10}};
    CHECK(moved({from, other, {.id = "mate", .rect = {0, 260, 100, 10}, .group = "g"}}, "from", Direction::Down) ==
          "mate");
    CHECK(moved({from, other, {.id = "mate", .rect = {0, 270, 100, 10}, .group = "g"}}, "from", Direction::Down) ==
          "other");
}

TEST_CASE("move_focus: touching edges are beyond, overlapping ones are not", "[app][input]") {
    const FocusNode from{.id = "from", .rect = {0, 0, 100, 100}};
    CHECK(moved({from, {.id = "next", .rect = {100, 0, 50, 100}}}, "from", Direction::Right) == "next");
    CHECK(moved({from, {.id = "over", .rect = {98, 0, 50, 100}}}, "from", Direction::Right).empty());
    CHECK(moved({from, {.id = "none", .rect = {120, 0, 0, 100}}}, "from", Direction::Right).empty());
}

TEST_CASE("move_focus: equals go by reading order, from the right in Arabic", "[app][input]") {
    const std::vector<FocusNode> nodes{{.id = "wide", .rect = {0, 0, 300, 40}},
                                       {.id = "middle", .rect = {110, 100, 80, 40}},
                                       {.id = "left", .rect = {0, 100, 80, 40}},
                                       {.id = "right", .rect = {220, 100, 80, 40}}};
    CHECK(moved(nodes, "wide", Direction::Down) == "left");
    CHECK(moved(nodes, "wide", Direction::Down, ReadingDirection::RightToLeft) == "right");
}

TEST_CASE("tab_focus: reads rows, although their tops differ, and wraps around", "[app][input]") {
    const std::vector<FocusNode> nodes{{.id = "c", .rect = {0, 100, 50, 50}},
                                       {.id = "b", .rect = {100, 0, 50, 40}},
                                       {.id = "a", .rect = {0, 6, 50, 30}}};
    CHECK(tab_focus(nodes, std::nullopt, TabDirection::Next) == 2u);
    CHECK(tab_focus(nodes, 2, TabDirection::Next) == 1u);
    CHECK(tab_focus(nodes, 1, TabDirection::Next) == 0u);
    CHECK(tab_focus(nodes, 0, TabDirection::Next) == 2u);
    CHECK(tab_focus(nodes, 2, TabDirection::Previous) == 0u);
    CHECK(tab_focus(nodes, 1, TabDirection::Next, ReadingDirection::RightToLeft) == 2u);
    CHECK_FALSE(tab_focus({}, std::nullopt, TabDirection::Next));
}

TEST_CASE("FocusEngine: the first arrow enters, a dead end does not move", "[app][input]") {
    FocusEngine engine;
    CHECK(engine.move(Direction::Down) == Moved::No);
    engine.set_nodes(home());
    CHECK(engine.focused().empty());
    CHECK(engine.move(Direction::Down) == Moved::Yes);
    CHECK(engine.focused() == "search");
    CHECK(engine.move(Direction::Up) == Moved::No);
    CHECK(engine.focused() == "search");
    CHECK(engine.tab(TabDirection::Next) == Moved::Yes);
    CHECK(engine.focused() == "a1");
    CHECK(engine.focused_rect() == Rect{0, 100, 100, 150});
}

TEST_CASE("FocusEngine: a shelf remembers where the focus was", "[app][input]") {
    FocusEngine engine;
    engine.set_nodes(home());
    REQUIRE(engine.focus("a3"));
    engine.move(Direction::Down);
    CHECK(engine.focused() == "b3");
    engine.move(Direction::Left);
    engine.move(Direction::Left);
    CHECK(engine.focused() == "b1");
    engine.move(Direction::Up);
    CHECK(engine.focused() == "a3");
    CHECK_FALSE(engine.focus("nowhere"));
}

TEST_CASE("FocusEngine: a sheet takes the focus, keeps it, and gives it back", "[app][input]") {
    FocusEngine engine;
    engine.note_key_input();
    engine.set_nodes(home());
    engine.focus("b2");
    engine.set_nodes(sheet_over(home()));
    CHECK(engine.focused() == "row2");
    CHECK(engine.move(Direction::Down) == Moved::No);
    engine.move(Direction::Up);
    CHECK(engine.focused() == "row1");
    CHECK(engine.move(Direction::Up) == Moved::No);
    CHECK_FALSE(engine.focus("b2"));
    engine.set_nodes(home());
    CHECK(engine.focused() == "b2");
}

TEST_CASE("FocusEngine: a sheet opened with the pointer focuses nothing until a key is used", "[app][input]") {
    FocusEngine engine;
    engine.set_nodes(home());
    engine.set_nodes(sheet_over(home()));
    CHECK(engine.focused().empty());
    engine.note_key_input();
    engine.move(Direction::Down);
    CHECK(engine.focused() == "row2");
}

TEST_CASE("FocusEngine: what has scrolled out of sight comes before the bar that lies over it", "[app][input]") {
    FocusEngine engine;
    engine.set_nodes({{.id = "seen", .rect = {0, 600, 100, 50}},
                      {.id = "below", .rect = {0, 900, 100, 50}},
                      {.id = "bar", .rect = {0, 700, 100, 50}, .region = 1}});
    engine.focus("seen");
    engine.move(Direction::Down);
    CHECK(engine.focused() == "below");
    engine.move(Direction::Up);
    engine.tab(TabDirection::Next);
    CHECK(engine.focused() == "below");
    engine.tab(TabDirection::Next);
    CHECK(engine.focused() == "bar");
    engine.move(Direction::Up);
    CHECK(engine.focused() == "seen");
}

TEST_CASE("FocusEngine: where a region ends, arrows lead to the next one", "[app][input]") {
    FocusEngine engine;
    engine.set_nodes(
        {{.id = "last", .rect = {0, 600, 100, 50}}, {.id = "bar", .rect = {0, 700, 100, 50}, .region = 1}});
    engine.focus("last");
    engine.move(Direction::Down);
    CHECK(engine.focused() == "bar");
}

TEST_CASE("FocusEngine: of lists beside each other, up and down stay in one", "[app][input]") {
    FocusEngine engine;
    engine.set_nodes({{.id = "name.1", .rect = {0, 0, 100, 40}, .pane = 0},
                      {.id = "name.2", .rect = {0, 50, 100, 40}, .pane = 0},
                      {.id = "row.1", .rect = {120, 0, 300, 40}, .pane = 1},
                      {.id = "row.9", .rect = {120, 400, 300, 40}, .pane = 1},
                      {.id = "tab", .rect = {0, 600, 100, 40}}});
    engine.focus("name.2");
    REQUIRE(engine.move(Direction::Down) == FocusEngine::Moved::Yes);
    CHECK(engine.focused() == "tab");
    engine.focus("name.1");
    REQUIRE(engine.move(Direction::Right) == FocusEngine::Moved::Yes);
    CHECK(engine.focused() == "row.1");
}

TEST_CASE("FocusEngine: what had the focus and went away hands over to the nearest", "[app][input]") {
    FocusEngine engine;
    engine.set_nodes(home());
    engine.focus("b2");
    auto nodes = home();
    std::erase_if(nodes, [](const FocusNode& node) { return node.id == "b2" || node.id == "b1"; });
    engine.set_nodes(nodes);
    CHECK(engine.focused() == "b3");
    engine.set_nodes({});
    CHECK(engine.focused().empty());
}

TEST_CASE("FocusEngine: the ring shows for keys and hides for the pointer, the focus stays", "[app][input]") {
    FocusEngine engine;
    engine.set_nodes(home());
    engine.note_key_input();
    CHECK_FALSE(engine.ring_visible());
    engine.focus("a1");
    CHECK(engine.ring_visible());
    engine.note_pointer_input();
    CHECK_FALSE(engine.ring_visible());
    CHECK(engine.focused() == "a1");
    engine.clear();
    CHECK(engine.focused().empty());
}
