#include "player/pipeline/audio_ring.h"

#include <algorithm>
#include <cmath>
#include <mutex>
#include <numbers>

#include "player/audio_output.h"

namespace cliffhanger {
namespace {

constexpr float kFadeInStep = 1.0F / (0.010F * kAudioSampleRate);
constexpr float kFadeOutStep = 1.0F / (0.060F * kAudioSampleRate);
// Where the wave jumps, the step dies away instead of clicking: to a hundredth in five milliseconds.
constexpr float kStepDecay = 0.981F;
constexpr float kAudibleStep = 0.05F;
// What is heard until new sound is there, and over how much that is blended in: 50 and 10 ms.
constexpr std::uint64_t kKeptAtSplice = kAudioSampleRate / 20;
constexpr std::size_t kBlend = kAudioSampleRate / 100;

// A peak that is on its way is met in time: 60 dB a second.
constexpr float kCeilingStep = 0.99985609F;

float amplitude(float gain) noexcept {
    if (gain <= 0) return 0;
    if (gain >= 1) return 1;
    return std::sin(gain * std::numbers::pi_v<float> / 2);
}

}  // namespace

MediaTime AudioTiming::audible(Microseconds now) const noexcept {
    const auto since = static_cast<double>((now - at).count()) * rate;
    return std::min(media + MediaTime{static_cast<MediaTime::rep>(since)}, media_end);
}

AudioRing::AudioRing() : samples_(kCapacity * kAudioChannels) {}

const AudioRing::Piece& AudioRing::piece_at(std::uint64_t frame) const noexcept {
    std::size_t i = piece_count_ - 1;
    while (i > 0 && pieces_[i].frame > frame) --i;
    return pieces_[i];
}

MediaTime AudioRing::time_at(std::uint64_t frame) const noexcept {
    const Piece& piece = piece_at(frame);
    const auto frames = static_cast<double>(frame) - static_cast<double>(piece.frame);
    return piece.media + MediaTime{std::llround(frames * piece.rate * 1e6 / kAudioSampleRate)};
}

std::uint64_t AudioRing::frame_at(MediaTime time) const noexcept {
    std::size_t i = piece_count_ - 1;
    while (i > 0 && pieces_[i].media > time) --i;
    const Piece& piece = pieces_[i];
    const double frames = static_cast<double>((time - piece.media).count()) * kAudioSampleRate / 1e6 / piece.rate;
    return frames > 0 ? piece.frame + static_cast<std::uint64_t>(frames) : piece.frame;
}

void AudioRing::restart(std::uint32_t serial, MediaTime from, double rate) {
    const std::lock_guard lock(consumer_);
    pieces_[0] = {0, from, rate};
    piece_count_ = 1;
    dropped_.clear();
    fade_ahead_ = 0;
    jumped_ = true;
    finished_.store(false, std::memory_order_release);
    written_.store(0, std::memory_order_release);
    read_.store(0, std::memory_order_release);
    serial_.store(serial, std::memory_order_release);
}

MediaTime AudioRing::splice(double rate) {
    const std::lock_guard lock(consumer_);
    const std::uint64_t read = read_.load(std::memory_order_relaxed);
    const std::uint64_t written = written_.load(std::memory_order_relaxed);
    const std::uint64_t at = std::min(written, read + fade_ahead_ + kKeptAtSplice);
    const MediaTime media = time_at(at);
    const std::size_t blend = static_cast<std::size_t>(std::min<std::uint64_t>(written - at, kBlend));
    dropped_.resize(blend * kAudioChannels);
    blended_ = 0;
    for (std::size_t i = 0; i < blend; ++i) {
        const auto from = static_cast<std::size_t>((at + i) % kCapacity) * kAudioChannels;
        std::copy_n(samples_.begin() + static_cast<std::ptrdiff_t>(from), kAudioChannels,
                    dropped_.begin() + static_cast<std::ptrdiff_t>(i * kAudioChannels));
    }
    while (piece_count_ > 1 && pieces_[piece_count_ - 1].frame >= at) --piece_count_;
    const bool first_is_over = piece_count_ > 1 && pieces_[1].frame <= read;
    if (first_is_over || piece_count_ == kPieces) {
        std::move(pieces_.begin() + 1, pieces_.begin() + static_cast<std::ptrdiff_t>(piece_count_), pieces_.begin());
        --piece_count_;
    }
    pieces_[pieces_[piece_count_ - 1].frame == at ? piece_count_ - 1 : piece_count_++] = {at, media, rate};
    finished_.store(false, std::memory_order_release);
    written_.store(at, std::memory_order_release);
    return media;
}

std::size_t AudioRing::write(std::span<const float> interleaved) noexcept {
    const std::uint64_t written = written_.load(std::memory_order_relaxed);
    const std::size_t room = kCapacity - static_cast<std::size_t>(written - read_.load(std::memory_order_acquire));
    const std::size_t frames = std::min(room, interleaved.size() / kAudioChannels);
    const std::size_t begin = static_cast<std::size_t>(written % kCapacity);
    const std::size_t first = std::min(frames, kCapacity - begin);
    std::copy_n(interleaved.begin(), first * kAudioChannels, samples_.begin() + static_cast<std::ptrdiff_t>(begin * 2));
    std::copy_n(interleaved.begin() + static_cast<std::ptrdiff_t>(first * 2), (frames - first) * kAudioChannels,
                samples_.begin());
    blend_in(begin, frames);
    written_.store(written + frames, std::memory_order_release);
    return frames;
}

// The sum of the two gains is one: both are the same sound.
void AudioRing::blend_in(std::size_t begin, std::size_t frames) noexcept {
    const std::size_t length = dropped_.size() / kAudioChannels;
    for (std::size_t i = 0; i < frames && blended_ < length; ++i, ++blended_) {
        const float in = (static_cast<float>(blended_) + 0.5F) / static_cast<float>(length);
        for (std::size_t channel = 0; channel < kAudioChannels; ++channel) {
            float& sample = samples_[(begin + i) % kCapacity * kAudioChannels + channel];
            sample = sample * in + dropped_[blended_ * kAudioChannels + channel] * (1 - in);
        }
    }
}

bool AudioRing::wait_for_room() {
    for (;;) {
        const std::uint32_t seen = signal_.load(std::memory_order_acquire);
        if (interrupted_.exchange(false, std::memory_order_acq_rel)) return false;
        const auto used = written_.load(std::memory_order_relaxed) - read_.load(std::memory_order_acquire);
        if (used + kWriteRoom <= kCapacity) return true;
        signal_.wait(seen, std::memory_order_acquire);
    }
}

MediaTime AudioRing::front_time() const noexcept {
    // The pieces change in restart() and splice() alone, which are the producer's as this is.
    return time_at(read_.load(std::memory_order_relaxed));
}

void AudioRing::interrupt() noexcept {
    interrupted_.store(true, std::memory_order_release);
    signal_.fetch_add(1, std::memory_order_acq_rel);
    signal_.notify_all();
}

void AudioRing::set_level(const AudioLevel& level) noexcept {
    const double step = std::pow(10.0, level.db_per_second / 20 / kAudioSampleRate);
    level_step_.store(static_cast<float>(step), std::memory_order_release);
    level_ceiling_.store(level.ceiling, std::memory_order_release);
    level_target_.store(std::min(level.gain, level.ceiling), std::memory_order_release);
}

float AudioRing::next_level(float target, float ceiling, float factor) noexcept {
    if (level_ > ceiling) return level_ = std::max(level_ * kCeilingStep, ceiling);
    if (level_ > target) return level_ = std::max(level_ / factor, target);
    return level_ = std::min(level_ * factor, target);
}

void AudioRing::discard_until(MediaTime time) {
    {
        const std::lock_guard lock(consumer_);
        const std::uint64_t read = read_.load(std::memory_order_relaxed);
        const std::uint64_t reached = std::clamp(frame_at(time), read, written_.load(std::memory_order_acquire));
        if (reached == read) return;
        jumped_ = true;
        fade_ahead_ = 0;
        read_.store(reached, std::memory_order_release);
    }
    signal_.fetch_add(1, std::memory_order_acq_rel);
    signal_.notify_one();
}

std::optional<AudioTiming> AudioRing::timing() const noexcept {
    for (;;) {
        const std::uint32_t before = timing_version_.load(std::memory_order_acquire);
        if (before == 0) return std::nullopt;
        AudioTiming timing;
        timing.at = Microseconds{timing_at_.load(std::memory_order_acquire)};
        timing.media = MediaTime{timing_media_.load(std::memory_order_acquire)};
        timing.media_end = MediaTime{timing_end_.load(std::memory_order_acquire)};
        timing.rate = timing_rate_.load(std::memory_order_acquire);
        timing.serial = timing_serial_.load(std::memory_order_acquire);
        timing.dry = timing_dry_.load(std::memory_order_acquire);
        if (before % 2 == 0 && timing_version_.load(std::memory_order_acquire) == before) return timing;
    }
}

void AudioRing::publish(const AudioTiming& timing) noexcept {
    timing_version_.fetch_add(1, std::memory_order_acq_rel);
    timing_at_.store(timing.at.count(), std::memory_order_release);
    timing_media_.store(timing.media.count(), std::memory_order_release);
    timing_end_.store(timing.media_end.count(), std::memory_order_release);
    timing_rate_.store(timing.rate, std::memory_order_release);
    timing_serial_.store(timing.serial, std::memory_order_release);
    timing_dry_.store(timing.dry, std::memory_order_release);
    timing_version_.fetch_add(1, std::memory_order_acq_rel);
}

std::size_t AudioRing::available() const noexcept {
    if (serial_.load(std::memory_order_acquire) != expected_.load(std::memory_order_acquire)) return 0;
    const std::uint64_t read = read_.load(std::memory_order_acquire);
    const std::uint64_t written = written_.load(std::memory_order_acquire);
    return written > read ? static_cast<std::size_t>(written - read) : 0;
}

bool AudioRing::finished() const noexcept {
    return serial_.load(std::memory_order_acquire) == expected_.load(std::memory_order_acquire) &&
           finished_.load(std::memory_order_acquire);
}

void AudioRing::finish(bool finished) noexcept {
    end_time_.store(time_at(written_.load(std::memory_order_relaxed)).count(), std::memory_order_release);
    finished_.store(finished, std::memory_order_release);
}

std::optional<MediaTime> AudioRing::end_time() const noexcept {
    if (!finished()) return std::nullopt;
    return MediaTime{end_time_.load(std::memory_order_acquire)};
}

void AudioRing::join(const std::array<float, 2>& before) noexcept {
    attached_.store(true, std::memory_order_release);
    playing_.store(true, std::memory_order_release);
    if (!consumer_.try_lock_for_a_moment()) return;
    const std::lock_guard lock(consumer_, std::adopt_lock);
    gain_ = 1;
    // Its own from its first sample on: there is no fade of a start under which it could be reached.
    level_ = level_target_.load(std::memory_order_acquire);
    // One wave that was cut in two goes on as it is; a jump between two waves is smoothed.
    const auto first = static_cast<std::size_t>(read_.load(std::memory_order_relaxed) % kCapacity) * kAudioChannels;
    jumped_ = std::abs(samples_[first] - before[0]) > kAudibleStep ||
              std::abs(samples_[first + 1] - before[1]) > kAudibleStep;
    had_content_ = true;
    last_ = before;
    offset_ = {};
}

bool AudioRing::drained() const noexcept { return finished() && available() == 0; }

void AudioRing::render(std::span<float> interleaved, Microseconds at) noexcept {
    if (!consumer_.try_lock_for_a_moment()) {
        std::fill(interleaved.begin(), interleaved.end(), 0.0F);
        return;
    }
    const std::lock_guard lock(consumer_, std::adopt_lock);
    const bool playing = playing_.load(std::memory_order_acquire);
    const std::size_t frames = interleaved.size() / kAudioChannels;
    const std::size_t ready = available();
    const std::uint64_t read = read_.load(std::memory_order_relaxed);
    if (playing && fade_ahead_ > 0) {
        // Resumes where the pause began, not where its fade had got to.
        fade_ahead_ = 0;
        jumped_ = true;
    }
    const std::size_t ahead = static_cast<std::size_t>(std::min<std::uint64_t>(fade_ahead_, ready));
    const std::size_t content = (playing || gain_ > 0) ? std::min(frames, ready - ahead) : 0;
    fill(interleaved, content, playing);
    if (!playing) {
        fade_ahead_ = gain_ > 0 ? fade_ahead_ + content : 0;
        return;
    }
    const bool over = finished_.load(std::memory_order_acquire);
    const bool expected = serial_.load(std::memory_order_acquire) == expected_.load(std::memory_order_acquire);
    if (expected && (content > 0 || !over)) {
        publish({at, time_at(read), time_at(read + content), piece_at(read).rate,
                 serial_.load(std::memory_order_relaxed), content < frames && !over});
    }
    if (content == 0) return;
    read_.store(read + content, std::memory_order_release);
    signal_.fetch_add(1, std::memory_order_acq_rel);
    signal_.notify_one();
}

// Copies with the fades of play and pause, smoothing every jump of the wave.
void AudioRing::fill(std::span<float> interleaved, std::size_t content, bool playing) noexcept {
    const std::uint64_t start = read_.load(std::memory_order_relaxed) + fade_ahead_;
    const std::size_t frames = interleaved.size() / kAudioChannels;
    const float target = level_target_.load(std::memory_order_acquire);
    const float ceiling = level_ceiling_.load(std::memory_order_acquire);
    const float factor = level_step_.load(std::memory_order_acquire);
    if (gain_ <= 0) level_ = target;
    for (std::size_t i = 0; i < frames; ++i) {
        gain_ = std::clamp(gain_ + (playing ? kFadeInStep : -kFadeOutStep), 0.0F, 1.0F);
        const float volume = amplitude(gain_) * next_level(target, ceiling, factor);
        const bool has_content = i < content;
        const bool jump = jumped_ || has_content != had_content_;
        const std::size_t at = static_cast<std::size_t>((start + i) % kCapacity) * kAudioChannels;
        for (std::size_t channel = 0; channel < kAudioChannels; ++channel) {
            const float sample = has_content ? samples_[at + channel] * volume : 0.0F;
            if (jump) offset_[channel] = last_[channel] - sample;
            last_[channel] = sample + offset_[channel];
            offset_[channel] = std::abs(offset_[channel]) > 1e-5F ? offset_[channel] * kStepDecay : 0.0F;
            interleaved[i * kAudioChannels + channel] = last_[channel];
        }
        jumped_ = false;
        had_content_ = has_content;
    }
}

}  // namespace cliffhanger
