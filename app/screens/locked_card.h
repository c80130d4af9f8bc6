// A locked episode: what it would take, in plain words, and the ways on. What is above the age limit asks for the PIN;
// of prices there is a demonstration only, nothing is ever charged. Stateless.
#pragma once

#include "app/screens/message_page.h"
#include "app/screens/page_view.h"

namespace cliffhanger {

struct LockedCardLook {
    bool has_next_series = false;
    bool has_pin = false;  ///< there is one that opens what is above the age limit
};
MessagePage locked_page(const Frame& frame, const PageView& view, const LockedCardLook& look);

}  // namespace cliffhanger
