// What a notice of the host says. Pure.
#pragma once

#include "app/screens/player_host.h"
#include "app/ui/strings.h"

namespace cliffhanger {

Text text_of(HostNotice notice);

}  // namespace cliffhanger
