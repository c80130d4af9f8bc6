#include "player/pipeline/audio_worker.h"

#include <pthread.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "player/audio_output.h"

namespace cliffhanger {
namespace {

// Smaller holes are rounding; larger ones are filled with silence, so that the ring's line of time has none.
constexpr std::int64_t kMaxHole = kAudioSampleRate / 200;
constexpr std::size_t kSilenceBlock = 1024;

std::int64_t frames_in(MediaTime time) {
    return std::llround(static_cast<double>(time.count()) * kAudioSampleRate / 1e6);
}

MediaTime length_of(std::int64_t frames) { return MediaTime{frames * 1000000 / kAudioSampleRate}; }

}  // namespace

AudioWorker::AudioWorker(PacketQueue& packets, AudioRing& ring, AudioWorkerEvents events)
    : packets_(packets), ring_(ring), events_(std::move(events)), thread_([this] {
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
        } else if (!decoder_ || item->serial != serial_) {
            continue;
        } else if (const auto* packet = std::get_if<Packet>(&item->content)) {
            decode(*packet);
        } else {
            finish();
        }
    }
}

void AudioWorker::start(std::uint32_t serial, const SeekMarker& marker) {
    serial_ = serial;
    start_ = marker.target;
    played_ = 0;
    announced_ = finished_ = false;
    history_.clear();
    if (marker.stream != stream_) {
        stream_ = marker.stream;
        open_decoder(*stream_);
    } else if (decoder_) {
        decoder_->flush();
    }
    use_rate(wanted_rate_.load(), start_);
}

void AudioWorker::open_decoder(const StreamInfo& stream) {
    decoder_.reset();
    auto opened = AudioDecoder::open(stream);
    if (opened) {
        decoder_ = std::move(*opened);
    } else {
        events_.unplayable(opened.error());
    }
}

void AudioWorker::decode(const Packet& packet) {
    if (packet.changed) {
        decoder_->send_end();
        receive_all();
        // The next seek may lead back before the change.
        stream_.reset();
        open_decoder(*packet.changed);
        if (!decoder_) return;
    }
    // A damaged packet is a short silence; the decoder counts it.
    if (decoder_->send(packet)) receive_all();
}

void AudioWorker::receive_all() {
    while (!stale()) {
        const AudioBlock block = decoder_->receive();
        if (block.samples.empty()) return;
        accept(block);
    }
}

// Cuts what lies before the cursor and fills what is missing up to the block.
void AudioWorker::accept(const AudioBlock& block) {
    std::span<const float> samples = block.samples;
    const std::int64_t hole = frames_in(block.time - cursor());
    if (hole < 0) {
        // An overlap of a few samples is rounding too, unless it is the way to a seek's target.
        if (-hole <= kMaxHole && played_ > 0) {
            play(samples);
            return;
        }
        const auto cut = std::min<std::size_t>(static_cast<std::size_t>(-hole), block.frames());
        samples = samples.subspan(cut * kAudioChannels);
    } else if (hole > kMaxHole || played_ == 0) {
        static constexpr std::array<float, kSilenceBlock * kAudioChannels> kSilence{};
        for (std::int64_t left = hole; left > 0 && !stale();) {
            const auto part = std::min<std::int64_t>(left, kSilenceBlock);
            play(std::span(kSilence).first(static_cast<std::size_t>(part) * kAudioChannels));
            left -= part;
        }
    }
    if (!samples.empty()) play(samples);
}

void AudioWorker::play(std::span<const float> interleaved) {
    if (wanted_rate_.load() != rate_) change_rate();
    history_.push_back({{interleaved.begin(), interleaved.end()}, cursor()});
    const MediaTime heard = ring_.front_time();
    while (!history_.empty() &&
           history_.front().time + length_of(static_cast<std::int64_t>(history_.front().frames())) < heard) {
        history_.pop_front();
    }
    played_ += static_cast<std::int64_t>(interleaved.size() / kAudioChannels);
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

void AudioWorker::use_rate(double rate, MediaTime from) {
    rate_ = rate;
    tempo_.reset();
    if (rate_ != 1.0) {
        if (auto opened = TempoFilter::open(rate_)) tempo_ = std::move(*opened);
    }
    ring_.restart(serial_, from, tempo_ ? rate_ : 1.0);
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
        const MediaTime from = ring_.front_time();
        use_rate(wanted_rate_.load(), from);
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
    decoder_->send_end();
    receive_all();
    if (tempo_ && !stale()) write(tempo_->finish());
    if (stale()) return;
    finished_ = true;
    ring_.finish();
    announce();
}

}  // namespace cliffhanger
