#include "player/pipeline/frame_queue.h"

#include <utility>

namespace cliffhanger {
namespace {

constexpr std::int64_t kMostPixels = 4LL * 3840 * 2160;

std::int64_t pixels_of(const QueuedFrame& frame) {
    return frame.picture ? static_cast<std::int64_t>(frame.picture->width) * frame.picture->height : 0;
}

}  // namespace

bool FrameQueue::has_room_for_while_locked(const QueuedFrame& frame) const {
    if (frames_.size() >= capacity_) return false;
    return frames_.empty() || pixels_ + pixels_of(frame) <= kMostPixels;
}

void FrameQueue::begin(std::uint32_t serial) {
    std::deque<QueuedFrame> dropped;
    {
        const std::lock_guard lock(mutex_);
        serial_ = serial;
        dropped.swap(frames_);
        pixels_ = 0;
        waiting_ = false;
    }
    room_.notify_all();
}

PushResult FrameQueue::push(QueuedFrame frame, std::uint32_t serial) {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [&] {
        const bool over = aborted_ || serial != serial_ || has_room_for_while_locked(frame);
        waiting_ = !over;
        return over;
    });
    if (aborted_ || serial != serial_) return PushResult::Refused;
    pixels_ += pixels_of(frame);
    frames_.push_back(std::move(frame));
    return frames_.size() == 1 ? PushResult::QueuedFirst : PushResult::Queued;
}

void FrameQueue::set_capacity(std::size_t capacity) {
    {
        const std::lock_guard lock(mutex_);
        capacity_ = capacity;
        waiting_ = false;
    }
    room_.notify_all();
}

void FrameQueue::release() {
    {
        const std::lock_guard lock(mutex_);
        held_ = false;
    }
    room_.notify_all();
}

bool FrameQueue::held() const {
    const std::lock_guard lock(mutex_);
    return held_;
}

bool FrameQueue::wait_released(std::uint32_t serial) {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [&] { return aborted_ || serial != serial_ || !held_; });
    return !aborted_ && serial == serial_;
}

void FrameQueue::abort() {
    {
        const std::lock_guard lock(mutex_);
        aborted_ = true;
    }
    room_.notify_all();
}

std::optional<QueuedFrame> FrameQueue::front() const {
    const std::lock_guard lock(mutex_);
    if (frames_.empty()) return std::nullopt;
    return frames_.front();
}

bool FrameQueue::full() const {
    const std::lock_guard lock(mutex_);
    return waiting_ || frames_.size() >= capacity_;
}

void FrameQueue::pop() {
    QueuedFrame dropped;
    {
        const std::lock_guard lock(mutex_);
        if (frames_.empty()) return;
        dropped = std::move(frames_.front());
        pixels_ -= pixels_of(dropped);
        frames_.pop_front();
        // Whoever waited for room has not looked yet.
        waiting_ = false;
    }
    room_.notify_one();
}

std::vector<MediaTime> FrameQueue::upcoming() const {
    const std::lock_guard lock(mutex_);
    std::vector<MediaTime> times;
    times.reserve(frames_.size());
    for (const auto& frame : frames_) {
        if (frame.role != FrameRole::Regular) break;
        times.push_back(frame.picture->time);
    }
    return times;
}

}  // namespace cliffhanger
