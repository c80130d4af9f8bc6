// The library's own thread: reads the file, then writes what changes. Changes that wait are joined, so that a row that
// changes often is written as it is in the end.
#pragma once

#include <condition_variable>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "app/library/library.h"
#include "app/library/library_file.h"

namespace cliffhanger {

class Library::Writer {
 public:
    /// `now`: when the run began; names what has to be set aside.
    Writer(std::filesystem::path path, WallSeconds now, LibraryCalls calls);
    ~Writer();

    /// nullopt: not within `timeout`, or it has been taken already.
    std::optional<LibraryRecords> take_records(Microseconds timeout);
    void write(LibraryRow row);
    bool flush(Microseconds timeout);
    LibraryTrouble trouble() const;

 private:
    void run(const std::stop_token& stop);
    std::optional<LibraryFile> open();
    void set_trouble(LibraryTrouble trouble, const Error& why);
    std::vector<LibraryRow> take_rows(const std::stop_token& stop);
    void put_back(const std::vector<LibraryRow>& rows, const Error& why);

    const std::filesystem::path path_;
    const WallSeconds now_;
    const LibraryCalls calls_;

    mutable std::mutex mutex_;
    // Guarded by mutex_.
    std::condition_variable_any changed_;
    std::map<std::string, LibraryRow> waiting_;  ///< by what they are about
    bool writing_ = false;
    bool loaded_ = false;
    std::optional<LibraryRecords> records_;
    LibraryTrouble trouble_ = LibraryTrouble::None;
    bool in_vain() const { return trouble_ == LibraryTrouble::NotWritable; }  ///< what waits may wait for long

    std::jthread thread_;  ///< last: it uses the above
};

}  // namespace cliffhanger
