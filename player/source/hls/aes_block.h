// Sixteen bytes: an AES-128 key, or the vector that a ciphertext begins with.
#pragma once

#include <array>
#include <cstdint>

namespace cliffhanger {

using AesBlock = std::array<std::uint8_t, 16>;

}  // namespace cliffhanger
