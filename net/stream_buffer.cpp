#include "net/stream_buffer.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace cliffhanger {
namespace {

/// Small writes (a slow drip) are gathered, so that they do not cost an allocation each.
constexpr std::size_t kChunkCapacity = 64 * 1024;

/// Longer than anybody waits.
constexpr Microseconds kLongestPatience = std::chrono::hours(24);

tl::unexpected<Error> silent() { return fail(ErrorKind::Timeout, "The server stopped sending."); }

tl::unexpected<Error> aborted() { return fail(ErrorKind::Aborted, "The transfer was cancelled."); }

}  // namespace

void StreamBuffer::set_head(HttpResponseHead head) {
    const std::lock_guard lock(mutex_);
    head_ = std::move(head);
    changed_.notify_all();
}

StreamBuffer::WriteResult StreamBuffer::write(std::span<const std::byte> bytes, std::size_t high_water) {
    const std::lock_guard lock(mutex_);
    if (buffered_ >= high_water) {
        producer_waits_ = true;
        refused_at_ = high_water;
        return WriteResult::Full;
    }
    if (chunks_.empty() || chunks_.back().size() + bytes.size() > kChunkCapacity) {
        chunks_.emplace_back();
        chunks_.back().reserve(std::max(bytes.size(), std::min(kChunkCapacity, bytes.size() * 4)));
    }
    chunks_.back().insert(chunks_.back().end(), bytes.begin(), bytes.end());
    buffered_ += bytes.size();
    changed_.notify_all();
    return WriteResult::Taken;
}

void StreamBuffer::finish(Result<void> outcome) {
    const std::lock_guard lock(mutex_);
    if (!outcome_) outcome_ = std::move(outcome);
    changed_.notify_all();
}

template <class Condition>
bool StreamBuffer::wait_while_locked(std::unique_lock<std::mutex>& lock, Microseconds patience, Condition condition) {
    if (condition()) return true;
    reader_waits_ = true;
    const auto since = std::chrono::steady_clock::now();
    const bool holds = changed_.wait_for(lock, std::min(patience, kLongestPatience), condition);
    waited_ += std::chrono::duration_cast<Microseconds>(std::chrono::steady_clock::now() - since);
    reader_waits_ = false;
    return holds;
}

bool StreamBuffer::reader_waits() const {
    const std::lock_guard lock(mutex_);
    return reader_waits_;
}

Result<HttpResponseHead> StreamBuffer::wait_head(Microseconds patience) {
    std::unique_lock lock(mutex_);
    if (!wait_while_locked(lock, patience, [this] { return aborted_ || head_ || outcome_; })) return silent();
    if (aborted_) return aborted();
    waited_ = Microseconds{0};
    if (head_) return *head_;
    if (!*outcome_) return tl::unexpected(outcome_->error());
    return fail(ErrorKind::Io, "The server ended the answer before its head.");
}

StreamBuffer::ReadResult StreamBuffer::read(std::span<std::byte> into, Microseconds patience) {
    std::unique_lock lock(mutex_);
    const auto something = [this] { return aborted_ || buffered_ > 0 || outcome_; };
    if (!wait_while_locked(lock, patience - waited_, something)) return {silent()};
    if (aborted_) return {aborted()};
    if (buffered_ == 0) {
        if (!*outcome_) return {tl::unexpected(outcome_->error())};
        return {std::size_t{0}};
    }
    const std::size_t count = take_while_locked(into);
    dripped_ += count;
    if (dripped_ >= LivePatience::kProgress) {
        dripped_ = 0;
        waited_ = Microseconds{0};
    }
    const bool resume = producer_waits_ && buffered_ <= refused_at_ / 2;
    if (resume) producer_waits_ = false;
    return {count, resume};
}

std::size_t StreamBuffer::take_while_locked(std::span<std::byte> into) {
    std::size_t taken = 0;
    while (taken < into.size() && !chunks_.empty()) {
        const auto& front = chunks_.front();
        const std::size_t count = std::min(into.size() - taken, front.size() - front_offset_);
        std::memcpy(into.data() + taken, front.data() + front_offset_, count);
        taken += count;
        front_offset_ += count;
        if (front_offset_ == front.size()) {
            chunks_.pop_front();
            front_offset_ = 0;
        }
    }
    buffered_ -= taken;
    return taken;
}

void StreamBuffer::abort() noexcept {
    const std::lock_guard lock(mutex_);
    aborted_ = true;
    changed_.notify_all();
}

}  // namespace cliffhanger
