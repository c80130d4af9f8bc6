#include "app/application.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <utility>

#include "app/assets.h"
#include "app/audio/sdl_sound_output.h"
#include "app/desktop/hand_over.h"
#include "app/input/key_map_file.h"
#include "app/motion/keep_earlier.h"
#include "app/platform/crash_report.h"
#include "app/platform/process_info.h"
#include "app/render/blank_canvas.h"
#include "app/render/cursor.h"
#include "app/stats/thread_cpu.h"
#include "app/ui/theme.h"
#include "net/catalog/playlist_catalog.h"

namespace cliffhanger {
namespace {

/// How long the window may wait for a feed that is about to be there anyway; a local one takes a few ms.
constexpr Microseconds kFeedHeadStart = std::chrono::milliseconds(30);
/// Decoding the first picture of a local episode takes about half of this.
constexpr Microseconds kFirstPictureWait = std::chrono::milliseconds(50);
/// Without pictures to pace it, sound is pumped this often.
constexpr Microseconds kPumpInterval = std::chrono::milliseconds(20);
/// One refresh of a script on the manual clock.
constexpr Microseconds kManualStep{16'667};
/// A queue that becomes full wakes nobody, so a script looks this often.
constexpr Microseconds kSettleCheck = std::chrono::milliseconds(1);
/// A script gives up waiting for real work after this much real time a step, and says so.
constexpr std::chrono::seconds kSettleTimeout{20};

/// The tokens beside the program; those compiled in (the same) when they are missing or broken, which is said.
Theme theme() {
    const std::string path = find_asset("theme/tokens.json");
    Result<Theme> loaded = load_theme(path);
    if (!loaded) spdlog::error("theme: {} ({})", loaded.error().message, path);
    return loaded.value_or(Theme{});
}

std::optional<KioskOptions> kiosk_options(const PlayOptions& options) {
    if (!options.kiosk) return std::nullopt;
    return KioskOptions{options.kiosk_pin, options.muted};
}

/// In the viewer's folder; nowhere in a private run.
std::filesystem::path beside(const std::filesystem::path& library, const char* name) {
    return library.empty() ? library : library.parent_path() / name;
}

}  // namespace

Application::Application(const PlayOptions& options, const Network& network, const Clock& clock, ManualClock* manual,
                         std::string source, const std::filesystem::path& library)
    : options_(options),
      clock_(clock),
      manual_(manual),
      started_(clock.now()),
      stats_(manual != nullptr ? started_ : started_ - process_age()),
      mixer_(clock),
      library_(library, Library::system_wall_clock, {.read = [this] { wake_.notify(); }}),
      downloads_({.folder = beside(library, "downloads")}, network.http, [this] { wake_.notify(); }),
      kept_files_(downloads_.kept_files(), network.http),
      host_(HostSurroundings{kept_files_, clock, mixer_, stats_, library_, [this] { wake_.notify(); },
                             network.bandwidth, network.caching, network.figures, network.behind.cached_only,
                             network.behind.cache, network.behind.requests, library.empty() ? nullptr : &downloads_,
                             beside(library, "downloaded-feeds")},
            options, std::move(source)),
      screen_(host_, host_, theme(), load_key_map(key_map_path()), {options.screen.value_or(ScreenKind::Player)},
              kiosk_options(options)) {
    if (options.tv) screen_.set_tv();
}

Application::~Application() { wake_.attach(nullptr); }

void Application::perform(Script script) { script_.emplace(std::move(script)); }

void Application::keep_record(RunRecord& record, const std::filesystem::path& crash_reports) {
    record_ = &record;
    if (const auto& unclean = record.unclean())
        host_.offer_after_crash(unclean->note, find_crash_report(crash_reports, unclean->pid).string());
}

void Application::request_quit() noexcept {
    quit_ = true;
    wake_.notify();
}

bool Application::open_window() {
    const bool on_desktop = !options_.window.headless;
    WindowOptions window_options = on_desktop ? WindowMemory::recall(library_, options_) : options_.window;
    window_options.manual_clock = manual_ != nullptr;
    auto window = Window::create(window_options, clock_);
    if (!window) {
        std::fprintf(stderr,
                     "cliffhanger: %s; add --headless, or run it under a virtual display: "
                     "Xvfb :9 & DISPLAY=:9 cliffhanger\n",
                     window.error().message.c_str());
        spdlog::debug("window: {}", window.error().context);
        return false;
    }
    window_ = std::move(*window);
    wake_.attach(window_.get());
    host_.attach({[this](bool on) { window_->set_fullscreen(on); }, [this] { return window_->fullscreen(); },
                  [this](bool on) { window_->set_mini(on); }, [this] { return window_->mini(); },
                  [this] { save_screenshot(); }, [this] { quit_ = true; }});
    stats_.window_shown(clock_.now());  // with its background; the first scene follows
    stats_.set_presenter(window_->presenter_name());
    spdlog::info("presenter: {}", window_->presenter_name());
    if (!options_.window.headless) {
        desktop_.emplace(DesktopIntegration::Surroundings{
            host_, library_, options_, *window_, instance_, [this] { wake_.notify(); },
            [this](const InputEvent& event) { handle(event); }, [this](ScreenKind kind) { screen_.show(kind); },
            [this] { return screen_.repeats(); }});
    }
    return true;
}

bool Application::open_sound() {
    std::unique_ptr<WavFile> file;
    if (!options_.audio_sink.empty()) {
        auto created = WavFile::create(options_.audio_sink);
        if (!created) {
            output_failed(options_.audio_sink);
            return false;
        }
        file = std::move(*created);
    }
    const bool device = !options_.window.headless && !file;
    audio_ = std::make_unique<AudioDevice>(mixer_, clock_, device ? open_sdl_sound_output : OpenSoundOutput{},
                                           std::move(file));
    return true;
}

int Application::run() {
    host_.wait_for_feed(kFeedHeadStart);
    if (!open_window()) return kExitDisplay;
    if (!open_sound()) return kExitUsage;
    if (options_.announce) speaker_ = std::make_unique<Speaker>();
    if (manual_ == nullptr) show_first_picture();
    while (!quit_) turn();
    return finish();
}

/// The first labels take 20 ms to lay out, about as long as the first picture takes to decode beside it. So the picture
/// goes first, and the interface over it comes with the next frame.
void Application::show_first_picture() {
    const Microseconds give_up = clock_.now() + kFirstPictureWait;
    for (Microseconds now = clock_.now(); now < give_up; now = clock_.now()) {
        host_.sync(now, {});
        const auto current = host_.page_count() > 0 ? host_.snapshot(host_.current_page()) : std::nullopt;
        if (!current || current->state == SessionState::Failed || quit_) return;
        if (current->has_first_frame) break;
        wake_.wait_for(give_up - now);
    }
    const Microseconds now = clock_.now();
    screen_.update(now);
    window_->begin_frame();
    BlankCanvas blank;
    const bool gpu = window_->presenter() == PresenterKind::Gpu;
    window_->present(screen_.draw(blank, window_->pixel_size(), window_->display_scale(), now, gpu));
    host_.presented(clock_.now());
}

void Application::turn() {
    if (manual_ != nullptr) {
        give_up_settling_ = std::chrono::steady_clock::now() + kSettleTimeout;
        advance_manual_clock();
    }
    const std::vector<InputEvent> events = window_->wait_events(next_deadline());
    const Microseconds now = clock_.now();
    audio_->pump(now);
    for (const InputEvent& event : events) handle(event);
    if (script_) perform_script(now);
    sync();
    host_.set_intent(now);
    screen_.update(now);
    if (typing_ != screen_.typing()) {
        typing_ = screen_.typing();
        window_->set_text_input(typing_);
    }
    if (const Rect place = screen_.typing_place(); typing_ && !(place == typing_place_)) {
        typing_place_ = place;
        window_->set_text_input_place(place);
    }
    window_->keep_screen_on(saver_.update(now, host_.playing()));
    show_pointer(now);
    if (manual_ != nullptr) wait_until_settled();
    draw(now);
    if (desktop_) desktop_->turn(now);
    show_opened_source();
    name_stage();
    if (source_failed()) report_source_failure();
    if (host_.start_not_found() && !start_reported_) report_start_failure();
    if (options_.exit_after_s && to_seconds(now - started_) >= *options_.exit_after_s) quit_ = true;
}

PointerVisibility::Over Application::pointer_over() const {
    const bool picture = is_player(screen_.route().kind) && host_.playing();
    return picture || options_.kiosk ? PointerVisibility::Over::Picture : PointerVisibility::Over::Controls;
}

void Application::show_pointer(Microseconds now) {
    const bool shown = pointer_.shown(now, pointer_over());
    if (std::exchange(pointer_shown_, shown) != shown && !options_.window.headless) show_cursor(shown);
}

void Application::advance_manual_clock() {
    wait_until_settled();
    const Microseconds elapsed = manual_->now() - started_;
    Microseconds step = kManualStep;
    if (const auto next = script_ ? script_->next_time() : std::nullopt; next && *next < elapsed + step) {
        step = std::max(*next - elapsed, Microseconds{0});
    }
    manual_->advance(step);
    if (script_ && script_->finished()) quit_ = true;
}

/// What the screen is about to look at. How soon workers answer is not to be seen on the manual clock, neither in the
/// turn in which they were asked nor in the next one.
void Application::sync() {
    if (manual_ != nullptr) return wait_until_settled();
    host_.sync(clock_.now(), screen_.visible_pages());
}

void Application::wait_until_settled() {
    host_.sync(clock_.now(), screen_.visible_pages());
    while (!quit_ && !host_.settled()) {
        if (!give_up_settling_) return;
        if (std::chrono::steady_clock::now() > *give_up_settling_) {
            spdlog::warn("the script goes on although something is still being loaded");
            give_up_settling_.reset();
            return;
        }
        wake_.wait_for(kSettleCheck);
        host_.sync(clock_.now(), screen_.visible_pages());
    }
}

std::optional<Microseconds> Application::next_deadline() {
    const Microseconds now = clock_.now();
    // What the workers delivered before there was a window to wake is taken in the first turn.
    if (manual_ != nullptr || !last_draw_) return now;
    std::optional<Microseconds> deadline = screen_.next_change(now);
    const auto refresh = Microseconds{static_cast<Microseconds::rep>(1e6 / window_->refresh_rate())};
    // What was on its way when it was drawn is drawn once more, also when it has arrived since.
    if (screen_.animating(*last_draw_) || draw_postponed_) keep_earlier(deadline, last_draw_.value_or(now) + refresh);
    if (host_.playing()) {
        keep_earlier(deadline, host_.next_picture_due(now));
        if (!audio_->has_device()) keep_earlier(deadline, now + kPumpInterval);
    }
    keep_earlier(deadline, saver_.next_change());
    keep_earlier(deadline, pointer_.next_change(now, pointer_over()));
    keep_earlier(deadline, host_.next_change());
    if (script_) {
        const auto next = script_->next_time();
        keep_earlier(deadline, next ? std::optional(started_ + *next) : std::nullopt);
    }
    if (options_.exit_after_s) keep_earlier(deadline, started_ + from_seconds(*options_.exit_after_s));
    return deadline;
}

void Application::handle(const InputEvent& event) {
    if (std::holds_alternative<QuitEvent>(event.what)) {
        if (!options_.kiosk) quit_ = true;
        return;
    }
    if (const auto* drop = std::get_if<DropEvent>(&event.what)) {
        if (options_.kiosk) return;
        host_.open_source(join_sources(drop->sources), std::nullopt);
        window_->raise();
        return;
    }
    pointer_.handle(event);
    host_.set_intent(event.time);
    screen_.handle(event);
    input_since_draw_ = true;
}

void Application::perform_script(Microseconds now) {
    for (const ScriptStep& step : script_->due(now - started_)) {
        sync();
        if (const auto* input = std::get_if<InputEvent>(&step.what)) {
            InputEvent event = scaled_to(*input, window_->pixel_size());
            event.time = now;
            if (const auto* resize = std::get_if<ResizeEvent>(&event.what)) window_->resize(resize->pixels);
            handle(event);
            continue;
        }
        // What is looked at must have seen all input before it.
        screen_.update(now);
        if (manual_ != nullptr) wait_until_settled();
        draw(now);
        if (const auto* shot = std::get_if<ScriptShot>(&step.what)) shoot(shot->name);
        if (const auto* expect = std::get_if<ScriptExpect>(&step.what))
            script_->check(*expect, screen_.semantics(), step.line);
        if (std::holds_alternative<ScriptQuit>(step.what)) quit_ = true;
    }
}

Scene Application::draw_interface(Canvas& canvas, Microseconds now, bool gpu) {
    const ThreadCpuMeter meter(stats_.interface_cpu_s());
    return screen_.draw(canvas, window_->pixel_size(), window_->display_scale(), now, gpu);
}

void Application::draw(Microseconds now) {
    // Wake-ups may come far more often than the display shows anything; only a person's input is answered at once.
    const auto refresh = Microseconds{static_cast<Microseconds::rep>(1e6 / window_->refresh_rate())};
    const bool too_soon = last_draw_ && now - *last_draw_ < refresh / 2;
    draw_postponed_ = too_soon && !input_since_draw_ && manual_ == nullptr;
    if (draw_postponed_) return;
    Canvas& canvas = window_->begin_frame();
    const bool gpu = window_->presenter() == PresenterKind::Gpu;
    const Scene scene = draw_interface(canvas, now, gpu);
    const PresentReport report = window_->present(scene);
    const Microseconds shown = clock_.now();
    host_.presented(shown);
    stats_.set_raster_cpu_s(report.interface_cpu_s);
    if (!report.presented) stats_.scene_unchanged();
    if (report.presented && host_.page_count() > 0) stats_.scene_presented(now, shown, screen_.animating(now));
    // While the feed is being fetched there is nothing that could be shown instead.
    if (report.presented && report.stage_black && !report.source_black && host_.page_count() > 0)
        stats_.black_presented();
    report_missing_fonts();
    last_draw_ = now;
    input_since_draw_ = false;
    if (speaker_) announce();
    if (!options_.semantics_file.empty()) write_semantics();
}

/// What somebody opens is meant to be seen, whatever screen is there.
void Application::show_opened_source() {
    if (std::exchange(sources_seen_, host_.sources_opened()) != host_.sources_opened())
        screen_.navigator().open({ScreenKind::Player});
}

/// The window's title and the record of this run say what is on the stage.
void Application::name_stage() {
    if (host_.page_count() == 0) return;
    NamedStage stage{host_.catalog_edition(), host_.page_list(), host_.current_page(), host_.language(),
                     host_.library().private_mode()};
    if (stage == named_) return;
    named_ = std::move(stage);
    const Page page = host_.page(named_.page);
    const std::string& title = page.series->title.get(named_.language);
    const std::string number =
        page.series->episodes.size() > 1 ? " · " + std::to_string(page.episode->number) : std::string{};
    window_->set_title(title + number + " · Cliffhanger");
    if (record_ == nullptr) return;
    RunNote note{absolute_source(host_.source()), {}, {}};
    if (!named_.is_private) note.title = title, note.place = page.series->id + "/" + page.episode->id;
    record_->note(note);
}

}  // namespace cliffhanger
