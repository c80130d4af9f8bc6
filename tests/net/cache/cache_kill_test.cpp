// Processes that share a cache, and processes that are killed while they write it. The others are this same program,
// started again with the hidden test case below.
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <random>

#include "tests/net/cache/cache_rig.h"
#include "tests/net/catalog/temporary_folder.h"
#include "tests/support/catch.h"

extern char** environ;  // NOLINT

using namespace cliffhanger;
using namespace cliffhanger::test;

namespace {

constexpr const char* kFolderVariable = "CLIFFHANGER_TEST_CACHE";
constexpr const char* kWriterCase = "a process that writes a cache until it is killed";
constexpr std::int64_t kExtent = SegmentCache::kExtentBytes;
constexpr std::int64_t kBudget = 6 * kExtent;
constexpr int kAssets = 5;

/// Versions have other bytes, so that one taken for another shows.
CachedAsset asset(int number, std::uint64_t version) {
    CachedAsset made("http://host.test/" + std::to_string(number), kExtent + 1000 * number);
    made.resource.version = version;
    for (char& byte : made.content) byte = static_cast<char>(byte + version);
    return made;
}

/// What is served must be some version's bytes, in whole.
bool serves_right_bytes(SegmentCache& cache) {
    for (int number = 0; number < kAssets; ++number) {
        const auto found = cache.find(asset(number, 0).key);
        if (found && !asset(number, found->resource.version).bytes_are_right(cache, found->extents)) return false;
    }
    return true;
}

/// Another process that writes; killed at the latest when this goes.
class WriterProcess {
 public:
    explicit WriterProcess(const std::string& folder) {
        int ends[2];
        REQUIRE(::pipe2(ends, O_CLOEXEC) == 0);
        said_ = ends[0];
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, ends[1], 9);
        std::string variable = std::string(kFolderVariable) + "=" + folder;
        std::vector<char*> environment;
        for (char** entry = environ; *entry != nullptr; ++entry) environment.push_back(*entry);
        environment.push_back(variable.data());
        environment.push_back(nullptr);
        std::string program = "/proc/self/exe", test = kWriterCase;
        char* arguments[] = {program.data(), test.data(), nullptr};
        REQUIRE(::posix_spawn(&process_, program.c_str(), &actions, nullptr, arguments, environment.data()) == 0);
        posix_spawn_file_actions_destroy(&actions);
        ::close(ends[1]);
    }
    ~WriterProcess() { kill(); }
    WriterProcess(const WriterProcess&) = delete;
    WriterProcess& operator=(const WriterProcess&) = delete;

    /// Waits until it has gone so many rounds.
    bool wait_for_rounds(int count) {
        char round = 0;
        while (count-- > 0) {
            pollfd ready{said_, POLLIN, 0};
            if (::poll(&ready, 1, 20'000) != 1 || ::read(said_, &round, 1) != 1) return false;
        }
        return true;
    }
    void kill() {
        if (process_ <= 0) return;
        ::kill(process_, SIGKILL);
        ::waitpid(process_, nullptr, 0);
        process_ = 0;
        ::close(said_);
    }

 private:
    pid_t process_ = 0;
    int said_ = -1;
};

}  // namespace

TEST_CASE("a process that writes a cache until it is killed", "[.]") {
    const char* folder = std::getenv(kFolderVariable);  // NOLINT(concurrency-mt-unsafe)
    REQUIRE(folder != nullptr);
    SegmentCache cache({folder, kBudget});
    for (std::uint64_t round = 1;; ++round) {
        for (int number = 0; number < kAssets; ++number) asset(number, round / 3).put(cache);
        cache.flush();
        if (round % 7 == 0) cache.remove(asset(2, 0).key);
        if (::write(9, "r", 1) != 1) return;  // whoever watched has gone
    }
}

TEST_CASE("SegmentCache: killed while it writes, again and again, it opens and serves no wrong byte", "[net][cache]") {
    const TemporaryFolder folder;
    std::minstd_rand random(7);
    for (int kill = 0; kill < 12; ++kill) {
        {
            WriterProcess writer(folder.path());
            REQUIRE(writer.wait_for_rounds(1));
            // A moment within the next rounds, wherever that falls.
            pollfd nothing{-1, 0, 0};
            ::poll(&nothing, 1, static_cast<int>(random() % 12));
        }
        SegmentCache cache({folder.path(), kBudget});
        cache.flush();
        CHECK(cache.size_bytes() <= kBudget);
        CHECK(serves_right_bytes(cache));
    }
}

TEST_CASE("SegmentCache: two processes at once do no harm", "[net][cache]") {
    const TemporaryFolder folder;
    WriterProcess first(folder.path()), second(folder.path());
    SegmentCache cache({folder.path(), kBudget});
    REQUIRE(first.wait_for_rounds(2));
    REQUIRE(second.wait_for_rounds(2));
    for (int round = 0; round < 10; ++round) {
        asset(1, 1000).put(cache);
        CHECK(serves_right_bytes(cache));
        REQUIRE(first.wait_for_rounds(1));
    }
    first.kill();
    second.kill();
    asset(1, 1000).put(cache);
    cache.flush();
    CHECK(asset(1, 1000).cached(cache) == asset(1, 1000).content);
    CHECK(cache.size_bytes() <= kBudget);
}
