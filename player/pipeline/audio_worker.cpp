#include "player/pipeline/audio_worker.h"

#include <pthread.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <utility>

#include "player/audio_output.h"

namespace cliffhanger {
namespace {

// Smaller holes are rounding; larger ones are filled with silence, so that the ring's line of time has none.
constexpr std::int64_t kMaxHole = kAudioSampleRate / 200;
constexpr std::size_t kSilenceBlock = 1024;
// Held back for a change of track, and over how much that is blended: 30 ms.
constexpr std::size_t kHeld = kAudioSampleRate * 3 / 100;

std::int64_t frames_in(MediaTime time) {
    return std::llround(static_cast<double>(time.count()) * kAudioSampleRate / 1e6);
}

MediaTime length_of(std::int64_t frames) { return MediaTime{frames * 1000000 / kAudioSampleRate}; }

}  // namespace

AudioWorker::AudioWorker(PacketQueue& packets, AudioRing& ring, LoudnessMeter* meter, AudioWorkerEvents events)
    : packets_(packets), ring_(ring), meter_(meter), events_(std::move(events)), thread_([this] {
          pthread_setname_np(pthread_self(), "audio");
          run();
      }) {}

void AudioWorker::set_rate(double rate) {
    wanted_rate_.store(rate);
    ring_.interrupt();
}

void AudioWorker::abort() {
    aborted_.store(true);
    ring_.interrupt();
}

MediaTime AudioWorker::cursor() const { return start_ + length_of(played_); }

bool AudioWorker::stale() const { return aborted_.load() || packets_.serial() != serial_; }

void AudioWorker::run() {
    while (auto item = packets_.pop()) {
        if (const auto* marker = std::get_if<SeekMarker>(&item->content)) {
            start(item->serial, *marker);
        } else if (refused_ || item->serial != serial_) {
            continue;
        } else if (const auto* packet = std::get_if<Packet>(&item->content)) {
            decode(*packet);
        } else if (const auto* change = std::get_if<TrackChange>(&item->content)) {
            change_track(*change);
        } else {
            finish();
        }
    }
}

void AudioWorker::start(std::uint32_t serial, const SeekMarker& marker) {
    serial_ = serial;
    start_ = marker.target;
    played_ = emitted_ = 0;
    announced_ = finished_ = aligning_ = false;
    history_.clear();
    held_.clear();
    outgoing_.clear();
    if (marker.stream != stream_) {
        stream_ = marker.stream;
        open_decoder(*stream_);
    } else if (decoder_) {
        decoder_->flush();
    }
    open_tempo(wanted_rate_.load());
    run_up_tempo(start_);
    joined_at_ = 0;
    playing_stream_ = stream_ ? stream_->index : -1;
    ring_.restart(serial_, start_, tempo_ ? rate_ : 1.0);
}

void AudioWorker::open_decoder(const StreamInfo& stream) {
    if (meter_ != nullptr && measured_ != stream.index) meter_->restart();
    measured_ = stream.index;
    decoder_.reset();
    refused_ = false;
    // Silent so far: what it is comes with its first packet.
    if (!stream.parameters) return;
    auto opened = AudioDecoder::open(stream);
    if (opened) {
        decoder_ = std::move(*opened);
    } else {
        refused_ = true;
        events_.unplayable(opened.error());
    }
}

// The new track begins where the held sound does.
void AudioWorker::change_track(const TrackChange& change) {
    // What a change just before this one has not blended away yet.
    const auto left = static_cast<std::ptrdiff_t>(std::min(blended_ * kAudioChannels, outgoing_.size()));
    held_.insert(held_.end(), outgoing_.begin() + left, outgoing_.end());
    outgoing_ = std::exchange(held_, {});
    blended_ = 0;
    played_ = emitted_;
    aligning_ = true;
    stream_ = change.stream;
    open_decoder(*stream_);
    joined_at_ = cursor().count();
    playing_stream_ = stream_->index;
    if (std::exchange(finished_, false)) ring_.finish(false);
}

void AudioWorker::decode(const Packet& packet) {
    if (packet.changed) {
        if (decoder_) decoder_->send_end();
        receive_all();
        // The next seek may lead back before the change.
        stream_.reset();
        open_decoder(*packet.changed);
    }
    if (!packet.data && packet.time) return fill(frames_in(*packet.time + packet.duration - cursor()));
    if (!decoder_) return;
    // A damaged packet is a short silence; the decoder counts it.
    if (decoder_->send(packet)) receive_all();
}

void AudioWorker::receive_all() {
    while (decoder_ && !stale()) {
        const AudioBlock block = decoder_->receive();
        if (block.samples.empty()) return;
        accept(block);
    }
}

// Cuts what lies before the cursor and fills what is missing up to the block.
void AudioWorker::accept(const AudioBlock& block) {
    std::span<const float> samples = block.samples;
    const std::int64_t hole = frames_in(block.time - cursor());
    const bool exact = played_ == 0 || aligning_;
    if (hole < 0) {
        // An overlap of a few samples is rounding too, unless it is the way to where sound begins.
        if (-hole <= kMaxHole && !exact) {
            play(samples);
            return;
        }
        const auto cut = std::min<std::size_t>(static_cast<std::size_t>(-hole), block.frames());
        samples = samples.subspan(cut * kAudioChannels);
    } else if (hole > kMaxHole || exact) {
        fill(hole);
    }
    if (samples.empty()) return;
    aligning_ = false;
    play(samples);
}

void AudioWorker::fill(std::int64_t hole) {
    static constexpr std::array<float, kSilenceBlock * kAudioChannels> kSilence{};
    for (std::int64_t left = hole; left > 0 && !stale();) {
        const auto part = std::min<std::int64_t>(left, kSilenceBlock);
        play(std::span(kSilence).first(static_cast<std::size_t>(part) * kAudioChannels));
        left -= part;
    }
}

void AudioWorker::play(std::span<const float> interleaved) {
    if (meter_ != nullptr) meter_->add(interleaved, cursor());
    played_ += static_cast<std::int64_t>(interleaved.size() / kAudioChannels);
    const std::size_t before = held_.size();
    held_.insert(held_.end(), interleaved.begin(), interleaved.end());
    if (!outgoing_.empty()) blend_outgoing(std::span(held_).subspan(before));
    if (held_.size() <= kHeld * kAudioChannels) return;
    const std::size_t due = held_.size() - kHeld * kAudioChannels;
    emit(std::span(held_).first(due));
    held_.erase(held_.begin(), held_.begin() + static_cast<std::ptrdiff_t>(due));
}

// The two gains add up to one: music and effects are mostly the same in both, and nothing gets out of range.
void AudioWorker::blend_outgoing(std::span<float> incoming) {
    const std::size_t length = outgoing_.size() / kAudioChannels;
    for (std::size_t i = 0; i < incoming.size() && blended_ < length; i += kAudioChannels, ++blended_) {
        const float part = (static_cast<float>(blended_) + 0.5F) / static_cast<float>(length);
        const float in = 0.5F - 0.5F * std::cos(std::numbers::pi_v<float> * part);
        for (std::size_t channel = 0; channel < kAudioChannels; ++channel) {
            float& sample = incoming[i + channel];
            sample = sample * in + outgoing_[blended_ * kAudioChannels + channel] * (1 - in);
        }
    }
    if (blended_ == length) outgoing_.clear();
}

void AudioWorker::emit(std::span<const float> interleaved) {
    if (interleaved.empty()) return;
    if (wanted_rate_.load() != rate_) change_rate();
    history_.push_back({{interleaved.begin(), interleaved.end()}, start_ + length_of(emitted_)});
    const MediaTime heard = ring_.front_time() - length_of(TempoFilter::kRunUp);
    while (!history_.empty() &&
           history_.front().time + length_of(static_cast<std::int64_t>(history_.front().frames())) < heard) {
        history_.pop_front();
    }
    emitted_ += static_cast<std::int64_t>(interleaved.size() / kAudioChannels);
    put(interleaved);
}

void AudioWorker::write(std::span<const float> interleaved) {
    while (!interleaved.empty() && !stale()) {
        interleaved = interleaved.subspan(ring_.write(interleaved) * kAudioChannels);
        announce();
        if (interleaved.empty() || ring_.wait_for_room()) continue;
        // Interrupted. At a new speed the rest of this block comes out of the history again.
        if (wanted_rate_.load() == rate_) continue;
        if (!replaying_) change_rate();
        return;
    }
}

void AudioWorker::announce() {
    if (announced_ || (ring_.available() < kAudioRingReady && !finished_)) return;
    announced_ = true;
    events_.sound_ready();
}

void AudioWorker::open_tempo(double rate) {
    rate_ = rate;
    tempo_.reset();
    if (rate_ == 1.0) return;
    if (auto opened = TempoFilter::open(rate_)) tempo_ = std::move(*opened);
}

// The filter gets what came before, as far as it is known, and silence before that.
void AudioWorker::run_up_tempo(MediaTime from) {
    if (!tempo_) return;
    std::vector<float> before(TempoFilter::kRunUp * kAudioChannels);
    const std::int64_t begin = frames_in(from) - static_cast<std::int64_t>(TempoFilter::kRunUp);
    for (const auto& block : history_) {
        const std::int64_t at = frames_in(block.time) - begin;
        for (std::int64_t i = std::max<std::int64_t>(-at, 0); i < static_cast<std::int64_t>(block.frames()); ++i) {
            const auto to = static_cast<std::size_t>(at + i);
            if (to >= TempoFilter::kRunUp) break;
            std::copy_n(block.samples.begin() + i * kAudioChannels, kAudioChannels,
                        before.begin() + static_cast<std::ptrdiff_t>(to * kAudioChannels));
        }
    }
    (void)tempo_->process(before);
}

void AudioWorker::put(std::span<const float> interleaved) {
    if (tempo_) {
        write(tempo_->process(interleaved));
    } else {
        write(interleaved);
    }
}

void AudioWorker::change_rate() {
    replaying_ = true;
    while (!stale() && wanted_rate_.load() != rate_) {
        open_tempo(wanted_rate_.load());
        const MediaTime from = ring_.splice(tempo_ ? rate_ : 1.0);
        run_up_tempo(from);
        for (const auto& block : history_) {
            const auto before = static_cast<std::size_t>(std::max<std::int64_t>(frames_in(from - block.time), 0));
            const auto cut = std::min(before, block.frames()) * kAudioChannels;
            if (cut < block.samples.size()) put(std::span<const float>(block.samples).subspan(cut));
            if (wanted_rate_.load() != rate_) break;
        }
    }
    replaying_ = false;
}

void AudioWorker::finish() {
    if (decoder_) decoder_->send_end();
    receive_all();
    if (!outgoing_.empty()) play(std::vector<float>(outgoing_.size() - blended_ * kAudioChannels));
    emit(std::exchange(held_, {}));
    if (meter_ != nullptr && !stale()) meter_->conclude();
    if (tempo_ && !stale()) write(tempo_->finish());
    if (stale()) return;
    finished_ = true;
    ring_.finish();
    announce();
}

}  // namespace cliffhanger
