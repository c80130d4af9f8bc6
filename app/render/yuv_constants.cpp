#include "app/render/yuv_constants.h"

#include <libyuv.h>

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <type_traits>

namespace cliffhanger {
namespace {

/// A template because only some layouts of the constants have the member.
template <typename Constants>
void set_blue_factor([[maybe_unused]] Constants& constants, [[maybe_unused]] std::uint8_t factor) {
#if defined(__x86_64__) || defined(__i386__)
    // Old versions keep a signed byte, which has no room for the factor.
    if constexpr (std::is_same_v<std::remove_extent_t<decltype(constants.kUVToB)>, std::uint8_t>) {
        for (std::size_t i = 0; i < std::size(constants.kUVToB); i += 2) constants.kUVToB[i] = factor;
    }
#endif
}

/// Aligned for the widest loads of libyuv's rows.
struct alignas(32) CorrectedConstants {
    CorrectedConstants(const libyuv::YuvConstants& original, std::uint8_t blue_factor) : value(original) {
        set_blue_factor(value, blue_factor);
    }
    libyuv::YuvConstants value;
};

}  // namespace

const libyuv::YuvConstants& yuv_constants(ColorMatrix matrix, ColorRange range) {
    static const CorrectedConstants limited_601(libyuv::kYuvI601Constants, 129);
    static const CorrectedConstants limited_709(libyuv::kYuvH709Constants, 135);
    static const CorrectedConstants limited_2020(libyuv::kYuv2020Constants, 137);
    const bool full = range == ColorRange::Full;
    switch (matrix) {
        case ColorMatrix::Bt601:
            return full ? libyuv::kYuvJPEGConstants : limited_601.value;
        case ColorMatrix::Bt2020:
            return full ? libyuv::kYuvV2020Constants : limited_2020.value;
        case ColorMatrix::Bt709:
            break;
    }
    return full ? libyuv::kYuvF709Constants : limited_709.value;
}

}  // namespace cliffhanger
