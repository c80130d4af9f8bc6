#include "app/options.h"

#include <CLI/CLI.hpp>
#include <charconv>
#include <sstream>

#include "app/kiosk/pin_gate.h"
#include "net/catalog/playlist_catalog.h"
#include "net/url.h"

namespace cliffhanger {
namespace {

constexpr const char* kExamples =
    "Without SOURCE the bundled catalog plays. SOURCE is a feed's address or file, a folder of clips, or one media "
    "file or\n"
    "address. Exit codes: 0 quit, 1 wrong usage, 2 source not usable, 4 no display, 5 a script's expectation failed.";

std::optional<Size> parse_size(const std::string& text) {
    const auto x = text.find('x');
    if (x == std::string::npos) return std::nullopt;
    Size size;
    const char* begin = text.data();
    const auto width = std::from_chars(begin, begin + x, size.width);
    const auto height = std::from_chars(begin + x + 1, begin + text.size(), size.height);
    const bool whole = width.ptr == begin + x && height.ptr == begin + text.size();
    if (!whole || width.ec != std::errc{} || height.ec != std::errc{}) return std::nullopt;
    if (size.width < 64 || size.height < 64 || size.width > 16384 || size.height > 16384) return std::nullopt;
    return size;
}

/// Over thirty years; what is beyond is a slip, and infinity and "nan" are as well.
constexpr double kLongestSeconds = 1e9;

/// CLI::Range lets "nan" through, which is neither below nor above anything.
CLI::Validator number_between(double low, double high) {
    return {[low, high](const std::string& text) -> std::string {
                double value = 0;
                if (CLI::detail::lexical_cast(text, value) && value >= low && value <= high) return {};
                std::ostringstream sentence;
                sentence << "a number from " << low << " to " << high << " is needed";
                return sentence.str();
            },
            "NUMBER"};
}

std::optional<StartPosition> parse_start(const std::string& text) {
    StartPosition start;
    const auto slash = text.rfind('/');
    if (slash == std::string::npos || slash == 0) return std::nullopt;
    start.series = text.substr(0, slash);
    std::string rest = text.substr(slash + 1);
    if (const auto at = rest.rfind('@'); at != std::string::npos) {
        const char* end = rest.data() + rest.size();
        const auto parsed = std::from_chars(rest.data() + at + 1, end, start.seconds);
        if (parsed.ec != std::errc{} || parsed.ptr != end || !(start.seconds >= 0 && start.seconds <= kLongestSeconds))
            return std::nullopt;
        rest.resize(at);
    }
    if (rest.empty()) return std::nullopt;
    start.episode = rest;
    return start;
}

std::optional<int> parse_height(const std::string& text) {
    int height = 0;
    const char* end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data(), end, height);
    if (parsed.ptr != end || parsed.ec != std::errc{} || height < 1 || height > 16384) return std::nullopt;
    return height;
}

/// Values that CLI11 keeps as text until everything has been read.
struct RawText {
    std::string size, start, renderer = "auto", quality = "auto", screen;
    std::vector<std::string> headers, sources;
};

CLI::Validator valid_if(const char* expected, bool (*valid)(const std::string&)) {
    return CLI::Validator(
        [expected, valid](std::string& text) {
            return valid(text) ? std::string{} : std::string("must be ") + expected;
        },
        "");
}

/// An empty argument is a script's forgotten variable, never a wish for the bundled catalog.
CLI::Option* add_source(CLI::App& app, const char* name, std::string& source, const char* help) {
    return app.add_option(name, source, help)->check(valid_if("named, not an empty text", [](const std::string& text) {
        return !text.empty();
    }));
}

void add_network_options(CLI::App& app, Options& options, RawText& raw) {
    app.add_option("--ca,--ca-file", options.http.ca_file,
                   "PEM file with the certificate authorities to trust instead of the system's");
    app.add_option("--header", raw.headers,
                   "\"Name: value\" sent with every request (credentials to SOURCE's host only); may be repeated")
        ->check(
            valid_if("\"Name: value\"", [](const std::string& text) { return text.find(':') != std::string::npos; }));
    app.add_option("--cache-size", options.cache.size_mb,
                   "MiB of media kept on disk between runs; 0 = none. Default: 512, without a display none")
        ->check(CLI::Range(0, 1 << 20));
    app.add_option("--cache-dir", options.cache.folder, "Keep them there instead of in the user's cache folder");
    app.add_flag("--no-cache", options.cache.off, "Neither read nor keep media on disk");
}

void add_play_options(CLI::App& app, PlayOptions& play, RawText& raw) {
    app.add_option("--size", raw.size, "Window size in pixels, WxH")
        ->check(valid_if("WxH in pixels, 64x64 to 16384x16384",
                         [](const std::string& t) { return parse_size(t).has_value(); }));
    app.add_flag("--fullscreen", play.window.fullscreen, "Start in fullscreen");
    app.add_option("--scale", play.window.scale, "Physical pixels per dp, instead of the display's")
        ->check(number_between(0.5, 4));
    app.add_option("--renderer", raw.renderer, "auto, gpu or cpu")->check(CLI::IsMember({"auto", "gpu", "cpu"}));
    app.add_flag("--headless", play.window.headless, "No display and no audio device");
    app.add_option("--exit-after", play.exit_after_s, "Quit cleanly after this many seconds")
        ->check(number_between(0, kLongestSeconds));
    app.add_option("--start", raw.start, "Where to begin: SERIES/EPISODE[@SECONDS], ids or 1-based numbers")
        ->check(valid_if("SERIES/EPISODE[@SECONDS]", [](const std::string& t) { return parse_start(t).has_value(); }));
    app.add_option("--screen", raw.screen, "Where to begin: player, for_you, home, search, my_list, history, ...")
        ->check(valid_if("the name of a screen", [](const std::string& t) {
            const auto screen = screen_from_name(t);
            return screen && *screen != ScreenKind::Series && *screen != ScreenKind::Shelf;
        }));
    app.add_option("--script", play.script_file, "JSON lines of input to perform")->check(CLI::ExistingFile);
    app.add_flag("--manual-clock", play.manual_clock, "Time advances only by the script");
    app.add_option("--shots", play.shots_dir, "Where a script's shots are written, as PNG");
    app.add_option("--semantics", play.semantics_file,
                   "The tree of what is on the screen as JSON, rewritten when it changes");
    app.add_option("--audio-sink", play.audio_sink,
                   "Write what would be heard to this WAV file instead of playing it on a device");
    app.add_option("--stats", play.stats_file, "Figures of the run as JSON, written at exit");
    app.add_option("--language", play.language, "Language of the interface (BCP 47), instead of the environment's");
    app.add_flag("--reduced-motion", play.reduced_motion, "Cross-fades instead of movement");
    app.add_option("--quality", raw.quality,
                   "auto, or HEIGHT: of a stream that comes in several, the one closest to it (720 for 720p)")
        ->check(valid_if("auto or a height in pixels",
                         [](const std::string& t) { return t == "auto" || parse_height(t).has_value(); }));
    app.add_option("--hwdec", play.hwdec, "What decodes pictures: auto, no (software), or vaapi, cuda, v4l2m2m, ...");
    app.add_flag("--data-saver", play.data_saver, "Streams in their lowest quality, and little fetched ahead");
    app.add_flag("--new-window", play.new_window, "Beside the one that runs, instead of in its window");
    app.add_flag("--tv", play.tv,
                 "For a television set: large, steered by pad or remote control; fullscreen unless --size");
    app.add_flag("--kiosk", play.kiosk,
                 "A public screen: attracts, forgets each visitor, locks everything else; fullscreen unless --size");
    app.add_option("--kiosk-pin", play.kiosk_pin,
                   "What leaves --kiosk (hold the top corner where lines begin for five seconds); 4 to 8 digits")
        ->envname("CLIFFHANGER_KIOSK_PIN")
        ->check(valid_if("4 to 8 digits", [](const std::string& t) { return PinGate::is_pin(t); }));
    app.add_option("--age-limit", play.age_limit,
                   "Lock what is rated for older people than that; the settings cannot change it")
        ->check(CLI::Range(0, 21));
    app.add_flag("--private", play.private_run, "Begin as a new viewer, and remember nothing of this run");
    app.add_flag("--announce", play.announce,
                 "Say what the focus reaches through speech-dispatcher; without one, write it to standard error");
    app.add_flag("--mute", play.muted, "Start without sound");
    app.add_flag("!--no-loudness", play.loudness, "Play every episode as loud as it was made");
    app.add_flag("!--no-autoplay", play.autoplay, "Stay on an episode when it ends");
}

void apply(const RawText& raw, PlayOptions& play, CurlHttpClientOptions& http) {
    if (!raw.size.empty()) {
        play.window.size = *parse_size(raw.size);
        play.window.size_asked = true;
    }
    play.source = join_sources(raw.sources);
    if (play.kiosk) {
        play.private_run = play.new_window = true;
        play.window.fullscreen = play.window.fullscreen || raw.size.empty();
    }
    if (play.tv) play.window.fullscreen = play.window.fullscreen || raw.size.empty();
    if (raw.quality != "auto") play.quality = parse_height(raw.quality);
    if (!raw.screen.empty()) play.screen = *screen_from_name(raw.screen);
    if (!raw.start.empty()) play.start = parse_start(raw.start);
    play.window.renderer = raw.renderer == "gpu"   ? RendererChoice::Gpu
                           : raw.renderer == "cpu" ? RendererChoice::Cpu
                                                   : RendererChoice::Auto;
    for (const std::string& header : raw.headers) {
        const auto colon = header.find(':');
        const auto value = header.find_first_not_of(' ', colon + 1);
        http.headers.emplace_back(header.substr(0, colon), value == std::string::npos ? "" : header.substr(value));
    }
}

std::string wrong_combination(const PlayOptions& play) {
    if (play.kiosk && play.kiosk_pin.empty())
        return "--kiosk needs --kiosk-pin or CLIFFHANGER_KIOSK_PIN: there would be no way out";
    if (play.kiosk && play.screen.value_or(ScreenKind::Player) != ScreenKind::Player)
        return "--kiosk begins by itself: leave --screen out";
    if (play.kiosk && play.tv) return "--kiosk stands upright: leave --tv out";
    if (play.manual_clock && play.script_file.empty()) return "--manual-clock needs --script: time would never pass";
    if (play.manual_clock && !play.window.headless) return "--manual-clock needs --headless";
    if (play.window.headless && play.window.renderer == RendererChoice::Gpu)
        return "--headless draws on the CPU: leave --renderer gpu out";
    return {};
}

}  // namespace

std::variant<Options, ParseExit> parse_options(int argc, const char* const* argv) {
    Options options;
    PlayOptions play;
    CheckOptions check;
    ProbeOptions probe;
    BenchOptions bench;
    RawText raw;

    CLI::App app{"Cliffhanger plays short drama: vertical episodes, swiped through.\n", "cliffhanger"};
    app.footer(kExamples);
    app.set_version_flag("--version", "cliffhanger " CLIFFHANGER_VERSION);
    app.fallthrough();
    app.add_option("--log", options.log_level, "trace, debug, info, warning, error or off")
        ->check(CLI::IsMember({"trace", "debug", "info", "warning", "error", "off"}));
    app.add_option("--log-file", options.log_file, "Log there instead of to standard error");
    app.add_option("SOURCE", raw.sources, "What to play; several are played one after the other")
        ->check(valid_if("named, not an empty text", [](const std::string& text) { return !text.empty(); }));
    add_play_options(app, play, raw);
    add_network_options(app, options, raw);

    CLI::App* check_app =
        app.add_subcommand("check", "Read a source without playing it, and say what is wrong with it");
    add_source(*check_app, "SOURCE", check.source, "Feed, folder or media")->required();
    check_app->add_flag("--json", check.json, "As JSON");
    CLI::App* probe_app =
        app.add_subcommand("probe", "Open and decode everything in one media file, as playback would");
    add_source(*probe_app, "MEDIA", probe.media, "File or address")->required();
    probe_app->add_flag("--json", probe.json, "As JSON");
    probe_app->add_flag("--subtitles", probe.subtitles, "It is a subtitle file");
    CLI::App* bench_app = app.add_subcommand("bench", "Measure; NAME is swipe or preload");
    bench_app->add_option("NAME", bench.name, "Which benchmark")
        ->required()
        ->check(CLI::IsMember({"swipe", "preload"}));
    bench_app->add_option("--swipes", bench.swipes, "How many")->check(CLI::Range(1, 100000));
    bench_app->add_option("--data", bench.data, "preload: folder with traces, videos and sessions");
    bench_app->add_option("--policy", bench.policy, "preload: only this one");
    bench_app->add_flag("--json", bench.json, "As JSON");

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        std::ostringstream out, err;
        const int code = app.exit(error, out, err);
        return ParseExit{code == 0 ? 0 : 1, code == 0 ? out.str() : err.str()};
    }
    apply(raw, play, options.http);
    if (const std::string problem = wrong_combination(play); !problem.empty()) return ParseExit{1, problem + "\n"};

    const std::string& source = check_app->parsed() ? check.source : probe_app->parsed() ? probe.media : play.source;
    // Several sources have several hosts.
    const bool one_address = is_http_url(source) && source.find('\n') == std::string::npos;
    options.http.credentials_host = one_address ? authority(source) : std::string();
    if (check_app->parsed()) {
        options.command = check;
    } else if (probe_app->parsed()) {
        options.command = probe;
    } else if (bench_app->parsed()) {
        bench.play = play;
        options.command = bench;
    } else {
        options.command = play;
    }
    return options;
}

}  // namespace cliffhanger
