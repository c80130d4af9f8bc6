// One run of `play`: owns the window, the host, the player screen and sound, and turns the loop. Main thread only.
#pragma once

#include <atomic>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "app/announce/announcement.h"
#include "app/announce/speaker.h"
#include "app/audio/audio_device.h"
#include "app/desktop/desktop_integration.h"
#include "app/desktop/screen_saver_hold.h"
#include "app/downloads/download_manager.h"
#include "app/input/pointer_visibility.h"
#include "app/library/library.h"
#include "app/network_stack.h"
#include "app/options.h"
#include "app/platform/run_record.h"
#include "app/playback/playback_host.h"
#include "app/render/window.h"
#include "app/script/script_runner.h"
#include "app/shell/shell.h"
#include "app/stats/run_stats.h"
#include "app/wake_signal.h"

namespace cliffhanger {

/// Exit codes of `play`.
enum ExitCode : int { kExitQuit = 0, kExitUsage = 1, kExitSource = 2, kExitDisplay = 4, kExitExpectation = 5 };

class Application {
 public:
    /// How `http` reaches the network.
    struct Network {
        Network(HttpClient& client, const BandwidthMeter* measures = nullptr, bool keeps_media = false,  // NOLINT
                const NetworkFigures* counts = nullptr, NetworkView what_is_behind = {})
            : http(client), bandwidth(measures), caching(keeps_media), figures(counts), behind(what_is_behind) {}
        HttpClient& http;
        const BandwidthMeter* bandwidth;  ///< what it measures
        bool caching;                     ///< it keeps media
        const NetworkFigures* figures;    ///< it counts in
        NetworkView behind;
    };
    /// `clock` is `manual` when that is given. All outlive the application. An empty `library` is a private run.
    Application(const PlayOptions& options, const Network& network, const Clock& clock, ManualClock* manual,
                std::string source, const std::filesystem::path& library = {});
    ~Application();

    /// Until somebody or something quits. Returns the exit code; what went wrong is on stderr.
    int run();
    /// From any thread.
    void request_quit() noexcept;

    const RunStats& stats() const { return stats_; }
    /// What a script's times count from.
    Microseconds started() const { return started_; }
    /// What later starts hand over arrives here; before run(). `instance` outlives the application.
    void receive_others(SingleInstance& instance) { instance_ = &instance; }
    /// What is on the stage is kept in `record`, and what the run before it left is offered; before run(). `record`
    /// outlives the application.
    void keep_record(RunRecord& record, const std::filesystem::path& crash_reports);
    /// Replaces the script file; before run().
    void perform(Script script);

 private:
    bool open_window();
    bool open_sound();
    void show_first_picture();
    void turn();
    void advance_manual_clock();
    void sync();
    void wait_until_settled();
    std::optional<Microseconds> next_deadline();
    void handle(const InputEvent& event);
    void perform_script(Microseconds now);
    void draw(Microseconds now);
    Scene draw_interface(Canvas& canvas, Microseconds now, bool gpu);
    void report_missing_fonts();
    void announce();
    PointerVisibility::Over pointer_over() const;
    void show_pointer(Microseconds now);
    void write_semantics();
    void shoot(const std::string& name);
    void save_screenshot();
    /// Said once; the run goes on and ends with kExitUsage.
    void output_failed(const std::string& path);
    void show_opened_source();
    void name_stage();
    bool source_failed() const;
    void report_source_failure();
    void report_start_failure();
    int finish();

    const PlayOptions& options_;
    const Clock& clock_;
    ManualClock* manual_;
    std::optional<std::chrono::steady_clock::time_point> give_up_settling_;  ///< of this turn
    Microseconds started_;
    WakeSignal wake_;
    RunStats stats_;
    AudioMixer mixer_;
    Library library_;
    DownloadManager downloads_;
    KeptFilesClient kept_files_;  ///< what was downloaded with episodes, before the network
    PlaybackHost host_;
    std::unique_ptr<Window> window_;
    std::unique_ptr<AudioDevice> audio_;
    Shell screen_;
    SingleInstance* instance_ = nullptr;
    std::optional<DesktopIntegration> desktop_;  ///< where there is one around the window
    std::optional<ScriptRunner> script_;
    std::unique_ptr<Speaker> speaker_;  ///< with --announce
    Announcements announcements_;

    bool typing_ = false;  ///< text input is on
    Rect typing_place_;
    std::atomic<bool> quit_{false};
    bool failure_reported_ = false;
    bool start_reported_ = false;
    bool output_failed_ = false;
    bool input_since_draw_ = false;
    bool draw_postponed_ = false;  ///< something changed too soon after the last draw; the next refresh shows it
    std::optional<Microseconds> last_draw_;
    RunRecord* record_ = nullptr;
    ScreenSaverHold saver_;
    PointerVisibility pointer_;
    bool pointer_shown_ = true;
    int sources_seen_ = 0;
    struct NamedStage {
        std::uint64_t catalog = 0;
        PageList list = PageList::Catalog;
        std::size_t page = 0;
        std::string language;
        bool is_private = false;
        bool operator==(const NamedStage&) const = default;
    } named_;
    std::size_t missing_fonts_reported_ = 0;
    std::string last_semantics_;
};

}  // namespace cliffhanger
