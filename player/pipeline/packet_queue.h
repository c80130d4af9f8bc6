// Packets of one stream between the demux thread and a decoder thread. Seeks and the end travel in band.
// Thread-safe. push() never blocks: LoadControl decides whether there is room. pop() blocks; abort() ends that at once.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <variant>

#include "player/packet.h"
#include "player/playback_session.h"
#include "player/policy/load_control.h"

namespace cliffhanger {

/// Starts a generation: what follows belongs to a new position, and perhaps to another stream.
struct SeekMarker {
    MediaTime target{0};
    /// Another object than before means that the decoder must be opened anew. In every marker, because a later seek
    /// drops those that have not been taken yet.
    std::shared_ptr<const StreamInfo> stream;
    SeekMode mode = SeekMode::Exact;
};

struct EndMarker {};

/// From here on the same stretch of time comes from another stream: it begins where the one before has got to.
struct TrackChange {
    std::shared_ptr<const StreamInfo> stream;
};

struct QueueItem {
    std::uint32_t serial = 0;
    std::variant<SeekMarker, Packet, EndMarker, TrackChange> content;
};

class PacketQueue {
 public:
    /// `on_taken` is called by the consumer after each packet taken, without locks.
    explicit PacketQueue(std::function<void()> on_taken);

    /// From now on only this serial counts: everything queued is dropped, and pushes of other serials are ignored.
    void begin(std::uint32_t serial);
    void push(QueueItem item);
    /// The generation goes on with these packets of another stream instead of those that are queued. Where its marker
    /// has not been taken yet, it begins with that stream. Nothing happens in another generation.
    void change_track(std::uint32_t serial, std::shared_ptr<const StreamInfo> stream, std::deque<Packet> packets);
    /// nullopt after abort().
    std::optional<QueueItem> pop();
    void abort();

    std::uint32_t serial() const;
    /// The consumer has done what there was to do, and waits for more.
    bool consumer_waits() const;
    /// `active` is true from a generation's marker to its end.
    LaneLevel level() const;
    /// Where the packets read in this generation end; nullopt before the first.
    std::optional<MediaTime> read_until() const;
    /// Up to where packets have been taken; nullopt before the first.
    std::optional<MediaTime> taken_until() const;

 private:
    void count_while_locked(const QueueItem& item);

    const std::function<void()> on_taken_;

    mutable std::mutex mutex_;
    // guarded by mutex_
    std::condition_variable changed_;
    std::deque<QueueItem> items_;
    std::uint32_t serial_ = 0;
    std::size_t packets_ = 0, bytes_ = 0;
    bool active_ = false, aborted_ = false;
    bool consumer_waits_ = false;
    std::optional<MediaTime> first_, until_;
};

}  // namespace cliffhanger
