#include "net/http_byte_source.h"

#include <future>

#include "net/curl_http_client.h"
#include "tests/support/byte_source_contract.h"
#include "tests/support/catch.h"
#include "tests/support/fake_http_client.h"
#include "tests/support/http_test_server.h"

using namespace cliffhanger;
using namespace cliffhanger::test;
using namespace std::chrono_literals;

namespace {

const SystemClock kClock;
const std::string kUrl = "http://host.test/a.mp4";

HttpByteSourceOptions quick() {
    RetryPolicy::Limits limits;
    limits.first_delay = limits.longest_delay = limits.longest_retry_after = 1ms;
    return {RetryPolicy(limits)};
}

/// A scripted server and a source over it.
struct Scripted {
    Scripted(std::initializer_list<FakeHttpAnswer> answers) { http.script(kUrl, answers); }

    std::vector<std::int64_t> starts() const {
        std::vector<std::int64_t> all;
        for (const auto& request : http.requests()) all.push_back(request.range ? request.range->first : -1);
        return all;
    }
    std::string sent_header(std::size_t request, const std::string& name) const {
        const auto requests = http.requests();
        for (const auto& [key, value] : requests.at(request).headers)
            if (key == name) return value;
        return {};
    }
    ErrorKind error_after_all() {
        const auto outcome = read_all(source);
        return outcome.error->kind;
    }

    FakeHttpClient http;
    HttpByteSource source{{kUrl}, http, kClock, quick()};
};

using Starts = std::vector<std::int64_t>;

}  // namespace

TEST_CASE("HttpByteSource: a cut connection resumes from the missing byte", "[net][retry]") {
    const std::string content = test_bytes(300'000);
    const FakeHttpAnswer healthy{.body = content, .etag = "\"v1\""};
    FakeHttpAnswer cut = healthy;
    cut.cut_after = 100'000;
    Scripted scripted{cut, cut, healthy};
    CHECK(read_all(scripted.source).bytes == content);
    CHECK(scripted.starts() == Starts{0, 100'000, 200'000});
    CHECK(scripted.sent_header(0, "If-Range").empty());
    CHECK(scripted.sent_header(1, "If-Range") == "\"v1\"");
}

TEST_CASE("HttpByteSource: without a strong tag a resumption is guarded by the date", "[net][retry]") {
    const std::string content = test_bytes(300'000);
    const FakeHttpAnswer healthy{.body = content, .etag = "W/\"v1\"", .last_modified = "yesterday"};
    FakeHttpAnswer cut = healthy;
    cut.cut_after = 100;
    Scripted scripted{cut, healthy};
    CHECK(read_all(scripted.source).bytes == content);
    CHECK(scripted.sent_header(1, "If-Range") == "yesterday");
}

TEST_CASE("HttpByteSource: a file that changed under way is Corrupted, not mixed", "[net][retry]") {
    FakeHttpAnswer old{.body = test_bytes(300'000), .etag = "\"v1\"", .cut_after = 1'000};
    FakeHttpAnswer changed{.body = std::string(300'000, 'x'), .etag = "\"v2\""};
    SECTION("told by the tag of a part") {}
    SECTION("told by a whole answer to If-Range") { changed.ranges = false; }
    SECTION("told by the size") {
        old.etag = changed.etag = "";
        changed.body += "longer";
    }
    Scripted scripted{old, changed};
    const auto outcome = read_all(scripted.source);
    CHECK(outcome.bytes == old.body.substr(0, 1'000));
    CHECK(outcome.error->kind == ErrorKind::Corrupted);
    CHECK(scripted.starts().size() == 2);
}

TEST_CASE("HttpByteSource: a server that sends another part than asked for is asked for all of it", "[net]") {
    const std::string content = test_bytes(300'000);
    SECTION("from the beginning") {
        Scripted scripted{{.body = content, .range_shift = 5}};
        CHECK(read_all(scripted.source).bytes == content);
        CHECK(scripted.starts() == Starts{0, -1});
        CHECK(scripted.source.seekable() == false);
    }
    SECTION("where a cut is made good") {
        Scripted scripted{{.body = content, .cut_after = 100'000}, {.body = content, .range_shift = -5}};
        CHECK(read_all(scripted.source).bytes == content);
        CHECK(scripted.starts() == Starts{0, 100'000, -1});
    }
    SECTION("far in a file that is too large for that") {
        Scripted scripted{{.body = test_bytes(9 << 20), .range_shift = 5}};
        REQUIRE(scripted.source.seek((9 << 20) - 10));
        std::byte byte{};
        CHECK(scripted.source.read({&byte, 1}).error().kind == ErrorKind::Unsupported);
    }
}

TEST_CASE("HttpByteSource: what is read for later is asked for in parts, and at once when it plays", "[net]") {
    const std::string content = test_bytes(1'000'000);
    FakeHttpClient http;
    http.script(kUrl, {{.body = content}});
    HttpByteSourceOptions options = quick();
    options.part_for_later = 100'000;
    MediaAddress address{kUrl};
    address.priority = Priority::Preload;
    HttpByteSource source(address, http, kClock, options);
    std::string bytes(250'000, '\0');
    for (std::size_t done = 0; done < bytes.size();)
        done += source.read(std::as_writable_bytes(std::span(bytes).subspan(done))).value();
    CHECK(bytes == content.substr(0, 250'000));
    REQUIRE(http.requests().size() == 3);
    CHECK(http.requests()[1].range->first == 100'000);
    CHECK(http.requests()[1].range->last == 199'999);
    CHECK(source.size().value().value_or(0) == 1'000'000);
    address.priority.change(Priority::Playback);
    CHECK(read_all(source).bytes == content.substr(250'000));
    REQUIRE(http.requests().size() == 4);
    CHECK(http.requests()[3].range->first == 300'000);
    CHECK_FALSE(http.requests()[3].range->last);
}

TEST_CASE("HttpByteSource: what plays no more is ended on the wire, and goes on from its missing byte", "[net]") {
    const bool ranges = GENERATE(true, false);
    CAPTURE(ranges);
    const std::string content = test_bytes(400'000);
    HttpTestServer server;
    server.add("/f", {.body = content, .etag = "\"1\"", .ranges = ranges, .stall_after = 100'000});
    const auto client = make_curl_http_client();
    const MediaAddress address{server.url("/f")};
    HttpByteSource source(address, *client, kClock, quick());
    std::string bytes(1000, '\0');
    const std::size_t got = source.read(std::as_writable_bytes(std::span(bytes))).value();
    REQUIRE(server.wait_for_stalled());
    address.priority.change(Priority::Preload);
    server.release();
    if (ranges) CHECK(server.wait_for_open_connections(0));
    server.add("/f", {.body = content, .etag = "\"1\"", .ranges = ranges});
    CHECK(bytes.substr(0, got) + read_all(source).bytes == content);
    const auto requests = server.requests();
    REQUIRE(requests.size() == (ranges ? 2 : 1));
    if (!ranges) return;
    const auto from = std::stoll(requests[1].range.substr(std::string("bytes=").size()));
    CHECK(from >= static_cast<long long>(got));
    CHECK(from < 300'000);
}

TEST_CASE("HttpByteSource: a file that ends early on its server is given up after a few empty answers",
          "[net][retry]") {
    const std::string content = test_bytes(300'000);
    FakeHttpClient http;
    http.script(kUrl, {{.body = content, .cut_after = 100'000}, {.body = content, .cut_after = 0}});
    HttpByteSourceOptions options = quick();
    options.most_empty_answers = HttpByteSource::kMostEmptyAnswers;
    HttpByteSource source({kUrl}, http, kClock, options);
    const auto outcome = read_all(source);
    CHECK(outcome.bytes == content.substr(0, 100'000));
    CHECK(outcome.error->kind == ErrorKind::Io);
    CHECK(http.requests().size() == 5);
}

TEST_CASE("HttpByteSource: a server without ranges is read from the start and does not seek far", "[net]") {
    const std::string content = test_bytes(300'000);
    Scripted scripted{{.body = content, .ranges = false}};
    CHECK(read_all(scripted.source).bytes == content);
    CHECK_FALSE(scripted.source.seekable().value());
    const auto far = scripted.source.seek(HttpByteSource::kLongestSkip + 300'001);
    REQUIRE_FALSE(far);
    CHECK(far.error().kind == ErrorKind::Unsupported);
}

TEST_CASE("HttpByteSource: without ranges a cut is made good by reading again from the start", "[net][retry]") {
    const std::string content = test_bytes(300'000);
    FakeHttpAnswer healthy{.body = content, .ranges = false}, cut = healthy;
    cut.cut_after = 200'000;
    Scripted scripted{cut, healthy};
    CHECK(read_all(scripted.source).bytes == content);
}

TEST_CASE("HttpByteSource: without ranges what comes again makes no failure good", "[net][retry]") {
    const std::string content = test_bytes(200'000);
    FakeHttpClient http;
    http.script(kUrl, {{.body = content, .ranges = false, .cut_after = 120'000}});
    auto options = quick();
    options.most_empty_answers = 4;
    HttpByteSource source({kUrl}, http, kClock, options);
    const auto outcome = read_all(source);
    REQUIRE(outcome.error);
    CHECK(outcome.error->detail == ErrorDetail::CutShort);
    CHECK(outcome.bytes == content.substr(0, 120'000));
    CHECK(http.requests().size() == 5);
}

TEST_CASE("HttpByteSource: without ranges a far first position is Unsupported", "[net]") {
    Scripted scripted{{.body = test_bytes(300'000), .ranges = false}};
    REQUIRE(scripted.source.seek(HttpByteSource::kLongestSkip + 1));
    CHECK(scripted.error_after_all() == ErrorKind::Unsupported);
}

TEST_CASE("HttpByteSource: a short seek forward reads on, a far one asks anew", "[net]") {
    const std::string content = test_bytes(2'000'000);
    Scripted scripted{{.body = content}};
    read_bytes(scripted.source, 100);
    REQUIRE(scripted.source.seek(100'000));
    CHECK(read_bytes(scripted.source, 10).bytes == content.substr(100'000, 10));
    CHECK(scripted.starts() == Starts{0});
    REQUIRE(scripted.source.seek(1'500'000));
    CHECK(read_bytes(scripted.source, 10).bytes == content.substr(1'500'000, 10));
    CHECK(scripted.starts() == Starts{0, 1'500'000});
}

TEST_CASE("HttpByteSource: an index at the end of the file costs one request more, not two", "[net]") {
    const std::string content = test_bytes(2'000'000);
    Scripted scripted{{.body = content}};
    CHECK(read_bytes(scripted.source, 40'000).bytes == content.substr(0, 40'000));
    REQUIRE(scripted.source.seek(1'900'000));
    CHECK(read_all(scripted.source).bytes == content.substr(1'900'000));
    REQUIRE(scripted.source.seek(48));
    CHECK(read_bytes(scripted.source, 1'000'000).bytes == content.substr(48, 1'000'000));
    CHECK(scripted.starts() == Starts{0, 1'900'000});
}

TEST_CASE("HttpByteSource: reading two places by turns keeps both answers open", "[net]") {
    const std::string content = test_bytes(3'000'000);
    Scripted scripted{{.body = content}};
    for (std::size_t step = 0; step < 20; ++step) {
        for (const std::size_t base : {std::size_t{100'000}, std::size_t{2'000'000}}) {
            REQUIRE(scripted.source.seek(static_cast<std::int64_t>(base + step * 20'000)));
            CHECK(read_bytes(scripted.source, 9'000).bytes == content.substr(base + step * 20'000, 9'000));
        }
    }
    CHECK(scripted.starts() == Starts{100'000, 2'000'000});
}

TEST_CASE("HttpByteSource: an answer that a far seek has left is closed once reading goes on elsewhere", "[net]") {
    const std::string content = test_bytes(12'000'000);
    HttpTestServer server;
    server.add("/a", {.body = content});
    const auto http = make_curl_http_client();
    HttpByteSource source({server.url("/a")}, *http, kClock, quick());
    CHECK(read_bytes(source, 100).bytes == content.substr(0, 100));
    REQUIRE(source.seek(4'000'000));
    CHECK(read_bytes(source, 100).bytes == content.substr(4'000'000, 100));
    CHECK(server.open_connections() == 2);
    CHECK(read_bytes(source, HttpByteSource::kParkedFor).bytes ==
          content.substr(4'000'100, HttpByteSource::kParkedFor));
    CHECK(server.wait_for_open_connections(1));
}

TEST_CASE("HttpByteSource: statuses end reading with their kind, and passing ones are asked again", "[net][retry]") {
    const std::string content = test_bytes(1'000);
    const auto refused = [](int status) {
        FakeHttpAnswer answer{.status = status};
        Scripted scripted{answer};
        const ErrorKind kind = scripted.error_after_all();
        CHECK(scripted.starts().size() == 1);
        return kind;
    };
    CHECK(refused(404) == ErrorKind::NotFound);
    CHECK(refused(403) == ErrorKind::Forbidden);
    CHECK(refused(400) == ErrorKind::HttpStatus);
    CHECK(refused(204) == ErrorKind::HttpStatus);

    Scripted recovering{{.status = 503, .retry_after = 1s}, {.status = 500}, {.body = content}};
    CHECK(read_all(recovering.source).bytes == content);

    Scripted failing{{.status = 500}};
    const auto outcome = read_all(failing.source);
    CHECK(outcome.error->kind == ErrorKind::HttpStatus);
    CHECK(outcome.error->http_status == 500);
    CHECK(failing.starts().size() == 6);
}

TEST_CASE("HttpByteSource: an answer that had brought much is followed by the next without a pause", "[net][retry]") {
    const std::string content = test_bytes(300'000);
    FakeHttpClient http;
    http.script(kUrl, {{.body = content, .cut_after = 100'000}});
    RetryPolicy::Limits never;
    never.broken_retries = 0;
    HttpByteSource source({kUrl}, http, kClock, {RetryPolicy(never)});
    CHECK(read_all(source).bytes == content);
    CHECK(http.requests().size() == 3);
}

TEST_CASE("HttpByteSource: every byte that comes resets the count of failures", "[net][retry]") {
    const std::string content = test_bytes(20'000);
    Scripted scripted{{.body = content, .cut_after = 1'000}};
    CHECK(read_all(scripted.source).bytes == content);
    CHECK(scripted.starts().size() >= 20);
}

TEST_CASE("HttpByteSource: a part that ends early is followed by the next part", "[net]") {
    const std::string content = test_bytes(10'000);
    Scripted scripted{{.body = content, .longest_part = 4'000}};
    CHECK(read_all(scripted.source).bytes == content);
    CHECK(scripted.starts() == Starts{0, 4'000, 8'000});
}

TEST_CASE("HttpByteSource: a body of unknown length ends where the server ends it", "[net]") {
    const std::string content = test_bytes(100'000);
    Scripted scripted{{.body = content, .ranges = false, .says_size = false}};
    CHECK(scripted.source.size().value() == std::nullopt);
    const auto outcome = read_all(scripted.source);
    CHECK(outcome.bytes == content);
    CHECK(outcome.error->kind == ErrorKind::EndOfStream);
    CHECK(scripted.source.size().value() == std::ssize(content));
}

TEST_CASE("HttpByteSource: an empty file is at its end", "[net]") {
    Scripted scripted{{.body = ""}};
    CHECK(scripted.error_after_all() == ErrorKind::EndOfStream);
    CHECK(scripted.error_after_all() == ErrorKind::EndOfStream);
}

TEST_CASE("HttpByteSource: abort wakes a blocked read at once, and reset_abort lets it go on", "[net]") {
    const std::string content = test_bytes(300'000);
    HttpTestServer server;
    server.add_sequence("/a", {{.body = content, .stall_after = 150'000}, {.body = content}});
    const auto client = make_curl_http_client();
    HttpByteSource source({server.url("/a")}, *client, kClock, quick());
    auto reader = std::async(std::launch::async, [&] { return read_all(source); });
    REQUIRE(server.wait_for_stalled());
    source.abort();
    const auto outcome = reader.get();
    CHECK(outcome.error->kind == ErrorKind::Aborted);
    CHECK(server.wait_for_open_connections(0));
    source.reset_abort();
    CHECK(read_all(source).bytes == content.substr(outcome.bytes.size()));
}

TEST_CASE("HttpByteSource: abort wakes a wait for the head and a wait between retries", "[net]") {
    HttpByteSourceOptions patient;
    RetryPolicy::Limits limits;
    limits.first_delay = limits.longest_delay = 1h;
    patient.retry = RetryPolicy(limits);
    HttpTestServer server;
    server.add("/silent", {.never_answer = true});
    server.add("/failing", {.status = 500});
    const auto client = make_curl_http_client();
    for (const std::string path : {"/silent", "/failing"}) {
        CAPTURE(path);
        HttpByteSource source({server.url(path)}, *client, kClock, patient);
        auto reader = std::async(std::launch::async, [&] { return source.size(); });
        REQUIRE(server.wait_for_requests(path, 1));
        source.abort();
        CHECK(reader.get().error().kind == ErrorKind::Aborted);
    }
}

TEST_CASE("HttpByteSource: an abort taken back before the next read costs nothing but a request", "[net]") {
    const std::string content = test_bytes(300'000);
    HttpTestServer server;
    server.add("/a", {.body = content});
    const auto client = make_curl_http_client();
    HttpByteSource source({server.url("/a")}, *client, kClock, quick());
    CHECK(read_bytes(source, 100'000).bytes == content.substr(0, 100'000));
    source.abort();
    source.reset_abort();
    CHECK(read_all(source).bytes == content.substr(100'000));
}

TEST_CASE("HttpByteSource: patience that ends asks another connection for the missing byte, and grows",
          "[net][retry]") {
    HttpTestServer server;
    const std::string content = test_bytes(100'000);
    HttpRoute stops{.body = content, .stall_after = 50'000}, silent{.body = content}, whole{.body = content};
    silent.never_answer = true;
    server.add_sequence("/a", {stops, silent, whole});
    const auto client = make_curl_http_client();
    const MediaAddress address{server.url("/a")};
    address.patience.change(100ms);
    HttpByteSource source(address, *client, kClock, quick());
    const Microseconds since = kClock.now();
    CHECK(read_all(source).bytes == content);
    const Microseconds took = kClock.now() - since;
    // Then twice as long for a first byte, and twice that because it is the second time.
    CHECK(took >= 500ms);
    CHECK(took < 3s);
    const auto requests = server.requests("/a");
    REQUIRE(requests.size() == 3);
    CHECK(requests[2].range == "bytes=50000-");
}

TEST_CASE("HttpByteSource: a server that drips is as silent as one that says nothing", "[net][retry]") {
    HttpTestServer server;
    const std::string content = test_bytes(10'000);
    const HttpRoute drips{.body = content, .piece = 1, .pace = 20ms};
    const auto client = make_curl_http_client();
    const MediaAddress address{server.url("/a")};
    address.patience.change(100ms);
    SECTION("another connection is tried") {
        server.add_sequence("/a", {drips, {.body = content}});
        HttpByteSource source(address, *client, kClock, quick());
        CHECK(read_all(source).bytes == content);
        CHECK(server.requests("/a").size() == 2);
    }
    SECTION("and given up when none is better") {
        server.add("/a", drips);
        auto options = quick();
        RetryPolicy::Limits limits;
        limits.first_delay = limits.longest_outage_delay = 1ms;
        limits.outage_budget = 500ms;
        options.retry = RetryPolicy(limits);
        HttpByteSource source(address, *client, kClock, options);
        const auto outcome = read_all(source);
        REQUIRE(outcome.error);
        CHECK(outcome.error->kind == ErrorKind::Timeout);
        CHECK(server.requests("/a").size() <= 5);
    }
}

TEST_CASE("HttpByteSource: resets, early ends, drips and stalls on the wire lose no byte", "[net][retry]") {
    const std::string content = test_bytes(300'000);
    HttpTestServer server;
    server.add_sequence(
        "/reset", {{.body = content, .etag = "\"1\"", .reset_after = 80'000}, {.body = content, .etag = "\"1\""}});
    server.add_sequence("/close", {{.body = content, .close_after = 80'000}, {.body = content}});
    server.add_sequence("/chunked", {{.body = content, .chunked = true, .close_after = 80'000}, {.body = content}});
    server.add("/drip", {.body = content, .piece = 30'000, .pace = 1ms});
    server.add_sequence("/stall", {{.body = content, .stall_after = 80'000}, {.body = content}});
    const auto client = make_curl_http_client();
    for (const std::string path : {"/reset", "/close", "/chunked", "/drip", "/stall"}) {
        CAPTURE(path);
        auto options = quick();
        options.stall_timeout = path == "/stall" ? 200ms : 10s;
        HttpByteSource source({server.url(path)}, *client, kClock, options);
        CHECK(read_all(source).bytes == content);
    }
}

TEST_CASE("HttpByteSource: a dead server is Unreachable", "[net][retry]") {
    const auto client = make_curl_http_client();
    HttpByteSource source({refused_url()}, *client, kClock, quick());
    CHECK(source.size().error().kind == ErrorKind::Unreachable);
}

TEST_CASE("HttpByteSource: a refused address is asked about once, and reading goes on from the missing byte",
          "[net][retry]") {
    const std::string content = test_bytes(300'000), fresh = "http://host.test/a.mp4?token=2";
    const int refusal = GENERATE(401, 403, 410);
    FakeHttpClient http;
    FakeHttpAnswer cut{.body = content, .etag = "\"v1\"", .cut_after = 100'000};
    http.script(kUrl, {cut, {.status = refusal}});
    http.script(fresh, {{.body = content, .etag = "\"v1\""}});
    int asked = 0;
    MediaAddress address{kUrl};
    address.refresh = [&](const std::string& refused, const std::stop_token&) -> Result<FreshAddress> {
        ++asked;
        CHECK(refused == kUrl);
        return FreshAddress{fresh, {{"X-Token", "2"}}};
    };
    HttpByteSource source(address, http, kClock, quick());
    CHECK(read_all(source).bytes == content);
    CHECK(asked == 1);
    const auto requests = http.requests();
    REQUIRE(requests.size() == 3);
    CHECK(requests[2].url == fresh);
    CHECK(requests[2].range->first == 100'000);
    CHECK(requests[2].headers.at(0).first == "X-Token");
    CHECK(requests[2].headers.at(1).second == "\"v1\"");
}

TEST_CASE("HttpByteSource: the tag of another address does not count, but its size does", "[net][retry]") {
    const std::string content = test_bytes(300'000), fresh = "http://edge.test/other.mp4";
    FakeHttpClient http;
    http.script(kUrl, {{.body = content, .etag = "\"v1\"", .cut_after = 100'000}, {.status = 403}});
    MediaAddress address{kUrl};
    address.refresh = [&](const std::string&, const std::stop_token&) -> Result<FreshAddress> {
        return FreshAddress{fresh, {}};
    };
    SECTION("the same file") {
        http.script(fresh, {{.body = content, .etag = "\"other\""}});
        HttpByteSource source(address, http, kClock, quick());
        CHECK(read_all(source).bytes == content);
    }
    SECTION("another one") {
        http.script(fresh, {{.body = content + "longer", .etag = "\"other\""}});
        HttpByteSource source(address, http, kClock, quick());
        CHECK(read_all(source).error->kind == ErrorKind::Corrupted);
    }
}

TEST_CASE("HttpByteSource: a fresh address that is refused too is the end", "[net][retry]") {
    FakeHttpClient http;
    http.script(kUrl, {{.status = 403}});
    http.script("http://host.test/b.mp4", {{.status = 403}});
    int asked = 0;
    MediaAddress address{kUrl};
    address.refresh = [&](const std::string&, const std::stop_token&) -> Result<FreshAddress> {
        ++asked;
        return FreshAddress{"http://host.test/b.mp4", {}};
    };
    HttpByteSource source(address, http, kClock, quick());
    CHECK(read_all(source).error->kind == ErrorKind::Forbidden);
    CHECK(asked == 1);
}

TEST_CASE("HttpByteSource: abort wakes whoever looks for a fresh address", "[net]") {
    FakeHttpClient http;
    http.script(kUrl, {{.status = 403}});
    MediaAddress address{kUrl};
    std::promise<void> asked;
    address.refresh = [&](const std::string&, const std::stop_token& stop) -> Result<FreshAddress> {
        std::promise<void> stopped;
        const std::stop_callback on_stop(stop, [&] { stopped.set_value(); });
        asked.set_value();
        stopped.get_future().wait();
        return fail(ErrorKind::Aborted, "Stopped.");
    };
    HttpByteSource source(address, http, kClock, quick());
    auto reader = std::async(std::launch::async, [&] { return read_all(source); });
    asked.get_future().wait();
    source.abort();
    CHECK(reader.get().error->kind == ErrorKind::Aborted);
}

namespace {

/// A network that goes away at one moment of the clock and comes back at another; each attempt takes four seconds.
class OutageClient final : public HttpClient {
 public:
    OutageClient(HttpClient& network, ManualClock& clock, Microseconds back)
        : network_(network), clock_(clock), back_(back) {}
    std::unique_ptr<HttpStream> open(HttpRequest request) override {
        if (++opened_ == 1) return network_.open(std::move(request));
        clock_.advance(4s);
        if (clock_.now() < back_) request.url = "http://gone.test/";
        return network_.open(std::move(request));
    }

 private:
    HttpClient& network_;
    ManualClock& clock_;
    const Microseconds back_;
    int opened_ = 0;
};

}  // namespace

TEST_CASE("HttpByteSource: a network that is gone for half a minute and comes back loses no byte", "[net][retry]") {
    const std::string content = test_bytes(300'000);
    FakeHttpClient http;
    FakeHttpAnswer none;
    // Nothing listens, or what stands in between takes the connection and breaks it.
    none.fails = GENERATE(ErrorKind::Unreachable, ErrorKind::Io);
    http.script("http://gone.test/", {none});
    http.script(kUrl, {{.body = content, .cut_after = 10'000}, {.body = content}});
    ManualClock clock;
    SECTION("half a minute") {
        OutageClient network(http, clock, 30s);
        HttpByteSource source({kUrl}, network, clock, quick());
        CHECK(read_all(source).bytes == content);
        CHECK(clock.now() >= 30s);
    }
    SECTION("for good") {
        OutageClient network(http, clock, 1h);
        HttpByteSource source({kUrl}, network, clock, quick());
        const auto outcome = read_all(source);
        CHECK(outcome.bytes == content.substr(0, 10'000));
        CHECK(outcome.error->kind == none.fails);
        CHECK(clock.now() < 70s);
    }
}
