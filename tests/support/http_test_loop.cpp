#include "tests/support/http_test_loop.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <stdexcept>

namespace cliffhanger::test {
namespace {

using Fault = HttpTestAnswer::Fault;
using SteadyClock = std::chrono::steady_clock;

void require(bool condition, const char* what) {
    if (!condition) throw std::runtime_error(what);
}

std::string without_query(const std::string& path) { return path.substr(0, path.find('?')); }

}  // namespace

Descriptor::~Descriptor() {
    if (number_ >= 0) ::close(number_);
}

LoopbackSocket bind_loopback() {
    LoopbackSocket socket{Descriptor(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)), 0};
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    require(::bind(socket.descriptor.get(), generic, size) == 0, "no loopback port");
    require(::getsockname(socket.descriptor.get(), generic, &size) == 0, "no socket name");
    socket.port = ntohs(address.sin_port);
    return socket;
}

HttpTestServer::Loop::Loop() {
    LoopbackSocket socket = bind_loopback();
    require(::listen(socket.descriptor.get(), 1024) == 0, "cannot listen");
    port_ = socket.port;
    listener_ = std::move(socket.descriptor);
    int ends[2];
    require(::pipe2(ends, O_CLOEXEC | O_NONBLOCK) == 0, "no pipe");
    wake_read_ = Descriptor(ends[0]);
    wake_write_ = Descriptor(ends[1]);
    thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

HttpTestServer::Loop::~Loop() {
    thread_.request_stop();
    static_cast<void>(!::write(wake_write_.get(), "", 1));
    thread_.join();
}

void HttpTestServer::Loop::set_routes(const std::string& path, std::vector<HttpRoute> routes) {
    const std::lock_guard lock(mutex_);
    routes_[path] = {std::move(routes), 0};
}

void HttpTestServer::Loop::require_query(const std::string& query) {
    const std::lock_guard lock(mutex_);
    required_query_ = query;
}

void HttpTestServer::Loop::release() {
    {
        const std::lock_guard lock(mutex_);
        ++releases_;
    }
    static_cast<void>(!::write(wake_write_.get(), "", 1));
}

std::vector<HttpTestRequest> HttpTestServer::Loop::requests() const {
    const std::lock_guard lock(mutex_);
    return log_;
}

std::size_t HttpTestServer::Loop::accepted() const {
    const std::lock_guard lock(mutex_);
    return accepted_;
}

std::size_t HttpTestServer::Loop::open() const {
    const std::lock_guard lock(mutex_);
    return open_;
}

std::size_t HttpTestServer::Loop::count_while_locked(const std::string& path) const {
    return static_cast<std::size_t>(std::count_if(
        log_.begin(), log_.end(), [&](const HttpTestRequest& request) { return without_query(request.path) == path; }));
}

void HttpTestServer::Loop::run(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        auto list = poll_list();
        ::poll(list.data(), list.size(), poll_timeout());
        char drained[64];
        while (::read(wake_read_.get(), drained, sizeof drained) > 0) {
        }
        // Backwards, so that removing one leaves those still to come where poll_list() saw them.
        for (std::size_t i = connections_.size(); i-- > 0;)
            if (serve(connections_[i], list[i + 2].revents) == Progress::Closed)
                connections_.erase(connections_.begin() + static_cast<std::ptrdiff_t>(i));
        if (list[0].revents != 0) accept_all();
        publish_counts();
    }
}

std::vector<pollfd> HttpTestServer::Loop::poll_list() const {
    std::vector<pollfd> list{{listener_.get(), POLLIN, 0}, {wake_read_.get(), POLLIN, 0}};
    for (const auto& connection : connections_) {
        const bool may_send =
            connection.answering && !connection.stalled && connection.not_before <= SteadyClock::now();
        list.push_back({connection.descriptor.get(), static_cast<short>(may_send ? POLLIN | POLLOUT : POLLIN), 0});
    }
    return list;
}

int HttpTestServer::Loop::poll_timeout() const {
    int timeout = -1;
    for (const auto& connection : connections_) {
        if (!connection.answering || connection.stalled) continue;
        const auto left =
            std::chrono::ceil<std::chrono::milliseconds>(connection.not_before - SteadyClock::now()).count();
        const int wait = static_cast<int>(std::max<std::int64_t>(left, 0));
        // One that may send now is woken by its socket.
        if (wait > 0) timeout = timeout < 0 ? wait : std::min(timeout, wait);
    }
    return timeout;
}

void HttpTestServer::Loop::accept_all() {
    for (;;) {
        const int number = ::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
        if (number < 0) return;
        const int yes = 1;
        ::setsockopt(number, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        Connection connection;
        connection.descriptor = Descriptor(number);
        const std::lock_guard lock(mutex_);
        connection.number = accepted_++;
        connections_.push_back(std::move(connection));
    }
}

HttpTestServer::Loop::Progress HttpTestServer::Loop::serve(Connection& connection, short events) {
    if (events & (POLLIN | POLLHUP | POLLERR)) {
        if (receive(connection) == Progress::Closed) return Progress::Closed;
    }
    if (!connection.answering) begin_answer(connection);
    if (connection.stalled) {
        const std::lock_guard lock(mutex_);
        if (connection.releases_seen == releases_) return Progress::Waiting;
        connection.stalled = false;
        connection.answer.fault = Fault::None;
    }
    while (connection.answering && !connection.stalled && connection.not_before <= SteadyClock::now()) {
        if (send_some(connection) == Progress::Closed) return Progress::Closed;
        if (connection.answering) break;
        begin_answer(connection);  // the next request may have come while this one was being answered
    }
    return Progress::Waiting;
}

HttpTestServer::Loop::Progress HttpTestServer::Loop::receive(Connection& connection) {
    char bytes[4096];
    for (;;) {
        const ssize_t count = ::recv(connection.descriptor.get(), bytes, sizeof bytes, 0);
        if (count > 0)
            connection.input.append(bytes, static_cast<std::size_t>(count));
        else if (count < 0 && (errno == EAGAIN || errno == EINTR))
            return Progress::Waiting;
        else
            return Progress::Closed;
    }
}

void HttpTestServer::Loop::begin_answer(Connection& connection) {
    const auto end = connection.input.find("\r\n\r\n");
    if (end == std::string::npos) return;
    const auto request = parse_test_request(connection.input.substr(0, end + 4), connection.number);
    connection.input.erase(0, end + 4);
    const std::lock_guard lock(mutex_);
    connection.answer = make_test_answer(next_route_while_locked(request.path), request);
    connection.sent = 0;
    connection.answering = true;
    connection.releases_seen = releases_;
    connection.not_before = {};
    log_.push_back(request);
    changed_.notify_all();
}

HttpRoute HttpTestServer::Loop::next_route_while_locked(const std::string& address) {
    const std::string path = without_query(address);
    if (address.find(required_query_, path.size()) == std::string::npos) {
        HttpRoute expired;
        expired.status = 403;
        return expired;
    }
    const auto found = routes_.find(path);
    if (found == routes_.end()) {
        HttpRoute missing;
        missing.body = "nothing here";
        missing.status = 404;
        return missing;
    }
    auto& [answers, served] = found->second;
    return answers.at(std::min(served++, answers.size() - 1));
}

HttpTestServer::Loop::Progress HttpTestServer::Loop::send_some(Connection& connection) {
    const HttpTestAnswer& answer = connection.answer;
    const std::size_t limit = answer.fault == Fault::None ? answer.bytes.size() : answer.fault_at;
    while (connection.sent < limit) {
        std::size_t size = limit - connection.sent;
        const bool in_body = connection.sent >= answer.head_size;
        if (answer.piece > 0) size = std::min(size, in_body ? answer.piece : answer.head_size - connection.sent);
        const ssize_t count =
            ::send(connection.descriptor.get(), answer.bytes.data() + connection.sent, size, MSG_NOSIGNAL);
        if (count < 0) return errno == EAGAIN || errno == EINTR ? Progress::Waiting : Progress::Closed;
        connection.sent += static_cast<std::size_t>(count);
        if (in_body && answer.pace.count() > 0) {
            connection.not_before = SteadyClock::now() + answer.pace;
            return Progress::Waiting;
        }
    }
    if (answer.fault != Fault::None) return strike(connection);
    connection.answering = false;
    return answer.keep_alive ? Progress::Waiting : Progress::Closed;
}

HttpTestServer::Loop::Progress HttpTestServer::Loop::strike(Connection& connection) {
    switch (connection.answer.fault) {
        case Fault::Stall:
            connection.stalled = true;
            return Progress::Waiting;
        case Fault::Reset: {
            const linger at_once{1, 0};
            ::setsockopt(connection.descriptor.get(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
            return Progress::Closed;
        }
        case Fault::Close:
        case Fault::None:
            break;
    }
    return Progress::Closed;
}

void HttpTestServer::Loop::publish_counts() {
    const std::lock_guard lock(mutex_);
    open_ = connections_.size();
    stalled_ = static_cast<std::size_t>(
        std::count_if(connections_.begin(), connections_.end(), [](const Connection& each) { return each.stalled; }));
    changed_.notify_all();
}

}  // namespace cliffhanger::test
