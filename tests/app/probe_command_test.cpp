#include <rapidjson/document.h>

#include <sstream>
#include <string>

#include "app/commands/probe_command.h"
#include "tests/support/catch.h"
#include "tests/support/fake_http_client.h"

namespace cliffhanger {
namespace {

const std::string kFixtures = CLIFFHANGER_TEST_SOURCE_DIR "/tests/fixtures/";

struct Answer {
    int code;
    std::string out, err;
};

Answer run(const ProbeOptions& options, test::FakeHttpClient& http) {
    std::ostringstream out, err;
    const int code = run_probe(options, http, SystemClock(), out, err);
    return {code, out.str(), err.str()};
}

rapidjson::Document json(const Answer& answer) {
    rapidjson::Document document;
    document.Parse(answer.out.c_str());
    REQUIRE_FALSE(document.HasParseError());
    return document;
}

TEST_CASE("probe --json: a medium that plays, with every key that scripts rely on", "[probe]") {
    test::FakeHttpClient http;
    const Answer answer = run({kFixtures + "rotated.mp4", true}, http);
    CHECK(answer.code == 0);
    const auto report = json(answer);
    CHECK(report["ok"].GetBool());
    CHECK(report["container"].GetString() == std::string("mov,mp4,m4a,3gp,3g2,mj2"));
    CHECK(report["duration_s"].GetDouble() > 0.9);
    CHECK(report["video_frames"].GetInt() >= 30);
    CHECK(report["audio_s"].GetDouble() == 0);
    CHECK(report["cues"].GetInt() == 0);
    CHECK(report["error"].IsNull());
    REQUIRE(report["streams"].Size() == 1);
    const auto& stream = report["streams"][0];
    CHECK(stream["type"].GetString() == std::string("video"));
    CHECK(stream["codec"].GetString() == std::string("h264"));
    CHECK(stream["width"].GetInt() == 96);
    CHECK(stream["height"].GetInt() == 160);
    CHECK(stream["rotation"].GetInt() % 180 == 90);
}

TEST_CASE("probe --json: a refusal has its kind and a sentence, and exits with 3", "[probe]") {
    test::FakeHttpClient http;
    const Answer answer = run({"http://a/missing.mp4", true}, http);
    CHECK(answer.code == 3);
    const auto report = json(answer);
    CHECK_FALSE(report["ok"].GetBool());
    CHECK(report["error"]["kind"].GetString() == std::string("NotFound"));
    CHECK(report["error"]["message"].GetStringLength() > 0);
}

TEST_CASE("probe --subtitles: the cues are counted and the encoding named", "[probe]") {
    test::FakeHttpClient http;
    http.script("http://a/x.srt", {{.body = "1\n00:00:01,000 --> 00:00:02,500\nHello\n"}});
    const auto report = json(run({"http://a/x.srt", true, true}, http));
    CHECK(report["ok"].GetBool());
    CHECK(report["cues"].GetInt() == 1);
    CHECK(report["encoding"].GetString() == std::string("UTF-8"));
    CHECK(report["duration_s"].GetDouble() == 2.5);
    const Answer refused = run({kFixtures + "page.html", true, true}, http);
    CHECK(refused.code == 3);
    CHECK(json(refused)["error"]["kind"].GetString() == std::string("Unsupported"));
}

TEST_CASE("probe: without --json people read what plays on stdout, and why not on stderr", "[probe]") {
    test::FakeHttpClient http;
    const Answer played = run({kFixtures + "numbered.mp4"}, http);
    CHECK(played.code == 0);
    CHECK(played.out.find("180 frames") != std::string::npos);
    CHECK(played.err.empty());
    const Answer refused = run({kFixtures + "page.html"}, http);
    CHECK(refused.code == 3);
    CHECK(refused.out.empty());
    CHECK(refused.err.find("page.html: ") != std::string::npos);
}

}  // namespace
}  // namespace cliffhanger
