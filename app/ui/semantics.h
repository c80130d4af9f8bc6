// The tree of what is on the screen, for tests, scripts and assistive technology. Plain values.
#pragma once

#include <string>
#include <vector>

#include "app/geometry.h"

namespace cliffhanger {

struct SemanticNode {
    std::string id;                   ///< stable: "player.title", "player.rail.like"
    std::string role;                 ///< "button", "text", "slider", "image", "list", "dialog", "region"
    std::string name;                 ///< what a person would call it, in the interface language
    std::string value;                ///< of sliders and texts
    std::vector<std::string> states;  ///< "focused", "pressed", "checked", "disabled", "hidden", "locked", "current"
    Rect rect;                        ///< physical px
    std::vector<SemanticNode> children;
};

/// The first node with this id, depth first; nullptr if none.
const SemanticNode* find_node(const SemanticNode& root, std::string_view id);
/// Says where the focus is, which is known once all controls are.
void mark_focused(SemanticNode& root, std::string_view id);
/// As `--semantics` writes it: [{id, role, name, value, state[], rect[x,y,w,h], children}].
std::string to_json(const SemanticNode& root);

}  // namespace cliffhanger
