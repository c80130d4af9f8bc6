// Gives episodes new addresses when theirs have expired, by loading the catalog again. Several that ask at once share
// one load. Thread-safe; refresh() blocks on the network, until its stop token says so. Owned by whoever owns the feed,
// shared with the addresses that were given it.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "net/byte_source.h"
#include "net/catalog/catalog.h"
#include "net/clock.h"

namespace cliffhanger {

class AddressRefresher {
 public:
    /// A catalog is loaded again at most this often.
    static constexpr Microseconds kFreshEnough = std::chrono::seconds(5);

    AddressRefresher(std::string source, HttpClient& http, const Clock& clock)
        : source_(std::move(source)), http_(http), clock_(clock) {}

    /// The address of an episode, by ids as in the feed, in a catalog loaded after `refused_url` was.
    [[nodiscard]] Result<FreshAddress> refresh(const std::string& series_id, const std::string& episode_id,
                                               const std::string& refused_url, const std::stop_token& stop);
    /// The same for its sound in a file of its own, by what the feed says of it.
    [[nodiscard]] Result<FreshAddress> refresh_dub(const std::string& series_id, const std::string& episode_id,
                                                   const AudioTrackInfo& dub, const std::stop_token& stop);

 private:
    using Pick = std::function<std::string(const Episode& episode)>;
    Result<FreshAddress> refresh_picked(const std::string& series_id, const std::string& episode_id, const Pick& pick,
                                        const std::string& refused_url, const std::stop_token& stop);
    Result<void> load_while_unlocked(std::unique_lock<std::mutex>& lock, const std::stop_token& stop);

    const std::string source_;
    HttpClient& http_;
    const Clock& clock_;

    std::condition_variable_any loaded_;
    std::mutex mutex_;  // guards everything below
    bool loading_ = false;
    std::optional<Catalog> catalog_;
    Microseconds loaded_at_{0};
};

}  // namespace cliffhanger
