#include "tests/support/http_test_server.h"

#include <algorithm>

#include "tests/support/http_test_loop.h"

namespace cliffhanger::test {

HttpTestServer::HttpTestServer() : loop_(std::make_unique<Loop>()) {}
HttpTestServer::~HttpTestServer() = default;

void HttpTestServer::add(const std::string& path, HttpRoute route) { add_sequence(path, {std::move(route)}); }

void HttpTestServer::add_sequence(const std::string& path, std::vector<HttpRoute> routes) {
    loop_->set_routes(path, std::move(routes));
}

void HttpTestServer::require_query(const std::string& query) { loop_->require_query(query); }

std::string HttpTestServer::url(const std::string& path, const std::string& host) const {
    return "http://" + host + ":" + std::to_string(loop_->port()) + path;
}

void HttpTestServer::release() { loop_->release(); }

std::vector<HttpTestRequest> HttpTestServer::requests() const { return loop_->requests(); }

std::vector<HttpTestRequest> HttpTestServer::requests(const std::string& path) const {
    auto all = loop_->requests();
    std::erase_if(all, [&](const HttpTestRequest& each) { return each.path.substr(0, each.path.find('?')) != path; });
    return all;
}

std::size_t HttpTestServer::count(const std::string& path) const { return requests(path).size(); }
std::size_t HttpTestServer::connections() const { return loop_->accepted(); }
std::size_t HttpTestServer::open_connections() const { return loop_->open(); }

bool HttpTestServer::wait_for_requests(const std::string& path, std::size_t count) const {
    return loop_->wait([&](const Loop& loop) { return loop.count_while_locked(path) >= count; });
}

bool HttpTestServer::wait_for_stalled(std::size_t count) const {
    return loop_->wait([&](const Loop& loop) { return loop.stalled_while_locked() >= count; });
}

bool HttpTestServer::wait_for_open_connections(std::size_t at_most) const {
    return loop_->wait([&](const Loop& loop) { return loop.open_while_locked() <= at_most; });
}

std::string refused_url() {
    // Bound a moment ago and never listened on: nothing answers there.
    return "http://127.0.0.1:" + std::to_string(bind_loopback().port) + "/";
}

}  // namespace cliffhanger::test
