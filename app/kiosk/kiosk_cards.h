// What a public screen asks over everything: whether somebody is there, which language. Stateless; what is pressed is
// an Own action of the values given.
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

/// Of the stage, what everybody reaches.
Rect within_reach(const Rect& stage);

}  // namespace cliffhanger
