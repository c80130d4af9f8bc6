#include "player/pipeline/tempo_filter.h"

#include <SoundTouch.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "player/audio_output.h"

namespace cliffhanger {
namespace {

constexpr std::size_t kBlockFrames = 1024;
// What is given out in one piece before the next one is looked for: speech allows for less than music.
constexpr int kStretchMs = 40, kSeekMs = 15, kOverlapMs = 8;
// Sound in a piece is heard too early when slowed down and too late when sped up, by as much on the mean (measured).
constexpr double kEarlySeconds = 0.0305, kLateSeconds = 0.0175;

double mean_lateness(double rate) { return (1 - 1 / rate) * (rate < 1 ? kEarlySeconds : kLateSeconds); }

}  // namespace

class TempoFilter::Stretcher {
 public:
    explicit Stretcher(double rate) {
        engine_.setSampleRate(kAudioSampleRate);
        engine_.setChannels(kAudioChannels);
        engine_.setTempo(rate);
        engine_.setSetting(SETTING_SEQUENCE_MS, kStretchMs);
        engine_.setSetting(SETTING_SEEKWINDOW_MS, kSeekMs);
        engine_.setSetting(SETTING_OVERLAP_MS, kOverlapMs);
        const double run_up = static_cast<double>(kRunUp) / rate + mean_lateness(rate) * kAudioSampleRate;
        left_out_ = static_cast<std::size_t>(std::lround(run_up)) * kAudioChannels;
    }

    void push(std::span<const float> interleaved) {
        engine_.putSamples(interleaved.data(), static_cast<unsigned>(interleaved.size() / kAudioChannels));
    }

    void push_end() { engine_.flush(); }

    std::vector<float> pull() {
        std::vector<float> samples;
        std::array<float, kBlockFrames * kAudioChannels> block;
        while (const unsigned frames = engine_.receiveSamples(block.data(), kBlockFrames)) {
            samples.insert(samples.end(), block.data(), block.data() + std::size_t{frames} * kAudioChannels);
        }
        const std::size_t out = std::min(left_out_, samples.size());
        samples.erase(samples.begin(), samples.begin() + static_cast<std::ptrdiff_t>(out));
        left_out_ -= out;
        return samples;
    }

 private:
    std::size_t left_out_ = 0;  // samples still to come that belong to the run-up
    soundtouch::SoundTouch engine_;
};

Result<std::unique_ptr<TempoFilter>> TempoFilter::open(double rate) {
    static_assert(sizeof(soundtouch::SAMPLETYPE) == sizeof(float), "built for float samples");
    return std::unique_ptr<TempoFilter>(new TempoFilter(std::make_unique<Stretcher>(rate)));
}

TempoFilter::TempoFilter(std::unique_ptr<Stretcher> stretcher) : stretcher_(std::move(stretcher)) {}
TempoFilter::~TempoFilter() = default;

std::vector<float> TempoFilter::process(std::span<const float> interleaved) {
    if (interleaved.empty()) return {};
    stretcher_->push(interleaved);
    return stretcher_->pull();
}

std::vector<float> TempoFilter::finish() {
    stretcher_->push_end();
    return stretcher_->pull();
}

}  // namespace cliffhanger
