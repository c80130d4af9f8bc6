// SIGINT, SIGTERM and SIGHUP as a request to quit. Make it before any thread: the signals are blocked from then on in
// all.
#pragma once

#include <functional>
#include <memory>

namespace cliffhanger {

class QuitSignals {
 public:
    /// `on_quit` is called from a thread of this object, once a signal.
    explicit QuitSignals(std::function<void()> on_quit);
    ~QuitSignals();
    QuitSignals(const QuitSignals&) = delete;
    QuitSignals& operator=(const QuitSignals&) = delete;

 private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace cliffhanger
