#include "tests/support/http_test_answer.h"

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <sstream>

namespace cliffhanger::test {
namespace {

bool same_name(const std::string& a, const std::string& b) {
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](unsigned char x, unsigned char y) {
               return std::tolower(x) == std::tolower(y);
           });
}

struct Part {
    int status = 200;
    std::size_t first = 0;
    std::string body;
    std::string content_range;
};

/// The part of the body that a Range header asks for; the whole of it when the header does not apply.
Part requested_part(const HttpRoute& route, const HttpTestRequest& request) {
    Part part{route.status, 0, route.body, {}};
    const std::string condition = request.header("If-Range");
    const bool changed = !condition.empty() && condition != route.etag && condition != route.last_modified;
    unsigned long long first = 0, last = 0;
    const int fields = std::sscanf(request.range.c_str(), "bytes=%llu-%llu", &first, &last);
    if (route.status != 200 || !route.ranges || fields < 1 || changed) return part;
    const std::string total = std::to_string(route.body.size());
    if (first >= route.body.size()) return {416, 0, {}, "bytes */" + total};
    if (fields < 2 || last >= route.body.size()) last = route.body.size() - 1;
    const auto start = std::max<std::int64_t>(0, static_cast<std::int64_t>(first) + route.range_shift);
    part.status = 206;
    part.first = std::min(static_cast<std::size_t>(start), route.body.size());
    part.body = route.body.substr(part.first, last + 1 - part.first);
    part.content_range = "bytes " + std::to_string(part.first) + "-" + std::to_string(last) + "/" + total;
    return part;
}

/// Conditions come before ranges (RFC 9110, 13.2.2).
bool is_known(const HttpRoute& route, const HttpTestRequest& request) {
    const std::string tag = request.header("If-None-Match"), date = request.header("If-Modified-Since");
    if (!tag.empty()) return tag == route.etag;
    return !date.empty() && date == route.last_modified;
}

std::string head_text(const HttpRoute& route, const Part& part) {
    std::ostringstream head;
    head << "HTTP/1.1 " << part.status << " Answer\r\n";
    if (!route.redirect_to.empty()) head << "Location: " << route.redirect_to << "\r\n";
    if (!route.retry_after.empty()) head << "Retry-After: " << route.retry_after << "\r\n";
    if (!route.etag.empty()) head << "ETag: " << route.etag << "\r\n";
    if (!route.last_modified.empty()) head << "Last-Modified: " << route.last_modified << "\r\n";
    if (route.ranges && part.status < 300) head << "Accept-Ranges: bytes\r\n";
    if (!part.content_range.empty()) head << "Content-Range: " << part.content_range << "\r\n";
    for (const auto& [name, value] : route.headers) head << name << ": " << value << "\r\n";
    head << "Content-Type: " << route.content_type << "\r\n";
    if (!route.keep_alive) head << "Connection: close\r\n";
    if (route.chunked)
        head << "Transfer-Encoding: chunked\r\n";
    else if (part.status != 304)
        head << "Content-Length: " << part.body.size() << "\r\n";
    head << "\r\n";
    return head.str();
}

/// `at` is moved from a place in the body to the same place in its encoded form.
std::string chunked_body(const std::string& body, std::size_t chunk, std::size_t& at) {
    std::string out;
    const std::size_t plain_at = at;
    for (std::size_t done = 0; done < body.size(); done += chunk) {
        const std::size_t size = std::min(chunk, body.size() - done);
        char length[24];
        std::snprintf(length, sizeof length, "%zx\r\n", size);
        out += length;
        if (plain_at >= done && plain_at <= done + size) at = out.size() + (plain_at - done);
        out.append(body, done, size);
        out += "\r\n";
    }
    return out + "0\r\n\r\n";
}

}  // namespace

HttpTestRequest parse_test_request(const std::string& head, std::size_t connection) {
    HttpTestRequest request;
    request.connection = connection;
    std::istringstream lines(head);
    lines >> request.method >> request.path;
    std::string line;
    std::getline(lines, line);
    while (std::getline(lines, line) && line != "\r") {
        const auto colon = line.find(':');
        if (colon == std::string::npos) continue;
        auto value = line.substr(colon + 1);
        value.erase(0, value.find_first_not_of(' '));
        value.erase(value.find_last_not_of("\r ") + 1);
        request.headers.emplace_back(line.substr(0, colon), value);
    }
    request.range = request.header("Range");
    return request;
}

std::string HttpTestRequest::header(const std::string& name) const {
    for (const auto& [key, value] : headers)
        if (same_name(key, name)) return value;
    return {};
}

HttpTestAnswer make_test_answer(const HttpRoute& route, const HttpTestRequest& request) {
    HttpTestAnswer answer;
    answer.piece = route.piece;
    answer.pace = route.pace;
    answer.keep_alive = route.keep_alive;
    if (route.never_answer) {
        answer.fault = HttpTestAnswer::Fault::Stall;
    } else if (route.stall_after) {
        answer.fault = HttpTestAnswer::Fault::Stall;
        answer.fault_at = *route.stall_after;
    } else if (route.reset_after) {
        answer.fault = HttpTestAnswer::Fault::Reset;
        answer.fault_at = *route.reset_after;
    } else if (route.close_after) {
        answer.fault = HttpTestAnswer::Fault::Close;
        answer.fault_at = *route.close_after;
    }

    Part part = requested_part(route, request);
    if (!route.redirect_to.empty()) part.status = 302;
    if ((part.status == 200 || part.status == 206) && is_known(route, request)) part = {304, 0, {}, {}};

    answer.bytes = head_text(route, part);
    answer.head_size = answer.bytes.size();
    if (route.chunked) part.body = chunked_body(part.body, route.piece ? route.piece : 16384, answer.fault_at);
    if (request.method != "HEAD") answer.bytes += part.body;
    if (!route.never_answer) answer.fault_at = std::min(answer.head_size + answer.fault_at, answer.bytes.size());
    return answer;
}

}  // namespace cliffhanger::test
