// The desktop's media controls over the player: tells them what is on the stage, and does what they ask for. Main
// thread only; never blocks.
#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "app/desktop/position_announcer.h"
#include "app/input/input_event.h"
#include "app/platform/mpris_service.h"
#include "app/screens/player_host.h"

namespace cliffhanger {

class MediaControls {
 public:
    struct Actions {
        std::function<void()> wake;                           ///< thread-safe
        std::function<void(const InputEvent&)> input;         ///< as if a person had
        std::function<bool()> repeats;                        ///< the episode that is shown
        std::function<void()> raise;                          ///< brings the window to the front
        std::function<void(const std::string& source)> open;  ///< plays something else
    };
    /// What other programs are told about the episode: in a private run, only that something plays.
    enum class Detail { Full, Private };
    MediaControls(PlayerHost& host, Actions actions, Detail detail);

    /// Once a loop turn.
    void turn(Microseconds now);

 private:
    void perform(Microseconds now, const DesktopCommand& command);
    void step_page(Microseconds now, Intent intent);
    void describe_page(std::size_t index);
    void look(std::size_t index);

    PlayerHost& host_;
    Actions actions_;
    Detail detail_;
    bool hidden_ = false;  ///< what is described: that something plays, and nothing else
    NowPlaying state_;
    PositionAnnouncer announcer_;
    std::string described_series_, described_episode_;

    std::mutex mutex_;
    std::vector<DesktopCommand> waiting_;  ///< guarded by mutex_

    MprisService service_;  ///< last: its thread fills the above
};

}  // namespace cliffhanger
