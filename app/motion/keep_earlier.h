// Of times at which something changes, the next one.
#pragma once

#include <optional>

#include "net/clock.h"

namespace cliffhanger {

inline void keep_earlier(std::optional<Microseconds>& next, const std::optional<Microseconds>& other) {
    if (other && (!next || *other < *next)) next = other;
}

}  // namespace cliffhanger
