// One program a user profile: the first one holds a lock and listens on a local socket, later ones hand over to it. The
// kernel gives the lock back however its holder ends, so nothing that is left behind can be in the way. Linux only.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "app/desktop/hand_over.h"
#include "net/clock.h"

namespace cliffhanger {

/// Where its lock and socket belong: the user's runtime folder, else the one for state; empty when there is none.
std::filesystem::path instance_folder();

class SingleInstance {
 public:
    enum class Role {
        First,   ///< others hand over to this one from now on
        Second,  ///< another one runs
        Alone,   ///< it cannot be told: no folder, or no permission
    };
    /// `profile` tells user profiles apart.
    SingleInstance(const std::filesystem::path& folder, const std::string& profile);
    ~SingleInstance();
    SingleInstance(const SingleInstance&) = delete;
    SingleInstance& operator=(const SingleInstance&) = delete;

    Role role() const;
    /// To the one that runs; true when it has taken the request. False when it does not answer in time, or has ended
    /// meanwhile: then role() is First.
    bool hand_over(const HandOver& request, Microseconds patience = std::chrono::seconds(3));
    /// First only: from now on requests are read, by a thread of its own, and `wake` is called from it for each.
    void listen(std::function<void()> wake);
    /// From its return on `wake` is not called any more.
    void stop_listening();
    /// The next request, whose sender is told that it was taken.
    std::optional<HandOver> take();

 private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace cliffhanger
