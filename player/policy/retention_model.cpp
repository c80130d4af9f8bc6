#include "player/policy/retention_model.h"

#include <algorithm>
#include <cmath>

namespace cliffhanger {
namespace {

/// Of those who leave, most leave early: a tenth a second at first, one in a hundred after the first half minute. These
/// are the middle of the published curves of short-video services.
constexpr float kEarlyLoss = 0.45f, kEarly_s = 4, kLateLossPerSecond = 0.008f;

}  // namespace

std::vector<float> RetentionModel::survival(const EpisodeFacts& facts) {
    const std::size_t points = static_cast<std::size_t>(facts.chunks()) + 1;
    std::vector<float> survival(points, 1.f);
    const bool known = facts.retention.size() == points;
    for (std::size_t i = 1; i < points; ++i) {
        const float seconds = static_cast<float>(i) * facts.chunk_s;
        const float share =
            known ? facts.retention[i]
                  : (1 - kEarlyLoss * (1 - std::exp(-seconds / kEarly_s))) * std::exp(-kLateLossPerSecond * seconds);
        survival[i] = std::clamp(share, 0.f, survival[i - 1]);
    }
    return survival;
}

}  // namespace cliffhanger
