#include "player/policy/throughput_estimator.h"

#include <algorithm>
#include <cmath>

namespace cliffhanger {
namespace {

constexpr float kLongMean_s = 25;      ///< of transfer time: idling says nothing about the network
constexpr float kDeparture_s = 6;      ///< how long the last seconds' departure lasts
constexpr float kLastingShare = 0.4f;  ///< of the variance: what lasts; the rest is noise of the half second
constexpr float kTrust = 0.7f;         ///< of the estimated departure, that the next chunks see
constexpr float kPriorMbps = 1, kPrior_s = 0.7f, kPriorSpread = 0.4f, kPriorErrors = 6;
constexpr float kErrors_s = 30;

}  // namespace

void ThroughputEstimator::observe(const TransferSample& transfer) {
    const float seconds = std::max(0.01f, transfer.seconds - round_trip_s_);
    const float mbps = transfer.mbit / seconds, halves = std::max(0.6f, seconds / 0.5f + 0.2f);
    if (observed_) observe_spread(mbps, seconds, halves);
    observed_ = true;

    const float kept = std::exp(-seconds / kLongMean_s);
    weighted_mbit_ = weighted_mbit_ * kept + transfer.mbit;
    weighted_seconds_ = weighted_seconds_ * kept + seconds;
    mean_ = (weighted_mbit_ + kPriorMbps * kPrior_s) / (weighted_seconds_ + kPrior_s);

    // A Kalman filter of one state: the departure decays by itself, and is observed through the noise.
    const float lasting = kLastingShare * spread_ * spread_, noise = (1 - kLastingShare) * spread_ * spread_ / halves;
    const float decay = std::exp(-seconds / kDeparture_s);
    departure_ *= decay;
    uncertainty_ = uncertainty_ * decay * decay + lasting * (1 - decay * decay);
    const float gain = uncertainty_ / (uncertainty_ + noise + 0.002f);
    departure_ += gain * (std::clamp(mbps / mean_ - 1, -0.9f, 2.f) - departure_);
    uncertainty_ *= 1 - gain;
    mbps_ = mean_ * std::max(0.3f, 1 + kTrust * departure_);
}

void ThroughputEstimator::observe_spread(float mbps, float seconds, float halves) {
    const float error = mbps / mbps_ - 1, kept = std::exp(-seconds / kErrors_s);
    errors_ = errors_ * kept + error * error * std::min(halves, 3.f) / 1.15f;
    error_weight_ = error_weight_ * kept + 1;
    const float variance = (errors_ + kPriorSpread * kPriorSpread * kPriorErrors) / (error_weight_ + kPriorErrors);
    spread_ = std::clamp(std::sqrt(variance), 0.06f, 0.6f);
}

}  // namespace cliffhanger
