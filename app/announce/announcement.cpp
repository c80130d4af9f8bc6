#include "app/announce/announcement.h"

#include <algorithm>
#include <array>
#include <functional>
#include <string_view>
#include <utility>

namespace cliffhanger {
namespace {

bool has(const SemanticNode& node, std::string_view state) {
    return std::ranges::find(node.states, state) != node.states.end();
}

const SemanticNode* first(const SemanticNode& node, const std::function<bool(const SemanticNode&)>& wanted) {
    if (wanted(node)) return &node;
    for (const SemanticNode& child : node.children) {
        if (const SemanticNode* found = first(child, wanted)) return found;
    }
    return nullptr;
}

void append(std::string& text, std::string_view more) {
    if (more.empty()) return;
    if (!text.empty()) text += ", ";
    text += more;
}

constexpr std::array<std::pair<std::string_view, Text>, 7> kRoles{{{"button", Text::RoleButton},
                                                                   {"tab", Text::RoleTab},
                                                                   {"radio", Text::RoleRadio},
                                                                   {"switch", Text::RoleSwitch},
                                                                   {"slider", Text::RoleSlider},
                                                                   {"searchbox", Text::RoleSearchField},
                                                                   {"combobox", Text::RoleDropDown}}};

}  // namespace

std::string announcement_of(const SemanticNode& node, const Strings& strings) {
    std::string text = node.name;
    const auto* role = std::ranges::find(kRoles, node.role, &std::pair<std::string_view, Text>::first);
    if (role != kRoles.end()) append(text, strings(role->second));
    if (node.value != node.name) append(text, node.value);
    if (node.role == "switch") append(text, strings(has(node, "checked") ? Text::On : Text::Off));
    if (node.role != "switch" && (has(node, "checked") || has(node, "current")))
        append(text, strings(Text::IsSelected));
    if (has(node, "locked")) append(text, strings(Text::Locked));
    if (has(node, "watched")) append(text, strings(Text::Watched));
    return text;
}

std::string Announcements::next(const SemanticNode& root, const Strings& strings) {
    std::string said;
    const auto say_changed = [&](std::string& known, const SemanticNode* node) {
        const std::string text = node != nullptr ? announcement_of(*node, strings) : std::string{};
        const std::string key = node != nullptr ? node->id + "\n" + text : std::string{};
        if (key == known) return;
        known = key;
        if (!text.empty()) said += (said.empty() ? "" : ". ") + text;
    };
    say_changed(heading_, first(root, [](const SemanticNode& node) { return node.role == "heading"; }));
    say_changed(page_, first(root, [](const SemanticNode& node) { return node.id == "player.stage"; }));
    say_changed(status_, first(root, [](const SemanticNode& node) { return node.id == "hud.toast"; }));
    say_changed(focused_, first(root, [](const SemanticNode& node) { return has(node, "focused"); }));
    return said;
}

}  // namespace cliffhanger
