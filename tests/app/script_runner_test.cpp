#include "app/script/script_runner.h"

#include "tests/net/catalog/temporary_folder.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using std::chrono::milliseconds;

namespace {

Script shots_at(const std::vector<int>& times) {
    Script script;
    for (const int time : times) script.push_back({milliseconds(time), 0, ScriptShot{std::to_string(time)}});
    return script;
}

SemanticNode tree() {
    SemanticNode root{.id = "player", .role = "region"};
    SemanticNode rail{.id = "player.rail", .role = "region"};
    rail.children.push_back(
        {.id = "player.rail.like", .role = "button", .name = "Like", .value = "12", .states = {"checked", "focused"}});
    root.children.push_back(std::move(rail));
    return root;
}

int failures_of(const ScriptExpect& expect) {
    ScriptRunner runner(Script{});
    runner.check(expect, tree(), 1);
    return runner.failures();
}

}  // namespace

TEST_CASE("ScriptRunner: gives each step once, when it is due", "[app][script]") {
    ScriptRunner runner(shots_at({0, 100, 100, 250}));
    CHECK(runner.next_time() == milliseconds(0));
    CHECK(runner.due(milliseconds(0)).size() == 1);
    CHECK(runner.due(milliseconds(99)).empty());
    CHECK(runner.next_time() == milliseconds(100));
    const auto due = runner.due(milliseconds(120));
    REQUIRE(due.size() == 2);
    CHECK(due[0].time == milliseconds(100));
    CHECK_FALSE(runner.finished());
    CHECK(runner.due(milliseconds(1000)).size() == 1);
    CHECK(runner.finished());
    CHECK_FALSE(runner.next_time());
    CHECK(runner.due(milliseconds(2000)).empty());
}

TEST_CASE("ScriptRunner: an empty script is finished from the start", "[app][script]") {
    ScriptRunner runner(Script{});
    CHECK(runner.finished());
    CHECK_FALSE(runner.next_time());
    CHECK(runner.due(milliseconds(5)).empty());
}

TEST_CASE("ScriptRunner: an expectation holds by name, by value or by state", "[app][script]") {
    CHECK(failures_of({"player.rail.like", {}, {}}) == 0);
    CHECK(failures_of({"player.rail.like", "Like", {}}) == 0);
    CHECK(failures_of({"player.rail.like", "12", {}}) == 0);
    CHECK(failures_of({"player.rail.like", {}, "checked"}) == 0);
    CHECK(failures_of({"player.rail.like", "Like", "focused"}) == 0);
}

TEST_CASE("ScriptRunner: counts the expectations that failed", "[app][script]") {
    CHECK(failures_of({"player.rail.share", {}, {}}) == 1);
    CHECK(failures_of({"player.rail.like", "Share", {}}) == 1);
    CHECK(failures_of({"player.rail.like", "Lik", {}}) == 1);
    CHECK(failures_of({"player.rail.like", {}, "hidden"}) == 1);
    CHECK(failures_of({"player.rail.like", "Like", "hidden"}) == 1);
    ScriptRunner runner(Script{});
    for (int line = 1; line <= 3; ++line) runner.check({"nowhere", {}, {}}, tree(), line);
    runner.check({"player", {}, {}}, tree(), 4);
    CHECK(runner.failures() == 3);
}

TEST_CASE("load_script: reads a file", "[app][script]") {
    const test::TemporaryFolder folder;
    const auto script = load_script(folder.write("a.jsonl", "{\"t\":0,\"shot\":\"a\"}\n{\"t\":5,\"quit\":true}\n"));
    REQUIRE(script);
    REQUIRE(script->size() == 2);
    CHECK((*script)[1].time == milliseconds(5));
    CHECK((*script)[1].line == 2);
}

TEST_CASE("load_script: says what is wrong and where", "[app][script]") {
    const test::TemporaryFolder folder;
    const auto missing = load_script((folder.path() / "none.jsonl").string());
    REQUIRE_FALSE(missing);
    CHECK(missing.error().kind == ErrorKind::NotFound);
    CHECK(missing.error().context == (folder.path() / "none.jsonl").string());
    const auto wrong = load_script(folder.write("b.jsonl", "{\"t\":0,\"shot\":\"a\"}\nwhatever\n"));
    REQUIRE_FALSE(wrong);
    CHECK(wrong.error().kind == ErrorKind::Corrupted);
    CHECK(wrong.error().message.find("line 2") == 0);
    const auto directory = load_script(folder.path().string());
    REQUIRE_FALSE(directory);
    CHECK(directory.error().kind == ErrorKind::Io);
}
