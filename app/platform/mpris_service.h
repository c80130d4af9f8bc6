// The program on the session bus as org.mpris.MediaPlayer2: media keys, lock screens, panels and playerctl see and
// drive it. A thread of its own connects, answers and tells what has changed; nothing here waits for the bus. Without a
// session bus nothing happens. Linux only.
#pragma once

#include <functional>
#include <memory>
#include <thread>

#include "app/desktop/now_playing.h"

namespace cliffhanger {

class MprisService {
 public:
    /// `post` is called from the service's thread.
    explicit MprisService(std::function<void(DesktopCommand)> post);
    /// Leaves the bus; a bus that does not answer is not waited for.
    ~MprisService();
    MprisService(const MprisService&) = delete;
    MprisService& operator=(const MprisService&) = delete;

    /// What is true now: once a loop turn, from one thread. `seeked`: the position does not follow from what was
    /// published before.
    void publish(const NowPlaying& state, MediaTime position, bool seeked);

 private:
    struct State;
    std::shared_ptr<State> state_;  ///< the thread's, too
    std::thread thread_;
};

}  // namespace cliffhanger
