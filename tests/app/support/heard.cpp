#include "tests/app/support/heard.h"

#include "app/application.h"
#include "net/curl_http_client.h"
#include "tests/net/catalog/temporary_folder.h"
#include "tests/support/catch.h"
#include "tests/support/sound_measure.h"

namespace cliffhanger::test {

std::string key(int at_ms, const std::string& name, const std::string& type) {
    return R"({"t":)" + std::to_string(at_ms) + R"(,"ev":"key","key":")" + name + R"(","type":")" + type + "\"}\n";
}

std::string quit(int at_ms) { return R"({"t":)" + std::to_string(at_ms) + R"(,"quit":true})"; }

std::vector<float> heard(const std::string& source, const std::string& script_text, PlayOptions options) {
    const TemporaryFolder folder;
    options.window.headless = true;
    options.window.size = {180, 320};
    options.window.scale = 0.5f;
    options.language = "en";
    options.manual_clock = true;
    options.audio_sink = (folder.path() / "heard.wav").string();
    const auto script = parse_script(script_text);
    REQUIRE(script);
    ManualClock clock;
    const auto http = make_curl_http_client({});
    {
        Application application(options, *http, clock, &clock, source);
        application.perform(*script);
        REQUIRE(application.run() == kExitQuit);
    }
    return read_wav(options.audio_sink);
}

}  // namespace cliffhanger::test
