// Names of intents, as keys.conf and the shortcut overlay spell them. Pure; any thread.
#pragma once

#include <string_view>

#include "app/input/intent.h"

namespace cliffhanger {

/// "next-episode" and so on; empty for None.
std::string_view intent_name(Intent intent);
/// Intent::None for an unknown name.
Intent intent_from_name(std::string_view name);

}  // namespace cliffhanger
