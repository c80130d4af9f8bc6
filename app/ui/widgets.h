// The small controls every part of the screen is made of. Each draws itself and registers what it is with the frame.
#pragma once

#include <optional>
#include <string>

#include "app/ui/frame.h"

namespace cliffhanger {

/// A bare icon that can be pressed; its hit area is at least the minimum target around `center`.
struct IconButton {
    std::string id;
    Icon icon;
    std::string name;
    Action action;
    Point center;
    float size = 26;           ///< dp, before the stage factor
    bool directional = false;  ///< mirrored in right-to-left interfaces
    std::vector<std::string> states = {};
};
void icon_button(Frame& frame, const IconButton& button, Frame::Scale scale);

/// A filled circle with an icon: on-stage previous and next, close.
void round_button(Frame& frame, const IconButton& button, float diameter_px);

/// Icon over a label, on video: the stage's rail.
struct RailButton {
    std::string id;
    Icon icon;
    Color color;
    std::string label, name;
    Action action;
    Rect rect;  ///< the item's box
    bool directional = false;
    std::vector<std::string> states = {};
};
void rail_button(Frame& frame, const RailButton& button);

enum class ButtonLook { Primary, Gold, Tonal };
struct TextButton {
    std::string id;
    std::string text;
    Action action;
    ButtonLook look = ButtonLook::Tonal;
    std::optional<Icon> icon = std::nullopt;
    bool is_default = false;
    std::vector<std::string> states = {};
};
/// The size that shows the whole text, on two lines where `max_width` demands it; never below the minimum target.
Rect text_button_size(const Frame& frame, const TextButton& button, float max_width);
void text_button(Frame& frame, const TextButton& button, const Rect& rect);

/// A chip in a row of choices.
float chip_width(const Frame& frame, std::string_view text);
void chip(Frame& frame, std::string id, std::string text, const Rect& rect, bool selected, Action action);

/// A three-bar equaliser: what plays now. Still, so that the interface is drawn once and not with every video frame.
void equaliser(Frame& frame, Point center, Color color);
/// 40 dp arc (ui-spec section 5), one turn in 900 ms; a still ring with reduced motion.
void spinner(Frame& frame, Point center, Microseconds since, bool reduced_motion);
/// A rounded dark plate with centred text and optional icon, its centre at `center`; for pills and toasts. Gives its
/// rectangle.
Rect plate(Frame& frame, Point center, std::optional<Icon> icon, std::string_view text, Color fill, float radius_dp);

/// A rectangle of at least `minimum` px on both sides around the same centre.
Rect at_least(const Rect& rect, float minimum);

}  // namespace cliffhanger
