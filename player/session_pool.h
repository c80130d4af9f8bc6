// The sessions around the current episode: previous, current and next. At most three exist at any time, counting those
// that are being retired. Main thread only; never blocks.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

#include "player/playback_session.h"

namespace cliffhanger {

class SessionPool {
 public:
    static constexpr int kMaxSessions = 3;

    explicit SessionPool(const PlayerContext& context);
    /// Aborts all sessions and joins them; prompt.
    ~SessionPool();
    SessionPool(const SessionPool&) = delete;
    SessionPool& operator=(const SessionPool&) = delete;

    /// Replaces the feed. A session stays where its item, by id and address, is there still, wherever that is now. Call
    /// focus() afterwards.
    void set_items(std::vector<MediaItem> items);
    /// Where an episode will begin when its session is created next (resume within the run).
    void set_start(std::size_t index, MediaTime start);
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
