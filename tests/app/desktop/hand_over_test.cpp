#include "app/desktop/hand_over.h"

#include <filesystem>

#include "tests/net/catalog/temporary_folder.h"
#include "tests/support/catch.h"

using namespace cliffhanger;

TEST_CASE("HandOver: what is sent is what arrives", "[app][desktop]") {
    HandOver request{"/tmp/a b\n/tmp/第1集.mp4", StartPosition{"my/series", "e 3", 12.25}, true, ScreenKind::MyList};
    const auto back = parse_hand_over(to_message(request));
    REQUIRE(back);
    CHECK(back->source == request.source);
    REQUIRE(back->start);
    CHECK(back->start->series == "my/series");
    CHECK(back->start->episode == "e 3");
    CHECK(back->start->seconds == 12.25);
    CHECK(back->fullscreen);
    CHECK(back->screen == ScreenKind::MyList);
}

TEST_CASE("HandOver: only the window may be wanted", "[app][desktop]") {
    const auto back = parse_hand_over(to_message({}));
    REQUIRE(back);
    CHECK(back->source.empty());
    CHECK_FALSE(back->start);
    CHECK_FALSE(back->fullscreen);
    CHECK_FALSE(back->screen);
}

TEST_CASE("HandOver: what is no message is none", "[app][desktop]") {
    const std::string whole = to_message({"/tmp/a", StartPosition{"s", "e", 1}, false});
    for (std::size_t cut = 0; cut < whole.size(); ++cut) CHECK_FALSE(parse_hand_over(whole.substr(0, cut)));
    CHECK_FALSE(parse_hand_over("GET / HTTP/1.1\r\n\r\n"));
    CHECK_FALSE(parse_hand_over(whole + whole));
}

TEST_CASE("absolute_source: what exists here is named from the root", "[app][desktop]") {
    const test::TemporaryFolder folder;
    folder.write("a.mp4", "");
    const auto here = std::filesystem::current_path();
    std::filesystem::current_path(folder.path());
    const std::string both = absolute_source("a.mp4\nhttps://example.com/b.mp4");
    std::filesystem::current_path(here);
    CHECK(both == (folder.path() / "a.mp4").string() + "\nhttps://example.com/b.mp4");
    CHECK(absolute_source("").empty());
}

TEST_CASE("wants_own_run: figures and files of a run are its own", "[app][desktop]") {
    PlayOptions options;
    CHECK_FALSE(wants_own_run(options));
    CHECK(receives_others(options));
    options.stats_file = "stats.json";
    CHECK(wants_own_run(options));
    CHECK(receives_others(options));
    options = {};
    options.private_run = true;
    CHECK(wants_own_run(options));
    CHECK_FALSE(receives_others(options));
    options = {};
    options.new_window = true;
    CHECK(wants_own_run(options));
}
