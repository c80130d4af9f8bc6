#include "app/commands/check_command.h"

#include <rapidjson/document.h>

#include <sstream>

#include "tests/net/catalog/temporary_folder.h"
#include "tests/support/catch.h"
#include "tests/support/fake_http_client.h"

namespace cliffhanger {

namespace {

struct CheckRun {
    int exit_code = 0;
    std::string out, err;
};

CheckRun run(const std::string& source, bool json) {
    test::FakeHttpClient http;
    const ManualClock clock;
    std::ostringstream out, err;
    const int exit_code = run_check({source, json}, http, clock, out, err);
    return {exit_code, out.str(), err.str()};
}

/// What the machine-readable report of a source holds; every member that scripts rely on is there.
rapidjson::Document report(const CheckRun& run) {
    rapidjson::Document document;
    document.Parse<rapidjson::kParseValidateEncodingFlag>(run.out.c_str());
    REQUIRE_FALSE(document.HasParseError());
    for (const char* member : {"format", "series", "episodes", "playable", "findings"})
        REQUIRE(document.HasMember(member));
    for (const auto& finding : document["findings"].GetArray()) {
        for (const char* member : {"severity", "code", "path", "message", "hint"}) REQUIRE(finding[member].IsString());
        REQUIRE(finding["line"].IsInt());
        REQUIRE(finding["column"].IsInt());
    }
    return document;
}

constexpr const char* kClean = R"({"providerName": "P", "lastUpdated": "2024-01-01", "language": "en",
    "movies": [{"id": "m", "title": "M", "thumbnail": "m.jpg", "content": {"videos": [{"url": "m.mp4"}]}}]})";

}  // namespace

TEST_CASE("check: a clean feed leaves 0 and counts what it holds", "[app][check]") {
    const test::TemporaryFolder folder;
    const std::string feed = folder.write("feed.json", kClean);
    const CheckRun json = run(feed, true);
    CHECK(json.exit_code == 0);
    const rapidjson::Document document = report(json);
    CHECK(document["format"] == "roku-direct-publisher");
    CHECK(document["series"].GetInt() == 1);
    CHECK(document["episodes"].GetInt() == 1);
    CHECK(document["playable"].GetInt() == 1);
    CHECK(document["findings"].Empty());
    const CheckRun text = run(feed, false);
    CHECK(text.out == "roku-direct-publisher: 1 series, 1 episode, 1 playable\n0 errors, 0 warnings, 0 notes\n");
}

TEST_CASE("check: what is merely worth knowing leaves 0, a warning leaves 1", "[app][check]") {
    const test::TemporaryFolder folder;
    std::string noted = kClean;
    noted.replace(noted.find(R"("thumbnail": "m.jpg", )"), 22, "");
    const CheckRun note = run(folder.write("note.json", noted), false);
    CHECK(note.exit_code == 0);
    CHECK(note.out.find("info missing-poster") != std::string::npos);

    std::string warned = kClean;
    warned.replace(warned.find("2024-01-01"), 10, "01/01/2024");
    const std::string feed = folder.write("warning.json", warned);
    const CheckRun warning = run(feed, false);
    CHECK(warning.exit_code == 1);
    CHECK(warning.out.find(feed + ":1:38: warning bad-date: ") != std::string::npos);
    CHECK(warning.out.find("[/lastUpdated]") != std::string::npos);
    CHECK(report(run(feed, true))["findings"][0]["line"].GetInt() == 1);
}

TEST_CASE("check: a source that cannot be read or holds nothing to play leaves 2 and says why", "[app][check]") {
    const test::TemporaryFolder folder;
    const std::pair<std::string, const char*> table[] = {
        {(folder.path() / "missing.json").string(), "not-found"},
        {folder.write("broken.json", "{"), "corrupted"},
        {folder.write("page.html", "<html>"), "unsupported"},
        {folder.write("empty.json", R"({"movies": []})"), "nothing-playable"},
        {folder.write("media/readme.txt"), "unsupported"},
        {(folder.path() / "media").string(), "nothing-playable"},
    };
    for (const auto& [source, code] : table) {
        CAPTURE(source);
        const CheckRun json = run(source, true);
        CHECK(json.exit_code == 2);
        const rapidjson::Document document = report(json);
        CHECK(document["playable"].GetInt() == 0);
        const auto findings = document["findings"].GetArray();
        REQUIRE_FALSE(findings.Empty());
        CHECK(findings[findings.Size() - 1]["code"] == code);
        CHECK(findings[findings.Size() - 1]["severity"] == "error");
        const CheckRun text = run(source, false);
        CHECK(text.exit_code == 2);
        CHECK((text.out + text.err).find(code) != std::string::npos);
    }
}

TEST_CASE("check: a feed that is no JSON is a finding with its line, column, format and a hint", "[app][check]") {
    const test::TemporaryFolder folder;
    const CheckRun json =
        run(folder.write("broken.json", "{\"series\": [\n  {\"id\": \"s\"\n   \"title\": 1}]}"), true);
    CHECK(json.exit_code == 2);
    const rapidjson::Document document = report(json);
    CHECK(document["format"] == "json");
    REQUIRE(document["findings"].Size() == 1);
    const auto& finding = document["findings"][0];
    CHECK(finding["line"].GetInt() == 3);
    CHECK(finding["column"].GetInt() == 4);
    CHECK(finding["hint"].GetStringLength() > 0);
}

TEST_CASE("check: file names that are no text come out as valid UTF-8 without control characters", "[app][check]") {
    const test::TemporaryFolder folder;
    folder.write("s/\xB5\xDA\x1B[31m 7.mp4");
    folder.write("s/\xFF 9.mp4");
    report(run((folder.path() / "s").string(), true));
    const CheckRun text = run((folder.path() / "s").string(), false);
    CHECK(text.exit_code == 1);
    CHECK(text.out.find('\x1B') == std::string::npos);
}

}  // namespace cliffhanger
