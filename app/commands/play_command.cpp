#include "app/commands/play_command.h"

#include <cstdio>
#include <memory>

#include "app/application.h"
#include "app/assets.h"
#include "app/desktop/hand_over.h"
#include "app/library/library_file.h"
#include "app/platform/crash_report.h"
#include "app/platform/desktop_session.h"
#include "app/platform/quit_signals.h"
#include "app/platform/run_record.h"
#include "app/platform/single_instance.h"
#include "net/user_folder.h"

namespace cliffhanger {
namespace {

constexpr const char* kBundledCatalog = "demo/feed.json";

}  // namespace

int run_play(const PlayOptions& options, const CurlHttpClientOptions& http_options, const CacheOptions& cache) {
    std::string source = options.source.empty() ? find_asset(kBundledCatalog) : options.source;
    if (source.empty()) {
        std::fprintf(stderr,
                     "cliffhanger: the bundled catalog is not installed; name a feed, a folder or a media file\n");
        return kExitSource;
    }
    std::optional<Script> script;
    if (!options.script_file.empty()) {
        Result<Script> loaded = load_script(options.script_file);
        if (!loaded) {
            std::fprintf(stderr, "cliffhanger: %s: %s\n", options.script_file.c_str(), loaded.error().message.c_str());
            return kExitUsage;
        }
        script = std::move(*loaded);
    }
    SingleInstance instance(receives_others(options) ? instance_folder() : std::filesystem::path(),
                            library_path().string());
    if (!wants_own_run(options) && instance.hand_over({absolute_source(options.source), options.start,
                                                       options.window.fullscreen, options.screen})) {
        std::puts("cliffhanger: it is in the window that was open already (--new-window opens another one)");
        return kExitQuit;
    }
    const bool remembers = !options.private_run && !options.manual_clock;
    const std::filesystem::path state = remembers ? user_folder(UserFolder::State) : std::filesystem::path();
    RunRecord record(state);
    const CrashReports reports(state.empty() ? state : state / "crashes", record.text());
    prepare_desktop_session();
    const SystemClock system_clock;
    ManualClock manual_clock;
    const Clock& clock = options.manual_clock ? static_cast<const Clock&>(manual_clock) : system_clock;
    const auto caching = options.window.headless ? NetworkStack::Caching::Off : NetworkStack::Caching::On;
    NetworkStack network(http_options, cache, caching);
    // A script on the manual clock begins as a new viewer does: same input, same pixels.
    const Application::Network reached(network.client(), &network.bandwidth(), network.caches(), &network.figures(),
                                       network.view());
    Application application(options, reached, clock, options.manual_clock ? &manual_clock : nullptr, std::move(source),
                            remembers ? library_path() : std::filesystem::path());
    application.receive_others(instance);
    application.keep_record(record, reports.folder());
    if (script) application.perform(std::move(*script));
    // What came before this, while main held the signals, is delivered now.
    const QuitSignals signals([&application] { application.request_quit(); });
    return application.run();
}

}  // namespace cliffhanger
