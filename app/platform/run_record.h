// A file for as long as the program runs, with what is on the stage: one that is still there and that nobody holds says
// that a run ended without saying so (a crash, kill -9, a power cut). It lies in memory that the kernel writes back, so
// keeping it true costs no system call and survives any death of the program. Linux only; main thread, but for text(),
// which a crash handler reads.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace cliffhanger {

/// What somebody needs to go on.
struct RunNote {
    std::string source;  ///< as load_catalog() takes it
    std::string title;   ///< of the series
    std::string place;   ///< "series/episode", for the report
    bool operator==(const RunNote&) const = default;
};

class RunRecord {
 public:
    /// Begins this run's record below `state_folder`, and looks for one of a run that has not ended well; that is found
    /// once. An empty folder: no record, and none is looked for.
    explicit RunRecord(const std::filesystem::path& state_folder);
    /// A clean end.
    ~RunRecord();
    RunRecord(const RunRecord&) = delete;
    RunRecord& operator=(const RunRecord&) = delete;

    void note(const RunNote& note);

    struct Unclean {
        RunNote note;
        int pid = 0;
    };
    /// The latest of those that have not ended well.
    const std::optional<Unclean>& unclean() const { return unclean_; }

    /// The record's bytes, text between zero bytes: for a report. nullptr when there is none.
    const char* text() const { return memory_; }
    static constexpr std::size_t kTextSize = 8192;

 private:
    void look_for_unclean(const std::filesystem::path& folder);

    std::filesystem::path path_;
    int file_ = -1;
    char* memory_ = nullptr;
    std::optional<Unclean> unclean_;
};

}  // namespace cliffhanger
