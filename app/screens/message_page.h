// A message in the middle of an area: icon, one sentence, a cause, buttons below. Error cards, the locked card and the
// feed's own states are laid out by it. Stateless.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/ui/widgets.h"

namespace cliffhanger {

struct MessagePage {
    std::string id;  ///< of the region
    Icon icon = Icon::Info;
    Color icon_color;
    std::string title;                      ///< titleM
    std::string detail;                     ///< textMid, may be empty
    std::string note;                       ///< textLo, may be empty
    std::vector<TextButton> buttons;        ///< first one first, one below the other
    std::optional<TextButton> small_print;  ///< a quiet text that can be pressed: the error code
};

void draw_message_page(Frame& frame, const MessagePage& page, const Rect& area);
/// Of a list with nothing in it: what would be there, and the way Home. Regions are called `id`.empty, `id`.home.
void draw_empty_list(Frame& frame, const std::string& id, Icon icon, Text title, Text hint, const Rect& area);

}  // namespace cliffhanger
