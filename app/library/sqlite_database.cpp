#include "app/library/sqlite_database.h"

#include <sqlite3.h>

#include <utility>

namespace cliffhanger {
namespace {

constexpr int kBusyTimeout_ms = 5000;

tl::unexpected<Error> failure(sqlite3* database) {
    const int code = database != nullptr ? sqlite3_errcode(database) : SQLITE_NOMEM;
    const bool damaged = code == SQLITE_CORRUPT || code == SQLITE_NOTADB;
    return fail(damaged ? ErrorKind::Corrupted : ErrorKind::Io,
                database != nullptr ? sqlite3_errmsg(database) : sqlite3_errstr(code));
}

}  // namespace

void SqliteStatement::Finalize::operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }
void SqliteDatabase::Close::operator()(sqlite3* database) const noexcept { sqlite3_close(database); }

// Binding fails for indices out of range only, which tests find; running the statement reports what else goes wrong.
SqliteStatement& SqliteStatement::bind(int index, std::string_view text) {
    sqlite3_bind_text(statement_.get(), index + 1, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
    return *this;
}

SqliteStatement& SqliteStatement::bind(int index, std::int64_t value) {
    sqlite3_bind_int64(statement_.get(), index + 1, value);
    return *this;
}

SqliteStatement& SqliteStatement::bind(int index, double value) {
    sqlite3_bind_double(statement_.get(), index + 1, value);
    return *this;
}

SqliteStatement& SqliteStatement::bind(int index, std::nullopt_t) {
    sqlite3_bind_null(statement_.get(), index + 1);
    return *this;
}

Result<bool> SqliteStatement::step() {
    const int code = sqlite3_step(statement_.get());
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    return failure(sqlite3_db_handle(statement_.get()));
}

Result<void> SqliteStatement::run() {
    for (;;) {
        const auto row = step();
        if (!row) return tl::unexpected(row.error());
        if (!*row) break;
    }
    reset();
    return {};
}

void SqliteStatement::reset() {
    sqlite3_reset(statement_.get());
    sqlite3_clear_bindings(statement_.get());
}

bool SqliteStatement::is_null(int column) const { return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL; }

std::string SqliteStatement::text(int column) const {
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column));
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column));
    return bytes != nullptr ? std::string(bytes, size) : std::string();
}

std::int64_t SqliteStatement::integer(int column) const { return sqlite3_column_int64(statement_.get(), column); }
double SqliteStatement::real(int column) const { return sqlite3_column_double(statement_.get(), column); }

Result<SqliteDatabase> SqliteDatabase::open(const std::filesystem::path& path) {
    sqlite3* raw = nullptr;
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    const int code = sqlite3_open_v2(path.c_str(), &raw, flags, nullptr);
    SqliteDatabase database{std::unique_ptr<sqlite3, Close>(raw)};
    if (code != SQLITE_OK) return failure(raw);
    sqlite3_busy_timeout(raw, kBusyTimeout_ms);
    // NORMAL: a killed program loses nothing; a power cut may cost the last seconds, and never the database.
    if (auto set = database.execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL"); !set)
        return tl::unexpected(set.error());
    return database;
}

Result<SqliteDatabase> SqliteDatabase::open_in_memory(const std::string& name) {
    sqlite3* raw = nullptr;
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI;
    const int code = sqlite3_open_v2(("file:/" + name + "?vfs=memdb").c_str(), &raw, flags, nullptr);
    SqliteDatabase database{std::unique_ptr<sqlite3, Close>(raw)};
    if (code != SQLITE_OK) return failure(raw);
    sqlite3_busy_timeout(raw, kBusyTimeout_ms);
    return database;
}

void SqliteDatabase::interrupt() { sqlite3_interrupt(database_.get()); }

Result<void> SqliteDatabase::execute(const std::string& sql) {
    if (sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
        return failure(database_.get());
    return {};
}

Result<SqliteStatement> SqliteDatabase::prepare(std::string_view sql) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(database_.get(), sql.data(), static_cast<int>(sql.size()), &statement, nullptr) != SQLITE_OK)
        return failure(database_.get());
    return SqliteStatement(statement);
}

}  // namespace cliffhanger
