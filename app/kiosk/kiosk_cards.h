// What a public screen asks over everything: whether somebody is there, which language, the operator's PIN. Stateless;
// what is pressed is an Own action of the values given.
#pragma once

#include "app/ui/frame.h"

namespace cliffhanger {

struct IdleCardLook {
    double left = 1;  ///< of the time to answer
    int seconds = 0;
    int go_on = 0;
};
void draw_idle_card(Frame& frame, const Rect& stage, const IdleCardLook& look);

struct LanguageSheetLook {
    int close = 0, language_base = 0;
    float shown = 1;  ///< how far it has come up
};
void draw_language_sheet(Frame& frame, const Rect& stage, const LanguageSheetLook& look);

struct PinPadLook {
    std::size_t digits = 0, length = 4;
    bool wrong = false;
    int wait_seconds = 0;
    int digit_base = 0, erase = 0, cancel = 0;
};
void draw_pin_pad(Frame& frame, const Rect& stage, const PinPadLook& look);

}  // namespace cliffhanger
