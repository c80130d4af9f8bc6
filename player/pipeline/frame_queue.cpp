#include "player/pipeline/frame_queue.h"

#include <utility>

namespace cliffhanger {

void FrameQueue::begin(std::uint32_t serial) {
    std::deque<QueuedFrame> dropped;
    {
        const std::lock_guard lock(mutex_);
        serial_ = serial;
        dropped.swap(frames_);
    }
    room_.notify_all();
}

PushResult FrameQueue::push(QueuedFrame frame, std::uint32_t serial) {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [&] { return aborted_ || serial != serial_ || frames_.size() < capacity_; });
    if (aborted_ || serial != serial_) return PushResult::Refused;
    frames_.push_back(std::move(frame));
    return frames_.size() == 1 ? PushResult::QueuedFirst : PushResult::Queued;
}

void FrameQueue::set_capacity(std::size_t capacity) {
    {
        const std::lock_guard lock(mutex_);
        capacity_ = capacity;
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
    return frames_.size() >= capacity_;
}

void FrameQueue::pop() {
    QueuedFrame dropped;
    {
        const std::lock_guard lock(mutex_);
        if (frames_.empty()) return;
        dropped = std::move(frames_.front());
        frames_.pop_front();
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
