#include "player/policy/viewer_retention.h"

#include <algorithm>
#include <cmath>

namespace cliffhanger {

ViewerRetention::ViewerRetention(std::span<const ViewedEpisode> viewed)
    : viewed_(viewed.begin(), viewed.begin() + static_cast<std::ptrdiff_t>(std::min(viewed.size(), kMost))) {}

std::vector<float> ViewerRetention::blended(const std::vector<float>& curve, float from_s, float chunk_s,
                                            float weight) const {
    std::vector<float> result = curve;
    if (viewed_.empty() || curve.size() < 2 || chunk_s <= 0) return result;
    for (std::size_t i = 0; i + 1 < curve.size(); ++i) {
        const float begin = from_s + static_cast<float>(i) * chunk_s, end = begin + chunk_s;
        float there = 0, left = 0;
        for (const ViewedEpisode& each : viewed_) {
            if (each.seconds < begin) continue;
            // One that ended within the chunk was there for a half of it on the average.
            const bool ends_here = each.seconds < end;
            if (ends_here && each.left) ++left;
            there += ends_here && !each.left ? 0.5f : 1;
        }
        const float usual = curve[i] > 0 ? 1 - curve[i + 1] / curve[i] : 1;
        result[i + 1] = result[i] * (1 - (weight * usual + left) / (weight + there));
    }
    return result;
}

std::vector<float> retention_by_chunk(std::span<const float> curve, float length_s, float from_s, float chunk_s,
                                      int chunks) {
    std::vector<float> result;
    if (curve.size() < 2 || length_s <= 0) return result;
    const auto at = [&](float seconds) {
        const float last = static_cast<float>(curve.size() - 1);
        const float place = std::clamp(seconds / length_s, 0.f, 1.f) * last;
        const auto index = static_cast<std::size_t>(std::min(std::floor(place), last - 1));
        const float share = place - static_cast<float>(index);
        return curve[index] * (1 - share) + curve[index + 1] * share;
    };
    const float here = at(from_s);
    for (int i = 0; i <= chunks; ++i) {
        const float there = at(from_s + static_cast<float>(i) * chunk_s);
        result.push_back(here > 0 ? there / here : 1);
    }
    return result;
}

}  // namespace cliffhanger
