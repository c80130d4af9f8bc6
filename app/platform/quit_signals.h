// SIGINT, SIGTERM and SIGHUP as a request to quit. hold_quit_signals() comes before any thread: all inherit the mask.
#pragma once

#include <functional>
#include <memory>

namespace cliffhanger {

/// First thing in main: a signal that comes while the program is still setting up waits until somebody asks for it.
void hold_quit_signals();
/// Back to what the system does by itself: for commands that only read and write.
void release_quit_signals();

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
