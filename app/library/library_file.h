// The viewer's library on disk: one SQLite file, its schema and its rows. Blocks; used by the library's own thread.
#pragma once

#include <filesystem>
#include <variant>

#include "app/library/library_records.h"
#include "app/library/sqlite_database.h"

namespace cliffhanger {

/// One row as it shall be from now on; nullopt = it goes.
struct EpisodeRow {
    EpisodeKey key;
    std::optional<EpisodeRecord> record;
};
struct SeriesRow {
    SeriesKey key;
    std::optional<SeriesRecord> record;
};
struct PlaceRow {
    std::string feed;
    std::optional<EpisodeKey> place;
};
struct SettingRow {
    std::string name;
    std::optional<std::string> value;
};
struct LoudnessRow {
    std::string media;
    std::optional<LoudnessRecord> record;
};
using LibraryRow = std::variant<EpisodeRow, SeriesRow, PlaceRow, SettingRow, LoudnessRow>;

class LibraryFile {
 public:
    /// Makes folder and file when missing and brings an older schema up to date. Corrupted: damaged, see
    /// set_aside_damaged(). Unsupported: written by a newer version, which is left alone. Io: cannot be had.
    [[nodiscard]] static Result<LibraryFile> open(const std::filesystem::path& path);

    [[nodiscard]] Result<LibraryRecords> read();
    /// All of them or none.
    [[nodiscard]] Result<void> write(const std::vector<LibraryRow>& rows);

 private:
    explicit LibraryFile(SqliteDatabase database) : database_(std::move(database)) {}
    [[nodiscard]] Result<void> write_row(const LibraryRow& row);
    SqliteDatabase database_;
};

/// Renames a damaged library out of the way, so that a new one can be made; says under which name it lies now.
[[nodiscard]] Result<std::filesystem::path> set_aside_damaged(const std::filesystem::path& path, WallSeconds now);

/// In the viewer's data folder; empty when there is none.
std::filesystem::path library_path();

/// Of the database library.
std::string sqlite_version();

}  // namespace cliffhanger
