// What the playlist that names the captions of an HLS stream knows about them, for whoever loads them. Immutable.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "net/byte_source.h"

namespace cliffhanger {

struct SubtitleOrigin {
    std::map<std::string, std::string, std::less<>> variables;  ///< which their playlist may import
    RefreshAddress refresh;                                     ///< when their address has expired
};

}  // namespace cliffhanger
