#include "player/policy/episode_outlook.h"

#include <algorithm>
#include <cmath>

#include "player/policy/retention_model.h"

namespace cliffhanger {
namespace {

constexpr float kUnknownEpisode_s = 90;
constexpr int kMostChunks = 300;

/// Megabits of each chunk; empty where the source does not say.
std::vector<float> known_sizes(const SegmentRung& rung, const FactsBasis& basis, int chunks) {
    std::vector<float> sizes;
    if (!rung.sizes || rung.sizes->empty()) return sizes;
    const auto at = [&](int chunk) {
        return from_seconds(static_cast<double>(basis.chunk_s) * static_cast<double>(basis.first_chunk + chunk));
    };
    for (int chunk = 0; chunk < chunks; ++chunk)
        sizes.push_back(static_cast<float>(rung.sizes->bytes(at(chunk), at(chunk + 1))) * 8e-6f);
    return sizes;
}

/// What chunks of another rung are beside their rate. All rungs show the same pictures.
float borrowed_share(const std::vector<std::vector<float>>& known, const EpisodeFacts& facts, std::size_t chunk) {
    for (std::size_t rung = 0; rung < known.size(); ++rung) {
        if (!known[rung].empty()) return known[rung][chunk] / (facts.rung_mbps[rung] * facts.chunk_s);
    }
    return 1;
}

std::vector<float> retention_of(const EpisodeOutlook& outlook, const ViewerRetention& viewer, const FactsBasis& basis,
                                float length_s, int chunks) {
    const float from_s = static_cast<float>(basis.first_chunk) * basis.chunk_s;
    const auto curve = retention_by_chunk(outlook.retention, length_s, from_s, basis.chunk_s, chunks);
    if (!curve.empty()) return viewer.blended(curve, from_s, basis.chunk_s, ViewerRetention::kFeedWeight);
    const auto general = RetentionModel::general(from_s, basis.chunk_s, chunks);
    return viewer.blended(general, from_s, basis.chunk_s, ViewerRetention::kGeneralWeight);
}

}  // namespace

EpisodeFacts make_episode_facts(const SegmentRequest& request, const FactsBasis& basis, const EpisodeOutlook& outlook,
                                const ViewerRetention& viewer) {
    EpisodeFacts facts;
    facts.chunk_s = basis.chunk_s;
    for (const SegmentRung& rung : request.rungs) {
        const float mbps = static_cast<float>(rung.bandwidth) / 1e6f;
        const float lower = facts.rung_mbps.empty() ? kLeastMbps : facts.rung_mbps.back();
        facts.rung_mbps.push_back(std::max(mbps, lower));
    }
    const float length_s = basis.length ? static_cast<float>(to_seconds(*basis.length)) : kUnknownEpisode_s;
    const int whole = static_cast<int>(std::ceil(length_s / facts.chunk_s)) - basis.first_chunk;
    const int chunks = std::clamp(whole, std::max(basis.least_chunks, 1), kMostChunks);
    std::vector<std::vector<float>> known;
    for (const SegmentRung& rung : request.rungs) known.push_back(known_sizes(rung, basis, chunks));
    const bool any = std::ranges::any_of(known, [](const auto& sizes) { return !sizes.empty(); });
    for (std::size_t chunk = 0; chunk < static_cast<std::size_t>(chunks); ++chunk) {
        for (std::size_t rung = 0; rung < known.size(); ++rung) {
            const float usual = facts.rung_mbps[rung] * facts.chunk_s;
            if (!known[rung].empty()) {
                facts.chunk_mbit.push_back(known[rung][chunk]);
            } else {
                facts.chunk_mbit.push_back(usual * (any ? borrowed_share(known, facts, chunk) : basis.size_of[rung]));
            }
        }
    }
    facts.retention = retention_of(outlook, viewer, basis, length_s, chunks);
    return facts;
}

}  // namespace cliffhanger
