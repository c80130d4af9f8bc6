#include "player/pipeline/tone_curve.h"

#include <libplacebo/config.h>
#include <libplacebo/tone_mapping.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>

#include "player/late_library.h"

namespace cliffhanger {
namespace {

constexpr std::size_t kSamples = 1024;
constexpr float kLeast = 1e-7f;  // the curves take no absolute black
constexpr float kM1 = 2610.0f / 16384, kM2 = 2523.0f / 32, kC1 = 3424.0f / 4096, kC2 = 2413.0f / 128,
                kC3 = 2392.0f / 128, kMost = 10000.0f;

/// What is used of the library; stays loaded.
struct Placebo {
    decltype(&pl_tone_map_generate) generate = nullptr;
    const pl_tone_map_function* function = nullptr;

    static const Placebo& instance() {
        static const Placebo placebo;
        return placebo;
    }

 private:
    Placebo() {
        const std::string name = "libplacebo.so." + std::to_string(PL_API_VER);
        const LateLibrary library(name);
        if (library.find(generate, "pl_tone_map_generate") && library.find(function, "pl_tone_map_auto")) return;
        generate = nullptr;
        spdlog::warn("{} is not installed: HDR pictures lose what is brighter than the screen", name);
    }
};

}  // namespace

float pq_to_nits(float pq) noexcept {
    const float power = std::pow(std::clamp(pq, 0.0f, 1.0f), 1 / kM2);
    return kMost * std::pow(std::max(power - kC1, 0.0f) / (kC2 - kC3 * power), 1 / kM1);
}

ToneCurve::ToneCurve(float black, float peak)
    : first_(std::sqrt(std::max(black / kSdrWhite, kLeast))),
      last_(std::sqrt(std::max(peak / kSdrWhite, 1.0f))),
      values_(kSamples) {
    const Placebo& placebo = Placebo::instance();
    if (placebo.generate != nullptr) {
        pl_tone_map_params params{};
        params.function = placebo.function;
        params.input_scaling = PL_HDR_SQRT;
        params.output_scaling = PL_HDR_NORM;
        params.lut_size = values_.size();
        params.input_min = first_;
        params.input_max = last_;
        params.output_min = kSdrBlack / kSdrWhite;
        params.output_max = 1;
        placebo.generate(values_.data(), &params);
    } else {
        for (std::size_t i = 0; i < values_.size(); ++i) {
            const float share = static_cast<float>(i) / static_cast<float>(values_.size() - 1);
            const float root = first_ + share * (last_ - first_);
            values_[i] = std::clamp(root * root, kSdrBlack / kSdrWhite, 1.0f);
        }
    }
}

float ToneCurve::operator()(float light) const noexcept {
    const float root = std::sqrt(std::max(light, 0.0f));
    const float at =
        std::clamp((root - first_) / (last_ - first_), 0.0f, 1.0f) * static_cast<float>(values_.size() - 1);
    const auto below = std::min(static_cast<std::size_t>(at), values_.size() - 2);
    const float share = at - static_cast<float>(below);
    return values_[below] * (1 - share) + values_[below + 1] * share;
}

}  // namespace cliffhanger
