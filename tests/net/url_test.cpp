#include "net/url.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "tests/support/catch.h"

using namespace cliffhanger;
namespace fs = std::filesystem;

namespace {

ErrorKind kind_of(const Result<std::string>& result) {
    REQUIRE_FALSE(result);
    return result.error().kind;
}

/// A feed's folder with a neighbour that it may not see.
class FeedFolder {
 public:
    FeedFolder() {
        std::string name = (fs::temp_directory_path() / "cliffhanger-test-XXXXXX").string();
        REQUIRE(::mkdtemp(name.data()) != nullptr);
        base_ = fs::canonical(name);
        fs::create_directories(base_ / "feed/sub dir");
        fs::create_directories(base_ / "feed-other");
        for (const char* file : {"feed/1.mp4", "feed/100%.mp4", "feed/a#1.mp4", "feed/sub dir/2.mp4", "secret.mp4",
                                 "feed-other/x.mp4", "feed/ep:3.mp4"})
            std::ofstream(base_ / file) << "x";
        fs::create_symlink("../secret.mp4", base_ / "feed/link.mp4");
        fs::create_symlink("1.mp4", base_ / "feed/good-link.mp4");
        fs::create_directory_symlink("..", base_ / "feed/up");
    }
    ~FeedFolder() { fs::remove_all(base_); }

    std::string path(const std::string& name) const { return (base_ / name).string(); }
    Result<std::string> resolve(const std::string& reference) const {
        return resolve_address(reference, SourceOrigin::folder(path("feed")));
    }

 private:
    fs::path base_;
};

}  // namespace

TEST_CASE("url: references resolve against a base", "[net]") {
    const std::string base = "https://h.example/a/b/feed.json?x=1#f";
    const auto [reference, expected] = GENERATE(table<std::string, std::string>({
        {"c.mp4", "https://h.example/a/b/c.mp4"},
        {"../c d/e.mp4", "https://h.example/a/c%20d/e.mp4"},
        {"\xC3\xA9.mp4", "https://h.example/a/b/%c3%a9.mp4"},
        {"/x.mp4", "https://h.example/x.mp4"},
        {"//o.example/x", "https://o.example/x"},
        {"?q=2", "https://h.example/a/b/feed.json?q=2"},
        {"#z", "https://h.example/a/b/feed.json?x=1#z"},
        {"../../../../x", "https://h.example/x"},
        {"  c.mp4\n", "https://h.example/a/b/c.mp4"},
        {"HTTP://o.example:8080/x", "http://o.example:8080/x"},
        {"./a:b.mp4", "https://h.example/a/b/a:b.mp4"},
        {"a%2Fb%20c", "https://h.example/a/b/a%2Fb%20c"},
    }));
    CAPTURE(reference);
    const auto resolved = resolve_url(reference, base);
    REQUIRE(resolved);
    CHECK(*resolved == expected);
}

TEST_CASE("url: what is no http address is refused", "[net]") {
    const std::string base = "https://h.example/feed.json";
    for (const char* reference : {"file:///etc/passwd", "data:text/plain,x", "ftp://h/x", "concat:a|b", "javascript:x"})
        CHECK(kind_of(resolve_url(reference, base)) == ErrorKind::Unsupported);
    for (const char* reference : {"http://h:99999/", "http://exa mple/", "http:foo", "a\nb"})
        CHECK(kind_of(resolve_url(reference, base)) == ErrorKind::Corrupted);
    CHECK(kind_of(resolve_url(std::string("http://h/\0x", 11), base)) == ErrorKind::Corrupted);
    CHECK(kind_of(normalize_http_url("h.example/a")) == ErrorKind::Unsupported);
    CHECK(kind_of(resolve_url("a", "/a/path")) == ErrorKind::Unsupported);
    CHECK(kind_of(resolve_url(std::string(3'000'000, 'a'), base)) == ErrorKind::TooLarge);
}

TEST_CASE("url: schemes are told from paths", "[net]") {
    CHECK(scheme("HTTPS://h/") == "https");
    CHECK(scheme("file:/x") == "file");
    CHECK(scheme("/a:b") == "");
    CHECK(scheme("a/b:c") == "");
    CHECK(scheme("ep 1: x") == "");
    CHECK(scheme("") == "");
    CHECK(is_http_url(" http://h"));
    CHECK_FALSE(is_http_url("httpx://h"));
}

TEST_CASE("url: percent-decoding keeps malformed escapes", "[net]") {
    CHECK(percent_decode("a%20b%E7%AC%ac") == "a b\xE7\xAC\xAC");
    CHECK(percent_decode("100%") == "100%");
    CHECK(percent_decode("%4") == "%4");
    CHECK(percent_decode("%zz%41") == "%zzA");
    CHECK(percent_decode("%2541") == "%41");
    CHECK(url_path("https://h/a%20b/c.mp4?x=/y#z") == "/a b/c.mp4");
    CHECK(url_path("https://h?x") == "");
    CHECK(url_path("a%20b.mp4?x") == "a b.mp4");
}

TEST_CASE("url: file addresses become paths of this machine only", "[net]") {
    CHECK(file_url_to_path("file:///a%20b").value() == "/a b");
    CHECK(file_url_to_path("FILE://localhost/a").value() == "/a");
    CHECK(file_url_to_path("file:/a").value() == "/a");
    CHECK(kind_of(file_url_to_path("file://host/share")) == ErrorKind::Forbidden);
    CHECK(kind_of(file_url_to_path("file:a")) == ErrorKind::Corrupted);
    CHECK(kind_of(file_url_to_path("file:///a%00b")) == ErrorKind::Corrupted);
    CHECK(kind_of(file_url_to_path("http://h/a")) == ErrorKind::Unsupported);
}

TEST_CASE("resolve_address: a source from the network names only http and https", "[net]") {
    const auto origin = SourceOrigin::network("https://h.example/a/feed.json");
    CHECK(resolve_address("v/1.mp4", origin).value() == "https://h.example/a/v/1.mp4");
    CHECK(resolve_address("http://o.example/1.mp4", origin).value() == "http://o.example/1.mp4");
    CHECK(resolve_address("/etc/passwd", origin).value() == "https://h.example/etc/passwd");
    for (const char* reference : {"file:///etc/passwd", "FILE:/etc/passwd", " file:///etc/passwd", "data:video/mp4,x",
                                  "ftp://h/x", "concat:/etc/passwd|/etc/hosts", "pipe:0", "crypto+http://h/x"}) {
        CAPTURE(reference);
        CHECK(kind_of(resolve_address(reference, origin)) == ErrorKind::Forbidden);
    }
    CHECK(kind_of(resolve_address("", origin)) == ErrorKind::Corrupted);
    CHECK(kind_of(resolve_address("  ", origin)) == ErrorKind::Corrupted);
}

TEST_CASE("resolve_address: a local source names files below its folder, and http", "[net]") {
    const FeedFolder folder;
    CHECK(folder.resolve("1.mp4").value() == folder.path("feed/1.mp4"));
    CHECK(folder.resolve("./sub dir/2.mp4").value() == folder.path("feed/sub dir/2.mp4"));
    CHECK(folder.resolve("sub%20dir/2.mp4").value() == folder.path("feed/sub dir/2.mp4"));
    CHECK(folder.resolve("100%.mp4").value() == folder.path("feed/100%.mp4"));
    CHECK(folder.resolve("a#1.mp4").value() == folder.path("feed/a#1.mp4"));
    CHECK(folder.resolve("ep:3.mp4").value() == folder.path("feed/ep:3.mp4"));
    CHECK(folder.resolve("sub dir/../1.mp4").value() == folder.path("feed/1.mp4"));
    CHECK(folder.resolve("good-link.mp4").value() == folder.path("feed/1.mp4"));
    CHECK(folder.resolve("missing.mp4").value() == folder.path("feed/missing.mp4"));
    CHECK(folder.resolve(folder.path("feed/1.mp4")).value() == folder.path("feed/1.mp4"));
    CHECK(folder.resolve("file://" + folder.path("feed/1.mp4")).value() == folder.path("feed/1.mp4"));
    CHECK(folder.resolve("https://h.example/a b.mp4").value() == "https://h.example/a%20b.mp4");
}

TEST_CASE("resolve_address: a local source does not get out of its folder", "[net]") {
    const FeedFolder folder;
    for (const std::string& reference :
         {std::string("../secret.mp4"), std::string("sub dir/../../secret.mp4"), std::string("%2e%2e/secret.mp4"),
          std::string("..%2fsecret.mp4"), std::string("link.mp4"), std::string("up/secret.mp4"),
          std::string("/etc/passwd"), std::string("file:///etc/passwd"), folder.path("secret.mp4"),
          "file://" + folder.path("feed/../secret.mp4"), "file://" + folder.path("feed/%2e%2e/secret.mp4"),
          folder.path("feed-other/x.mp4"), std::string("missing/../../secret.mp4"), std::string("ftp://h/x"),
          std::string("concat:/etc/passwd"), std::string("file://host/share/x")}) {
        CAPTURE(reference);
        CHECK(kind_of(folder.resolve(reference)) == ErrorKind::Forbidden);
    }
    CHECK(kind_of(folder.resolve("a%00b")) == ErrorKind::Corrupted);
    CHECK(kind_of(resolve_address("1.mp4", SourceOrigin::folder("/no/such/folder"))) == ErrorKind::NotFound);
}

TEST_CASE("AddressResolver: what it has seen already it answers the same", "[net]") {
    const FeedFolder folder;
    AddressResolver resolver(SourceOrigin::folder(folder.path("feed")));
    for (int round = 0; round < 2; ++round) {
        for (const char* reference :
             {"1.mp4", "./sub dir/2.mp4", "sub%20dir/2.mp4", "missing/x.mp4", "sub dir/../1.mp4", "good-link.mp4",
              "link.mp4", "up/secret.mp4", "up/feed/1.mp4", "../secret.mp4", "missing/../../secret.mp4", "..", ""}) {
            CAPTURE(reference, round);
            const auto expected = folder.resolve(reference), found = resolver.resolve(reference);
            REQUIRE(found.has_value() == expected.has_value());
            CHECK(found.value_or("") == expected.value_or(""));
        }
    }
}

TEST_CASE("authority: host and port, however they are written", "[net]") {
    CHECK(authority("http://Host.Test/a?b") == "host.test:80");
    CHECK(authority("https://host.test") == "host.test:443");
    CHECK(authority("http://user:pass@host.test:8080/a") == "host.test:8080");
    CHECK(authority("/a/path").empty());
    CHECK(authority("").empty());
}
