// Against a bus of the test's own, on which the test plays NetworkManager.
#include "app/platform/metered_network.h"

#include <fcntl.h>
#include <sdbus-c++/sdbus-c++.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

#include "tests/support/catch.h"

extern char** environ;

namespace cliffhanger {
namespace {

using namespace std::chrono_literals;

constexpr auto kPatience = 20s;
constexpr const char* kManager = "org.freedesktop.NetworkManager";

void take_for_the_system_bus(const std::string& address) {
    REQUIRE(setenv("DBUS_SYSTEM_BUS_ADDRESS", address.c_str(), 1) ==
            0);  // NOLINT(concurrency-mt-unsafe): no threads yet
}

class PrivateBus {
 public:
    PrivateBus() {
        int ends[2];
        REQUIRE(pipe2(ends, O_CLOEXEC) == 0);
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
        const char* arguments[] = {"dbus-daemon", "--session", "--nofork", "--print-address=1", nullptr};
        const int spawned =
            posix_spawnp(&daemon_, "dbus-daemon", &actions, nullptr, const_cast<char**>(arguments), environ);
        posix_spawn_file_actions_destroy(&actions);
        close(ends[1]);
        REQUIRE(spawned == 0);
        char letter = 0;
        while (read(ends[0], &letter, 1) == 1 && letter != '\n') address_ += letter;
        close(ends[0]);
        REQUIRE_FALSE(address_.empty());
        take_for_the_system_bus(address_);
    }
    ~PrivateBus() { stop(); }
    void stop() {
        if (daemon_ <= 0) return;
        kill(daemon_, SIGTERM);
        waitpid(daemon_, nullptr, 0);
        daemon_ = 0;
    }
    const std::string& address() const { return address_; }

 private:
    pid_t daemon_ = 0;
    std::string address_;
};

/// Answers what `Metered` is asked for.
class NetworkManager {
 public:
    NetworkManager(const PrivateBus& bus, std::uint32_t metered)
        : metered_(metered), connection_(sdbus::createSessionBusConnectionWithAddress(bus.address())) {
        object_ = sdbus::createObject(*connection_, "/org/freedesktop/NetworkManager");
        object_->registerProperty("Metered").onInterface(kManager).withGetter([this] { return metered_.load(); });
        object_->registerProperty("WirelessEnabled").onInterface(kManager).withGetter([] { return true; });
        object_->finishRegistration();
        connection_->requestName(kManager);
        serving_ = std::thread([this] {
            try {
                connection_->enterEventLoop();
            } catch (const sdbus::Error&) {  // the bus is gone
            }
        });
    }
    ~NetworkManager() {
        connection_->leaveEventLoop();
        serving_.join();
    }
    void change(std::uint32_t metered) {
        metered_ = metered;
        object_->emitPropertiesChangedSignal(kManager, {"WirelessEnabled", "Metered"});
    }

 private:
    std::atomic<std::uint32_t> metered_;
    std::unique_ptr<sdbus::IConnection> connection_;
    std::unique_ptr<sdbus::IObject> object_;
    std::thread serving_;
};

struct Follower {
    Follower()
        : network([this] {
              const std::lock_guard lock(mutex);
              woken.notify_all();
          }) {}
    bool becomes(bool metered) {
        std::unique_lock lock(mutex);
        return woken.wait_for(lock, kPatience, [&] { return network.metered() == metered; });
    }
    std::mutex mutex;
    std::condition_variable woken;
    MeteredNetwork network;
};

}  // namespace

TEST_CASE("MeteredNetwork: what NetworkManager says, and a guess, are followed as they change", "[app][desktop]") {
    const PrivateBus bus;
    NetworkManager manager(bus, 1);
    Follower follower;
    CHECK(follower.becomes(true));
    manager.change(2);
    CHECK(follower.becomes(false));
    manager.change(3);
    CHECK(follower.becomes(true));
    manager.change(4);
    CHECK(follower.becomes(false));
}

TEST_CASE("MeteredNetwork: NetworkManager may come later, and go", "[app][desktop]") {
    const PrivateBus bus;
    Follower follower;
    CHECK_FALSE(follower.network.metered());
    {
        const NetworkManager manager(bus, 1);
        CHECK(follower.becomes(true));
    }
    CHECK(follower.becomes(false));
    const NetworkManager again(bus, 1);
    CHECK(follower.becomes(true));
}

TEST_CASE("MeteredNetwork: without a bus, or when it goes, nobody knows", "[app][desktop]") {
    take_for_the_system_bus("unix:path=/nowhere/at/all");
    {
        const Follower follower;
        CHECK_FALSE(follower.network.metered());
    }
    PrivateBus bus;
    const NetworkManager manager(bus, 1);
    Follower follower;
    CHECK(follower.becomes(true));
    bus.stop();
    CHECK(follower.becomes(false));
}

}  // namespace cliffhanger
