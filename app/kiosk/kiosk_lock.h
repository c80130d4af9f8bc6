// What visitors of a public screen may do: everything that is not listed here is refused, what is invented later too.
// Pure.
#pragma once

#include "app/input/intent.h"
#include "app/shell/route.h"
#include "app/ui/action.h"

namespace cliffhanger {

/// As loud as it gets.
inline constexpr float kKioskVolume = 0.6f;

bool kiosk_allows(ActionKind kind);
bool kiosk_allows(Intent intent);
bool kiosk_allows(ScreenKind kind);

}  // namespace cliffhanger
