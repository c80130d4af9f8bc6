#include "app/library/library_file.h"

#include <sqlite3.h>

#include <array>
#include <cstdio>
#include <ctime>
#include <string_view>
#include <vector>

#include "net/user_folder.h"

namespace cliffhanger {
namespace {

/// Each brings the schema from its index to the next version. What has been released is never changed: a new step is
/// added.
constexpr std::array<const char*, 2> kMigrations = {
    "CREATE TABLE episodes(feed TEXT NOT NULL, series TEXT NOT NULL, episode TEXT NOT NULL,"
    " position_us INTEGER NOT NULL, watched REAL NOT NULL, liked INTEGER NOT NULL, unlocked INTEGER NOT NULL,"
    " watched_at INTEGER, PRIMARY KEY(feed, series, episode)) WITHOUT ROWID;"
    "CREATE TABLE series(feed TEXT NOT NULL, series TEXT NOT NULL, listed_at INTEGER, rate REAL, captions TEXT,"
    " captions_closed INTEGER NOT NULL, second_captions TEXT, audio TEXT, audio_description INTEGER NOT NULL,"
    " PRIMARY KEY(feed, series)) WITHOUT ROWID;"
    "CREATE TABLE places(feed TEXT PRIMARY KEY, series TEXT NOT NULL, episode TEXT NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE settings(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE loudness(media TEXT PRIMARY KEY, version TEXT NOT NULL, integrated_lufs REAL NOT NULL,"
    " true_peak_dbtp REAL NOT NULL) WITHOUT ROWID;",
    "ALTER TABLE series ADD COLUMN caption_delay_us INTEGER NOT NULL DEFAULT 0;",
};

std::optional<std::int64_t> seconds_of(const std::optional<WallSeconds>& time) {
    return time ? std::optional<std::int64_t>(time->time_since_epoch().count()) : std::nullopt;
}

std::optional<WallSeconds> wall_column(const SqliteStatement& row, int column) {
    if (row.is_null(column)) return std::nullopt;
    return WallSeconds(std::chrono::seconds(row.integer(column)));
}

std::optional<std::string> text_column(const SqliteStatement& row, int column) {
    return row.is_null(column) ? std::nullopt : std::optional(row.text(column));
}

Result<std::int64_t> schema_version(SqliteDatabase& database) {
    auto statement = database.prepare("PRAGMA user_version");
    if (!statement) return tl::unexpected(statement.error());
    if (auto row = statement->step(); !row) return tl::unexpected(row.error());
    return statement->integer(0);
}

Result<void> check_whole(SqliteDatabase& database) {
    auto statement = database.prepare("PRAGMA quick_check(1)");
    if (!statement) return tl::unexpected(statement.error());
    const auto row = statement->step();
    if (!row) return tl::unexpected(row.error());
    if (statement->text(0) != "ok") return fail(ErrorKind::Corrupted, "The library is damaged: " + statement->text(0));
    return {};
}

Result<void> migrate(SqliteDatabase& database) {
    const auto version = schema_version(database);
    if (!version) return tl::unexpected(version.error());
    if (*version > static_cast<std::int64_t>(kMigrations.size()))
        return fail(ErrorKind::Unsupported, "The library was written by a newer version of the program.");
    for (auto step = static_cast<std::size_t>(*version); step < kMigrations.size(); ++step) {
        const std::string sql = std::string("BEGIN IMMEDIATE;") + kMigrations[step] +
                                "PRAGMA user_version=" + std::to_string(step + 1) + ";COMMIT;";
        if (auto done = database.execute(sql); !done) return done;
    }
    return {};
}

/// Calls `take` for every row.
template <class Take>
Result<void> each_row(SqliteDatabase& database, std::string_view sql, Take take) {
    auto statement = database.prepare(sql);
    if (!statement) return tl::unexpected(statement.error());
    for (;;) {
        const auto row = statement->step();
        if (!row) return tl::unexpected(row.error());
        if (!*row) return {};
        take(*statement);
    }
}

}  // namespace

Result<LibraryFile> LibraryFile::open(const std::filesystem::path& path) {
    std::error_code error;
    std::filesystem::create_directories(path.parent_path(), error);
    if (error) return fail(ErrorKind::Io, "The folder of the library cannot be made.", path.parent_path().string());
    auto database = SqliteDatabase::open(path);
    if (!database) return tl::unexpected(database.error());
    // What somebody watches is nobody else's business.
    std::filesystem::permissions(path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write, error);
    if (auto whole = check_whole(*database); !whole) return tl::unexpected(whole.error());
    if (auto migrated = migrate(*database); !migrated) return tl::unexpected(migrated.error());
    return LibraryFile(*std::move(database));
}

Result<LibraryRecords> LibraryFile::read() {
    LibraryRecords all;
    auto read = each_row(database_,
                         "SELECT feed, series, episode, position_us, watched, liked, unlocked, watched_at"
                         " FROM episodes",
                         [&](const SqliteStatement& row) {
                             EpisodeRecord record{MediaTime(row.integer(3)), row.real(4), row.integer(5) != 0,
                                                  row.integer(6) != 0, wall_column(row, 7)};
                             all.episodes[{row.text(0), row.text(1), row.text(2)}] = record;
                         });
    if (read)
        read = each_row(database_,
                        "SELECT feed, series, listed_at, rate, captions, captions_closed,"
                        " second_captions, audio, audio_description, caption_delay_us FROM series",
                        [&](const SqliteStatement& row) {
                            SeriesRecord record{wall_column(row, 2), {}};
                            if (!row.is_null(3)) record.choices.rate = row.real(3);
                            record.choices.captions = text_column(row, 4);
                            record.choices.captions_closed = row.integer(5) != 0;
                            record.choices.second_captions = text_column(row, 6);
                            record.choices.audio = text_column(row, 7);
                            record.choices.audio_description = row.integer(8) != 0;
                            record.choices.caption_delay = MediaTime(row.integer(9));
                            all.series[{row.text(0), row.text(1)}] = std::move(record);
                        });
    if (read)
        read = each_row(database_, "SELECT feed, series, episode FROM places", [&](const SqliteStatement& row) {
            all.places[row.text(0)] = {row.text(0), row.text(1), row.text(2)};
        });
    if (read)
        read = each_row(database_, "SELECT name, value FROM settings",
                        [&](const SqliteStatement& row) { all.settings[row.text(0)] = row.text(1); });
    if (read)
        read = each_row(database_, "SELECT media, version, integrated_lufs, true_peak_dbtp FROM loudness",
                        [&](const SqliteStatement& row) {
                            all.loudness[row.text(0)] = {row.real(2), row.real(3), row.text(1)};
                        });
    if (!read) return tl::unexpected(read.error());
    return all;
}

namespace {

/// Runs `sql` with what `bind` binds.
template <class Bind>
Result<void> run(SqliteDatabase& database, std::string_view sql, Bind bind) {
    auto statement = database.prepare(sql);
    if (!statement) return tl::unexpected(statement.error());
    bind(*statement);
    return statement->run();
}

Result<void> write_episode(SqliteDatabase& database, const EpisodeRow& row) {
    const auto bind_key = [&](SqliteStatement& s) {
        s.bind(0, row.key.feed).bind(1, row.key.series).bind(2, row.key.episode);
    };
    if (!row.record) return run(database, "DELETE FROM episodes WHERE feed=? AND series=? AND episode=?", bind_key);
    return run(database, "INSERT OR REPLACE INTO episodes VALUES(?,?,?,?,?,?,?,?)", [&](SqliteStatement& s) {
        bind_key(s);
        const EpisodeRecord& record = *row.record;
        s.bind(3, std::int64_t{record.position.count()}).bind(4, record.watched);
        s.bind(5, std::int64_t{record.liked}).bind(6, std::int64_t{record.unlocked});
        s.bind(7, seconds_of(record.watched_at));
    });
}

Result<void> write_series(SqliteDatabase& database, const SeriesRow& row) {
    const auto bind_key = [&](SqliteStatement& s) { s.bind(0, row.key.feed).bind(1, row.key.series); };
    if (!row.record) return run(database, "DELETE FROM series WHERE feed=? AND series=?", bind_key);
    return run(database, "INSERT OR REPLACE INTO series VALUES(?,?,?,?,?,?,?,?,?,?)", [&](SqliteStatement& s) {
        bind_key(s);
        const SeriesChoices& choices = row.record->choices;
        s.bind(2, seconds_of(row.record->listed_at)).bind(3, choices.rate);
        s.bind(4, choices.captions).bind(5, std::int64_t{choices.captions_closed});
        s.bind(6, choices.second_captions).bind(7, choices.audio).bind(8, std::int64_t{choices.audio_description});
        s.bind(9, std::int64_t{choices.caption_delay.count()});
    });
}

Result<void> write_place(SqliteDatabase& database, const PlaceRow& row) {
    if (!row.place)
        return run(database, "DELETE FROM places WHERE feed=?", [&](SqliteStatement& s) { s.bind(0, row.feed); });
    return run(database, "INSERT OR REPLACE INTO places VALUES(?,?,?)",
               [&](SqliteStatement& s) { s.bind(0, row.feed).bind(1, row.place->series).bind(2, row.place->episode); });
}

Result<void> write_setting(SqliteDatabase& database, const SettingRow& row) {
    if (!row.value)
        return run(database, "DELETE FROM settings WHERE name=?", [&](SqliteStatement& s) { s.bind(0, row.name); });
    return run(database, "INSERT OR REPLACE INTO settings VALUES(?,?)",
               [&](SqliteStatement& s) { s.bind(0, row.name).bind(1, *row.value); });
}

Result<void> write_loudness(SqliteDatabase& database, const LoudnessRow& row) {
    if (!row.record)
        return run(database, "DELETE FROM loudness WHERE media=?", [&](SqliteStatement& s) { s.bind(0, row.media); });
    return run(database, "INSERT OR REPLACE INTO loudness VALUES(?,?,?,?)", [&](SqliteStatement& s) {
        s.bind(0, row.media).bind(1, row.record->version);
        s.bind(2, row.record->integrated_lufs).bind(3, row.record->true_peak_dbtp);
    });
}

}  // namespace

Result<void> LibraryFile::write_row(const LibraryRow& row) {
    struct Writer {
        SqliteDatabase& database;
        Result<void> operator()(const EpisodeRow& r) const { return write_episode(database, r); }
        Result<void> operator()(const SeriesRow& r) const { return write_series(database, r); }
        Result<void> operator()(const PlaceRow& r) const { return write_place(database, r); }
        Result<void> operator()(const SettingRow& r) const { return write_setting(database, r); }
        Result<void> operator()(const LoudnessRow& r) const { return write_loudness(database, r); }
    };
    return std::visit(Writer{database_}, row);
}

Result<void> LibraryFile::write(const std::vector<LibraryRow>& rows) {
    if (auto begun = database_.execute("BEGIN IMMEDIATE"); !begun) return begun;
    for (const LibraryRow& row : rows) {
        const auto written = write_row(row);
        if (written) continue;
        (void)database_.execute("ROLLBACK");  // the error that counts is the first
        return written;
    }
    return database_.execute("COMMIT");
}

Result<std::filesystem::path> set_aside_damaged(const std::filesystem::path& path, WallSeconds now) {
    const std::time_t time = std::chrono::system_clock::to_time_t(now);
    std::tm utc{};
    gmtime_r(&time, &utc);
    std::array<char, 32> stamp{};
    std::strftime(stamp.data(), stamp.size(), ".damaged-%Y%m%d-%H%M%S", &utc);
    for (const char* companion : {"", "-wal", "-shm"}) {
        std::error_code error;
        const std::filesystem::path from = path.string() + companion;
        if (!std::filesystem::exists(from, error)) continue;
        std::filesystem::rename(from, path.string() + stamp.data() + companion, error);
        if (error) return fail(ErrorKind::Io, "The damaged library cannot be set aside.", from.string());
    }
    return std::filesystem::path(path.string() + stamp.data());
}

std::filesystem::path library_path() {
    const auto folder = user_folder(UserFolder::Data);
    return folder.empty() ? folder : folder / "library.db";
}

std::string sqlite_version() { return sqlite3_libversion(); }

}  // namespace cliffhanger
