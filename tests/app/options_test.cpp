#include "app/options.h"

#include "tests/support/catch.h"

using namespace cliffhanger;

namespace {

std::variant<Options, ParseExit> parse(std::vector<const char*> arguments) {
    arguments.insert(arguments.begin(), "cliffhanger");
    return parse_options(static_cast<int>(arguments.size()), arguments.data());
}

Options accepted(std::vector<const char*> arguments) {
    auto parsed = parse(std::move(arguments));
    const auto* refused = std::get_if<ParseExit>(&parsed);
    INFO((refused != nullptr ? refused->text : std::string{}));
    REQUIRE(refused == nullptr);
    return std::get<Options>(std::move(parsed));
}

PlayOptions play(std::vector<const char*> arguments) {
    return std::get<PlayOptions>(accepted(std::move(arguments)).command);
}

ParseExit refused(std::vector<const char*> arguments) {
    const auto parsed = parse(std::move(arguments));
    REQUIRE(std::holds_alternative<ParseExit>(parsed));
    return std::get<ParseExit>(parsed);
}

bool mentions(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

constexpr const char* kAnExistingFile = CLIFFHANGER_TEST_SOURCE_DIR "/tests/fixtures/page.html";

}  // namespace

TEST_CASE("parse_options: without arguments the bundled catalog plays in a window", "[app][options]") {
    const PlayOptions options = play({});
    CHECK(options.source.empty());
    CHECK(options.window.size == Size{540, 960});
    CHECK(options.window.scale == 0);
    CHECK(options.window.renderer == RendererChoice::Auto);
    CHECK_FALSE(options.window.headless);
    CHECK_FALSE(options.window.fullscreen);
    CHECK_FALSE(options.exit_after_s);
    CHECK_FALSE(options.start);
    CHECK_FALSE(options.manual_clock);
    CHECK_FALSE(options.muted);
    CHECK(options.autoplay);
    CHECK_FALSE(options.quality);
    CHECK_FALSE(options.data_saver);
}

TEST_CASE("parse_options: every option of playing is understood", "[app][options]") {
    const Options options =
        accepted({"feed.json",        "--size",    "1080x1920",     "--fullscreen",   "--scale",    "1.5",
                  "--renderer",       "cpu",       "--headless",    "--exit-after",   "2.5",        "--start",
                  "heir/3@12.5",      "--script",  kAnExistingFile, "--manual-clock", "--shots",    "shots",
                  "--semantics",      "tree.json", "--stats",       "stats.json",     "--language", "pt-BR",
                  "--reduced-motion", "--mute",    "--no-autoplay", "--ca",           "ca.pem",     "--header",
                  "X-Test: one two",  "--header",  "Empty:",        "--log",          "debug",      "--log-file",
                  "run.log",          "--quality", "720",           "--data-saver"});
    const auto& play = std::get<PlayOptions>(options.command);
    CHECK(play.source == "feed.json");
    CHECK(play.window.size == Size{1080, 1920});
    CHECK(play.window.fullscreen);
    CHECK(play.window.scale == 1.5f);
    CHECK(play.window.renderer == RendererChoice::Cpu);
    CHECK(play.window.headless);
    CHECK(play.exit_after_s == 2.5);
    REQUIRE(play.start);
    CHECK(play.start->series == "heir");
    CHECK(play.start->episode == "3");
    CHECK(play.start->seconds == 12.5);
    CHECK(play.script_file == kAnExistingFile);
    CHECK(play.manual_clock);
    CHECK(play.quality == 720);
    CHECK(play.data_saver);
    CHECK(play.shots_dir == "shots");
    CHECK(play.semantics_file == "tree.json");
    CHECK(play.stats_file == "stats.json");
    CHECK(play.language == "pt-BR");
    CHECK(play.reduced_motion);
    CHECK(play.muted);
    CHECK_FALSE(play.autoplay);
    CHECK(options.http.ca_file == "ca.pem");
    REQUIRE(options.http.headers.size() == 2);
    CHECK(options.http.headers[0].first == "X-Test");
    CHECK(options.http.headers[0].second == "one two");
    CHECK(options.http.headers[1].first == "Empty");
    CHECK(options.http.headers[1].second.empty());
    CHECK(options.log_level == "debug");
    CHECK(options.log_file == "run.log");
}

TEST_CASE("parse_options: every renderer has its name", "[app][options]") {
    CHECK(play({"--renderer", "auto"}).window.renderer == RendererChoice::Auto);
    CHECK(play({"--renderer", "gpu"}).window.renderer == RendererChoice::Gpu);
    CHECK(play({"--renderer", "cpu"}).window.renderer == RendererChoice::Cpu);
}

TEST_CASE("parse_options: the commands take their own arguments", "[app][options]") {
    const auto check = std::get<CheckOptions>(accepted({"check", "feed.json", "--json"}).command);
    CHECK(check.source == "feed.json");
    CHECK(check.json);
    const auto probe = std::get<ProbeOptions>(accepted({"probe", "a.mp4", "--json", "--subtitles"}).command);
    CHECK(probe.media == "a.mp4");
    CHECK(probe.json);
    CHECK(probe.subtitles);
    const auto bench =
        std::get<BenchOptions>(accepted({"bench", "swipe", "--swipes", "30", "--json", "--headless"}).command);
    CHECK(bench.name == "swipe");
    CHECK(bench.swipes == 30);
    CHECK(bench.json);
    CHECK(bench.play.window.headless);
    CHECK(accepted({"check", "feed.json", "--header", "A: b"}).http.headers.size() == 1);
}

TEST_CASE("parse_options: --start takes ids with slashes, and a position only after the last @", "[app][options]") {
    const auto start = [](const char* text) { return *play({"--start", text}).start; };
    CHECK(start("2/5").series == "2");
    CHECK(start("2/5").episode == "5");
    CHECK(start("2/5").seconds == 0);
    CHECK(start("2/5@7").seconds == 7);
    CHECK(start("a/b/c@1.25").series == "a/b");
    CHECK(start("a/b/c@1.25").episode == "c");
    CHECK(start("a/b@c@3").episode == "b@c");
    CHECK(start("a/b@c@3").seconds == 3);
}

TEST_CASE("parse_options: a wrong --start is refused", "[app][options]") {
    const auto* text = GENERATE("3", "/3", "heir/", "heir/@5", "heir/3@", "heir/3@x", "heir/3@5s", "heir/3@-1", "");
    CAPTURE(text);
    const ParseExit exit = refused({"--start", text});
    CHECK(exit.code == 1);
    CHECK(mentions(exit.text, "--start"));
}

TEST_CASE("parse_options: --size is bounded and takes nothing but two numbers", "[app][options]") {
    CHECK(play({"--size", "64x64"}).window.size == Size{64, 64});
    CHECK(play({"--size", "16384x16384"}).window.size == Size{16384, 16384});
    const auto* text = GENERATE("63x64", "64x63", "16385x100", "100x16385", "540", "x", "540x", "x960", "540X960",
                                "540x960p", "-540x960", " 540x960", "99999999999x100", "");
    CAPTURE(text);
    const ParseExit exit = refused({"--size", text});
    CHECK(exit.code == 1);
    CHECK(mentions(exit.text, "--size"));
}

TEST_CASE("parse_options: wrong usage ends with code 1 and names the option", "[app][options]") {
    struct Case {
        std::vector<const char*> arguments;
        const char* named;
    };
    const std::vector<Case> cases{{{"--renderer", "vulkan"}, "--renderer"},
                                  {{"--scale", "0.4"}, "--scale"},
                                  {{"--scale", "4.1"}, "--scale"},
                                  {{"--scale", "big"}, "--scale"},
                                  {{"--exit-after", "-1"}, "--exit-after"},
                                  {{"--exit-after", "soon"}, "--exit-after"},
                                  {{"--exit-after", "nan"}, "--exit-after"},
                                  {{"--scale", "nan"}, "--scale"},
                                  {{"--start", "1/1@nan"}, "--start"},
                                  {{"--start", "1/1@inf"}, "--start"},
                                  {{"--exit-after"}, "--exit-after"},
                                  {{"--script", "/there/is/no/such/script"}, "--script"},
                                  {{"--log", "loud"}, "--log"},
                                  {{"--header", "no colon"}, "--header"},
                                  {{"--no-such-option"}, "--no-such-option"},
                                  {{"check"}, "SOURCE"},
                                  {{"probe"}, "MEDIA"},
                                  {{"bench"}, "NAME"},
                                  {{"bench", "nothing"}, "NAME"},
                                  {{"bench", "swipe", "--swipes", "0"}, "--swipes"}};
    for (const Case& wrong : cases) {
        CAPTURE(wrong.arguments);
        const ParseExit exit = refused(wrong.arguments);
        CHECK(exit.code == 1);
        INFO(exit.text);
        CHECK(mentions(exit.text, wrong.named));
    }
}

TEST_CASE("parse_options: combinations that cannot work are refused", "[app][options]") {
    const auto code_and_text = [](std::vector<const char*> arguments, const char* option) {
        const ParseExit exit = refused(std::move(arguments));
        CHECK(exit.code == 1);
        CHECK(mentions(exit.text, option));
    };
    code_and_text({"--manual-clock", "--headless"}, "--script");
    code_and_text({"--manual-clock", "--script", kAnExistingFile}, "--headless");
    code_and_text({"--headless", "--renderer", "gpu"}, "--renderer");
}

TEST_CASE("parse_options: help and version end with code 0", "[app][options]") {
    const ParseExit help = refused({"--help"});
    CHECK(help.code == 0);
    for (const char* option :
         {"--size", "--fullscreen", "--scale", "--renderer", "--headless", "--exit-after", "--start", "--script",
          "--manual-clock", "--shots", "--semantics", "--stats", "--log", "--log-file", "--version"}) {
        CAPTURE(option);
        CHECK(mentions(help.text, option));
    }
    const ParseExit version = refused({"--version"});
    CHECK(version.code == 0);
    CHECK(mentions(version.text, "cliffhanger "));
}

TEST_CASE("Options: an empty source is wrong usage, not the bundled catalog", "[app][options]") {
    for (const std::vector<const char*>& arguments :
         {std::vector<const char*>{"cliffhanger", ""}, {"cliffhanger", "check", ""}, {"cliffhanger", "probe", ""}}) {
        const auto parsed = parse_options(static_cast<int>(arguments.size()), arguments.data());
        const auto* exit = std::get_if<ParseExit>(&parsed);
        REQUIRE(exit != nullptr);
        CHECK(exit->code == 1);
        CHECK(exit->text.find("named") != std::string::npos);
    }
}

TEST_CASE("parse_options: a kiosk keeps nothing, stands alone and fills the screen", "[app][options][kiosk]") {
    const PlayOptions options = play({"--kiosk", "--kiosk-pin", "2468"});
    CHECK(options.kiosk);
    CHECK(options.kiosk_pin == "2468");
    CHECK(options.private_run);
    CHECK(options.new_window);
    CHECK(options.window.fullscreen);
    CHECK_FALSE(play({"--kiosk", "--kiosk-pin", "2468", "--size", "540x960"}).window.fullscreen);
}

TEST_CASE("parse_options: an age limit is a number of years", "[app][options][kindness]") {
    CHECK_FALSE(play({}).age_limit);
    CHECK(play({"--age-limit", "12"}).age_limit == 12);
    CHECK(play({"--kiosk", "--kiosk-pin", "2468", "--age-limit", "0"}).age_limit == 0);
    CHECK(mentions(refused({"--age-limit", "22"}).text, "--age-limit"));
    CHECK(mentions(refused({"--age-limit", "teens"}).text, "--age-limit"));
}

TEST_CASE("parse_options: a kiosk without a way out is refused", "[app][options][kiosk]") {
    CHECK(mentions(refused({"--kiosk"}).text, "CLIFFHANGER_KIOSK_PIN"));
    CHECK(mentions(refused({"--kiosk", "--kiosk-pin", "12"}).text, "4 to 8 digits"));
    CHECK(mentions(refused({"--kiosk", "--kiosk-pin", "12ab"}).text, "4 to 8 digits"));
    CHECK(mentions(refused({"--kiosk", "--kiosk-pin", "2468", "--screen", "home"}).text, "--screen"));
}
