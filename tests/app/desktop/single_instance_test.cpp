#include "app/platform/single_instance.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <atomic>
#include <condition_variable>
#include <fstream>
#include <mutex>
#include <thread>
#include <vector>

#include "tests/net/catalog/temporary_folder.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace std::chrono_literals;
using Role = SingleInstance::Role;

namespace {

constexpr const char* kProfile = "/home/somebody/library.db";

/// The first one, taking what comes.
class Taker {
 public:
    explicit Taker(SingleInstance& instance) : instance_(instance) {
        instance_.listen([this] {
            const std::lock_guard lock(mutex_);
            while (auto request = instance_.take()) taken_.push_back(request->source);
            came_.notify_all();
        });
    }
    ~Taker() { instance_.stop_listening(); }

    std::vector<std::string> wait_for(std::size_t count) {
        std::unique_lock lock(mutex_);
        came_.wait_for(lock, 20s, [&] { return taken_.size() >= count; });
        return taken_;
    }

 private:
    SingleInstance& instance_;
    std::mutex mutex_;
    std::condition_variable came_;
    std::vector<std::string> taken_;
};

}  // namespace

TEST_CASE("SingleInstance: the second hands over to the first", "[app][desktop]") {
    const test::TemporaryFolder folder;
    SingleInstance first(folder.path(), kProfile);
    REQUIRE(first.role() == Role::First);
    Taker taker(first);
    SingleInstance second(folder.path(), kProfile);
    REQUIRE(second.role() == Role::Second);
    CHECK(second.hand_over({"/tmp/feed.json", {}, false}));
    CHECK(taker.wait_for(1) == std::vector<std::string>{"/tmp/feed.json"});
}

TEST_CASE("SingleInstance: another user profile is another program", "[app][desktop]") {
    const test::TemporaryFolder folder;
    const SingleInstance first(folder.path(), kProfile), other(folder.path(), "/home/other/library.db");
    CHECK(first.role() == Role::First);
    CHECK(other.role() == Role::First);
}

TEST_CASE("SingleInstance: what a killed program left behind is in nobody's way", "[app][desktop]") {
    const test::TemporaryFolder folder;
    std::filesystem::path socket_path;
    {
        const SingleInstance first(folder.path(), kProfile);
        for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
            if (entry.path().extension() == ".sock") socket_path = entry.path();
        }
    }
    CHECK_FALSE(std::filesystem::exists(socket_path));
    std::ofstream(socket_path) << "left behind";
    const SingleInstance next(folder.path(), kProfile);
    CHECK(next.role() == Role::First);
}

TEST_CASE("SingleInstance: of many that start at once one is the first, and the others reach it", "[app][desktop]") {
    const test::TemporaryFolder folder;
    constexpr int kCount = 8;
    std::atomic<int> firsts{0}, handed_over{0};
    std::vector<std::jthread> starts;
    for (int i = 0; i < kCount; ++i) {
        starts.emplace_back([&, i] {
            SingleInstance instance(folder.path(), kProfile);
            if (instance.hand_over({"/" + std::to_string(i), {}, false}, 20s)) {
                ++handed_over;
                return;
            }
            REQUIRE(instance.role() == Role::First);
            ++firsts;
            Taker taker(instance);
            CHECK(taker.wait_for(kCount - 1).size() == kCount - 1);
        });
    }
    starts.clear();
    CHECK(firsts == 1);
    CHECK(handed_over == kCount - 1);
}

TEST_CASE("SingleInstance: who ends without taking a request leaves the place to its sender", "[app][desktop]") {
    const test::TemporaryFolder folder;
    auto first = std::make_unique<SingleInstance>(folder.path(), kProfile);
    SingleInstance second(folder.path(), kProfile);
    std::jthread sender([&] { CHECK_FALSE(second.hand_over({"/tmp/feed.json", {}, false}, 20s)); });
    first.reset();
    sender.join();
    CHECK(second.role() == Role::First);
}

TEST_CASE("SingleInstance: one that does not answer is waited for no longer than said", "[app][desktop]") {
    const test::TemporaryFolder folder;
    const SingleInstance first(folder.path(), kProfile);  // and does not listen
    SingleInstance second(folder.path(), kProfile);
    CHECK_FALSE(second.hand_over({"/tmp/feed.json", {}, false}, 50ms));
    CHECK(second.role() == Role::Second);
}

TEST_CASE("SingleInstance: without a folder everybody is alone", "[app][desktop]") {
    SingleInstance instance({}, kProfile);
    CHECK(instance.role() == Role::Alone);
    CHECK_FALSE(instance.hand_over({}));
    CHECK_FALSE(instance.take());
}
