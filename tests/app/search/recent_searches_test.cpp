#include "app/search/recent_searches.h"

#include "app/library/library.h"
#include "tests/net/catalog/temporary_folder.h"
#include "tests/support/catch.h"

using namespace cliffhanger;

TEST_CASE("RecentSearches: the latest first, each once, ten at most", "[app][search]") {
    Library library({});
    RecentSearches recent(library);
    CHECK(recent.list().empty());
    recent.add("heir");
    recent.add("  司机   豪门\n");
    recent.add("Heir");
    recent.add("   ");
    CHECK(recent.list() == std::vector<std::string>{"Heir", "司机 豪门"});
    recent.remove("司机 豪门");
    CHECK(recent.list() == std::vector<std::string>{"Heir"});
    for (int i = 0; i < 20; ++i) recent.add("query " + std::to_string(i));
    CHECK(recent.list().size() == 10);
    CHECK(recent.list().front() == "query 19");
    recent.clear();
    CHECK(recent.list().empty());
}

TEST_CASE("RecentSearches: nothing is added while the history is paused", "[app][search]") {
    Library library({});
    RecentSearches recent(library);
    library.pause_history(true);
    recent.add("secret");
    CHECK(recent.list().empty());
}

TEST_CASE("RecentSearches: they are there in the next run", "[app][search]") {
    const test::TemporaryFolder folder;
    const std::filesystem::path path = std::filesystem::path(folder.path()) / "library.db";
    {
        Library library(path);
        RecentSearches(library).add("heir");
    }
    Library library(path);
    REQUIRE(library.wait_loaded(std::chrono::seconds(20)));
    CHECK(RecentSearches(library).list() == std::vector<std::string>{"heir"});
}
