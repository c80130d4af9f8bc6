#include <poll.h>
#include <sdbus-c++/sdbus-c++.h>
#include <spdlog/spdlog.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <condition_variable>
#include <map>
#include <mutex>
#include <utility>
#include <vector>

#include "app/platform/metered_network.h"

namespace cliffhanger {
namespace {

using namespace std::chrono_literals;
using Properties = std::map<std::string, sdbus::Variant>;

constexpr const char* kManager = "org.freedesktop.NetworkManager";
constexpr const char* kManagerPath = "/org/freedesktop/NetworkManager";
constexpr const char* kProperties = "org.freedesktop.DBus.Properties";
constexpr const char* kBus = "org.freedesktop.DBus";
constexpr const char* kBusPath = "/org/freedesktop/DBus";
constexpr const char* kMetered = "Metered";
/// NMMetered: yes, and a guess that it is, such as for a telephone's hotspot.
constexpr std::uint32_t kYes = 1, kGuessYes = 3;
/// Connecting waits for the bus inside libsystemd; a bus that hangs does not keep the program from ending.
constexpr auto kFarewell = 1s;

}  // namespace

struct MeteredNetwork::State {
    std::function<void()> wake;
    int stopper = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    std::atomic<bool> metered{false};

    std::mutex mutex;
    // Guarded by mutex.
    std::condition_variable ended;
    bool stop = false, over = false;

    ~State() { close(stopper); }

    void say(bool now) {
        if (metered.exchange(now) == now) return;
        spdlog::info("the network is {}", now ? "metered" : "no longer metered");
        wake();
    }
    void take(const sdbus::Variant& value) {
        if (!value.containsValueOfType<std::uint32_t>()) return;
        const auto code = value.get<std::uint32_t>();
        say(code == kYes || code == kGuessYes);
    }
    void ask(sdbus::IProxy& manager);
    void serve(sdbus::IConnection& connection);
    void run();
};

void MeteredNetwork::State::ask(sdbus::IProxy& manager) {
    manager.callMethodAsync("Get")
        .onInterface(kProperties)
        .withArguments(std::string(kManager), std::string(kMetered))
        .uponReplyInvoke([this](const sdbus::Error* error, const sdbus::Variant& value) {
            if (error == nullptr) take(value);
        });
}

void MeteredNetwork::State::serve(sdbus::IConnection& connection) {
    const auto manager = sdbus::createProxy(connection, kManager, kManagerPath);
    manager->uponSignal("PropertiesChanged")
        .onInterface(kProperties)
        .call([this](const std::string& interface, const Properties& changed, const std::vector<std::string>&) {
            const auto found = changed.find(kMetered);
            if (interface == kManager && found != changed.end()) take(found->second);
        });
    manager->finishRegistration();
    const auto names = sdbus::createProxy(connection, kBus, kBusPath);
    names->uponSignal("NameOwnerChanged")
        .onInterface(kBus)
        .call([this, &manager](const std::string& name, const std::string&, const std::string& owner) {
            if (name != kManager) return;
            owner.empty() ? say(false) : ask(*manager);
        });
    names->finishRegistration();
    // Asking the manager itself would start it where it is installed and off.
    names->callMethodAsync("NameHasOwner")
        .onInterface(kBus)
        .withArguments(std::string(kManager))
        .uponReplyInvoke([this, &manager](const sdbus::Error* error, bool has_owner) {
            if (error == nullptr && has_owner) ask(*manager);
        });
    for (;;) {
        {
            const std::lock_guard lock(mutex);
            if (stop) return;
        }
        const auto waits = connection.getEventLoopPollData();
        std::array<pollfd, 2> fds{{{waits.fd, waits.events, 0}, {stopper, POLLIN, 0}}};
        poll(fds.data(), fds.size(), waits.getPollTimeout());
        while (connection.processPendingRequest()) {
        }
    }
}

void MeteredNetwork::State::run() {
    try {
        const auto connection = sdbus::createSystemBusConnection();
        serve(*connection);
    } catch (const sdbus::Error& error) {
        spdlog::debug("nobody says whether the network is metered: {}", error.getMessage());
        say(false);
    }
    {
        const std::lock_guard lock(mutex);
        over = true;
    }
    ended.notify_all();
}

MeteredNetwork::MeteredNetwork(std::function<void()> wake) : state_(std::make_shared<State>()) {
    state_->wake = std::move(wake);
    thread_ = std::thread([state = state_] { state->run(); });
}

MeteredNetwork::~MeteredNetwork() {
    std::unique_lock lock(state_->mutex);
    state_->stop = true;
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = write(state_->stopper, &one, sizeof one);
    const bool over = state_->ended.wait_for(lock, kFarewell, [this] { return state_->over; });
    lock.unlock();
    // Else it sits in libsystemd, with nothing but its own state.
    over ? thread_.join() : thread_.detach();
}

bool MeteredNetwork::metered() const { return state_->metered.load(); }

}  // namespace cliffhanger
