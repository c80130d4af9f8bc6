#include "app/desktop/file_address.h"

#include "net/url.h"
#include "tests/support/catch.h"

using namespace cliffhanger;

TEST_CASE("as_address: paths become file addresses that lead back to them", "[app][desktop]") {
    for (const std::string path : {"/a b/c.mp4", "/100%/第1集.mp4", "/a#1?.mkv", "/plain"}) {
        const auto back = file_url_to_path(as_address(path));
        REQUIRE(back);
        CHECK(*back == path);
    }
    CHECK(as_address("/a b") == "file:///a%20b");
}

TEST_CASE("as_address: what is an address already stays as it is", "[app][desktop]") {
    CHECK(as_address("https://example.com/a b") == "https://example.com/a b");
    CHECK(as_address("").empty());
}
