// What the player screen asks of the application: the feed's pages and playback. The application implements it over
// Catalog, SessionPool, AudioMixer and the loaders; scene tests implement it over scripted values. Main thread only;
// nothing blocks.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "app/captions/caption_control.h"
#include "app/downloads/download_control.h"
#include "app/kindness/age_gate.h"
#include "app/settings/settings.h"
#include "net/catalog/catalog.h"
#include "net/request_log.h"
#include "player/images/image.h"
#include "player/playback_session.h"
#include "player/previews/preview_source.h"

namespace cliffhanger {

/// One page of the pager: an episode of a series.
struct Page {
    const Series* series = nullptr;
    const Episode* episode = nullptr;
    std::size_t series_index = 0, episode_index = 0;
};

/// Why there is nothing to page through (yet).
enum class FeedState { Loading, Ready, Failed, Empty, EmptyFolder };

/// What the host wants said once, over whatever is on the screen.
enum class HostNotice {
    StartNotFound,
    LibraryReplaced,
    LibraryNotKept,
    SoundMissing,
    SourceNotOpened,
    CjkFontsMissing,
    ScriptFontsMissing,
    BackOnline
};

/// How good a stream's picture shall be.
struct QualityWish {
    std::optional<int> height;  ///< of its shorter side: 720 is "720p"; nullopt = as the network allows
    bool data_saver = false;    ///< the lowest, and little fetched ahead; comes before `height`
};

/// What the statistics say that no page knows.
struct CacheFigures {
    double mib = 0;
    std::uint64_t hits = 0;  ///< requests whose answer began with what lay in it
};

struct SystemFigures {
    std::string presenter;
    double resident_mib = 0;
    std::optional<double> throughput_mbps = std::nullopt;
    std::vector<float> throughput_history = {};  ///< the oldest first
    std::optional<int> pinned_height = std::nullopt;
    std::uint64_t rung_changes = 0;
    std::optional<CacheFigures> cache = std::nullopt;  ///< nullopt: there is none
    std::uint64_t requests_sent = 0;
    std::vector<LoggedRequest> requests = {};  ///< the newest first
};

/// The last run ended without saying so.
struct CrashOffer {
    std::string title;   ///< of the series that was on the stage, when it is not on the stage again
    std::string report;  ///< the path of the crash report; empty = there is none
};
class Library;

class PlayerHost {
 public:
    virtual ~PlayerHost() = default;

    // The feed.
    virtual FeedState feed_state() const = 0;
    virtual std::optional<Error> feed_error() const = 0;  ///< when Failed or empty
    virtual void reload_feed() = 0;
    virtual std::optional<HostNotice> take_notice() = 0;
    virtual std::size_t page_count() const = 0;
    virtual Page page(std::size_t index) const = 0;

    // Playback. The current page is the one that was committed last.
    virtual std::size_t current_page() const = 0;
    /// The hand-over of a swipe at its commit: `index` becomes current and plays at once, with its sound cross-faded
    /// in.
    virtual void commit_page(std::size_t index) = 0;
    /// nullopt when the page has no session (not a neighbour, locked, nothing playable yet).
    virtual std::optional<SessionSnapshot> snapshot(std::size_t index) const = 0;
    /// The picture of a page now: live for the current one, its first frame for neighbours; may be nullptr.
    virtual VideoFramePtr picture(std::size_t index) = 0;
    virtual ImagePtr artwork(const std::string& url, int max_side) = 0;  ///< nullptr while loading
    virtual void set_playing(bool playing) = 0;
    virtual bool wants_to_play() const = 0;
    virtual void seek(MediaTime target, SeekMode mode) = 0;
    virtual void step(int frames) = 0;
    /// A small picture of the current page near a time; nullopt while (or where) there is none.
    virtual std::optional<PreviewPicture> preview(MediaTime time) = 0;
    /// For the moment, as while a finger holds.
    virtual void set_rate(double rate) = 0;
    /// What the current page's series is watched at: chosen for it, else the setting.
    virtual double chosen_rate() const = 0;
    /// Plays at it, and remembers it for the series.
    virtual void choose_rate(double rate) = 0;
    /// The next page will follow at the end by itself: its sound begins with the last sample of this one's. Said once
    /// a loop turn.
    virtual void set_following(bool follows) = 0;
    virtual void retry() = 0;
    virtual float volume() const = 0;
    virtual bool muted() const = 0;
    virtual void set_volume(float volume, bool muted) = 0;
    virtual void select_audio(int track_index) = 0;
    virtual QualityWish quality() const = 0;
    virtual void set_quality(const QualityWish& wish) = 0;
    /// Every episode is brought to the same loudness.
    virtual bool loudness_levelled() const = 0;
    virtual void level_loudness(bool on) = 0;
    /// Beside the volume that the viewer has set: 0 to 1.
    virtual void set_fade(float fade) = 0;

    virtual CaptionControl& captions() = 0;
    virtual DownloadControl& downloads() = 0;
    /// The feed cannot be had: what is on this machine is shown and plays.
    virtual bool offline() const { return false; }

    // The viewer's marks.
    virtual bool liked(std::size_t page) const = 0;
    virtual void set_liked(std::size_t page, bool liked) = 0;
    virtual bool listed(std::size_t series) const = 0;
    virtual void set_listed(std::size_t series, bool listed) = 0;
    virtual double watched_fraction(std::size_t page) const = 0;  ///< 0..1, the farthest reached in this run
    virtual bool unlocked(std::size_t page) const = 0;            ///< it may be played
    virtual void unlock(std::size_t page) = 0;                    ///< a demonstration: nothing is charged

    virtual Library& library() = 0;
    virtual Settings& settings() = 0;
    virtual const Settings& settings() const = 0;

    virtual AgeGate& age_gate() = 0;

    virtual SystemFigures system_figures() const = 0;
    /// Writes a report where the viewer finds it; gives its path.
    virtual Result<std::string> save_report(const std::string& json) = 0;

    // The window.
    virtual void toggle_fullscreen() = 0;
    virtual bool fullscreen() const = 0;
    virtual void copy_to_clipboard(const std::string& text) = 0;
    virtual void toggle_mini() {}
    virtual bool mini() const { return false; }
    /// Nobody has watched anything here before: what a finger does is shown once.
    virtual bool first_run() const { return false; }
    virtual void note_coached() {}
    virtual std::optional<CrashOffer> take_crash_offer() { return std::nullopt; }
    virtual void accept_crash_offer() {}
    virtual void take_screenshot() = 0;
    virtual void quit() = 0;
    virtual bool reduced_motion() const = 0;
    virtual std::string language() const = 0;  ///< BCP 47, of the interface
};

}  // namespace cliffhanger
