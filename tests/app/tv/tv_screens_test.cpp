// Every screen on a television set: inside what it is sure to show, apart, read from afar, reached with arrows alone.
#include <algorithm>
#include <deque>
#include <map>
#include <set>

#include "tests/app/accessibility/every_screen.h"
#include "tests/app/support/recording_canvas.h"
#include "tests/app/tv/tv_rig.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace std::chrono_literals;

namespace {

bool has(const SemanticNode& node, const char* state) {
    return std::ranges::find(node.states, state) != node.states.end();
}

bool pressable(const SemanticNode& node) {
    static const std::set<std::string> kRoles = {"button", "slider", "tab", "radio", "switch", "combobox", "searchbox"};
    return kRoles.contains(node.role) && node.id != "sheet.dim" && !has(node, "hidden");
}

void collect(const SemanticNode& node, std::vector<const SemanticNode*>& out) {
    if (pressable(node)) out.push_back(&node);
    for (const SemanticNode& child : node.children) collect(child, out);
}

std::vector<const SemanticNode*> pressables(TvRig& rig) {
    std::vector<const SemanticNode*> nodes;
    collect(rig.screen().semantics(), nodes);
    return nodes;
}

bool overlap(const Rect& a, const Rect& b) {
    return std::min(a.right(), b.right()) - std::max(a.x, b.x) > 0.5f &&
           std::min(a.bottom(), b.bottom()) - std::max(a.y, b.y) > 0.5f;
}

void lint(TvRig& rig, const std::string& where) {
    const auto nodes = pressables(rig);
    const Rect window{0, 0, static_cast<float>(rig.window.width), static_cast<float>(rig.window.height)};
    const float u = tv_scale(rig.window);
    CHECK(nodes.size() > 2);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const Rect& rect = nodes[i]->rect;
        INFO(where << " " << nodes[i]->id << " " << rect.x << "," << rect.y << " " << rect.w << "x" << rect.h);
        CHECK_FALSE(nodes[i]->name.empty());
        CHECK(inside(rect, window, 0.5f));
        // What scrolls is cut at its area's edge.
        const bool cut = rect.y < 1 || rect.bottom() > window.h - 1 || rect.right() > window.w - 1 || rect.x < 1 ||
                         rect.h < 44 * u - 1;
        if (!cut) CHECK(rect.w >= 43.5f * u);
        for (std::size_t k = i + 1; k < nodes.size(); ++k) {
            INFO("against " << nodes[k]->id);
            CHECK_FALSE(overlap(rect, nodes[k]->rect));
        }
    }
}

/// What has the focus lies where every set shows it, and nothing of its words is cut.
void check_focus(TvRig& rig, const std::string& where) {
    const std::string focused = rig.focused();
    INFO(where << " " << focused);
    REQUIRE_FALSE(focused.empty());
    CHECK(inside(rig.rect(focused), rig.safe(), 8 * tv_scale(rig.window)));
}

/// The names of places beside what a screen shows.
bool beside(const std::string& id) { return id.rfind("settings.section.", 0) == 0 || id.rfind("nav.", 0) == 0; }

enum class Within { All, Contents };

/// Arrows are pressed until no control has one left that was not tried; gives what had the focus. Within the contents,
/// from what lies beside them it goes back at once.
std::set<std::string> walk(TvRig& rig, const std::string& where, int presses, Within within = Within::All) {
    static const std::vector<std::string> kArrows = {"dpdown", "dpright", "dpup", "dpleft"};
    std::map<std::string, std::map<std::string, std::string>> ways;
    const auto press = [&](const std::string& from, const std::string& arrow) {
        rig.pad(arrow);
        rig.run(200ms);
        ways[from][arrow] = rig.focused();
        check_focus(rig, where);
    };
    for (int i = 0; i < presses; ++i) {
        // The shortest way to a control with an arrow that is still to be tried.
        std::deque<std::vector<std::string>> open = {{}};
        std::set<std::string> seen;
        std::vector<std::string> path;
        bool found = false;
        std::map<std::string, std::vector<std::string>> reached = {{rig.focused(), {}}};
        std::deque<std::string> queue = {rig.focused()};
        while (!queue.empty() && !found) {
            const std::string here = queue.front();
            queue.pop_front();
            for (const std::string& arrow : kArrows) {
                if (within == Within::Contents && beside(here) && arrow != "dpright") continue;
                const auto known = ways[here].find(arrow);
                if (known == ways[here].end()) {
                    path = reached[here];
                    path.push_back(arrow);
                    found = true;
                    break;
                }
                if (reached.contains(known->second)) continue;
                reached[known->second] = reached[here];
                reached[known->second].push_back(arrow);
                queue.push_back(known->second);
            }
        }
        if (!found) break;
        for (const std::string& arrow : path) press(rig.focused(), arrow);
    }
    std::set<std::string> all;
    for (const auto& [id, leads] : ways) all.insert(id);
    return all;
}

}  // namespace

TEST_CASE("tv screens: controls are apart, large and inside the picture", "[app][tv][lint]") {
    for (const Place& place : every_place()) {
        for (const Size size : {Size{1280, 720}, Size{1920, 1080}}) {
            for (const char* language : {"en", "zh-Hans", "ar", "en-XA"}) {
                if (size.width > 1280 && std::string(language) == "en-XA") continue;
                TvRig rig(size, language, place.route);
                rig.run(700ms);
                const std::string where = place.name + " " + std::to_string(size.width) + " " + language;
                lint(rig, where);
                if (!is_player(place.route.kind)) check_focus(rig, where);
            }
        }
    }
}

TEST_CASE("tv screens: words are neither cut nor beside their controls", "[app][tv][lint]") {
    for (const Place& place : every_place()) {
        for (const char* language : {"en", "zh-Hans", "ar", "en-XA"}) {
            for (const char* scale : {"100", "150"}) {
                if (std::string(scale) == "100" && std::string(language) != "en-XA") continue;
                TvRig rig({1280, 720}, language, place.route);
                rig.host.script_settings.set(Setting::TextScale, scale);
                rig.run(700ms);
                RecordingCanvas canvas(rig.begin_frame());
                rig.screen().draw(canvas, rig.window, 1, rig.clock.now(), false);
                for (const SemanticNode* node : pressables(rig)) {
                    for (const WrittenText& text : canvas.written()) {
                        if (!node->rect.contains(text.rect.center()) || !inside(text.rect, text.clip, 1)) continue;
                        INFO(place.name << " " << language << " " << scale << " " << node->id << " \"" << text.text
                                        << "\"");
                        CHECK(text.rect.right() <= 1281);
                        CHECK(text.rect.x >= -1);
                        const bool words = node->role == "radio" || node->role == "switch" || node->role == "combobox";
                        if (words) CHECK_FALSE(text.ellipsized);
                    }
                }
            }
        }
    }
}

TEST_CASE("tv screens: arrows alone lead to every control, and the focus stays in sight", "[app][tv][lint]") {
    for (const Place& place : every_place()) {
        if (is_player(place.route.kind)) continue;
        TvRig rig({1280, 720}, "en", place.route);
        rig.run(700ms);
        // Another section's name has the focus: the contents are another section's.
        const bool section = place.route.kind == ScreenKind::Settings && place.route.part > 0;
        std::set<std::string> wanted;
        for (const SemanticNode* node : pressables(rig))
            if (!section || !beside(node->id)) wanted.insert(node->id);
        const std::set<std::string> reached = walk(rig, place.name, 260, section ? Within::Contents : Within::All);
        for (const std::string& id : wanted) {
            INFO(place.name << ": " << id << " is not reached");
            CHECK(reached.contains(id));
        }
    }
}

TEST_CASE("tv player: arrows alone lead to everything in the panel", "[app][tv][lint]") {
    for (const char* language : {"en", "ar"}) {
        TvRig rig({1280, 720}, language);
        rig.run(6s);
        rig.pad("a");
        rig.run(700ms);
        std::set<std::string> wanted;
        for (const SemanticNode* node : pressables(rig)) wanted.insert(node->id);
        const std::set<std::string> reached = walk(rig, language, 300);
        for (const std::string& id : wanted) {
            INFO(language << ": " << id << " is not reached");
            CHECK(reached.contains(id));
        }
    }
}

TEST_CASE("tv home: the focus stays in its column while shelves pass below it", "[app][tv]") {
    for (const char* language : {"en", "ar"}) {
        INFO(language);
        TvRig rig({1920, 1080}, language, {ScreenKind::Home});
        rig.run(700ms);
        const std::string first = rig.focused();
        CHECK(first.rfind("home.shelf.0.card.", 0) == 0);
        const Rect at = rig.rect(first);
        const bool rtl = std::string(language) == "ar";
        const float start = rtl ? 1920 - at.right() : at.x;
        // 12 % of the width; a ranked poster stands behind its numeral.
        CHECK(start >= Approx(0.12 * 1920).margin(4));
        for (int i = 1; i <= 2; ++i) {
            rig.pad(rtl ? "dpleft" : "dpright");
            rig.run(600ms);
            CHECK(rig.focused() == "home.shelf.0.card." + std::to_string(i));
            CHECK(rig.rect(rig.focused()).x == Approx(at.x).margin(2));
            CHECK(rig.rect(rig.focused()).y == Approx(at.y).margin(2));
        }
        // There is nothing beyond the row's end.
        rig.pad(rtl ? "dpleft" : "dpright");
        rig.run(600ms);
        CHECK(rig.focused() == "home.shelf.0.card.2");
        rig.pad("dpdown");
        rig.run(800ms);
        CHECK(rig.focused().rfind("home.shelf.1.card.", 0) == 0);
        CHECK(rig.rect(rig.focused()).y == Approx(at.y).margin(2));
        for (int i = 0; i < 4; ++i) {
            rig.pad("dpdown");
            rig.run(800ms);
            CHECK(rig.focused().rfind("home.shelf.", 0) == 0);
        }
        rig.pad(rtl ? "dpright" : "dpleft");
        rig.pad(rtl ? "dpright" : "dpleft");
        rig.pad(rtl ? "dpright" : "dpleft");
        rig.run(400ms);
        CHECK(rig.focused().rfind("nav.", 0) == 0);
    }
}

TEST_CASE("tv home: the focus waits for the posters, unless somebody wants to go elsewhere", "[app][tv]") {
    TvRig rig({1920, 1080}, "en", {ScreenKind::Home});
    rig.host.state = FeedState::Loading;
    rig.run(1s);
    CHECK(rig.focused() == "");
    SECTION("nobody does") {
        rig.host.state = FeedState::Ready;
        rig.run(1s);
        CHECK(rig.focused().starts_with("home.shelf."));
    }
    SECTION("somebody does") {
        rig.pad("dpdown");
        rig.run(100ms);
        CHECK(rig.focused().starts_with("nav."));
    }
}

TEST_CASE("tv home: what the focus rests on is told at the top, after a moment", "[app][tv]") {
    TvRig rig({1920, 1080}, "en", {ScreenKind::Home});
    for (std::size_t i = 0; i < rig.host.scripted.series.size(); ++i)
        rig.host.scripted.series[i].title.values = {{"en", "Series " + std::to_string(i)}};
    rig.run(1s);
    REQUIRE(rig.shows("home.details.title"));
    const std::string before = rig.node("home.details.title")->name;
    rig.pad("dpright");
    rig.run(150ms);
    CHECK((!rig.shows("home.details.title") || rig.node("home.details.title")->name == before));
    rig.run(500ms);
    REQUIRE(rig.shows("home.details.title"));
    CHECK(rig.node("home.details.title")->name == rig.node(rig.focused())->name);
    CHECK(rig.node("home.details.title")->name != before);
    CHECK(inside(rig.rect("home.details.title"), rig.safe()));
}

TEST_CASE("tv home: the poster in focus is larger than the others", "[app][tv]") {
    TvRig rig({1920, 1080}, "en", {ScreenKind::Home});
    rig.run(1s);
    const Image with = rig.picture();
    const Rect card = rig.rect(rig.focused());
    rig.pad("dpright");
    rig.run(1s);
    CHECK(rig.focused() != "");
    CHECK(rig.rect(rig.focused()).w == card.w);  // its place stays
    CHECK(rig.picture().argb != with.argb);
}

TEST_CASE("tv search: letters stand beside what they find", "[app][tv]") {
    TvRig rig({1920, 1080}, "en", {ScreenKind::Search});
    rig.run(700ms);
    REQUIRE(rig.shows("search.keys.0"));
    CHECK(rig.node("search.keys.0")->name == "a");
    for (int i = 0; i < 8 && rig.focused() != "search.keys.0"; ++i) rig.pad(i % 2 == 0 ? "dpdown" : "dpleft");
    rig.pad("a");
    rig.run(500ms);
    CHECK(rig.node("search.field")->value == "a");
    for (const char* id : {"search.field", "search.keys.0", "search.keys.35", "search.keys.37"}) {
        INFO(id);
        CHECK(inside(rig.rect(id), rig.safe()));
    }
}
