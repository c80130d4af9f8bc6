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
// BT.2020's primaries in CIE 1931's Y, X and Z; white is 1 in each.
constexpr Color kLuma2020 = {0.2627f, 0.6780f, 0.0593f};
constexpr Color kX2020 = {0.670161f, 0.152155f, 0.177684f}, kZ2020 = {0.0f, 0.025777f, 0.974223f};
// A screen's gamma (BT.1886), and the system gamma of HLG on a display of 1000 cd/m2 (BT.2100).
constexpr float kScreenGamma = 2.4f, kHlgGamma = 1.2f, kHlgPeak = 1000.0f;
constexpr float kBlack = kSdrBlack / kSdrWhite;
// How libplacebo 4.208 does it. How much of the other channels each one takes along while it is mapped, which keeps
// saturated lights from changing their hue; how much paler what gets darker is (10 % from 1000 cd/m2 to SDR), and by
// how much of their redness reds are darkened.
constexpr float kCrosstalk = 0.04f, kDesaturation = 0.0598f, kRedsDarker = 0.1f;
// From which peak on channels go their own ways at the ends, in SDR whites, and how soon.
constexpr float kMuch = 10.0f, kApart = 2.4f;

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

/// CIE 1931's luminance, and how far the other two are above it, which is nowhere in greys.
struct Opponents {
    float luma, red, blue;
};

Opponents opponents_of(const Color& color) {
    const float luma = dot(color, kLuma2020);
    return {luma, dot(color, kX2020) - luma, dot(color, kZ2020) - luma};
}

Color color_of(const Opponents& opponents) {
    const float x = opponents.luma + opponents.red, z = opponents.luma + opponents.blue;
    const float red = 1.631601f * x - 0.355670f * opponents.luma - 0.275931f * z;
    const float blue = 0.016766f * x - 0.042771f * opponents.luma + 1.026005f * z;
    return {red, (opponents.luma - kLuma2020[0] * red - kLuma2020[2] * blue) / kLuma2020[1], blue};
}

/// By luminance, so that hues stay what they are: skin whose channels went their own ways would turn yellow in the sun.
/// Only where much more light is pressed into the screen's (`hybrid`) they do so towards white and black.
Color tone_mapped(Color light, const ToneCurve& curve, float peak, bool hybrid) {
    const auto crossed = [](const Color& c, float own, float other) {
        return Color{c[0] * own + (c[1] + c[2]) * other, c[1] * own + (c[0] + c[2]) * other,
                     c[2] * own + (c[0] + c[1]) * other};
    };
    for (float& channel : light) channel = std::clamp(channel, 0.0f, peak);
    light = crossed(light, 1 - 2 * kCrosstalk, kCrosstalk);
    Opponents opponents = opponents_of(light);
    const float luma = curve(opponents.luma);
    const float change = luma / std::max(opponents.luma, kBlack);
    const float chroma = change * std::pow(change, kDesaturation);
    opponents = {luma, opponents.red * chroma, opponents.blue * chroma};
    opponents.luma -= std::max(kRedsDarker * opponents.red, 0.0f);
    Color result = color_of(opponents);
    if (hybrid) {
        const float bright = std::clamp(opponents.luma, kBlack, 1.0f);
        const float apart = std::max(std::pow(bright, kApart), std::pow(kBlack / bright, kApart));
        for (std::size_t i = 0; i < 3; ++i) result[i] += (curve(light[i]) - result[i]) * apart;
    }
    constexpr float kOwnBack = (1 - kCrosstalk) / (1 - 3 * kCrosstalk), kOtherBack = -kCrosstalk / (1 - 3 * kCrosstalk);
    return crossed(result, kOwnBack, kOtherBack);
}

/// BT.2020's primaries to BT.709's; light in and out, 1 = white.
Color narrowed(const Color& c) {
    return {1.660491f * c[0] - 0.587641f * c[1] - 0.072850f * c[2],
            -0.124550f * c[0] + 1.132900f * c[1] - 0.008349f * c[2],
            -0.018151f * c[0] - 0.100579f * c[1] + 1.118730f * c[2]};
}

/// The code of light, 1 = white, and what it would be beyond the screen's range: the table cuts off behind its
/// interpolation, because a channel that is cut off at its nodes bends too early.
float coded(float light) { return std::copysign(std::pow(std::abs(light), 1 / kScreenGamma), light); }

/// The same of a screen whose black is not quite dark (BT.1886).
float on_screen(float light) {
    static const float black = coded(kBlack);
    return (coded(light) - black) / (1 - black);
}

std::shared_ptr<const ColorCube> make_table(const HdrPicture& picture) {
    if (picture.transfer == ColorTransfer::Sdr) {
        return std::make_shared<const ColorCube>([&](int y, int u, int v) {
            Color color = decoded(picture, y, u, v);
            for (float& channel : color) channel = std::pow(std::clamp(channel, 0.0f, 1.0f), kScreenGamma);
            color = narrowed(color);
            for (float& channel : color) channel = coded(channel);
            return color;
        });
    }
    const float peak = picture.transfer == ColorTransfer::Hlg ? kHlgPeak : picture.peak;
    const ToneCurve curve(picture.black, peak);
    const bool hybrid = peak > kMuch * kSdrWhite;
    return std::make_shared<const ColorCube>([&](int y, int u, int v) {
        Color color = light_of(picture, decoded(picture, y, u, v));
        for (float& channel : color) channel /= kSdrWhite;
        color = narrowed(tone_mapped(color, curve, peak / kSdrWhite, hybrid));
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
