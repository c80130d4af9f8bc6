// Brings the beginning of an episode that has no session yet into the cache: it is read as a session would read it, and
// the packets are thrown away. Of a stream that is its playlists and its first segment, of a file its index and its
// first second, which the scheduler grants as any other. Pays only with an HTTP client that keeps what passes through.
// Threads: set_wanted() on the main thread, which never blocks; one thread of its own reads. The destructor cancels and
// joins, which is prompt.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "player/playback_session.h"

namespace cliffhanger {

class EpisodePreloader {
 public:
    explicit EpisodePreloader(const PlayerContext& context);
    ~EpisodePreloader();
    EpisodePreloader(const EpisodePreloader&) = delete;
    EpisodePreloader& operator=(const EpisodePreloader&) = delete;

    /// Nothing, or another one than before, cancels on the wire what is under way. What was read last, or failed, is
    /// not asked for again.
    void set_wanted(std::optional<MediaItem> item);
    /// Nothing that is wanted is missing.
    bool idle() const;

 private:
    struct Reading;

    void run(const std::stop_token& stop);
    static void read_beginning(Reading& reading);
    bool due_while_locked() const { return wanted_ && wanted_->id != done_; }

    const PlayerContext& context_;

    mutable std::mutex mutex_;  // guards everything below
    std::condition_variable_any changed_;
    std::optional<MediaItem> wanted_;
    std::string done_;                  ///< MediaItem::id
    std::shared_ptr<Reading> reading_;  ///< under way
    bool cancelled_ = false;            ///< reading_ was

    std::jthread thread_;  // last: it uses the above
};

}  // namespace cliffhanger
