#include <cstdio>
#include <iostream>

#include "app/commands/bench_command.h"
#include "app/commands/check_command.h"
#include "app/commands/play_command.h"
#include "app/commands/probe_command.h"
#include "app/log.h"
#include "app/options.h"
#include "app/platform/heap.h"
#include "app/platform/quit_signals.h"

namespace {

using namespace cliffhanger;

int run(const Options& options) {
    if (const auto* play = std::get_if<PlayOptions>(&options.command))
        return run_play(*play, options.http, options.cache);
    release_quit_signals();
    if (const auto* bench = std::get_if<BenchOptions>(&options.command))
        return run_bench(*bench, options.http, std::cout, std::cerr);
    const SystemClock clock;
    NetworkStack network(options.http, options.cache, NetworkStack::Caching::Off);
    if (const auto* check = std::get_if<CheckOptions>(&options.command))
        return run_check(*check, network.client(), clock, std::cout, std::cerr);
    return run_probe(std::get<ProbeOptions>(options.command), network.client(), clock, std::cout, std::cerr);
}

}  // namespace

int main(int argc, char** argv) {
    share_heap_among_threads();
    hold_quit_signals();
    const auto parsed = parse_options(argc, argv);
    if (const auto* exit = std::get_if<ParseExit>(&parsed)) {
        std::fputs(exit->text.c_str(), exit->code == 0 ? stdout : stderr);
        return exit->code;
    }
    const Options& options = std::get<Options>(parsed);
    if (!set_up_log(options.log_level, options.log_file)) {
        std::fprintf(stderr, "cliffhanger: cannot write the log to %s\n", options.log_file.c_str());
        return 1;
    }
    return run(options);
}
