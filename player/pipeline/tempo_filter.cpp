#include "player/pipeline/tempo_filter.h"

#include <SoundTouch.h>

#include <array>

#include "player/audio_output.h"

namespace cliffhanger {
namespace {

constexpr std::size_t kBlockFrames = 1024;

}  // namespace

class TempoFilter::Stretcher {
 public:
    explicit Stretcher(double rate) {
        engine_.setSampleRate(kAudioSampleRate);
        engine_.setChannels(kAudioChannels);
        engine_.setTempo(rate);
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
        return samples;
    }

 private:
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
