// Every screen in every language and shape: nothing to press is too small, overlaps another or leaves the window.
#include <algorithm>

#include "app/locale/languages.h"
#include "tests/app/support/screen_rig.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace std::chrono_literals;

namespace {

constexpr Size kSizes[] = {{390, 844}, {360, 640}, {720, 1280}, {900, 900}, {1000, 700}, {1280, 720}, {1600, 900}};

/// And the pseudo-languages: what translations to come may do.
std::vector<std::string> languages() {
    std::vector<std::string> tags{std::string(kPseudoLong), std::string(kPseudoMirrored)};
    for (const InterfaceLanguage& language : kInterfaceLanguages) tags.emplace_back(language.tag);
    return tags;
}

bool pressable(const SemanticNode& node) {
    const bool role = node.role == "button" || node.role == "slider" || node.role == "tab" || node.role == "radio";
    const bool hidden = std::find(node.states.begin(), node.states.end(), "hidden") != node.states.end();
    return role && !hidden && node.id != "sheet.dim";
}

void collect(const SemanticNode& node, std::vector<const SemanticNode*>& out) {
    if (pressable(node)) out.push_back(&node);
    for (const SemanticNode& child : node.children) collect(child, out);
}

bool overlap(const Rect& a, const Rect& b) {
    return std::min(a.right(), b.right()) - std::max(a.x, b.x) > 0.5f &&
           std::min(a.bottom(), b.bottom()) - std::max(a.y, b.y) > 0.5f;
}

void lint(ScreenRig& screen, Size size, const std::string& where) {
    std::vector<const SemanticNode*> nodes;
    collect(screen.screen().semantics(), nodes);
    CHECK(nodes.size() > 2);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const Rect& rect = nodes[i]->rect;
        INFO(where << " " << nodes[i]->id << " " << rect.x << "," << rect.y << " " << rect.w << "x" << rect.h);
        CHECK_FALSE(nodes[i]->name.empty());
        CHECK((rect.x >= 0 && rect.y >= 0 && rect.right() <= static_cast<float>(size.width) &&
               rect.bottom() <= static_cast<float>(size.height)));
        for (std::size_t k = i + 1; k < nodes.size(); ++k) {
            INFO("against " << nodes[k]->id);
            CHECK_FALSE(overlap(rect, nodes[k]->rect));
        }
    }
}

void check_targets(ScreenRig& screen, const std::string& where) {
    std::vector<const SemanticNode*> nodes;
    collect(screen.screen().semantics(), nodes);
    for (const SemanticNode* node : nodes) {
        // What a scrolled list cuts at its edge is whole once it is scrolled.
        if (node->id.rfind("panel.", 0) == 0 || node->id.rfind("sheet.", 0) == 0) continue;
        INFO(where << " " << node->id);
        CHECK(node->rect.w >= 44);
        CHECK(node->rect.h >= 44);
    }
}

}  // namespace

TEST_CASE("screens: controls are large, apart and inside the window in every shape and language",
          "[app][screens][lint]") {
    for (const Size size : kSizes) {
        for (const std::string& language : languages()) {
            ScreenRig rig(size, language);
            rig.mouse(PressType::Move, rig.screen().stage().center());
            rig.frame();
            const std::string where = std::to_string(size.width) + "x" + std::to_string(size.height) + " " + language;
            lint(rig, size, where);
            check_targets(rig, where);
        }
    }
}

TEST_CASE("screens: cards and failed feeds keep the same rules", "[app][screens][lint]") {
    for (const std::string& language : languages()) {
        const Size size{360, 640};
        const std::string& where = language;
        ScreenRig locked(size, where);
        locked.host.prepare_around(25);
        locked.run(50ms);
        lint(locked, size, "locked " + where);
        check_targets(locked, "locked " + where);
        ScreenRig failed(size, where);
        failed.host.snapshots[11].state = SessionState::Failed;
        failed.host.snapshots[11].error = Error{ErrorKind::Unreachable, "", "", 0};
        failed.run(50ms);
        lint(failed, size, "failed " + where);
        check_targets(failed, "failed " + where);
    }
}
