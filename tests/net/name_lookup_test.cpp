// libcurl looks names up on threads of its own, which nothing can interrupt. This file replaces getaddrinfo() for the
// whole test program, so that a lookup can be held up for as long as a test wants.
#include <dlfcn.h>
#include <netdb.h>

#include <condition_variable>
#include <cstring>
#include <mutex>

#include "net/curl_http_client.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace std::chrono_literals;

namespace {

constexpr const char* kSlowName = "slow.test";

/// Where lookups of kSlowName wait.
class LookupGate {
 public:
    void pass() {
        std::unique_lock lock(mutex_);
        ++waiting_;
        changed_.notify_all();
        changed_.wait_for(lock, 20s, [this] { return open_; });
        --waiting_;
        changed_.notify_all();
    }
    bool wait_for_waiting(int count) {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, 10s, [&] { return waiting_ == count; });
    }
    void set_open(bool open) {
        const std::lock_guard lock(mutex_);
        open_ = open;
        changed_.notify_all();
    }
    int waiting() {
        const std::lock_guard lock(mutex_);
        return waiting_;
    }

 private:
    std::condition_variable changed_;
    std::mutex mutex_;  // guards everything below
    int waiting_ = 0;
    bool open_ = false;
};

/// Never destroyed: libcurl's thread may come back after main().
LookupGate& gate() {
    static auto* const instance = new LookupGate;
    return *instance;
}

}  // namespace

extern "C" int getaddrinfo(const char* node, const char* service, const addrinfo* hints, addrinfo** result) {
    if (node && std::strcmp(node, kSlowName) == 0) {
        gate().pass();
        return EAI_AGAIN;
    }
    static const auto real = reinterpret_cast<decltype(&getaddrinfo)>(dlsym(RTLD_NEXT, "getaddrinfo"));
    return real(node, service, hints, result);
}

TEST_CASE("CurlHttpClient: neither abort nor destruction waits for a name lookup", "[net]") {
    gate().set_open(false);
    auto client = make_curl_http_client();
    const std::string url = std::string("http://") + kSlowName + "/a";
    auto aborted = client->open({.url = url});
    auto dropped = client->open({.url = url});
    auto pending = client->open({.url = url});
    REQUIRE(gate().wait_for_waiting(3));
    aborted->abort();
    CHECK(aborted->head().error().kind == ErrorKind::Aborted);
    dropped.reset();
    client.reset();
    CHECK(pending->head().error().kind == ErrorKind::Aborted);
    CHECK(gate().waiting() == 3);
    gate().set_open(true);
    CHECK(gate().wait_for_waiting(0));
}

TEST_CASE("CurlHttpClient: a name that is not found is Unreachable", "[net]") {
    gate().set_open(true);
    const auto client = make_curl_http_client();
    const auto head = client->open({.url = std::string("http://") + kSlowName + "/a"})->head();
    REQUIRE_FALSE(head);
    CHECK(head.error().kind == ErrorKind::Unreachable);
}
