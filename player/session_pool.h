// The sessions around the current episode: previous, current and next. At most three exist at any time, counting those
// that are being retired. Main thread only; never blocks.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "player/playback_session.h"

namespace cliffhanger {

/// What can be played. An item is made when its session is, so that it begins where it was left by then; feeds have
/// tens of thousands.
struct MediaItems {
    std::size_t count = 0;
    std::function<std::string(std::size_t)> id;  ///< MediaItem::id, alone: all are looked through when a list changes
    std::function<MediaItem(std::size_t)> at;
};

class SessionPool {
 public:
    static constexpr int kMaxSessions = 3;

    explicit SessionPool(const PlayerContext& context);
    /// Aborts all sessions and joins them; prompt.
    ~SessionPool();
    SessionPool(const SessionPool&) = delete;
    SessionPool& operator=(const SessionPool&) = delete;

    /// Replaces the feed and focuses an item of it. A session stays where its item, by id and address, is there still,
    /// wherever that is now.
    void set_items(MediaItems items, std::size_t current);
    /// Makes `index` current: its session is started first, then, when its first picture is there or half a second
    /// later, the neighbours (next before previous). Sessions farther than one page away are retired. Does not play or
    /// pause anything.
    void focus(std::size_t index);
    /// Call once a loop turn: creates what could not be created while others were being retired or came first.
    void update();

    /// The session for an episode; nullptr when it is not one of the three or cannot exist yet.
    PlaybackSession* session(std::size_t index);
    const PlaybackSession* session(std::size_t index) const;
    std::optional<std::size_t> current() const;
    /// Sessions alive now, retiring ones included; never more than kMaxSessions.
    int live_sessions() const;

 private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace cliffhanger
