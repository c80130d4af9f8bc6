#include "player/pipeline/packet_queue.h"

#include <algorithm>
#include <utility>

namespace cliffhanger {

PacketQueue::PacketQueue(std::function<void()> on_taken) : on_taken_(std::move(on_taken)) {}

void PacketQueue::begin(std::uint32_t serial) {
    std::deque<QueueItem> dropped;
    {
        const std::lock_guard lock(mutex_);
        serial_ = serial;
        dropped.swap(items_);
        packets_ = bytes_ = 0;
        active_ = false;
        first_.reset();
        until_.reset();
    }
    // Packets are freed here, outside the lock.
}

void PacketQueue::push(QueueItem item) {
    {
        const std::lock_guard lock(mutex_);
        if (aborted_ || item.serial != serial_) return;
        count_while_locked(item);
        items_.push_back(std::move(item));
        consumer_waits_ = false;
    }
    changed_.notify_one();
}

void PacketQueue::count_while_locked(const QueueItem& item) {
    const auto* packet = std::get_if<Packet>(&item.content);
    if (packet == nullptr) {
        active_ = !std::holds_alternative<EndMarker>(item.content);
        return;
    }
    ++packets_;
    bytes_ += packet->bytes();
    if (!packet->time) return;
    if (!first_) first_ = packet->time;
    until_ = std::max(until_.value_or(*packet->time), *packet->time + packet->duration);
}

void PacketQueue::change_track(std::uint32_t serial, std::shared_ptr<const StreamInfo> stream,
                               std::deque<Packet> packets) {
    std::deque<QueueItem> items;
    QueueItem& first = items.emplace_back();
    first.serial = serial;
    for (Packet& packet : packets) {
        QueueItem& item = items.emplace_back();
        item.serial = serial;
        item.content.emplace<Packet>(std::move(packet));
    }
    {
        const std::lock_guard lock(mutex_);
        if (aborted_ || serial != serial_) return;
        const SeekMarker* marker = items_.empty() ? nullptr : std::get_if<SeekMarker>(&items_.front().content);
        if (marker != nullptr) {
            first.content = SeekMarker{marker->target, std::move(stream)};
        } else {
            first.content = TrackChange{std::move(stream)};
        }
        items_.swap(items);
        consumer_waits_ = false;
        packets_ = bytes_ = 0;
        until_.reset();
        for (const auto& item : items_) count_while_locked(item);
    }
    changed_.notify_one();
    // What was dropped is freed here, outside the lock.
}

std::optional<QueueItem> PacketQueue::pop() {
    QueueItem item;
    {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] {
            consumer_waits_ = items_.empty();
            return aborted_ || !consumer_waits_;
        });
        if (aborted_) return std::nullopt;
        item = std::move(items_.front());
        items_.pop_front();
        if (const auto* packet = std::get_if<Packet>(&item.content)) {
            --packets_;
            bytes_ -= packet->bytes();
            if (packet->time) first_ = std::max(first_.value_or(*packet->time), *packet->time + packet->duration);
        }
    }
    on_taken_();
    return item;
}

void PacketQueue::abort() {
    {
        const std::lock_guard lock(mutex_);
        aborted_ = true;
    }
    changed_.notify_all();
}

std::uint32_t PacketQueue::serial() const {
    const std::lock_guard lock(mutex_);
    return serial_;
}

bool PacketQueue::consumer_waits() const {
    const std::lock_guard lock(mutex_);
    return consumer_waits_;
}

LaneLevel PacketQueue::level() const {
    const std::lock_guard lock(mutex_);
    LaneLevel level;
    level.active = active_;
    level.packets = packets_;
    level.bytes = bytes_;
    if (first_ && until_ && packets_ > 0) level.ahead = std::max(*until_ - *first_, MediaTime{0});
    return level;
}

std::optional<MediaTime> PacketQueue::taken_until() const {
    const std::lock_guard lock(mutex_);
    return first_;
}

std::optional<MediaTime> PacketQueue::read_until() const {
    const std::lock_guard lock(mutex_);
    return until_;
}

}  // namespace cliffhanger
