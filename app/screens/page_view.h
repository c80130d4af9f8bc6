// A page with everything its chrome needs to know, asked of the host once a frame. Plain values.
#pragma once

#include <optional>

#include "app/screens/player_host.h"
#include "app/ui/strings.h"

namespace cliffhanger {

struct PageView {
    std::size_t index = 0;
    Page page;
    std::optional<SessionSnapshot> snapshot;
    bool locked = false, liked = false, listed = false;
    bool age_locked = false;  ///< locked because of its rating: nothing of it is shown

    /// The picture ran out although more should follow.
    bool ended_early() const { return snapshot && snapshot->cut_short && !snapshot->seeking; }
    bool failed() const { return ended_early() || (snapshot && snapshot->state == SessionState::Failed); }
    /// The session's duration or the end of a live stream's window, else what the feed says; zero when nobody knows.
    MediaTime duration() const;
    /// A stream that goes on.
    bool live() const;
    MediaTime position() const { return snapshot ? snapshot->position : MediaTime{0}; }
    /// How many episodes the series has or will have.
    int episode_total() const;
};

PageView view_page(PlayerHost& host, std::size_t index);
bool is_locked(PlayerHost& host, std::size_t index);
/// What the step to the next page is called: it leads to another episode or to another series. nullopt on the last.
std::optional<Text> next_page_name(const PlayerHost& host, std::size_t index);
/// The page of an episode; nullopt when the feed has none.
std::optional<std::size_t> page_of(const PlayerHost& host, std::size_t near_page, std::size_t series_index,
                                   std::size_t episode_index);
/// What an episode's address is for sharing; empty when it has none.
std::string share_address(const Page& page);

}  // namespace cliffhanger
