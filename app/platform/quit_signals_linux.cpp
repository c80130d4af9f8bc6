#include <poll.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <thread>

#include "app/platform/quit_signals.h"

namespace cliffhanger {
namespace {

sigset_t quit_signals() {
    sigset_t set;
    sigemptyset(&set);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&set, signal);
    return set;
}

void set_mask(int how) {
    const sigset_t set = quit_signals();
    pthread_sigmask(how, &set, nullptr);
}

}  // namespace

void hold_quit_signals() { set_mask(SIG_BLOCK); }
void release_quit_signals() { set_mask(SIG_UNBLOCK); }

struct QuitSignals::State {
    std::function<void()> on_quit;
    int signals = -1;
    int end = -1;
    std::jthread waiter;

    ~State() {
        const std::uint64_t one = 1;
        if (write(end, &one, sizeof one) == sizeof one && waiter.joinable()) waiter.join();
        close(signals);
        close(end);
    }

    void wait() const {
        for (;;) {
            pollfd fds[] = {{signals, POLLIN, 0}, {end, POLLIN, 0}};
            if (poll(fds, 2, -1) < 0) continue;  // EINTR
            if (fds[1].revents != 0) return;
            signalfd_siginfo info{};
            if (read(signals, &info, sizeof info) == sizeof info) on_quit();
        }
    }
};

QuitSignals::QuitSignals(std::function<void()> on_quit) : state_(std::make_unique<State>()) {
    hold_quit_signals();
    const sigset_t set = quit_signals();
    state_->on_quit = std::move(on_quit);
    state_->signals = signalfd(-1, &set, SFD_CLOEXEC);
    state_->end = eventfd(0, EFD_CLOEXEC);
    state_->waiter = std::jthread([state = state_.get()] { state->wait(); });
}

QuitSignals::~QuitSignals() = default;

}  // namespace cliffhanger
