// What lies over the teasers of a public screen: the name, what it is about, the way in, languages. Stateless.
#pragma once

#include "app/screens/player_host.h"
#include "app/ui/frame.h"

namespace cliffhanger {

struct AttractLook {
    std::optional<Page> page;  ///< nullopt: there is nothing to show yet
    Action enter, languages;
    int language_base = 0;  ///< a language's chip is an Own action with this and its index
    bool still = false;     ///< nothing pulses or drifts
    float shown = 1;        ///< opacity of what belongs to this teaser
};

void draw_attract(Frame& frame, const Rect& stage, const AttractLook& look);

/// Where what never changes is at a time: it drifts by two pixels a minute, so that no screen remembers it.
Point burn_in_drift(Microseconds now);

}  // namespace cliffhanger
