#include "player/policy/retention_model.h"

#include <algorithm>
#include <cmath>

namespace cliffhanger {
namespace {

/// Of those who leave, most leave early: a tenth a second at first, one in a hundred after the first half minute. These
/// are the middle of the published curves of short-video services.
constexpr float kEarlyLoss = 0.45f, kEarly_s = 4, kLateLossPerSecond = 0.008f;

float general_share(float seconds) {
    return (1 - kEarlyLoss * (1 - std::exp(-seconds / kEarly_s))) * std::exp(-kLateLossPerSecond * seconds);
}

}  // namespace

std::vector<float> RetentionModel::general(float from_s, float chunk_s, int chunks) {
    std::vector<float> shares;
    for (int i = 0; i <= chunks; ++i)
        shares.push_back(general_share(from_s + static_cast<float>(i) * chunk_s) / general_share(from_s));
    return shares;
}

std::vector<float> RetentionModel::survival(const EpisodeFacts& facts) {
    const std::size_t points = static_cast<std::size_t>(facts.chunks()) + 1;
    std::vector<float> survival(points, 1.f);
    const bool known = facts.retention.size() == points;
    const std::vector<float> shares = known ? facts.retention : general(0, facts.chunk_s, facts.chunks());
    for (std::size_t i = 1; i < points; ++i) survival[i] = std::clamp(shares[i], 0.f, survival[i - 1]);
    return survival;
}

}  // namespace cliffhanger
