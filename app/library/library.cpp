#include "app/library/library.h"

#include <algorithm>
#include <utility>

#include "app/library/library_writer.h"

namespace cliffhanger {
namespace {

/// How long a program that ends waits for the disk.
constexpr Microseconds kFarewell = std::chrono::seconds(2);
/// Without overflow in the clocks of the standard library.
constexpr Microseconds kAnyTime = std::chrono::hours(24);
constexpr const char* kPrivate = "private-mode";

template <class Map, class Key>
auto value_of(const Map& map, const Key& key) {
    const auto found = map.find(key);
    return found != map.end() ? found->second : typename Map::mapped_type{};
}

template <class Map, class Key>
std::optional<typename Map::mapped_type> value_if(const Map& map, const Key& key) {
    const auto found = map.find(key);
    return found != map.end() ? std::optional(found->second) : std::nullopt;
}

/// The rows of the feed that `first` names, with everything else in it empty.
template <class Key, class Record>
std::vector<std::pair<Key, Record>> rows_of(const std::map<Key, Record>& map, const Key& first) {
    std::vector<std::pair<Key, Record>> rows;
    for (auto row = map.lower_bound(first); row != map.end() && row->first.feed == first.feed; ++row)
        rows.emplace_back(*row);
    return rows;
}

EpisodeRecord unwatched(EpisodeRecord record) {
    record.position = MediaTime{0};
    record.watched = 0;
    record.watched_at.reset();
    return record;
}

}  // namespace

WallSeconds Library::system_wall_clock() {
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

Library::Library(std::filesystem::path path, std::function<WallSeconds()> wall_clock, LibraryCalls calls)
    : wall_clock_(std::move(wall_clock)) {
    if (!path.empty()) writer_ = std::make_unique<Writer>(std::move(path), wall_clock_(), std::move(calls));
}

Library::~Library() {
    if (writer_) writer_->flush(kFarewell);
}

bool Library::wait_loaded(Microseconds timeout) {
    if (!writer_ || loaded_) return true;
    auto read = writer_->take_records(timeout);
    if (!read) return false;
    loaded_ = true;
    ++changes_;
    ++setting_changes_;
    // What is there already was changed in this run.
    records_.episodes.merge(read->episodes);
    records_.series.merge(read->series);
    records_.places.merge(read->places);
    records_.settings.merge(read->settings);
    records_.loudness.merge(read->loudness);
    if (setting(kPrivate) == "on" && !before_) begin_private();
    return true;
}

template <class Row>
void Library::write(Row row) {
    if (writer_ && !before_) writer_->write(std::move(row));
}

void Library::begin_private() {
    before_.emplace();
    before_->episodes = records_.episodes;
    before_->series = records_.series;
    before_->places = records_.places;
    before_->loudness = records_.loudness;
}

void Library::set_private_mode(bool on) {
    if (on == private_mode()) return;
    set_setting(kPrivate, on ? "on" : "off");
    if (on) return begin_private();
    records_.episodes = std::move(before_->episodes);
    records_.series = std::move(before_->series);
    records_.places = std::move(before_->places);
    records_.loudness = std::move(before_->loudness);
    before_.reset();
    ++changes_;
    ++forgotten_;  // places that are kept elsewhere are of that time
}

LibraryTrouble Library::trouble() const { return writer_ ? writer_->trouble() : LibraryTrouble::None; }

void Library::flush() {
    if (writer_) writer_->flush(kAnyTime);
}

EpisodeRecord Library::episode(const EpisodeKey& key) const { return value_of(records_.episodes, key); }

void Library::set_episode(const EpisodeKey& key, const EpisodeRecord& record) {
    EpisodeRecord& kept = records_.episodes[key];
    if (kept == record) return;
    kept = record;
    ++changes_;
    write(EpisodeRow{key, record});
}

void Library::watched(const EpisodeKey& key, MediaTime position, double farthest) {
    if (history_paused()) return;
    EpisodeRecord record = episode(key);
    record.position = position;
    record.watched = std::max(record.watched, farthest);
    record.watched_at = wall_clock_();
    set_episode(key, record);
}

SeriesRecord Library::series(const SeriesKey& key) const { return value_of(records_.series, key); }

void Library::set_series(const SeriesKey& key, const SeriesRecord& record) {
    SeriesRecord& kept = records_.series[key];
    if (kept == record) return;
    kept = record;
    ++changes_;
    write(SeriesRow{key, record});
}

void Library::set_listed(const SeriesKey& key, bool listed) {
    SeriesRecord record = series(key);
    if (record.listed_at.has_value() == listed) return;
    record.listed_at = listed ? std::optional(wall_clock_()) : std::nullopt;
    set_series(key, record);
}

std::vector<std::pair<EpisodeKey, EpisodeRecord>> Library::episodes_of(const std::string& feed) const {
    return rows_of(records_.episodes, EpisodeKey{feed, {}, {}});
}

std::vector<std::pair<SeriesKey, SeriesRecord>> Library::series_of(const std::string& feed) const {
    return rows_of(records_.series, SeriesKey{feed, {}});
}

std::optional<EpisodeKey> Library::place(const std::string& feed) const { return value_if(records_.places, feed); }

void Library::set_place(const EpisodeKey& key) {
    if (history_paused() || place(key.feed) == key) return;
    records_.places[key.feed] = key;
    write(PlaceRow{key.feed, key});
}

std::vector<std::pair<EpisodeKey, EpisodeRecord>> Library::history() const {
    std::vector<std::pair<EpisodeKey, EpisodeRecord>> watched;
    for (const auto& entry : records_.episodes) {
        if (entry.second.watched_at) watched.emplace_back(entry);
    }
    std::ranges::stable_sort(watched, std::greater{}, [](const auto& entry) { return *entry.second.watched_at; });
    return watched;
}

void Library::forget_watching(const EpisodeKey& key) {
    ++forgotten_;
    // In private mode, too, what was kept before goes for good.
    if (auto kept = std::exchange(before_, std::nullopt)) {
        std::swap(*kept, records_);
        forget_kept(key);
        std::swap(*kept, records_);
        before_ = std::move(kept);
    }
    forget_kept(key);
}

void Library::forget_kept(const EpisodeKey& key) {
    if (records_.episodes.contains(key)) set_episode(key, unwatched(episode(key)));
    if (place(key.feed) != key) return;
    records_.places.erase(key.feed);
    write(PlaceRow{key.feed, std::nullopt});
}

void Library::forget_all_watching() {
    std::vector<EpisodeKey> keys;
    for (const auto& [key, record] : records_.episodes) keys.push_back(key);
    for (const EpisodeKey& key : keys) forget_watching(key);
}

void Library::pause_history(bool paused) { set_setting("history", paused ? "paused" : "on"); }

void Library::begin_anew() {
    records_.episodes.clear();
    records_.series.clear();
    records_.places.clear();
    records_.settings.clear();
    before_.reset();
    ++changes_;
    ++forgotten_;
    ++setting_changes_;
}

std::optional<std::string> Library::setting(const std::string& name) const { return value_if(records_.settings, name); }

void Library::set_setting(const std::string& name, const std::string& value) {
    if (setting(name) == value) return;
    records_.settings[name] = value;
    ++setting_changes_;
    if (writer_) writer_->write(SettingRow{name, value});
}

std::optional<LoudnessRecord> Library::loudness(const std::string& media) const {
    return value_if(records_.loudness, media);
}

void Library::set_loudness(const std::string& media, const LoudnessRecord& record) {
    if (loudness(media) == record) return;
    records_.loudness[media] = record;
    write(LoudnessRow{media, record});
}

}  // namespace cliffhanger
