// A report of how the program died: signal, threads' addresses, what was last logged and what was on the stage. Written
// by a signal handler that only does what a signal handler may. Linux only. Under a sanitizer, whose reports are
// better, it does nothing.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace cliffhanger {

/// As long as it lives a crash leaves a report in `folder`, which is made when it is needed; older reports than the
/// five newest are removed. Made before threads, one at a time. An empty folder: nothing is written.
class CrashReports {
 public:
    /// `stage`: kTextSize bytes of a RunRecord that outlives this, or nullptr.
    CrashReports(std::filesystem::path folder, const char* stage);
    ~CrashReports();
    CrashReports(const CrashReports&) = delete;
    CrashReports& operator=(const CrashReports&) = delete;
    const std::filesystem::path& folder() const { return folder_; }

 private:
    std::filesystem::path folder_;
    bool installed_ = false;
};

/// A line for the report's "last log lines"; from any thread, lock-free.
void remember_log_line(std::string_view line);

/// The report of a run, by its process id; empty when it left none.
std::filesystem::path find_crash_report(const std::filesystem::path& folder, int pid);

}  // namespace cliffhanger
