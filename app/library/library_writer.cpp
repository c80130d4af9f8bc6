#include "app/library/library_writer.h"

#include <spdlog/spdlog.h>

#include <utility>

namespace cliffhanger {
namespace {

/// What a row is about. Ids may hold anything but zero bytes, which feeds cannot carry.
std::string identity(const LibraryRow& row) {
    struct Name {
        static std::string join(char kind, std::initializer_list<std::string_view> parts) {
            std::string name(1, kind);
            for (const std::string_view part : parts) (name += '\0') += part;
            return name;
        }
        std::string operator()(const EpisodeRow& r) const {
            return join('e', {r.key.feed, r.key.series, r.key.episode});
        }
        std::string operator()(const SeriesRow& r) const { return join('s', {r.key.feed, r.key.series}); }
        std::string operator()(const PlaceRow& r) const { return join('p', {r.feed}); }
        std::string operator()(const SettingRow& r) const { return join('t', {r.name}); }
        std::string operator()(const LoudnessRow& r) const { return join('l', {r.media}); }
    };
    return std::visit(Name{}, row);
}

LibraryTrouble trouble_of(const Error& error) {
    return error.kind == ErrorKind::Unsupported ? LibraryTrouble::FromNewer : LibraryTrouble::NotWritable;
}

}  // namespace

Library::Writer::Writer(std::filesystem::path path, WallSeconds now, LibraryCalls calls)
    : path_(std::move(path)),
      now_(now),
      calls_(std::move(calls)),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

Library::Writer::~Writer() = default;

std::optional<LibraryRecords> Library::Writer::take_records(Microseconds timeout) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, timeout, [this] { return loaded_; });
    return std::exchange(records_, std::nullopt);
}

void Library::Writer::write(LibraryRow row) {
    {
        const std::lock_guard lock(mutex_);
        waiting_.insert_or_assign(identity(row), std::move(row));
    }
    changed_.notify_all();
}

bool Library::Writer::flush(Microseconds timeout) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, timeout, [this] { return in_vain() || (waiting_.empty() && !writing_); });
    return waiting_.empty() && !writing_;
}

LibraryTrouble Library::Writer::trouble() const {
    const std::lock_guard lock(mutex_);
    return trouble_;
}

void Library::Writer::set_trouble(LibraryTrouble trouble, const Error& why) {
    spdlog::error("library: {}: {}", path_.string(), why.message);
    const std::lock_guard lock(mutex_);
    trouble_ = trouble;
}

std::optional<LibraryFile> Library::Writer::open() {
    auto file = LibraryFile::open(path_);
    if (!file && file.error().kind == ErrorKind::Corrupted) {
        const auto aside = set_aside_damaged(path_, now_);
        set_trouble(LibraryTrouble::Replaced, file.error());
        if (aside) spdlog::error("library: the damaged one lies at {} now; a new one begins", aside->string());
        if (aside) file = LibraryFile::open(path_);
    }
    if (file) return *std::move(file);
    set_trouble(trouble_of(file.error()), file.error());
    return std::nullopt;
}

std::vector<LibraryRow> Library::Writer::take_rows(const std::stop_token& stop) {
    std::vector<LibraryRow> rows;
    std::unique_lock lock(mutex_);
    writing_ = false;
    changed_.notify_all();
    changed_.wait(lock, stop, [this] { return !waiting_.empty(); });
    if (in_vain()) changed_.wait_for(lock, stop, calls_.try_again, [] { return false; });
    for (auto& [name, row] : waiting_) rows.push_back(std::move(row));
    waiting_.clear();
    writing_ = !rows.empty();
    return rows;
}

void Library::Writer::run(const std::stop_token& stop) {
    if (calls_.before_reading) calls_.before_reading();
    std::optional<LibraryFile> file = open();
    auto records = file ? file->read() : Result<LibraryRecords>();
    if (!records) {
        set_trouble(LibraryTrouble::NotWritable, records.error());
        file.reset();
    }
    {
        const std::lock_guard lock(mutex_);
        loaded_ = true;
        records_ = records ? *std::move(records) : LibraryRecords{};
    }
    changed_.notify_all();
    if (calls_.read) calls_.read();
    for (;;) {
        const std::vector<LibraryRow> rows = take_rows(stop);
        if (rows.empty()) return;  // asked to stop, and nothing waits
        if (!file) continue;
        if (const auto written = file->write(rows); !written) {
            put_back(rows, written.error());
            if (stop.stop_requested()) return;
        } else {
            const std::lock_guard lock(mutex_);
            if (in_vain()) trouble_ = LibraryTrouble::None;
        }
    }
}

// A full disk may have room again. What has changed meanwhile is newer.
void Library::Writer::put_back(const std::vector<LibraryRow>& rows, const Error& why) {
    {
        const std::lock_guard lock(mutex_);
        for (const LibraryRow& row : rows) waiting_.try_emplace(identity(row), row);
        writing_ = false;
    }
    if (trouble() == LibraryTrouble::NotWritable) return;  // it has been said
    set_trouble(LibraryTrouble::NotWritable, why);
    changed_.notify_all();
}

}  // namespace cliffhanger
