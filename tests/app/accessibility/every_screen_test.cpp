// The accessibility checklist of the interface's specification, on every screen that there is.
#include "tests/app/accessibility/every_screen.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "app/ui/widgets.h"
#include "tests/app/support/recording_canvas.h"
#include "tests/app/support/screen_rig.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace std::chrono_literals;

namespace {

constexpr Size kPhone{390, 844}, kDesktop{1280, 720};

bool has(const SemanticNode& node, const char* state) {
    return std::ranges::find(node.states, state) != node.states.end();
}

bool pressable(const SemanticNode& node) {
    static const std::set<std::string> kRoles = {"button", "slider", "tab", "radio", "switch", "combobox", "searchbox"};
    return kRoles.contains(node.role) && node.id != "sheet.dim";
}

void collect(const SemanticNode& node, std::vector<const SemanticNode*>& out) {
    if (pressable(node)) out.push_back(&node);
    for (const SemanticNode& child : node.children) collect(child, out);
}

std::vector<const SemanticNode*> pressables(ScreenRig& rig) {
    std::vector<const SemanticNode*> nodes;
    collect(rig.screen().semantics(), nodes);
    return nodes;
}

void count_ids(const SemanticNode& node, std::map<std::string, int>& ids) {
    if (!node.id.empty()) ++ids[node.id];
    for (const SemanticNode& child : node.children) count_ids(child, ids);
}

bool inside(const Rect& part, const Rect& whole, float slack) {
    return part.x >= whole.x - slack && part.y >= whole.y - slack && part.right() <= whole.right() + slack &&
           part.bottom() <= whole.bottom() + slack;
}

double channel(std::uint8_t value) {
    const double share = value / 255.0;
    return share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
}

Color over(Color top, Color ground) {
    const double a = top.a / 255.0;
    const auto mix = [a](std::uint8_t t, std::uint8_t g) { return static_cast<std::uint8_t>(t * a + g * (1 - a)); };
    return {mix(top.r, ground.r), mix(top.g, ground.g), mix(top.b, ground.b)};
}

double luminance(Color c) { return 0.2126 * channel(c.r) + 0.7152 * channel(c.g) + 0.0722 * channel(c.b); }

double contrast(Color text, Color ground) {
    const double a = luminance(over(text, ground)), b = luminance(ground);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

/// What a label says of a control that is whole on the screen lies in it, uncut.
void check_texts(ScreenRig& rig, Size size) {
    RecordingCanvas canvas(rig.begin_frame());
    rig.screen().draw(canvas, size, 1, rig.clock.now(), false);
    const Rect window{0, 0, static_cast<float>(size.width), static_cast<float>(size.height)};
    for (const SemanticNode* node : pressables(rig)) {
        if (has(*node, "hidden")) continue;
        for (const WrittenText& text : canvas.written()) {
            const Rect seen = node->rect;
            if (!seen.contains(text.rect.center()) || !inside(text.rect, text.clip, 1)) continue;
            INFO(node->id << " \"" << text.text << "\" " << text.rect.x << "," << text.rect.y << " " << text.rect.w
                          << "x" << text.rect.h << " in " << seen.x << "," << seen.y << " " << seen.w << "x" << seen.h);
            CHECK(text.rect.right() <= window.right() + 1);
            CHECK(text.rect.x >= -1);
            const bool words = node->role == "radio" || node->role == "switch" || node->role == "combobox";
            if (words) CHECK_FALSE(text.ellipsized);
            // What scrolls is cut at its area's edge.
            const bool cut = !inside(at_least(seen, 0), text.clip, -2);
            if (words && !cut) CHECK(inside(text.rect, seen, 2));
        }
    }
}

}  // namespace

TEST_CASE("every screen: every control has a name, an own id and room for a finger", "[app][screens][accessibility]") {
    for (const Place& place : every_place()) {
        for (const Size size : {kPhone, kDesktop}) {
            ScreenRig rig(size, "en", 1, {}, {}, place.route);
            rig.run(500ms);
            std::map<std::string, int> ids;
            count_ids(rig.screen().semantics(), ids);
            for (const SemanticNode* node : pressables(rig)) {
                INFO(place.name << " " << size.width << " " << node->id << " " << node->rect.w << "x" << node->rect.h);
                CHECK_FALSE(node->name.empty());
                CHECK(ids[node->id] == 1);
                const bool cut = node->rect.y <= 1 || node->rect.bottom() >= static_cast<float>(size.height) - 60;
                const bool cut_sideways = node->rect.x <= 1 || node->rect.right() >= static_cast<float>(size.width) - 1;
                if (has(*node, "hidden")) continue;
                if (!cut_sideways) CHECK(node->rect.w >= 44);
                if (!cut) CHECK(node->rect.h >= 44);
            }
        }
    }
}

TEST_CASE("every screen: the Tab key reaches every control, and the focus is seen", "[app][screens][accessibility]") {
    for (const Place& place : every_place()) {
        ScreenRig rig(kDesktop, "en", 1, {}, {}, place.route);
        rig.run(500ms);
        std::set<std::string> wanted, reached, by_arrows = {"player.progress"};
        for (int press = 0; press < 400; ++press) {
            for (const SemanticNode* node : pressables(rig)) {
                const bool another = node->id.rfind("settings.section.", 0) == 0 && !has(*node, "current");
                (another ? by_arrows : wanted).insert(node->id);
            }
            rig.press_key("Tab");
            std::string focused;
            for (const SemanticNode* node : pressables(rig)) {
                if (has(*node, "focused")) focused = node->id;
            }
            if (!reached.insert(focused).second && press > 2 * static_cast<int>(wanted.size())) break;
            rig.run(50ms);
        }
        for (const std::string& id : wanted) {
            INFO(place.name << ": " << id << " is not reached");
            // A slider is moved by keys of its own, and arrows go through names that show what lies beside them.
            CHECK((reached.contains(id) || by_arrows.contains(id)));
        }
    }
}

TEST_CASE("every screen: large text and long words are neither cut nor beside their controls",
          "[app][screens][accessibility]") {
    for (const Place& place : every_place()) {
        for (const Size size : {kPhone, kDesktop}) {
            for (const char* language : {"en-XA", "ar", "th"}) {
                INFO(place.name << " " << size.width << " " << language);
                ScreenRig rig(size, language, 1, {}, {}, place.route);
                rig.host.script_settings.set(Setting::TextScale, "150");
                rig.run(500ms);
                check_texts(rig, size);
            }
        }
    }
}

TEST_CASE("every screen: with reduced motion it comes to rest within half a second", "[app][screens][accessibility]") {
    for (const Place& place : every_place()) {
        INFO(place.name);
        ScreenRig rig(kPhone, "en", 1, {}, {}, place.route);
        rig.host.script_settings.set(Setting::Motion, "reduced");
        rig.run(500ms);
        CHECK_FALSE(rig.screen().animating(rig.clock.now()));
    }
}

TEST_CASE("high contrast: texts keep 7:1 on every ground, outlines 3:1", "[app][ui][accessibility]") {
    const Theme theme = high_contrast(Theme{});
    for (const Color ground : {theme.bg, theme.surface1, theme.surface2, theme.surface3}) {
        CHECK(contrast(theme.text_hi, ground) >= 7);
        CHECK(contrast(theme.text_mid, ground) >= 7);
        CHECK(contrast(theme.text_lo, ground) >= 7);
        CHECK(contrast(theme.text_disabled, ground) >= 7);
        CHECK(contrast(theme.accent_on_tint, ground) >= 7);
        CHECK(contrast(theme.accent, ground) >= 7);
        CHECK(contrast(theme.error, ground) >= 7);
        CHECK(contrast(theme.outline_hi, ground) >= 3);
    }
    CHECK(contrast(theme.text_hi, theme.accent_fill) >= 7);
    CHECK(contrast(theme.on_gold, theme.gold) >= 7);
    const Color white{255, 255, 255};
    CHECK(contrast(theme.text_hi, over(theme.glass, white)) >= 7);
    CHECK(contrast(theme.text_hi, over(theme.panel, white)) >= 7);
}

TEST_CASE("captions: their looks are two steps away from what plays", "[app][screens][accessibility]") {
    ScreenRig rig(kPhone);
    rig.click("player.more");
    rig.run(400ms);
    rig.click("sheet.options.caption_style");
    rig.run(100ms);
    CHECK(rig.shows("sheet.captions.size"));
}
