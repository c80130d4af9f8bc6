// Whether the network that this machine is on is paid for by what goes over it, as NetworkManager on the system bus
// says or guesses. A thread of its own connects, asks and follows what changes; nothing here waits for the bus. Without
// a bus, or without NetworkManager on it, nobody knows. Linux only.
#pragma once

#include <functional>
#include <memory>
#include <thread>

namespace cliffhanger {

class MeteredNetwork {
 public:
    /// `wake` is called from the thread whenever metered() says something else.
    explicit MeteredNetwork(std::function<void()> wake);
    /// Leaves the bus; a bus that does not answer is not waited for.
    ~MeteredNetwork();
    MeteredNetwork(const MeteredNetwork&) = delete;
    MeteredNetwork& operator=(const MeteredNetwork&) = delete;

    /// False while nobody knows. Any thread.
    bool metered() const;

 private:
    struct State;
    std::shared_ptr<State> state_;  ///< the thread's, too
    std::thread thread_;
};

}  // namespace cliffhanger
