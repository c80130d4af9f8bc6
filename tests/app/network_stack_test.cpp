#include "app/network_stack.h"

#include <filesystem>

#include "app/options.h"
#include "tests/net/catalog/temporary_folder.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace cliffhanger::test;

namespace {

Options parsed(std::vector<const char*> arguments) {
    arguments.insert(arguments.begin(), "cliffhanger");
    auto outcome = parse_options(static_cast<int>(arguments.size()), arguments.data());
    REQUIRE(std::holds_alternative<Options>(outcome));
    return std::get<Options>(outcome);
}

}  // namespace

TEST_CASE("parse_options: the cache's size and place, and its absence", "[app][options]") {
    const CacheOptions silent = parsed({"a.mp4"}).cache;
    CHECK(silent.wanted(true));
    CHECK_FALSE(silent.wanted(false));
    const CacheOptions sized = parsed({"a.mp4", "--cache-size", "64"}).cache;
    CHECK(sized.size_mb == 64);
    CHECK(sized.wanted(false));
    CHECK(parsed({"probe", "a.mp4", "--cache-dir", "there"}).cache.folder == "there");
    CHECK(parsed({"a.mp4", "--cache-dir", "there"}).cache.wanted(false));
    CHECK_FALSE(parsed({"a.mp4", "--cache-size", "0"}).cache.wanted(true));
    CHECK_FALSE(parsed({"a.mp4", "--cache-dir", "there", "--no-cache"}).cache.wanted(true));
}

TEST_CASE("parse_options: credentials belong to the source's host", "[app][options]") {
    CHECK(parsed({"https://host.test/feed.json"}).http.credentials_host == "host.test:443");
    CHECK(parsed({"probe", "http://host.test:81/a.mp4"}).http.credentials_host == "host.test:81");
    CHECK(parsed({"feed.json"}).http.credentials_host.empty());
    CHECK(parsed({"a.mp4", "--ca-file", "ca.pem"}).http.ca_file == "ca.pem");
}

TEST_CASE("NetworkStack: makes a cache where one is wanted, and nowhere else", "[app]") {
    const TemporaryFolder folder;
    CacheOptions options;
    options.folder = (folder.path() / "cache").string();
    {
        NetworkStack network({}, options, NetworkStack::Caching::Off);
        CHECK_FALSE(network.client().open({.url = "file:///etc/passwd"})->head());
        CHECK_FALSE(network.bandwidth().estimate());
    }
    CHECK(std::filesystem::is_directory(folder.path() / "cache"));
    options.folder = (folder.path() / "none").string();
    options.off = true;
    { const NetworkStack network({}, options, NetworkStack::Caching::On); }
    CHECK_FALSE(std::filesystem::exists(folder.path() / "none"));
}
