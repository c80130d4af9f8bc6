// The part of Application that tells others: what is missing, read aloud, on the screen, what has failed, the exit
// code.
#include <spdlog/spdlog.h>

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <utility>

#include "app/application.h"
#include "app/text/missing_fonts.h"

namespace cliffhanger {

void Application::report_missing_fonts() {
    const std::vector<FontPackage> missing = window_->text_engine().missing_fonts();
    for (; missing_fonts_reported_ < missing.size(); ++missing_fonts_reported_) {
        const FontPackage package = missing[missing_fonts_reported_];
        spdlog::warn("text: some letters are in no font here; install {}", package_name(package));
        stats_.font_missing(package_name(package));
        host_.notify(package == FontPackage::Cjk ? HostNotice::CjkFontsMissing : HostNotice::ScriptFontsMissing);
    }
}

void Application::announce() {
    const std::string language = host_.language();
    const std::string text = announcements_.next(screen_.semantics(), Strings(language));
    if (!text.empty()) speaker_->say(text, language);
}

void Application::write_semantics() {
    std::string json = to_json(screen_.semantics());
    if (json == last_semantics_) return;
    // Readers see the old tree or the new one, never half of one.
    const std::string temporary = options_.semantics_file + ".part";
    std::ofstream(temporary) << json;
    std::error_code error;
    std::filesystem::rename(temporary, options_.semantics_file, error);
    if (error) output_failed(options_.semantics_file);
    last_semantics_ = std::move(json);
}

void Application::shoot(const std::string& name) {
    const std::filesystem::path directory = options_.shots_dir.empty() ? "." : options_.shots_dir;
    std::error_code error;
    std::filesystem::create_directories(directory, error);
    const auto written = write_png(window_->read_back(), (directory / (name + ".png")).string());
    if (!written) output_failed((directory / (name + ".png")).string());
}

void Application::output_failed(const std::string& path) {
    if (!output_failed_) std::fprintf(stderr, "cliffhanger: cannot write %s\n", path.c_str());
    output_failed_ = true;
}

void Application::save_screenshot() {
    const char* home = std::getenv("HOME");  // NOLINT(concurrency-mt-unsafe)
    const std::filesystem::path pictures = std::filesystem::path(home != nullptr ? home : ".") / "Pictures";
    std::error_code error;
    std::filesystem::create_directories(pictures, error);
    const std::time_t time = std::time(nullptr);
    std::tm local{};
    localtime_r(&time, &local);
    char name[64];
    std::strftime(name, sizeof name, "cliffhanger-%Y%m%d-%H%M%S.png", &local);
    const auto written = write_png(window_->read_back(), (pictures / name).string());
    if (!written) spdlog::error("{}", written.error().message);
}

/// The whole source is unusable: no feed, or the single file that it is does not play.
bool Application::source_failed() const {
    const FeedState state = host_.feed_state();
    if (state == FeedState::Failed || state == FeedState::Empty || state == FeedState::EmptyFolder) return true;
    if (host_.page_count() != 1) return false;
    const auto snapshot = host_.snapshot(0);
    return snapshot && snapshot->state == SessionState::Failed;
}

void Application::report_source_failure() {
    if (failure_reported_) return;
    const auto snapshot = host_.page_count() > 0 ? host_.snapshot(0) : std::nullopt;
    failure_reported_ = true;
    const Error error = host_.feed_error() ? *host_.feed_error() : *snapshot->error;
    const bool names_it = error.context.empty() || error.message.find(error.context) != std::string::npos;
    std::fprintf(stderr, "cliffhanger: %s%s%s%s\n", error.message.c_str(), names_it ? "" : " (",
                 names_it ? "" : error.context.c_str(), names_it ? "" : ")");
    // Nobody is there to read the page or to press Retry.
    if (options_.window.headless && !script_ && !options_.exit_after_s) quit_ = true;
}

/// A person sees it on the screen and the first episode playing; without a display it is wrong usage.
void Application::report_start_failure() {
    start_reported_ = true;
    std::fprintf(stderr, "cliffhanger: --start %s/%s: there is no such episode in this source\n",
                 options_.start->series.c_str(), options_.start->episode.c_str());
    if (options_.window.headless) quit_ = true;
}

int Application::finish() {
    const bool failed = source_failed();
    if (!options_.stats_file.empty()) {
        stats_.set_images(host_.image_figures());
        std::ofstream file(options_.stats_file);
        file << stats_.to_json();
        if (!file.flush()) output_failed(options_.stats_file);
    }
    if (!audio_->finish_file()) output_failed(options_.audio_sink);
    if (output_failed_ || (start_reported_ && options_.window.headless)) return kExitUsage;
    if (script_ && script_->failures() > 0) return kExitExpectation;
    return failed ? kExitSource : kExitQuit;
}

}  // namespace cliffhanger
