#include "net/http_head_parser.h"

#include <algorithm>
#include <cctype>
#include <charconv>

#include "net/http_date.h"

namespace cliffhanger {
namespace {

std::string_view trim(std::string_view text) {
    const auto is_space = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
    return text;
}

std::string lower(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

std::optional<std::int64_t> parse_number(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < 0) return std::nullopt;
    return value;
}

void join(std::string& list, std::string_view value) {
    if (!list.empty()) list += ", ";
    list += value;
}

}  // namespace

std::optional<std::chrono::seconds> parse_retry_after(std::string_view value, std::string_view date) {
    if (const auto seconds = parse_number(trim(value))) return std::chrono::seconds(*seconds);
    const auto until = parse_http_date(trim(value)), now = parse_http_date(trim(date));
    if (!until || !now) return std::nullopt;
    return std::max(*until - *now, std::chrono::seconds(0));
}

std::optional<ContentRange> parse_content_range(std::string_view value) {
    value = trim(value);
    if (lower(value.substr(0, 6)) != "bytes ") return std::nullopt;
    value = trim(value.substr(6));
    const auto slash = value.find('/');
    if (slash == std::string_view::npos) return std::nullopt;
    ContentRange result;
    const std::string_view total = value.substr(slash + 1), range = value.substr(0, slash);
    if (total != "*") {
        result.total = parse_number(total);
        if (!result.total) return std::nullopt;
    }
    if (range == "*") return result;
    const auto dash = range.find('-');
    if (dash == std::string_view::npos) return std::nullopt;
    result.first = parse_number(range.substr(0, dash));
    result.last = parse_number(range.substr(dash + 1));
    if (!result.first || !result.last || *result.last < *result.first) return std::nullopt;
    return result;
}

bool HttpHeadParser::feed(std::string_view line) {
    if (complete_) return false;
    line = trim(line);
    if (line.starts_with("HTTP/")) {
        start(line);
        return false;
    }
    if (!started_) return false;
    if (!line.empty()) {
        const auto colon = line.find(':');
        if (colon != std::string_view::npos) take(trim(line.substr(0, colon)), trim(line.substr(colon + 1)));
        return false;
    }
    started_ = false;
    const bool redirect = head_.status >= 300 && head_.status < 400 && has_location_;
    if (head_.status < 200 || redirect) return false;
    finish();
    complete_ = true;
    return true;
}

void HttpHeadParser::start(std::string_view status_line) {
    *this = HttpHeadParser();
    started_ = true;
    const auto space = status_line.find(' ');
    if (space != std::string_view::npos)
        head_.status = static_cast<int>(parse_number(status_line.substr(space + 1, 3)).value_or(0));
}

void HttpHeadParser::take(std::string_view name, std::string_view value) {
    const std::string key = lower(name);
    if (key == "content-length") head_.content_length = parse_number(value);
    if (key == "content-type") head_.content_type = value;
    if (key == "etag") head_.etag = value;
    if (key == "last-modified") head_.last_modified = value;
    if (key == "accept-ranges") head_.accepts_ranges = lower(value) == "bytes";
    if (key == "location") has_location_ = true;
    if (key == "content-encoding") encoded_ = lower(value) != "identity";
    if (key == "retry-after") retry_after_ = value;
    if (key == "date") head_.date = value;
    if (key == "expires") head_.expires = value;
    if (key == "age") head_.age = value;
    if (key == "vary") join(head_.vary, value);
    if (key == "cache-control") join(head_.cache_control, value);
    if (key == "content-range") {
        if (const auto range = parse_content_range(value)) {
            head_.range_start = range->first.value_or(0);
            head_.total_size = range->total;
        }
    }
}

void HttpHeadParser::finish() {
    if (head_.status == 206) {
        head_.accepts_ranges = true;
    } else if (head_.status < 300) {
        head_.range_start = 0;
        head_.total_size = head_.content_length;
    }
    if (encoded_) {  // the lengths on the wire say nothing about the bytes that come out
        head_.content_length.reset();
        head_.total_size.reset();
        head_.accepts_ranges = false;
    }
    if (!retry_after_.empty()) head_.retry_after = parse_retry_after(retry_after_, head_.date);
}

}  // namespace cliffhanger
