// A still picture in memory, for posters and thumbnails.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "net/clock.h"
#include "net/result.h"

namespace cliffhanger {

/// Larger files are refused.
inline constexpr std::size_t kMaxImageBytes = 16u << 20;

struct Image {
    int width = 0, height = 0;
    std::vector<std::uint32_t> argb;            ///< 0xAARRGGBB in native order, straight alpha, rows without padding
    std::optional<Microseconds> ready_at = {};  ///< when it was loaded in the background, on the loader's clock
};

using ImagePtr = std::shared_ptr<const Image>;

/// JPEG, PNG, WebP, GIF (first frame), BMP through libav's decoders, scaled down so that neither side exceeds
/// `max_side`. TooLarge beyond 64 megapixels or kMaxImageBytes, Unsupported or Corrupted otherwise. Thread-safe.
[[nodiscard]] Result<Image> decode_image(std::string_view bytes, int max_side);

/// As above for a picture whose own size matters: not scaled, TooLarge beyond `max_pixels`.
[[nodiscard]] Result<Image> decode_image_unscaled(std::string_view bytes, std::int64_t max_pixels);

}  // namespace cliffhanger
