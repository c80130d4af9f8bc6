// What is assumed of media that do not say how large they are.
#pragma once

#include <cstdint>

namespace cliffhanger {

/// Bits a second: 720p at what services send it with.
inline constexpr std::int64_t kUsualBandwidth = 2'000'000;

}  // namespace cliffhanger
