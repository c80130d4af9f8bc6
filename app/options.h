// The command line, parsed. Plain values; cli.md of the project's documentation is README.md, section "Command line".
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "app/commands/check_command.h"
#include "app/commands/probe_command.h"
#include "app/network_stack.h"
#include "app/render/window.h"
#include "app/shell/route.h"

namespace cliffhanger {

/// `--start SERIES/EPISODE[@SECONDS]`: ids as in the feed, or 1-based numbers.
struct StartPosition {
    std::string series, episode;
    double seconds = 0;
};

struct PlayOptions {
    std::string source;  ///< empty = the bundled catalog
    WindowOptions window;
    std::optional<double> exit_after_s;
    std::optional<StartPosition> start;
    std::string script_file, shots_dir, semantics_file, stats_file;
    std::string audio_sink;  ///< what would be heard goes into this file, and to no device
    bool manual_clock = false;
    bool reduced_motion = false;
    bool muted = false;
    bool new_window = false;       ///< a run of its own beside the one that is there
    bool announce = false;         ///< say what the focus reaches
    bool tv = false;               ///< seen from across the room; without --size, fullscreen
    bool kiosk = false;            ///< a public screen; implies private_run, new_window and, without --size, fullscreen
    std::string kiosk_pin;         ///< what leaves it
    std::optional<int> age_limit;  ///< what is for older people is locked, whatever the settings say
    bool private_run = false;      ///< nothing is remembered, and what was is not looked at
    bool loudness = true;          ///< bring every episode to the same one
    std::optional<int>
        quality;  ///< the rung of a stream's ladder to play, by its picture's shorter side; none = automatic
    bool data_saver = false;
    std::string hwdec = "auto";        ///< as PlayerContext::hwdec
    bool autoplay = true;              ///< go on to the next episode at the end of one
    std::optional<ScreenKind> screen;  ///< where it begins; none = the player, and where a running one is
    std::string language;              ///< of the interface; empty = from the environment
};

struct BenchOptions {
    std::string name;
    bool json = false;
    int swipes = 200;
    std::string data, policy;  ///< preload: the folder, and one policy instead of all
    PlayOptions play;
};

struct Options {
    std::variant<PlayOptions, CheckOptions, ProbeOptions, BenchOptions> command;
    CurlHttpClientOptions http;
    CacheOptions cache;
    std::string log_level = "warning", log_file;
};

/// What parsing ends in when there is nothing to run: text to print, and the exit code (0 for --help and --version, 1
/// for wrong usage).
struct ParseExit {
    int code = 0;
    std::string text;
};

std::variant<Options, ParseExit> parse_options(int argc, const char* const* argv);

}  // namespace cliffhanger
