// SQLite with RAII and Result. Owned and used by one thread at a time; every call may block on the disk.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "net/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace cliffhanger {

/// One prepared statement. Parameters and columns count from 0. Must not outlive its database.
class SqliteStatement {
 public:
    SqliteStatement& bind(int index, std::string_view text);
    SqliteStatement& bind(int index, std::int64_t value);
    SqliteStatement& bind(int index, double value);
    SqliteStatement& bind(int index, std::nullopt_t);
    template <class T>
    SqliteStatement& bind(int index, const std::optional<T>& value) {
        return value ? bind(index, *value) : bind(index, std::nullopt);
    }

    /// True when there is a row, false at the end.
    [[nodiscard]] Result<bool> step();
    /// Runs to the end and forgets what was bound.
    [[nodiscard]] Result<void> run();
    /// Ready to be bound and run anew.
    void reset();

    bool is_null(int column) const;
    std::string text(int column) const;
    std::int64_t integer(int column) const;
    double real(int column) const;

 private:
    friend class SqliteDatabase;
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const noexcept;
    };
    explicit SqliteStatement(sqlite3_stmt* statement) : statement_(statement) {}
    std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

class SqliteDatabase {
 public:
    /// Opened for writing and made when missing, in WAL mode; waits up to five seconds for another process's write.
    /// Corrupted when it is not a database or damaged, Io when it cannot be opened or written.
    [[nodiscard]] static Result<SqliteDatabase> open(const std::filesystem::path& path);

    /// In memory, shared by all connections of this process with the same name until the last closes.
    [[nodiscard]] static Result<SqliteDatabase> open_in_memory(const std::string& name);

    /// Statements without parameters and results, separated by ';'.
    [[nodiscard]] Result<void> execute(const std::string& sql);
    [[nodiscard]] Result<SqliteStatement> prepare(std::string_view sql);
    /// What runs now fails soon. From any thread.
    void interrupt();
    /// For what SQLite's extensions need.
    sqlite3* handle() { return database_.get(); }

 private:
    struct Close {
        void operator()(sqlite3* database) const noexcept;
    };
    explicit SqliteDatabase(std::unique_ptr<sqlite3, Close> database) : database_(std::move(database)) {}
    std::unique_ptr<sqlite3, Close> database_;
};

}  // namespace cliffhanger
