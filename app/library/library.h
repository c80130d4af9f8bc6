// What is remembered about the viewer from one run to the next: places, history, likes, the list, choices, settings,
// loudness. Main thread only, and never blocks: everything is in memory, and one thread of its own writes what changes
// to the file, many changes in one transaction. What was changed a moment ago survives the death of the program as soon
// as that thread has run, within milliseconds; a power cut may cost the last seconds.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "app/library/library_records.h"
#include "net/result.h"

namespace cliffhanger {

/// What the viewer should be told about the file.
enum class LibraryTrouble {
    None,
    Replaced,     ///< it was damaged, lies beside the new one, and begins empty
    FromNewer,    ///< a newer version wrote it: this run remembers nothing
    NotWritable,  ///< what changes lasts for the run only
};

/// Called on the library's thread.
struct LibraryCalls {
    std::function<void()> before_reading = nullptr;  ///< a test makes a slow disk of it
    std::function<void()> read = nullptr;            ///< what was there can be taken
    std::chrono::milliseconds try_again{10'000};     ///< after writing failed
};

class Library {
 public:
    /// An empty path: a private run, which leaves nothing behind and finds nothing. Reading begins on the library's own
    /// thread at once. `wall_clock` tells when something was watched.
    explicit Library(std::filesystem::path path, std::function<WallSeconds()> wall_clock = system_wall_clock,
                     LibraryCalls calls = {});
    /// Waits until what has changed is written, two seconds at most.
    ~Library();
    Library(const Library&) = delete;
    Library& operator=(const Library&) = delete;

    /// Takes what has been read, waiting at most so long; before, everything is as for a new viewer. True when it is
    /// there. Changes made before it arrived win.
    bool wait_loaded(Microseconds timeout);
    /// What earlier runs left has been taken, or there is nothing.
    bool known() const { return writer_ == nullptr || loaded_; }
    LibraryTrouble trouble() const;
    /// False in a private run.
    bool remembers() const { return writer_ != nullptr; }
    /// While it is on, also in later runs, nothing of what is watched, liked, listed and chosen for series is kept:
    /// what changed meanwhile goes when it ends. Settings are kept, and what the viewer forgets is forgotten.
    void set_private_mode(bool on);
    bool private_mode() const { return before_.has_value(); }
    WallSeconds now() const { return wall_clock_(); }

    EpisodeRecord episode(const EpisodeKey& key) const;
    void set_episode(const EpisodeKey& key, const EpisodeRecord& record);
    /// Where it goes on, and that it was watched now. Nothing is kept while the history is paused.
    void watched(const EpisodeKey& key, MediaTime position, double farthest);

    SeriesRecord series(const SeriesKey& key) const;
    void set_series(const SeriesKey& key, const SeriesRecord& record);
    void set_listed(const SeriesKey& key, bool listed);

    /// Everything that is known of a feed.
    std::vector<std::pair<EpisodeKey, EpisodeRecord>> episodes_of(const std::string& feed) const;
    std::vector<std::pair<SeriesKey, SeriesRecord>> series_of(const std::string& feed) const;

    /// The episode that was on the stage last.
    std::optional<EpisodeKey> place(const std::string& feed) const;
    void set_place(const EpisodeKey& key);

    /// Latest first.
    std::vector<std::pair<EpisodeKey, EpisodeRecord>> history() const;
    /// What the viewer likes stays.
    void forget_watching(const EpisodeKey& key);
    void forget_all_watching();
    /// Counts what was forgotten: places that were kept elsewhere go then, too.
    std::uint64_t forgotten() const { return forgotten_; }
    bool history_paused() const { return setting("history") == "paused"; }
    void pause_history(bool paused);

    /// Of a private run: everything about the viewer goes; what is known of media stays.
    void begin_anew();

    std::optional<std::string> setting(const std::string& name) const;
    void set_setting(const std::string& name, const std::string& value);

    std::optional<LoudnessRecord> loudness(const std::string& media) const;
    void set_loudness(const std::string& media, const LoudnessRecord& record);

    /// Counts changes of what is known of episodes and series.
    std::uint64_t changes() const { return changes_; }
    /// Counts changes of settings.
    std::uint64_t setting_changes() const { return setting_changes_; }

    /// Blocks until everything that changed so far is written or has failed.
    void flush();

    static WallSeconds system_wall_clock();

 private:
    class Writer;

    void begin_private();
    void forget_kept(const EpisodeKey& key);
    /// What is about the viewer; settings are written in private mode too.
    template <class Row>
    void write(Row row);

    LibraryRecords records_;
    std::optional<LibraryRecords> before_;  ///< in private mode: what is kept
    std::function<WallSeconds()> wall_clock_;
    std::unique_ptr<Writer> writer_;
    bool loaded_ = false;
    std::uint64_t changes_ = 0, forgotten_ = 0, setting_changes_ = 0;
};

}  // namespace cliffhanger
