// The test server's thread: sockets, routes and the log behind HttpTestServer.
#pragma once

#include <poll.h>

#include <condition_variable>
#include <map>
#include <mutex>
#include <stop_token>
#include <thread>

#include "tests/support/http_test_answer.h"

namespace cliffhanger::test {

class Descriptor {
 public:
    explicit Descriptor(int number = -1) : number_(number) {}
    ~Descriptor();
    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(number_, other.number_);
        return *this;
    }
    int get() const { return number_; }

 private:
    int number_;
};

/// A socket bound to a free port on loopback; listening only if asked to.
struct LoopbackSocket {
    Descriptor descriptor;
    int port = 0;
};
LoopbackSocket bind_loopback();

class HttpTestServer::Loop {
 public:
    Loop();
    ~Loop();

    int port() const { return port_; }
    void set_routes(const std::string& path, std::vector<HttpRoute> routes);
    void require_query(const std::string& query);
    void release();
    std::vector<HttpTestRequest> requests() const;
    std::size_t accepted() const;
    std::size_t open() const;
    std::size_t stalled() const;
    template <class Condition>
    bool wait(Condition condition) const {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, std::chrono::seconds(10), [&] { return condition(*this); });
    }
    std::size_t open_while_locked() const { return open_; }
    std::size_t stalled_while_locked() const { return stalled_; }
    std::size_t count_while_locked(const std::string& path) const;

 private:
    using Time = std::chrono::steady_clock::time_point;
    enum class Progress { Waiting, Closed };

    struct Connection {
        Descriptor descriptor;
        std::size_t number = 0;
        std::string input;
        HttpTestAnswer answer;
        std::size_t sent = 0;
        bool answering = false;
        bool stalled = false;
        std::size_t releases_seen = 0;
        Time not_before{};
    };

    void run(const std::stop_token& stop);
    std::vector<pollfd> poll_list() const;
    int poll_timeout() const;
    void accept_all();
    Progress serve(Connection& connection, short events);
    Progress receive(Connection& connection);
    void begin_answer(Connection& connection);
    Progress send_some(Connection& connection);
    Progress strike(Connection& connection);
    HttpRoute next_route_while_locked(const std::string& path);
    void publish_counts();

    int port_ = 0;
    Descriptor listener_, wake_read_, wake_write_;
    std::vector<Connection> connections_;  // the thread's own

    mutable std::condition_variable changed_;
    mutable std::mutex mutex_;  // guards everything below
    struct Routes {
        std::vector<HttpRoute> answers;
        std::size_t served = 0;
    };
    std::map<std::string, Routes> routes_;
    std::string required_query_;
    std::vector<HttpTestRequest> log_;
    std::size_t accepted_ = 0, open_ = 0, stalled_ = 0, releases_ = 0;

    std::jthread thread_;
};

}  // namespace cliffhanger::test
