// Values made from addresses on a worker thread, and kept while they are used: the shared part of ImageLoader and
// SubtitleLoader.
// Threads: get() and error() on one thread; `load` and `wake` are called on the worker. Never blocks, but for the
// destructor, which stops `load` through its stop_token and joins.
#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <unordered_map>
#include <utility>

#include "net/result.h"

namespace cliffhanger {

template <class Request, class Value>
class BackgroundCache {
 public:
    using Load = std::function<Result<Value>(const Request&, std::stop_token)>;
    using Cost = std::function<std::size_t(const Value&)>;

    /// Keeps the most recently used values while their costs fit the budget, and always the newest one.
    BackgroundCache(Load load, Cost cost, std::size_t budget, std::function<void()> wake)
        : load_(std::move(load)),
          cost_(std::move(cost)),
          budget_(budget),
          wake_(std::move(wake)),
          worker_([this](std::stop_token stop) { work(stop); }) {}

    /// The value if it is there; else nullptr, and the request goes to the front of the queue unless it failed before.
    std::shared_ptr<const Value> get(const std::string& key, const Request& request) {
        std::lock_guard lock(mutex_);
        if (const auto found = values_.find(key); found != values_.end()) {
            recent_.splice(recent_.begin(), recent_, found->second.position);
            return found->second.value;
        }
        if (failures_.count(key) == 0 && key != loading_) ask_while_locked(key, request);
        return nullptr;
    }

    /// The value is made anew, and replaces the one that is there when it has arrived.
    void renew(const std::string& key, const Request& request) {
        std::lock_guard lock(mutex_);
        if (key != loading_) ask_while_locked(key, request);
    }

    /// Something that was asked for is neither here nor failed yet.
    bool busy() const {
        std::lock_guard lock(mutex_);
        return loading_ || !queue_.empty();
    }

    struct Use {
        std::uint64_t made = 0;  ///< values so far
        std::size_t peak = 0;    ///< the most that all values kept have cost
    };
    Use use() const {
        std::lock_guard lock(mutex_);
        return use_;
    }

    /// What failed in such a way is made when it is asked for again.
    void forget_failures(const std::function<bool(const Error&)>& forgettable) {
        std::lock_guard lock(mutex_);
        std::erase_if(failures_, [&](const auto& failure) { return forgettable(failure.second); });
    }

    std::optional<Error> error(const std::string& key) const {
        std::lock_guard lock(mutex_);
        const auto found = failures_.find(key);
        if (found == failures_.end()) return std::nullopt;
        return found->second;
    }

 private:
    /// What was scrolled past long ago is not wanted any more; if it is, it is asked for again.
    static constexpr std::size_t kMaxQueued = 64;
    static constexpr std::size_t kMaxFailures = 4096;

    struct Entry {
        std::shared_ptr<const Value> value;
        std::size_t cost;
        std::list<std::string>::iterator position;
    };

    void ask_while_locked(const std::string& key, const Request& request) {
        queue_.remove_if([&](const auto& queued) { return queued.first == key; });
        queue_.emplace_front(key, request);
        if (queue_.size() > kMaxQueued) queue_.pop_back();
        asked_.notify_one();
    }

    void work(std::stop_token stop) {
        while (true) {
            std::unique_lock lock(mutex_);
            if (!asked_.wait(lock, stop, [this] { return !queue_.empty(); })) return;
            auto [key, request] = std::move(queue_.front());
            queue_.pop_front();
            loading_ = key;
            lock.unlock();
            Result<Value> loaded = load_(request, stop);
            if (stop.stop_requested()) return;
            lock.lock();
            loading_.reset();
            keep_while_locked(key, std::move(loaded));
            lock.unlock();
            wake_();
        }
    }

    void keep_while_locked(const std::string& key, Result<Value> loaded) {
        if (!loaded) {
            // What could not be renewed stays as it is.
            if (values_.count(key) > 0) return;
            if (failures_.size() >= kMaxFailures) failures_.clear();
            failures_.emplace(key, std::move(loaded.error()));
            return;
        }
        if (const auto replaced = values_.find(key); replaced != values_.end()) {
            used_ -= replaced->second.cost;
            recent_.erase(replaced->second.position);
        }
        const std::size_t cost = cost_(*loaded);
        recent_.push_front(key);
        values_[key] = {std::make_shared<const Value>(std::move(*loaded)), cost, recent_.begin()};
        used_ += cost;
        while (used_ > budget_ && recent_.size() > 1) {
            const auto oldest = values_.find(recent_.back());
            used_ -= oldest->second.cost;
            values_.erase(oldest);
            recent_.pop_back();
        }
        ++use_.made;
        use_.peak = std::max(use_.peak, used_);
    }

    const Load load_;
    const Cost cost_;
    const std::size_t budget_;
    const std::function<void()> wake_;

    mutable std::mutex mutex_;
    // Guarded by mutex_:
    std::condition_variable_any asked_;
    std::list<std::pair<std::string, Request>> queue_;  // front = asked last
    std::optional<std::string> loading_;
    std::unordered_map<std::string, Entry> values_;
    std::list<std::string> recent_;  // keys of values_, front = used last
    std::unordered_map<std::string, Error> failures_;
    std::size_t used_ = 0;
    Use use_;

    std::jthread worker_;  // last: it ends before what it uses
};

}  // namespace cliffhanger
