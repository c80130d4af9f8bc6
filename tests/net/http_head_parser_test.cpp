#include "net/http_head_parser.h"

#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace std::chrono_literals;

namespace {

/// Feeds lines until one completes the final head.
bool feed_all(HttpHeadParser& parser, std::initializer_list<const char*> lines) {
    for (const char* line : lines)
        if (parser.feed(line)) return true;
    return false;
}

}  // namespace

TEST_CASE("HttpHeadParser: a partial answer says where it begins and how much there is", "[net]") {
    HttpHeadParser parser;
    REQUIRE(feed_all(parser, {"HTTP/1.1 206 Partial Content\r\n", "content-range: bytes 100-199/1000\r\n",
                              "Content-Length: 100\r\n", "ETag: \"abc\"\r\n", "Content-Type: video/mp4\r\n", "\r\n"}));
    CHECK(parser.head().status == 206);
    CHECK(parser.head().range_start == 100);
    CHECK(parser.head().total_size == 1000);
    CHECK(parser.head().content_length == 100);
    CHECK(parser.head().accepts_ranges);
    CHECK(parser.head().etag == "\"abc\"");
    CHECK(parser.head().content_type == "video/mp4");
}

TEST_CASE("HttpHeadParser: redirects and interim answers are passed over", "[net]") {
    HttpHeadParser parser;
    CHECK_FALSE(feed_all(parser, {"HTTP/1.1 100 Continue\r\n", "\r\n"}));
    CHECK_FALSE(feed_all(parser, {"HTTP/1.1 302 Found\r\n", "Location: /b\r\n", "ETag: \"old\"\r\n", "\r\n"}));
    REQUIRE(feed_all(parser, {"HTTP/2 200 \r\n", "content-length: 5\r\n", "\r\n"}));
    CHECK(parser.head().status == 200);
    CHECK(parser.head().total_size == 5);
    CHECK(parser.head().etag.empty());
    CHECK_FALSE(feed_all(parser, {"x-trailer: 1\r\n", "\r\n"}));
}

TEST_CASE("HttpHeadParser: a 3xx without Location is final", "[net]") {
    HttpHeadParser parser;
    CHECK(feed_all(parser, {"HTTP/1.1 304 Not Modified\r\n", "\r\n"}));
}

TEST_CASE("HttpHeadParser: the wire's lengths of a compressed body are not the body's", "[net]") {
    HttpHeadParser parser;
    REQUIRE(feed_all(parser, {"HTTP/1.1 200 OK\r\n", "Content-Encoding: gzip\r\n", "Content-Length: 5\r\n",
                              "Accept-Ranges: bytes\r\n", "\r\n"}));
    CHECK_FALSE(parser.head().content_length);
    CHECK_FALSE(parser.head().total_size);
    CHECK_FALSE(parser.head().accepts_ranges);
}

TEST_CASE("HttpHeadParser: garbage lengths count as absent", "[net]") {
    HttpHeadParser parser;
    REQUIRE(
        feed_all(parser, {"HTTP/1.1 206 X\r\n", "Content-Length: -5\r\n", "Content-Range: bytes 9-1/3\r\n", "\r\n"}));
    CHECK_FALSE(parser.head().content_length);
    CHECK_FALSE(parser.head().total_size);
    CHECK_FALSE(parse_content_range("bytes 0-99999999999999999999/5"));
    CHECK_FALSE(parse_content_range("items 0-1/5"));
    CHECK_FALSE(parse_content_range("bytes 0-1"));
    CHECK_FALSE(parse_content_range("b"));
    CHECK(parse_content_range("bytes */77")->total == 77);
    CHECK_FALSE(parse_content_range("bytes 0-1/*")->total);
}

TEST_CASE("HttpHeadParser: Retry-After is read as seconds and as a date", "[net]") {
    const char* now = "Sun, 06 Nov 1994 08:49:37 GMT";
    CHECK(parse_retry_after("120", "") == 120s);
    CHECK(parse_retry_after("Sun, 06 Nov 1994 08:50:07 GMT", now) == 30s);
    CHECK(parse_retry_after("Sun, 06 Nov 1994 08:00:00 GMT", now) == 0s);
    CHECK_FALSE(parse_retry_after("Sun, 06 Nov 1994 08:50:07 GMT", ""));
    CHECK_FALSE(parse_retry_after("Sun, 36 Nov 1994 08:50:07 GMT", now));
    CHECK_FALSE(parse_retry_after("soon", now));
    CHECK_FALSE(parse_retry_after("-5", now));
}

TEST_CASE("http_status_error: the kind says what a person can do", "[net]") {
    const auto kind_of = [](int status) {
        HttpResponseHead head;
        head.status = status;
        head.retry_after = 7s;
        const Error error = http_status_error(head, "http://h/a");
        CHECK(error.http_status == status);
        CHECK(error.retry_after == 7s);
        CHECK(error.context == "http://h/a");
        return error.kind;
    };
    CHECK(kind_of(404) == ErrorKind::NotFound);
    CHECK(kind_of(410) == ErrorKind::NotFound);
    CHECK(kind_of(401) == ErrorKind::Forbidden);
    CHECK(kind_of(403) == ErrorKind::Forbidden);
    CHECK(kind_of(429) == ErrorKind::HttpStatus);
    CHECK(kind_of(503) == ErrorKind::HttpStatus);
}
