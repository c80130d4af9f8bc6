// Whole runs inside the test process: no display, the clock moved by the script.
#include "app/application.h"

#include <rapidjson/document.h>

#include <filesystem>
#include <fstream>
#include <future>
#include <sstream>

#include "net/curl_http_client.h"
#include "tests/app/support/clip_feed.h"
#include "tests/net/catalog/temporary_folder.h"
#include "tests/support/catch.h"
#include "tests/support/http_test_server.h"

using namespace cliffhanger;
using namespace cliffhanger::test;
using namespace std::chrono_literals;

namespace {

std::string text_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

rapidjson::Document json_of(const std::string& path) {
    rapidjson::Document json;
    json.Parse(text_of(path).c_str());
    INFO(path);
    REQUIRE_FALSE(json.HasParseError());
    return json;
}

PlayOptions headless_options() {
    PlayOptions options;
    options.window.headless = true;
    options.window.size = {180, 320};
    options.window.scale = 0.5f;
    options.language = "en";
    return options;
}

/// One run of a script on the manual clock.
struct Run {
    explicit Run(std::string the_source) : source(std::move(the_source)) {}

    int perform(const std::string& script_text) {
        const auto script = parse_script(script_text);
        REQUIRE(script);
        options.manual_clock = true;
        Application application(options, *http, clock, &clock, source);
        application.perform(*script);
        const int code = application.run();
        swipes = application.stats().swipes();
        shown = application.stats().shown();
        return code;
    }

    std::string source;
    PlayOptions options = headless_options();
    ManualClock clock;
    std::unique_ptr<HttpClient> http = make_curl_http_client({});
    std::vector<SwipeFigure> swipes;
    std::uint64_t shown = 0;
};

constexpr const char* kQuitAtOnce = R"({"t":100,"quit":true})";

}  // namespace

TEST_CASE("Application: a script's quit ends the run", "[app][application]") {
    const ClipFeed feed(numbered_episodes(3));
    Run run(feed.path());
    CHECK(run.perform(kQuitAtOnce) == kExitQuit);
    CHECK(run.clock.now() == 100ms);
}

TEST_CASE("Application: the end of a script on the manual clock ends the run", "[app][application]") {
    const ClipFeed feed(numbered_episodes(1));
    Run run(feed.path());
    CHECK(run.perform(R"({"t":200,"expect":{"node":"player.title"}})") == kExitQuit);
}

TEST_CASE("Application: --exit-after ends the run on its clock", "[app][application]") {
    const ClipFeed feed(numbered_episodes(1));
    Run run(feed.path());
    run.options.exit_after_s = 0.5;
    CHECK(run.perform(R"({"t":60000,"quit":true})") == kExitQuit);
    CHECK(run.clock.now() < 600ms);
    CHECK(run.shown > 10);
}

TEST_CASE("Application: an expectation that fails is the exit code", "[app][application]") {
    const ClipFeed feed(numbered_episodes(2));
    Run run(feed.path());
    CHECK(run.perform(R"({"t":300,"expect":{"node":"player.rail.like","state":"checked"}})") == kExitExpectation);
}

TEST_CASE("Application: the keyboard likes, goes on to the next page and back", "[app][application]") {
    const ClipFeed feed(numbered_episodes(3));
    Run run(feed.path());
    CHECK(run.perform(R"({"t":300,"ev":"key","key":"H"}
{"t":400,"expect":{"node":"player.rail.like","state":"checked"}}
{"t":500,"ev":"key","key":"Down"}
{"t":1500,"expect":{"node":"player.rail.like"}}
{"t":1500,"ev":"key","key":"Up"}
{"t":2500,"expect":{"node":"player.rail.like","state":"checked"}})") == kExitQuit);
    REQUIRE(run.swipes.size() == 2);
    CHECK(run.swipes[0].prepared);
    CHECK(run.swipes[1].prepared);
    CHECK(run.shown > 40);
}

TEST_CASE("Application: on the manual clock pictures without sound are the same in each run", "[app][application]") {
    const ClipFeed feed({{"s", {{.id = "e1", .clip = "silent.mp4"}, {.id = "e2", .clip = "silent.mp4"}}}});
    std::string script;
    for (int at = 200; at < 2400; at += 100) {
        if (at == 1100)
            script += R"({"t":1100,"ev":"key","key":"Right"})"
                      "\n";  // to the end
        if (at == 1800)
            script += R"({"t":1800,"ev":"key","key":"Up"})"
                      "\n";
        script += R"({"t":)" + std::to_string(at) + R"(,"shot":"s)" + std::to_string(at) + "\"}\n";
    }
    std::vector<std::string> shots;
    for (int attempt = 0; attempt < 4; ++attempt) {
        Run run(feed.path());
        run.options.shots_dir = feed.file("shots" + std::to_string(attempt));
        REQUIRE(run.perform(script) == kExitQuit);
        std::string all;
        for (int at = 200; at < 2400; at += 100)
            all += text_of(run.options.shots_dir + "/s" + std::to_string(at) + ".png");
        shots.push_back(std::move(all));
    }
    CHECK(shots[0].size() > 22 * 1000);
    for (const std::string& other : shots) CHECK((other == shots[0]));
}

TEST_CASE("Application: a source that cannot be used is exit code 2", "[app][application]") {
    const ClipFeed feed(std::vector<ClipSeries>{});
    SECTION("nothing there") {
        Run run("/there/is/no/such/feed.json");
        CHECK(run.perform(kQuitAtOnce) == kExitSource);
    }
    SECTION("no episodes") {
        Run run(feed.path());
        CHECK(run.perform(kQuitAtOnce) == kExitSource);
    }
    SECTION("a page instead of a film") {
        const TemporaryFolder folder;
        Run run(folder.write("film.mp4", text_of(fixture_path("page.html"))));
        CHECK(run.perform(kQuitAtOnce) == kExitSource);
    }
}

TEST_CASE("Application: without a script, a source that cannot be used ends a headless run", "[app][application]") {
    const PlayOptions options = headless_options();
    const SystemClock clock;
    const auto http = make_curl_http_client({});
    Application application(options, *http, clock, nullptr, "/there/is/no/such/feed.json");
    CHECK(application.run() == kExitSource);
}

TEST_CASE("Application: one broken episode of several is no broken source", "[app][application]") {
    const ClipFeed feed({{"s", {{.id = "e1", .clip = "page.html"}, {.id = "e2"}}}});
    Run run(feed.path());
    CHECK(run.perform(kQuitAtOnce) == kExitQuit);
}

TEST_CASE("Application: without a display a --start that is nowhere in the feed is wrong usage", "[app][application]") {
    const ClipFeed feed(numbered_episodes(2));
    Run run(feed.path());
    run.options.start = StartPosition{"s", "e9", 0};
    CHECK(run.perform(kQuitAtOnce) == kExitUsage);
}

TEST_CASE("Application: a folder without clips is a source that cannot be used, and the page says so",
          "[app][application]") {
    const TemporaryFolder folder;
    folder.write("s/readme.txt");
    Run run((folder.path() / "s").string());
    CHECK(run.perform(
              R"({"t":500,"expect":{"node":"feed.empty","text":"Nothing to watch here yet."}}
{"t":600,"quit":true})") == kExitSource);
}

TEST_CASE("Application: a single locked episode is no broken source", "[app][application]") {
    const ClipFeed feed({{"s", {{.id = "e1", .locked = true}}}});
    Run run(feed.path());
    CHECK(run.perform(kQuitAtOnce) == kExitQuit);
}

TEST_CASE("Application: writes the figures of the run at its end", "[app][application]") {
    const ClipFeed feed(numbered_episodes(3));
    Run run(feed.path());
    run.options.stats_file = feed.file("stats.json");
    CHECK(run.perform(R"({"t":500,"ev":"key","key":"Down"}
{"t":1500,"quit":true})") == kExitQuit);
    const auto stats = json_of(run.options.stats_file);
    CHECK(std::string(stats["presenter"].GetString()).find("cpu") == 0);
    CHECK(stats["start"]["window_ms"].IsNumber());
    CHECK(stats["start"]["first_frame_ms"].IsNumber());
    REQUIRE(stats["swipes"].Size() == 1);
    CHECK(std::string(stats["swipes"][0]["kind"].GetString()) == "prepared");
    CHECK(stats["frames"]["shown"].GetInt() > 30);
    CHECK(stats["frames"]["black"].GetInt() == 0);
    CHECK(stats["stalls"].Empty());
}

TEST_CASE("Application: keeps the tree of what is on the screen in a file", "[app][application]") {
    const ClipFeed feed(numbered_episodes(2));
    Run run(feed.path());
    run.options.semantics_file = feed.file("tree.json");
    CHECK(run.perform(R"({"t":300,"ev":"key","key":"H"}
{"t":600,"quit":true})") == kExitQuit);
    const auto tree = json_of(run.options.semantics_file);
    REQUIRE(tree.IsArray());
    REQUIRE(tree.Size() == 1);
    for (const char* key : {"id", "role", "name", "value", "state", "rect", "children"}) CHECK(tree[0].HasMember(key));
    CHECK(text_of(run.options.semantics_file).find("\"checked\"") != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(run.options.semantics_file + ".part"));
}

TEST_CASE("Application: the same script gives the same pictures in every run", "[app][application]") {
    const ClipFeed feed(numbered_episodes(3));
    const std::string script = R"({"t":700,"shot":"playing"}
{"t":800,"ev":"key","key":"Down"}
{"t":900,"shot":"sliding"}
{"t":1900,"shot":"next"})";
    for (const char* directory : {"one", "two"}) {
        Run run(feed.path());
        run.options.shots_dir = feed.file(directory);
        CHECK(run.perform(script) == kExitQuit);
    }
    for (const char* name : {"playing.png", "sliding.png", "next.png"}) {
        CAPTURE(name);
        const std::string one = text_of(feed.file(std::string("one/") + name));
        CHECK(one.substr(1, 3) == "PNG");
        CHECK(one == text_of(feed.file(std::string("two/") + name)));
    }
    CHECK(text_of(feed.file("one/playing.png")) != text_of(feed.file("one/sliding.png")));
}

TEST_CASE("Application: a script sizes the window", "[app][application]") {
    const ClipFeed feed(numbered_episodes(1));
    Run run(feed.path());
    run.options.semantics_file = feed.file("tree.json");
    CHECK(run.perform(R"({"t":200,"ev":"resize","w":400,"h":300}
{"t":400,"quit":true})") == kExitQuit);
    const auto tree = json_of(run.options.semantics_file);
    CHECK(tree[0]["rect"][2].GetInt() == 400);
    CHECK(tree[0]["rect"][3].GetInt() == 300);
}

TEST_CASE("Application: request_quit from another thread ends a run whose feed never answers", "[app][application]") {
    const bool manual = GENERATE(false, true);
    CAPTURE(manual);
    HttpTestServer server;
    server.add("/feed.json", {.never_answer = true});
    const PlayOptions options = headless_options();
    const SystemClock system_clock;
    ManualClock manual_clock;
    const Clock& clock = manual ? static_cast<const Clock&>(manual_clock) : system_clock;
    const auto http = make_curl_http_client({});
    Application application(options, *http, clock, manual ? &manual_clock : nullptr, server.url("/feed.json"));
    auto code = std::async(std::launch::async, [&application] { return application.run(); });
    CHECK(server.wait_for_stalled());
    application.request_quit();
    CHECK(code.wait_for(10s) == std::future_status::ready);
    CHECK(code.get() == kExitQuit);
}

TEST_CASE("Application: request_quit ends a run whose episode never arrives", "[app][application]") {
    HttpTestServer server;
    server.add("/a.mp4", {.never_answer = true});
    const ClipFeed feed(
        {{"s", {{.id = "e1", .clip = server.url("/a.mp4")}, {.id = "e2", .clip = server.url("/a.mp4")}}}});
    const PlayOptions options = headless_options();
    const SystemClock clock;
    const auto http = make_curl_http_client({});
    std::future<int> code;
    {
        Application application(options, *http, clock, nullptr, feed.path());
        code = std::async(std::launch::async, [&application] { return application.run(); });
        CHECK(server.wait_for_stalled(2));
        application.request_quit();
        CHECK(code.wait_for(10s) == std::future_status::ready);
    }
    CHECK(code.get() == kExitQuit);
}
