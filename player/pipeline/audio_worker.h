// Decodes one session's sound on its own thread into its ring: gapless from a seek's target, at the speed asked for,
// and from one track to the next. The last 30 ms that were decoded are held back, so that another track can be blended
// in over them.
// Threads: one of its own, which blocks in PacketQueue::pop and AudioRing::wait_for_room; ended by abort().
// The destructor joins.
#pragma once

#include <atomic>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <thread>

#include "player/pipeline/audio_decoder.h"
#include "player/pipeline/audio_ring.h"
#include "player/pipeline/loudness_meter.h"
#include "player/pipeline/packet_queue.h"
#include "player/pipeline/tempo_filter.h"

namespace cliffhanger {

struct AudioWorkerEvents {
    std::function<void()> sound_ready;      ///< the ring that was restarted has sound, or has ended
    std::function<void(Error)> unplayable;  ///< there is no decoder for the stream
};

class AudioWorker {
 public:
    /// `meter` measures what is decoded; may be nullptr.
    AudioWorker(PacketQueue& packets, AudioRing& ring, LoudnessMeter* meter, AudioWorkerEvents events);
    ~AudioWorker() = default;
    AudioWorker(const AudioWorker&) = delete;
    AudioWorker& operator=(const AudioWorker&) = delete;

    /// Any thread. What is in the ring is made anew at the new speed, from where it is being heard.
    void set_rate(double rate);
    /// Any thread. A newer generation has begun in the packet queue.
    void interrupt() { ring_.interrupt(); }
    /// Any thread. The packet queue is aborted too by its owner.
    void abort();

    /// Any thread. Where in the medium the track begins that joined last; 0 for one that was there from the start.
    MediaTime joined_at() const { return MediaTime{joined_at_.load()}; }
    /// Any thread. The stream that goes into the ring; -1 before the first.
    int playing_stream() const { return playing_stream_.load(); }

 private:
    void run();
    void start(std::uint32_t serial, const SeekMarker& marker);
    void open_decoder(const StreamInfo& stream);
    void change_track(const TrackChange& change);
    void decode(const Packet& packet);
    void fill(std::int64_t hole);
    void receive_all();
    void accept(const AudioBlock& block);
    void play(std::span<const float> interleaved);
    void blend_outgoing(std::span<float> incoming);
    void emit(std::span<const float> interleaved);
    void write(std::span<const float> interleaved);
    void finish();
    void put(std::span<const float> interleaved);
    void change_rate();
    void open_tempo(double rate);
    void run_up_tempo(MediaTime from);
    void announce();
    bool stale() const;
    MediaTime cursor() const;

    PacketQueue& packets_;
    AudioRing& ring_;
    LoudnessMeter* const meter_;
    const AudioWorkerEvents events_;
    std::atomic<double> wanted_rate_{1.0};
    std::atomic<bool> aborted_{false};
    std::atomic<MediaTime::rep> joined_at_{0};
    std::atomic<int> playing_stream_{-1};

    std::unique_ptr<AudioDecoder> decoder_;     // nullptr: refused, or nothing to decode came yet
    bool refused_ = true;                       // nothing of this generation is played
    std::shared_ptr<const StreamInfo> stream_;  // what decoder_ was opened for
    int measured_ = -1;                         // the stream that meter_ knows
    std::unique_ptr<TempoFilter> tempo_;        // none at normal speed
    double rate_ = 1.0;
    std::uint32_t serial_ = 0;
    MediaTime start_{0};                     // of this generation
    std::int64_t played_ = 0, emitted_ = 0;  // frames of media since start_: decoded, and on the way to the ring
    std::vector<float> held_;                // the difference of the two
    std::vector<float> outgoing_;            // what the track before has there, to blend from
    std::size_t blended_ = 0;                // frames of it
    bool aligning_ = false;                  // the first sound of a track is cut or padded to the sample
    bool announced_ = false, finished_ = false, replaying_ = false;
    std::deque<AudioBlock> history_;  // what the ring was made of, to make it anew

    std::jthread thread_;  // last: ends before the fields above go
};

}  // namespace cliffhanger
