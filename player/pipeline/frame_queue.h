// Decoded pictures between a video decoder thread and the main thread.
// Thread-safe; one producer, one consumer. push() blocks while full, until there is room, a newer generation or
// abort(). The consumer never blocks. Full is also what holds more pixels than four pictures of 3840x2160: larger ones
// wait for one another.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <vector>

#include "player/video_frame.h"

namespace cliffhanger {

enum class FrameRole {
    Preview,  ///< the keyframe on the way to a seek's target
    Regular,
    End,  ///< no picture: there are no more in this generation
};

struct QueuedFrame {
    FrameRole role = FrameRole::Regular;
    VideoFramePtr picture;
};

enum class PushResult {
    Queued,
    QueuedFirst,  ///< queued, and the queue was empty: the consumer may be waiting
    Refused,      ///< another generation has begun, or abort()
};

class FrameQueue {
 public:
    explicit FrameQueue(std::size_t capacity) : capacity_(capacity) {}

    /// Drops everything; only pushes of this serial count from now on.
    void begin(std::uint32_t serial);
    PushResult push(QueuedFrame frame, std::uint32_t serial);
    void set_capacity(std::size_t capacity);
    /// Until this is called, one picture is all that is wanted: a neighbour's decoder then keeps no more in memory.
    void release();
    bool held() const;
    /// The producer's side of it: blocks until release(); false for a newer generation or abort().
    bool wait_released(std::uint32_t serial);
    void abort();

    std::optional<QueuedFrame> front() const;
    void pop();
    /// The producer has to wait.
    bool full() const;
    /// The times of the regular pictures at the front, in order, up to the first that is none.
    std::vector<MediaTime> upcoming() const;

 private:
    bool has_room_for_while_locked(const QueuedFrame& frame) const;

    mutable std::mutex mutex_;
    // guarded by mutex_
    std::condition_variable room_;
    std::deque<QueuedFrame> frames_;
    std::size_t capacity_;
    std::int64_t pixels_ = 0;  // of what is queued
    bool waiting_ = false;     // the producer, for room
    std::uint32_t serial_ = 0;
    bool aborted_ = false;
    bool held_ = true;
};

}  // namespace cliffhanger
