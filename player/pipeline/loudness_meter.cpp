#include "player/pipeline/loudness_meter.h"

#include <ebur128.h>

#include <algorithm>
#include <cmath>
#include <new>

#include "player/audio_output.h"

namespace cliffhanger {
namespace {

constexpr std::int64_t kPublishEvery = kAudioSampleRate / 2;
/// What is quieter is silence; no gain would make it anything else.
constexpr double kSilenceLufs = -60;

MediaTime length_of(std::int64_t frames) { return MediaTime{frames * 1000000 / kAudioSampleRate}; }

}  // namespace

class LoudnessMeter::Gauge {
 public:
    Gauge()
        : state_(ebur128_init(kAudioChannels, kAudioSampleRate,
                              EBUR128_MODE_I | EBUR128_MODE_TRUE_PEAK | EBUR128_MODE_HISTOGRAM)) {
        if (state_ == nullptr) throw std::bad_alloc();
    }
    ~Gauge() { ebur128_destroy(&state_); }
    Gauge(const Gauge&) = delete;
    Gauge& operator=(const Gauge&) = delete;

    void add(std::span<const float> interleaved) {
        (void)ebur128_add_frames_float(state_, interleaved.data(), interleaved.size() / kAudioChannels);
    }

    std::optional<LoudnessReading> read(MediaTime measured) const {
        LoudnessReading reading{.lufs = 0, .true_peak_dbtp = 0, .measured = measured};
        if (ebur128_loudness_global(state_, &reading.lufs) != EBUR128_SUCCESS) return std::nullopt;
        if (!(reading.lufs > kSilenceLufs)) return std::nullopt;
        double peak = 0;
        for (unsigned channel = 0; channel < kAudioChannels; ++channel) {
            double one = 0;
            if (ebur128_true_peak(state_, channel, &one) == EBUR128_SUCCESS) peak = std::max(peak, one);
        }
        reading.true_peak_dbtp = 20 * std::log10(std::max(peak, 1e-5));
        return reading;
    }

 private:
    ebur128_state* state_;
};

LoudnessMeter::LoudnessMeter() = default;
LoudnessMeter::~LoudnessMeter() = default;

void LoudnessMeter::restart() {
    gauge_.reset();
    until_ = MediaTime{0};
    frames_ = published_ = 0;
    const std::lock_guard lock(mutex_);
    reading_.reset();
}

void LoudnessMeter::add(std::span<const float> interleaved, MediaTime at) {
    const auto frames = static_cast<std::int64_t>(interleaved.size() / kAudioChannels);
    const MediaTime end = at + length_of(frames);
    // Half a block more or less is nothing to loudness.
    if (at + (end - at) / 2 < until_) return;
    if (!gauge_) gauge_ = std::make_unique<Gauge>();
    until_ = end;
    frames_ += frames;
    gauge_->add(interleaved);
    if (frames_ - published_ >= kPublishEvery) conclude();
}

void LoudnessMeter::conclude() {
    if (!gauge_) return;
    published_ = frames_;
    const auto now = gauge_->read(length_of(frames_));
    const std::lock_guard lock(mutex_);
    reading_ = now;
}

std::optional<LoudnessReading> LoudnessMeter::reading() const {
    const std::lock_guard lock(mutex_);
    return reading_;
}

}  // namespace cliffhanger
