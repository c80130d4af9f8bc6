// A card with the keys of a telephone, for PINs. Stateless; what is pressed is an Own action of the values given.
#pragma once

#include <string>

#include "app/ui/frame.h"

namespace cliffhanger {

struct PinPadLook {
    std::string id;  ///< of the dialog; its parts begin with it
    std::string title, text;
    bool trouble = false;     ///< `text` says what is wrong
    std::size_t length = 4;   ///< how many digits there will be
    std::size_t typed = 0;    ///< how many there are
    std::string digits = {};  ///< they are shown: one that is being chosen must be read
    float target_dp = 64;     ///< of its keys, where there is room
    int digit_base = 0, erase = 0, cancel = 0;
    int save = 0;  ///< a button below the keys, once all digits are there; 0: none
};

/// In the middle of `area`, over everything.
void draw_pin_pad(Frame& frame, const Rect& area, const PinPadLook& look);

}  // namespace cliffhanger
