// What the keys do: two columns of key names and what they are for. Stateless.
#pragma once

#include "app/input/key_map.h"
#include "app/ui/frame.h"

namespace cliffhanger {

/// What keys do in the player, and the keys as they are bound: "Seek", "←  →".
struct ShortcutLine {
    Text meaning;
    std::string keys;
};
std::vector<ShortcutLine> shortcut_lines(const KeyMap& keys);

float shortcut_overlay_height(const Metrics& metrics, float width);
void draw_shortcut_overlay(Frame& frame, const KeyMap& keys, const Rect& area);

}  // namespace cliffhanger
