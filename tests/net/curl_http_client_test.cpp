#include "net/curl_http_client.h"

#include <cstdlib>
#include <filesystem>
#include <future>

#include "net/header_rules.h"
#include "net/url.h"
#include "tests/support/byte_source_contract.h"
#include "tests/support/catch.h"
#include "tests/support/http_test_server.h"

using namespace cliffhanger;
using namespace cliffhanger::test;
using namespace std::chrono_literals;

namespace {

struct Body {
    std::string bytes;
    std::optional<Error> error;
};

Body read_body(HttpStream& stream) {
    Body body;
    std::string buffer(32 * 1024, '\0');
    for (;;) {
        const auto count = stream.read(std::as_writable_bytes(std::span(buffer)));
        if (!count) body.error = count.error();
        if (!count || *count == 0) return body;
        body.bytes.append(buffer, 0, *count);
    }
}

std::ptrdiff_t open_descriptors() {
    const std::filesystem::directory_iterator folder("/proc/self/fd");
    return std::distance(begin(folder), end(folder));
}

ErrorKind head_error(HttpClient& client, HttpRequest request) {
    const auto head = client.open(std::move(request))->head();
    REQUIRE_FALSE(head);
    return head.error().kind;
}

}  // namespace

TEST_CASE("CurlHttpClient: head and body come through", "[net]") {
    const std::string content = test_bytes(3'000'000);
    HttpTestServer server;
    server.add("/a", {.body = content, .content_type = "video/mp4", .etag = "\"1\"", .last_modified = "then"});
    const auto client = make_curl_http_client({.headers = {{"X-All", "1"}, {"X-One", "default"}}});
    const auto stream = client->open({.url = server.url("/a"), .headers = {{"x-one", "own"}, {"X-Empty", ""}}});
    const auto head = stream->head();
    REQUIRE(head);
    CHECK(head->status == 200);
    CHECK(head->content_type == "video/mp4");
    CHECK(head->total_size == std::ssize(content));
    CHECK(head->accepts_ranges);
    CHECK(head->etag == "\"1\"");
    CHECK(head->last_modified == "then");
    CHECK(head->final_url == server.url("/a"));
    const Body body = read_body(*stream);
    CHECK(body.bytes == content);
    CHECK_FALSE(body.error);
    const auto request = server.requests().at(0);
    CHECK(request.header("User-Agent") == "Cliffhanger");
    CHECK(request.header("X-All") == "1");
    CHECK(request.header("X-One") == "own");
    CHECK(request.header("Accept-Encoding").empty());
}

TEST_CASE("CurlHttpClient: a range is asked for and understood", "[net]") {
    const std::string content = test_bytes(10'000);
    HttpTestServer server;
    server.add("/a", {.body = content});
    const auto client = make_curl_http_client();
    const auto stream = client->open({.url = server.url("/a"), .range = ByteRange{100, 299}});
    CHECK(stream->head()->status == 206);
    CHECK(stream->head()->range_start == 100);
    CHECK(stream->head()->total_size == 10'000);
    CHECK(read_body(*stream).bytes == content.substr(100, 200));
    CHECK(server.requests().at(0).range == "bytes=100-299");
}

TEST_CASE("CurlHttpClient: an error status is a value with its body", "[net]") {
    HttpTestServer server;
    server.add("/a", {.body = "try later", .status = 503, .retry_after = "7"});
    const auto client = make_curl_http_client();
    const auto stream = client->open({.url = server.url("/a")});
    CHECK(stream->head()->status == 503);
    CHECK(stream->head()->retry_after == 7s);
    CHECK(read_body(*stream).bytes == "try later");
    CHECK(client->open({.url = server.url("/none")})->head()->status == 404);
}

TEST_CASE("CurlHttpClient: redirects are followed, and their end is told", "[net]") {
    HttpTestServer server;
    server.add("/a", {.body = "moved", .redirect_to = "/b"});
    server.add("/b", {.redirect_to = server.url("/c")});
    server.add("/c", {.body = "here"});
    const auto client = make_curl_http_client();
    const auto stream = client->open({.url = server.url("/a")});
    CHECK(stream->head()->final_url == server.url("/c"));
    CHECK(read_body(*stream).bytes == "here");
}

TEST_CASE("CurlHttpClient: redirects to anything but http are Forbidden, and circles end", "[net]") {
    HttpTestServer server;
    server.add("/file", {.redirect_to = "file:///etc/passwd"});
    server.add("/ftp", {.redirect_to = "ftp://127.0.0.1/x"});
    server.add("/circle", {.redirect_to = "/circle"});
    const auto client = make_curl_http_client();
    CHECK(head_error(*client, {.url = server.url("/file")}) == ErrorKind::Forbidden);
    CHECK(head_error(*client, {.url = server.url("/ftp")}) == ErrorKind::Forbidden);
    CHECK(head_error(*client, {.url = server.url("/circle")}) == ErrorKind::HttpStatus);
    CHECK(server.count("/circle") == 9);
}

TEST_CASE("CurlHttpClient: only what says nothing about the viewer follows a redirect to another host", "[net]") {
    HttpTestServer server;
    server.add("/same", {.redirect_to = server.url("/end")});
    server.add("/other", {.body = "moved", .redirect_to = server.url("/end", "localhost")});
    server.add("/back", {.redirect_to = server.url("/there", "localhost")});
    server.add("/there", {.redirect_to = server.url("/end")});
    server.add("/end", {.body = "x"});
    CurlHttpClientOptions options;
    options.headers = {{"X-Everywhere", "secret"}, {"Referer", "feed"}};
    const auto client = make_curl_http_client(options);
    const HttpHeaders own{
        {"Authorization", "Bearer secret"}, {"Cookie", "id=secret"}, {"x-viewer", "secret"}, {"If-Range", "\"a\""}};
    for (const char* path : {"/same", "/other", "/back"})
        CHECK(client->open({.url = server.url(path), .headers = own, .range = ByteRange{0, 9}})->head()->status == 200);
    const auto ends = server.requests("/end");
    REQUIRE(ends.size() == 3);
    for (const char* name : {"Authorization", "Cookie", "x-viewer", "X-Everywhere"}) {
        CHECK_FALSE(ends[0].header(name).empty());
        CHECK(ends[1].header(name).empty());
        CHECK(ends[2].header(name).empty());
    }
    for (const auto& end : ends) {
        CHECK(end.header("If-Range") == "\"a\"");
        CHECK(end.header("Referer") == "feed");
        CHECK(end.range == "bytes=0-9");
    }
}

TEST_CASE("HeaderRules: an origin is scheme, host and port, but for the safer scheme of the same host", "[net]") {
    CHECK(same_origin("http://a.test/x", "http://A.test:80/y?z"));
    CHECK(same_origin("http://a.test/x", "https://a.test/x"));
    CHECK_FALSE(same_origin("https://a.test/x", "http://a.test/x"));
    CHECK_FALSE(same_origin("http://a.test/x", "http://a.test:8080/x"));
    CHECK_FALSE(same_origin("http://a.test:8080/x", "https://a.test/x"));
    CHECK_FALSE(same_origin("https://a.test/", "https://b.a.test/"));
}

TEST_CASE("CurlHttpClient: of the headers for every request, credentials go to the source's host alone", "[net]") {
    HttpTestServer source, other;
    for (HttpTestServer* server : {&source, &other}) server->add("/a", {.body = "x"});
    CurlHttpClientOptions options;
    options.headers = {{"Authorization", "1"}, {"X-Api-Key", "2"}, {"cookie", "3"}, {"Referer", "4"}};
    options.credentials_host = authority(source.url("/feed"));
    const auto client = make_curl_http_client(options);
    CHECK(client->open({.url = source.url("/a")})->head()->status == 200);
    CHECK(client->open({.url = other.url("/a")})->head()->status == 200);
    CHECK(source.requests().at(0).header("Authorization") == "1");
    CHECK(source.requests().at(0).header("X-Api-Key") == "2");
    CHECK(source.requests().at(0).header("Cookie") == "3");
    CHECK(other.requests().at(0).header("Authorization").empty());
    CHECK(other.requests().at(0).header("X-Api-Key").empty());
    CHECK(other.requests().at(0).header("Cookie").empty());
    CHECK(other.requests().at(0).header("Referer") == "4");
}

TEST_CASE("CurlHttpClient: the proxy of the environment is asked, but for hosts in NO_PROXY", "[net]") {
    HttpTestServer proxy, direct;
    proxy.add("http://origin.test/a", {.body = "by proxy"});
    direct.add("/a", {.body = "direct"});
    const std::string variable = GENERATE("HTTP_PROXY", "http_proxy");
    ::setenv(variable.c_str(), proxy.url("").c_str(), 1);
    ::setenv("HTTPS_PROXY", proxy.url("").c_str(), 1);
    ::setenv("NO_PROXY", "127.0.0.1", 1);
    {
        const auto client = make_curl_http_client();
        CHECK(read_body(*client->open({.url = "http://origin.test/a"})).bytes == "by proxy");
        CHECK(read_body(*client->open({.url = direct.url("/a")})).bytes == "direct");
        CHECK_FALSE(client->open({.url = "https://origin.test/a"})->head());
    }
    ::unsetenv(variable.c_str());
    ::unsetenv("HTTPS_PROXY");
    ::unsetenv("NO_PROXY");
    const auto requests = proxy.requests();
    REQUIRE(requests.size() == 2);
    CHECK(requests[1].method == "CONNECT");
    CHECK(requests[1].path == "origin.test:443");
}

TEST_CASE("CurlHttpClient: authorities to trust that cannot be read are told as such", "[net]") {
    HttpTestServer server;
    std::string url = server.url("/a");
    url.replace(0, 4, "https");
    const auto client = make_curl_http_client({.ca_file = "/there/is/no/such.pem"});
    const auto head = client->open({.url = url})->head();
    REQUIRE_FALSE(head);
    CHECK(head.error().kind == ErrorKind::Unreachable);
    CHECK(head.error().message.find("trusted certificates") != std::string::npos);
}

TEST_CASE("CurlHttpClient: what is not http, or carries a broken header, never reaches the wire", "[net]") {
    HttpTestServer server;
    server.add("/a", {.body = "x"});
    const auto client = make_curl_http_client();
    CHECK(head_error(*client, {.url = "file:///etc/passwd"}) == ErrorKind::Unsupported);
    CHECK(head_error(*client, {.url = "/etc/passwd"}) == ErrorKind::Unsupported);
    CHECK(head_error(*client, {.url = server.url("/a"), .headers = {{"X", "1\r\nEvil: 2"}}}) == ErrorKind::Corrupted);
    CHECK(server.requests().empty());
}

TEST_CASE("CurlHttpClient: one connection serves one request after another", "[net]") {
    HttpTestServer server;
    server.add("/a", {.body = test_bytes(100'000)});
    const auto client = make_curl_http_client();
    for (int i = 0; i < 5; ++i) CHECK(read_body(*client->open({.url = server.url("/a")})).bytes.size() == 100'000);
    CHECK(server.connections() == 1);
}

TEST_CASE("CurlHttpClient: text may come compressed, and comes out plain", "[net]") {
    // printf hello | gzip -n
    const unsigned char packed[] = {0x1f, 0x8b, 8, 0, 0,    0,    0,    0,    0, 3, 0xcb, 0x48, 0xcd,
                                    0xc9, 0xc9, 7, 0, 0x86, 0xa6, 0x10, 0x36, 5, 0, 0,    0};
    HttpTestServer server;
    server.add("/a", {.body = std::string(reinterpret_cast<const char*>(packed), sizeof packed),
                      .headers = {{"Content-Encoding", "gzip"}}});
    server.add("/bad", {.body = "this is not gzip", .headers = {{"Content-Encoding", "gzip"}}});
    const auto client = make_curl_http_client();
    const auto stream = client->open({.url = server.url("/a"), .accept_compression = true});
    CHECK_FALSE(stream->head()->content_length);
    CHECK(read_body(*stream).bytes == "hello");
    CHECK_FALSE(server.requests().at(0).header("Accept-Encoding").empty());
    const auto bad = read_body(*client->open({.url = server.url("/bad"), .accept_compression = true}));
    REQUIRE(bad.error);
    CHECK(bad.error->kind == ErrorKind::Corrupted);
}

TEST_CASE("CurlHttpClient: a body cut short is Io, after the bytes that came", "[net]") {
    const std::string content = test_bytes(100'000);
    HttpTestServer server;
    server.add("/close", {.body = content, .close_after = 60'000});
    server.add("/chunked", {.body = content, .chunked = true, .close_after = 60'000});
    const auto client = make_curl_http_client();
    for (const std::string path : {"/close", "/chunked"}) {
        CAPTURE(path);
        const Body body = read_body(*client->open({.url = server.url(path)}));
        CHECK(body.bytes == content.substr(0, 60'000));
        REQUIRE(body.error);
        CHECK(body.error->kind == ErrorKind::Io);
    }
    server.add("/reset", {.body = content, .reset_after = 60'000});
    const Body body = read_body(*client->open({.url = server.url("/reset")}));
    CHECK(content.starts_with(body.bytes));
    REQUIRE(body.error);
    CHECK(body.error->kind == ErrorKind::Io);
}

TEST_CASE("CurlHttpClient: no answer, and an answer that stops, are Timeouts", "[net]") {
    HttpTestServer server;
    server.add("/silent", {.never_answer = true});
    server.add("/stall", {.body = "0123456789", .stall_after = 5});
    const auto client = make_curl_http_client();
    CHECK(head_error(*client, {.url = server.url("/silent"), .stall_timeout = 50ms}) == ErrorKind::Timeout);
    const Body body = read_body(*client->open({.url = server.url("/stall"), .stall_timeout = 50ms}));
    CHECK(body.bytes == "01234");
    REQUIRE(body.error);
    CHECK(body.error->kind == ErrorKind::Timeout);
    CHECK(server.wait_for_open_connections(0));
}

TEST_CASE("CurlHttpClient: an answer that drips is a Timeout too", "[net]") {
    HttpTestServer server;
    server.add("/drip", {.body = test_bytes(10'000), .piece = 1, .pace = 5ms});
    const auto client = make_curl_http_client();
    const Body body = read_body(*client->open({.url = server.url("/drip"), .stall_timeout = 100ms}));
    REQUIRE(body.error);
    CHECK(body.error->kind == ErrorKind::Timeout);
    CHECK(body.bytes.size() < LivePatience::kProgress);
}

TEST_CASE("CurlHttpClient: the head is there before the first byte of the body", "[net]") {
    HttpTestServer server;
    server.add("/a", {.body = "0123456789", .stall_after = 0});
    const auto client = make_curl_http_client();
    const auto stream = client->open({.url = server.url("/a")});
    REQUIRE(server.wait_for_stalled());
    CHECK(stream->head()->status == 200);
    server.release();
    CHECK(read_body(*stream).bytes == "0123456789");
}

TEST_CASE("CurlHttpClient: a reader who pauses does not time out", "[net]") {
    const std::string content = test_bytes(3'000'000);
    HttpTestServer server;
    server.add("/big", {.body = content});
    server.add("/stall", {.body = "x", .stall_after = 0});
    const auto client = make_curl_http_client();
    const auto slow = client->open({.url = server.url("/big"), .stall_timeout = 1s});
    REQUIRE(slow->head());
    // This one's time-out ends only after the paused one's would have.
    CHECK(read_body(*client->open({.url = server.url("/stall"), .stall_timeout = 1500ms})).error);
    const Body body = read_body(*slow);
    CHECK_FALSE(body.error);
    CHECK(body.bytes == content);
}

TEST_CASE("CurlHttpClient: abort wakes a blocked reader and hangs up", "[net]") {
    HttpTestServer server;
    server.add("/silent", {.never_answer = true});
    const auto client = make_curl_http_client();
    const auto stream = client->open({.url = server.url("/silent")});
    auto waiting = std::async(std::launch::async, [&] { return stream->head(); });
    REQUIRE(server.wait_for_stalled());
    stream->abort();
    CHECK(waiting.get().error().kind == ErrorKind::Aborted);
    std::byte one{};
    CHECK(stream->read({&one, 1}).error().kind == ErrorKind::Aborted);
    CHECK(server.wait_for_open_connections(0));
}

TEST_CASE("CurlHttpClient: a dropped stream hangs up", "[net]") {
    HttpTestServer server;
    server.add("/a", {.body = "0123456789", .stall_after = 5});
    const auto client = make_curl_http_client();
    auto stream = client->open({.url = server.url("/a")});
    REQUIRE(server.wait_for_stalled());
    stream.reset();
    CHECK(server.wait_for_open_connections(0));
}

TEST_CASE("CurlHttpClient: what plays does not wait behind preloads and artwork", "[net]") {
    HttpTestServer server;
    server.add("/slow", {.never_answer = true});
    server.add("/now", {.body = "plays"});
    const auto client = make_curl_http_client();
    std::vector<std::unique_ptr<HttpStream>> streams;
    for (int i = 0; i < 20; ++i) {
        streams.push_back(client->open({.url = server.url("/slow"), .priority = Priority::Preload}));
        streams.push_back(client->open({.url = server.url("/slow"), .priority = Priority::Artwork}));
    }
    CHECK(read_body(*client->open({.url = server.url("/now")})).bytes == "plays");
    REQUIRE(server.wait_for_stalled(10));
    CHECK(server.count("/slow") == 10);
    server.add("/slow", {.body = "came"});
    server.release();
    for (const auto& stream : streams) CHECK(stream->head()->status == 200);
}

TEST_CASE("CurlHttpClient: preloads that left the line to what plays go on and lose nothing", "[net]") {
    const std::string content = test_bytes(400'000);
    HttpTestServer server;
    server.add("/preload", {.body = content, .piece = 20'000, .pace = 1ms});
    server.add("/plays", {.body = content, .piece = 20'000, .pace = 1ms});
    const auto client = make_curl_http_client();
    std::vector<std::future<Body>> readers;
    for (int i = 0; i < 8; ++i) {
        readers.push_back(std::async(std::launch::async, [&, i] {
            const bool plays = i % 2 == 0;
            return read_body(*client->open({.url = server.url(plays ? "/plays" : "/preload"),
                                            .priority = plays ? Priority::Playback : Priority::Preload}));
        }));
    }
    for (auto& reader : readers) CHECK(reader.get().bytes == content);
}

TEST_CASE("CurlHttpClient: a server that sends nothing does not hold preloads up for long", "[net]") {
    HttpTestServer server;
    server.add("/plays", {.never_answer = true});
    server.add("/preload", {.body = "x"});
    const auto client = make_curl_http_client();
    const auto playing = client->open({.url = server.url("/plays")});
    auto reader = std::async(std::launch::async, [&] { return playing->head().has_value(); });
    REQUIRE(server.wait_for_stalled());
    const auto preload = client->open({.url = server.url("/preload"), .priority = Priority::Preload});
    const auto head = preload->head();
    playing->abort();
    REQUIRE(head);
    CHECK(head->status == 200);
    CHECK(read_body(*preload).bytes == "x");
    CHECK_FALSE(reader.get());
}

TEST_CASE("CurlHttpClient: a priority may change while the request waits", "[net]") {
    HttpTestServer server;
    server.add("/slow", {.never_answer = true});
    server.add("/mine", {.body = "x"});
    const auto client = make_curl_http_client();
    std::vector<std::unique_ptr<HttpStream>> slow;
    for (int i = 0; i < 6; ++i)
        slow.push_back(client->open({.url = server.url("/slow"), .priority = Priority::Preload}));
    REQUIRE(server.wait_for_stalled(6));
    const LivePriority priority = Priority::Preload;
    const auto mine = client->open({.url = server.url("/mine"), .priority = priority});
    priority.change(Priority::Playback);
    slow.front().reset();
    CHECK(mine->head()->status == 200);
}

TEST_CASE("CurlHttpClient: no connection is Unreachable", "[net]") {
    const auto client = make_curl_http_client();
    CHECK(head_error(*client, {.url = refused_url()}) == ErrorKind::Unreachable);
    CHECK(head_error(*client, {.url = "http://[::1]:1/"}) == ErrorKind::Unreachable);
}

TEST_CASE("CurlHttpClient: streams in flight end as Aborted when the client goes, and may outlive it", "[net]") {
    HttpTestServer server;
    server.add("/silent", {.never_answer = true});
    server.add("/stall", {.body = "0123456789", .stall_after = 5});
    auto client = make_curl_http_client();
    std::vector<std::unique_ptr<HttpStream>> streams;
    for (int i = 0; i < 20; ++i) {
        streams.push_back(client->open({.url = server.url("/silent")}));
        streams.push_back(client->open({.url = server.url("/stall")}));
        streams.push_back(client->open({.url = server.url("/silent"), .priority = Priority::Artwork}));
    }
    auto waiting = std::async(std::launch::async, [&] { return streams.front()->head(); });
    REQUIRE(server.wait_for_stalled(20));
    client.reset();
    CHECK(waiting.get().error().kind == ErrorKind::Aborted);
    for (const auto& stream : streams) CHECK(read_body(*stream).error->kind == ErrorKind::Aborted);
    CHECK(server.wait_for_open_connections(0));
}

TEST_CASE("CurlHttpClient: five hundred opens and aborts leak no descriptor", "[net]") {
    HttpTestServer server;
    server.add("/a", {.body = test_bytes(50'000), .piece = 1'000});
    server.add("/silent", {.never_answer = true});
    const auto before = open_descriptors();
    {
        const auto client = make_curl_http_client();
        std::vector<std::future<void>> workers;
        for (int worker = 0; worker < 4; ++worker) {
            workers.push_back(std::async(std::launch::async, [&, worker] {
                for (int i = 0; i < 125; ++i) {
                    const auto stream = client->open({.url = server.url(i % 3 == 0 ? "/silent" : "/a")});
                    std::byte bytes[100];
                    if (i % 3 == 1) static_cast<void>(stream->read(bytes));
                    if ((i + worker) % 2 == 0) stream->abort();
                }
            }));
        }
        for (auto& worker : workers) worker.get();
    }
    REQUIRE(server.wait_for_open_connections(0));
    CHECK(open_descriptors() == before);
}
