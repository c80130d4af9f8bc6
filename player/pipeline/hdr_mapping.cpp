#include "player/pipeline/hdr_mapping.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <mutex>
#include <utility>

#include "player/pipeline/tone_curve.h"

namespace cliffhanger {
namespace {

using Color = ColorCube::Color;
constexpr Color kLuma2020 = {0.2627f, 0.6780f, 0.0593f};
// A screen's gamma (BT.1886), and the system gamma of HLG on a display of 1000 cd/m2 (BT.2100).
constexpr float kScreenGamma = 2.4f, kHlgGamma = 1.2f, kHlgPeak = 1000.0f;
// How much of the other channels each one takes along while it is mapped, which keeps saturated lights from changing
// their hue; as libplacebo has it.
constexpr float kCrosstalk = 0.04f;

float dot(const Color& a, const Color& b) { return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]; }

/// Non-linear R'G'B' of codes from 0 to 1024.
Color decoded(const HdrPicture& picture, int y, int u, int v) {
    constexpr std::array<std::pair<float, float>, 3> kShares = {
        std::pair{0.299f, 0.114f}, {0.2126f, 0.0722f}, {0.2627f, 0.0593f}};
    const auto [red, blue] = kShares[static_cast<std::size_t>(picture.matrix)];
    const bool full = picture.range == ColorRange::Full;
    const float luma = full ? static_cast<float>(y) / 1023 : static_cast<float>(y - 64) / 876;
    const float cb = static_cast<float>(u - 512) / (full ? 1023 : 896);
    const float cr = static_cast<float>(v - 512) / (full ? 1023 : 896);
    const float r = luma + 2 * (1 - red) * cr, b = luma + 2 * (1 - blue) * cb;
    return {r, (luma - red * r - blue * b) / (1 - red - blue), b};
}

float hlg_scene_light(float signal) {
    constexpr float kA = 0.17883277f, kB = 0.28466892f, kC = 0.55991073f;
    signal = std::clamp(signal, 0.0f, 1.0f);
    return signal <= 0.5f ? signal * signal / 3 : (std::exp((signal - kC) / kA) + kB) / 12;
}

/// In cd/m2.
Color light_of(const HdrPicture& picture, Color color) {
    if (picture.transfer == ColorTransfer::Pq) {
        for (float& channel : color) channel = pq_to_nits(channel);
        return color;
    }
    for (float& channel : color) channel = hlg_scene_light(channel);
    const float gain = kHlgPeak * std::pow(std::max(dot(color, kLuma2020), 1e-6f), kHlgGamma - 1);
    for (float& channel : color) channel *= gain;
    return color;
}

/// Dark and middle tones keep their hue (one factor for all channels, by luminance); towards white the channels go
/// their own ways, so that what is bright loses its colour as it does on film.
Color tone_mapped(Color light, const ToneCurve& curve) {
    const auto crossed = [](const Color& c, float own, float other) {
        return Color{c[0] * own + (c[1] + c[2]) * other, c[1] * own + (c[0] + c[2]) * other,
                     c[2] * own + (c[0] + c[1]) * other};
    };
    const auto mapped = [&curve](float nits) { return pq_to_nits(curve(nits_to_pq(nits))); };
    light = crossed(light, 1 - 2 * kCrosstalk, kCrosstalk);
    const float luma = std::max(dot(light, kLuma2020), 1e-4f);
    const float luma_out = mapped(luma);
    const float together = luma_out / luma;
    const float apart = std::pow(std::clamp(luma_out / kSdrWhite, 0.0f, 1.0f), 2.0f);
    Color result{};
    for (std::size_t i = 0; i < 3; ++i) result[i] = light[i] * together * (1 - apart) + mapped(light[i]) * apart;
    constexpr float kOwnBack = (1 - kCrosstalk) / (1 - 3 * kCrosstalk), kOtherBack = -kCrosstalk / (1 - 3 * kCrosstalk);
    return crossed(result, kOwnBack, kOtherBack);
}

/// BT.2020's primaries to BT.709's; light in and out, 1 = white.
Color narrowed(const Color& c) {
    return {1.660491f * c[0] - 0.587641f * c[1] - 0.072850f * c[2],
            -0.124550f * c[0] + 1.132900f * c[1] - 0.008349f * c[2],
            -0.018151f * c[0] - 0.100579f * c[1] + 1.118730f * c[2]};
}

/// The code of a screen whose black is not quite dark (BT.1886).
float on_screen(float light) {
    static const float black = std::pow(kSdrBlack / kSdrWhite, 1 / kScreenGamma);
    return (std::pow(std::clamp(light, 0.0f, 1.0f), 1 / kScreenGamma) - black) / (1 - black);
}

std::shared_ptr<const ColorCube> make_table(const HdrPicture& picture) {
    if (picture.transfer == ColorTransfer::Sdr) {
        return std::make_shared<const ColorCube>([&](int y, int u, int v) {
            Color color = decoded(picture, y, u, v);
            for (float& channel : color) channel = std::pow(std::clamp(channel, 0.0f, 1.0f), kScreenGamma);
            color = narrowed(color);
            for (float& channel : color) channel = std::pow(std::clamp(channel, 0.0f, 1.0f), 1 / kScreenGamma);
            return color;
        });
    }
    const ToneCurve curve(picture.black, picture.transfer == ColorTransfer::Hlg ? kHlgPeak : picture.peak);
    return std::make_shared<const ColorCube>([&](int y, int u, int v) {
        Color color = tone_mapped(light_of(picture, decoded(picture, y, u, v)), curve);
        for (float& channel : color) channel /= kSdrWhite;
        color = narrowed(color);
        for (float& channel : color) channel = on_screen(channel);
        return color;
    });
}

}  // namespace

std::shared_ptr<const ColorCube> sdr_table(const HdrPicture& picture) {
    static std::mutex mutex;
    // guarded by mutex; making a table under it keeps two sessions from making the same one
    static HdrPicture last_picture;
    static std::shared_ptr<const ColorCube> last;
    const std::lock_guard lock(mutex);
    if (!last || last_picture != picture) {
        last = make_table(picture);
        last_picture = picture;
    }
    return last;
}

}  // namespace cliffhanger
