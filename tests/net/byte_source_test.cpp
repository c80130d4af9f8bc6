#include "net/byte_source.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "net/curl_http_client.h"
#include "net/http_byte_source.h"
#include "tests/support/byte_source_contract.h"
#include "tests/support/catch.h"
#include "tests/support/fake_http_client.h"
#include "tests/support/http_test_server.h"

using namespace cliffhanger;
using namespace cliffhanger::test;
namespace fs = std::filesystem;

namespace {

class TemporaryFolder {
 public:
    TemporaryFolder() {
        std::string name = (fs::temp_directory_path() / "cliffhanger-test-XXXXXX").string();
        REQUIRE(::mkdtemp(name.data()) != nullptr);
        path_ = name;
    }
    ~TemporaryFolder() { fs::remove_all(path_); }
    fs::path operator/(const std::string& name) const { return path_ / name; }

 private:
    fs::path path_;
};

const SystemClock kClock;

std::unique_ptr<ByteSource> open_or_fail(const std::string& url, HttpClient& http) {
    auto source = open_byte_source({url}, http, kClock);
    REQUIRE(source);
    return std::move(*source);
}

ErrorKind first_error(ByteSource& source) {
    std::byte one{};
    auto read = source.read({&one, 1});
    REQUIRE_FALSE(read);
    return read.error().kind;
}

}  // namespace

TEST_CASE("ByteSource: memory keeps the contract", "[net]") {
    const std::string content = test_bytes(300'000);
    check_byte_source_contract(content, [&] { return make_memory_byte_source(content); });
}

TEST_CASE("ByteSource: a file keeps the contract, by path and by file address", "[net]") {
    const TemporaryFolder folder;
    const std::string content = test_bytes(300'000);
    std::ofstream(folder / "a b.mp4", std::ios::binary) << content;
    FakeHttpClient http;
    const std::string path = (folder / "a b.mp4").string();
    check_byte_source_contract(content, [&] { return open_or_fail(path, http); });
    const std::string url = "file://" + (folder / "a%20b.mp4").string();
    check_byte_source_contract(content, [&] { return open_or_fail(url, http); });
}

TEST_CASE("ByteSource: http with ranges keeps the contract", "[net]") {
    const std::string content = test_bytes(900'000);
    HttpTestServer server;
    server.add("/a.mp4", {.body = content, .etag = "\"1\""});
    const auto client = make_curl_http_client();
    check_byte_source_contract(content, [&] { return open_or_fail(server.url("/a.mp4"), *client); });
}

TEST_CASE("ByteSource: http in small chunks keeps the contract", "[net]") {
    const std::string content = test_bytes(300'000);
    HttpTestServer server;
    server.add("/a.mp4", {.body = content, .chunked = true, .piece = 997});
    const auto client = make_curl_http_client();
    check_byte_source_contract(content, [&] { return open_or_fail(server.url("/a.mp4"), *client); });
}

TEST_CASE("ByteSource: http over a scripted client keeps the contract", "[net]") {
    const std::string content = test_bytes(900'000);
    FakeHttpClient http;
    http.script("http://host.test/a.mp4", {{.body = content, .chunk = 1'009}});
    check_byte_source_contract(content, [&] { return open_or_fail("http://host.test/a.mp4", http); });
}

TEST_CASE("ByteSource: unknown schemes are Unsupported", "[net]") {
    FakeHttpClient http;
    for (const std::string url : {"ftp://host/a.mp4", "concat:/etc/passwd", "data:text/plain,a", "pipe:0"}) {
        CAPTURE(url);
        const auto source = open_byte_source({url}, http, kClock);
        REQUIRE_FALSE(source);
        CHECK(source.error().kind == ErrorKind::Unsupported);
    }
}

TEST_CASE("FileByteSource: folders, pipes and devices are refused without blocking", "[net]") {
    const TemporaryFolder folder;
    REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
    fs::create_directory(folder / "folder");
    FakeHttpClient http;
    CHECK(first_error(*open_or_fail((folder / "pipe").string(), http)) == ErrorKind::Unsupported);
    CHECK(first_error(*open_or_fail((folder / "folder").string(), http)) == ErrorKind::Unsupported);
    CHECK(first_error(*open_or_fail("/dev/zero", http)) == ErrorKind::Unsupported);
    CHECK(first_error(*open_or_fail((folder / "missing.mp4").string(), http)) == ErrorKind::NotFound);
}

TEST_CASE("FileByteSource: an empty file is at its end", "[net]") {
    const TemporaryFolder folder;
    std::ofstream(folder / "empty.mp4").flush();
    FakeHttpClient http;
    const auto source = open_or_fail((folder / "empty.mp4").string(), http);
    CHECK(source->size().value() == 0);
    CHECK(first_error(*source) == ErrorKind::EndOfStream);
}
