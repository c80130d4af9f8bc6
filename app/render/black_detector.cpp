#include "app/render/black_detector.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace cliffhanger {
namespace {

constexpr int kStep = 8;
constexpr int kBlackBelow = 16;
constexpr double kBlackShare = 0.98;

int argb_luma(std::uint32_t pixel) {
    const auto channel = [&](int shift) { return static_cast<int>((pixel >> shift) & 255); };
    return (channel(16) * 54 + channel(8) * 183 + channel(0) * 19) * static_cast<int>(pixel >> 24) / (256 * 255);
}

/// How many of so many samples may be bright in what counts as black.
int most_bright(int samples) { return static_cast<int>(std::ceil(samples * (1 - kBlackShare) - 1e-9)) - 1; }

std::shared_ptr<const void> owner(const StagePicture& picture) {
    return std::visit([](const auto& held) { return std::shared_ptr<const void>(held); }, picture.picture);
}

int frame_luma(const VideoFrame& frame, double x, double y) {
    // Back through the rotation and the mirroring to where the sample was coded.
    double u = x, v = y;
    switch (frame.rotation) {
        case 90:
            u = y, v = 1 - x;
            break;
        case 180:
            u = 1 - x, v = 1 - y;
            break;
        case 270:
            u = 1 - y, v = x;
            break;
        default:
            break;
    }
    if (frame.mirrored) u = 1 - u;
    const int column = std::clamp(static_cast<int>(u * frame.width), 0, frame.width - 1);
    const int row = std::clamp(static_cast<int>(v * frame.height), 0, frame.height - 1);
    const std::uint8_t* line = frame.planes[0] + static_cast<std::ptrdiff_t>(row) * frame.strides[0];
    int luma = 0;
    switch (frame.layout) {
        case PixelLayout::Argb:
            return argb_luma(reinterpret_cast<const std::uint32_t*>(line)[column]);
        case PixelLayout::I010:
        case PixelLayout::I210:
            luma = reinterpret_cast<const std::uint16_t*>(line)[column] >> 2;
            break;
        default:
            luma = line[column];
            break;
    }
    return frame.range == ColorRange::Full ? luma : std::max(0, luma - 16) * 255 / 219;
}

bool covers(const StagePicture& picture, double x, double y) {
    const Point at{static_cast<float>(x), static_cast<float>(y)};
    return picture.opacity > 0.5f && picture.clip.contains(at) && picture.destination.contains(at);
}

double covered_area(const StagePicture& picture, const Rect& stage) {
    const auto overlap = [](float a, float b, float c, float d) {
        return std::max(0.0f, std::min(b, d) - std::max(a, c));
    };
    const float left = std::max(picture.clip.x, picture.destination.x),
                top = std::max(picture.clip.y, picture.destination.y);
    const float right = std::min(picture.clip.right(), picture.destination.right());
    const float bottom = std::min(picture.clip.bottom(), picture.destination.bottom());
    return static_cast<double>(overlap(left, right, stage.x, stage.right())) *
           static_cast<double>(overlap(top, bottom, stage.y, stage.bottom()));
}

}  // namespace

int luma_at(const StagePicture& picture, double x, double y) {
    if (const auto* frame = std::get_if<VideoFramePtr>(&picture.picture)) return *frame ? frame_luma(**frame, x, y) : 0;
    const ImagePtr& image = std::get<ImagePtr>(picture.picture);
    if (!image || image->width <= 0 || image->height <= 0) return 0;
    const int column = std::clamp(static_cast<int>(x * image->width), 0, image->width - 1);
    const int row = std::clamp(static_cast<int>(y * image->height), 0, image->height - 1);
    return argb_luma(image->argb[static_cast<std::size_t>(row) * static_cast<std::size_t>(image->width) +
                                 static_cast<std::size_t>(column)]);
}

bool BlackDetector::is_black(const StagePicture& picture) {
    const std::shared_ptr<const void> held = owner(picture);
    if (!held) return true;
    for (const Judged& judged : judged_) {
        if (!judged.picture.expired() && judged.picture.lock() == held) return judged.black;
    }
    constexpr int kSamples = 48;
    int bright = most_bright(kSamples * kSamples);
    for (int y = 0; y < kSamples && bright >= 0; ++y) {
        for (int x = 0; x < kSamples; ++x)
            bright -= luma_at(picture, (x + 0.5) / kSamples, (y + 0.5) / kSamples) >= kBlackBelow;
    }
    const bool verdict = bright >= 0;
    judged_[next_++ % judged_.size()] = {held, verdict};
    return verdict;
}

BlackVerdict BlackDetector::judge(const Scene& scene) {
    Rect stage = scene.stage;
    if (stage.empty() && !scene.pictures.empty()) stage = scene.pictures.back().clip;
    if (stage.empty()) return {};
    const int background = argb_luma(0xff000000u | static_cast<std::uint32_t>(scene.background.r) << 16 |
                                     static_cast<std::uint32_t>(scene.background.g) << 8 | scene.background.b);
    const auto samples_along = [](float length) { return static_cast<int>(std::ceil(length / kStep - 0.5f)); };
    const int samples = std::max(samples_along(stage.w), 0) * std::max(samples_along(stage.h), 0);
    // Hardly any picture is black, and most show it in their first lines.
    int bright = most_bright(samples);
    for (double y = stage.y + kStep / 2; y < stage.bottom() && bright >= 0; y += kStep) {
        for (double x = stage.x + kStep / 2; x < stage.right(); x += kStep) {
            int luma = background;
            for (auto picture = scene.pictures.rbegin(); picture != scene.pictures.rend(); ++picture) {
                if (!covers(*picture, x, y)) continue;
                const Rect& to = picture->destination;
                luma = luma_at(*picture, (x - to.x) / to.w, (y - to.y) / to.h);
                break;
            }
            bright -= luma >= kBlackBelow;
        }
    }
    BlackVerdict verdict;
    verdict.stage_black = samples > 0 && bright >= 0;
    const StagePicture* main = nullptr;
    double most = 0;
    for (const StagePicture& picture : scene.pictures) {
        const double area = covered_area(picture, stage);
        if (area >= most && area > 0) most = area, main = &picture;
    }
    verdict.source_black = main != nullptr && is_black(*main);
    return verdict;
}

}  // namespace cliffhanger
