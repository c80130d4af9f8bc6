// PlayerHost over the real thing: the feed, the three sessions around the current page, sound, artwork and captions.
// Main thread only; nothing blocks. What should play is declared (current page, wanted or not, visible or not) and
// sync() brings the sessions there once a loop turn, so that a session which could not exist yet starts as soon as it
// does.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <vector>

#include "app/captions/caption_tracks.h"
#include "app/feed/address_refresher.h"
#include "app/feed/feed.h"
#include "app/feed/feed_loader.h"
#include "app/library/library.h"
#include "app/options.h"
#include "app/playback/environment_language.h"
#include "app/playback/loudness_control.h"
#include "app/playback/playback_downloads.h"
#include "app/playback/poster_preview.h"
#include "app/playback/sound_choice.h"
#include "app/recommend/recommender.h"
#include "app/screens/player_host.h"
#include "app/settings/data_usage.h"
#include "app/shell/browse_host.h"
#include "app/stats/run_stats.h"
#include "player/audio_output.h"
#include "player/episode_preloader.h"
#include "player/images/image_loader.h"
#include "player/policy/policy_scheduler.h"
#include "player/previews/scrub_previews.h"
#include "player/session_pool.h"

namespace cliffhanger {

class SegmentCache;
struct RunNote;

/// Outlives the host.
struct HostSurroundings {
    HttpClient& http;
    const Clock& clock;
    AudioMixer& mixer;
    RunStats& stats;
    Library& library;
    std::function<void()> wake;                 ///< thread-safe
    const BandwidthMeter* bandwidth = nullptr;  ///< of `http`; nullptr: what the network does is not known
    bool caching = false;                       ///< `http` keeps media, so that reading ahead pays
    const NetworkFigures* figures = nullptr;    ///< of `http`; nullptr: nobody counts
    HttpClient* cached_only = nullptr;          ///< of `http`; nullptr: there is no cache
    SegmentCache* cache = nullptr;
    const RequestLog* requests = nullptr;      ///< those that went over the network
    DownloadManager* downloads = nullptr;      ///< nullptr: nothing is downloaded
    std::filesystem::path offline_feeds = {};  ///< where what feeds say of downloads is kept
};

class PlaybackHost final : public PlayerHost, public BrowseHost {
 public:
    PlaybackHost(const HostSurroundings& surroundings, const PlayOptions& options, std::string source);
    ~PlaybackHost() override;

    /// The actions of the window, which appears after playback has begun to load.
    struct WindowActions {
        std::function<void(bool)> set_fullscreen;
        std::function<bool()> fullscreen;
        std::function<void(bool)> set_mini;
        std::function<bool()> mini;
        std::function<void()> screenshot;
        std::function<void()> quit;
    };
    void attach(WindowActions actions) { window_ = std::move(actions); }

    /// Plays something else. What is on the stage stays there until the new source is read, and for good when that is
    /// not usable, which is said once.
    void open_source(const std::string& source, const std::optional<StartPosition>& start);
    const std::string& source() const { return source_; }
    int sources_opened() const { return sources_opened_; }  ///< beside the first; the same one entered anew counts
    /// The run before did not end well; `report` is the path of what it left, or empty.
    void offer_after_crash(const RunNote& note, const std::string& report);
    /// Waits at most this long for the feed, so that a local one opens its first episode while the window is being
    /// made.
    void wait_for_feed(Microseconds timeout);
    /// Once a loop turn, before the screen: takes what the workers have delivered and brings the sessions where they
    /// should be.
    void sync(Microseconds now, const std::vector<std::size_t>& visible_pages);
    /// After a present: which pages' own pictures it contained.
    void presented(Microseconds now);
    /// True when nothing that the screen waits for is under way: for scripts on a manual clock.
    bool settled() const;
    /// When the current picture changes by itself.
    std::optional<Microseconds> next_picture_due(Microseconds now);
    bool playing() const;
    /// The intent that the next commit answers, for the swipe statistics.
    void set_intent(Microseconds when) { intent_ = when; }
    /// The feed is there, and what --start names is not in it.
    bool start_not_found() const { return start_not_found_; }
    int live_sessions() const { return pool_.live_sessions(); }
    /// Nothing that is wanted for later pages is missing; for tests.
    bool read_ahead_idle() const { return !preloader_ || preloader_->idle(); }

    FeedState feed_state() const override;
    std::optional<Error> feed_error() const override { return feed_error_; }
    void reload_feed() override;
    void notify(HostNotice notice) { notice_ = notice; }
    std::optional<HostNotice> take_notice() override { return std::exchange(notice_, std::nullopt); }
    std::size_t page_count() const override { return feed_ ? feed_->page_count() : 0; }
    Page page(std::size_t index) const override { return feed_->page(index); }
    std::size_t current_page() const override { return current_; }
    void commit_page(std::size_t index) override;
    std::optional<SessionSnapshot> snapshot(std::size_t index) const override;
    VideoFramePtr picture(std::size_t index) override;
    ImagePtr artwork(const std::string& url, int max_side) override;
    ImageFigures image_figures() const { return images_.figures(); }
    void set_playing(bool playing) override { wants_to_play_ = playing; }
    bool wants_to_play() const override { return wants_to_play_; }
    void seek(MediaTime target, SeekMode mode) override;
    void step(int frames) override;
    std::optional<PreviewPicture> preview(MediaTime time) override;
    void set_rate(double rate) override { rate_ = rate; }
    double chosen_rate() const override;
    void choose_rate(double rate) override;
    void set_following(bool follows) override;
    void retry() override;
    float volume() const override { return volume_; }
    bool muted() const override { return muted_; }
    void set_volume(float volume, bool muted) override;
    void select_audio(int track_index) override;
    QualityWish quality() const override { return quality_; }
    void set_quality(const QualityWish& wish) override;
    /// Such a network saves data by itself, unless the viewer wants it otherwise.
    void set_metered(bool metered);
    bool loudness_levelled() const override { return settings_.values().even_loudness; }
    void level_loudness(bool on) override { settings_.set(Setting::EvenLoudness, on ? "on" : "off"); }
    void set_fade(float fade) override;
    CaptionControl& captions() override { return captions_; }
    DownloadControl& downloads() override { return downloads_; }
    bool offline() const override { return offline_.shown; }
    /// When it looks again whether there is a network; nullopt: there is.
    std::optional<Microseconds> next_change() const { return held_until_ ? held_until_ : offline_.next_try; }
    bool liked(std::size_t page) const override { return library().episode(key(page)).liked; }
    void set_liked(std::size_t page, bool liked) override;
    bool listed(std::size_t series) const override;
    void set_listed(std::size_t series, bool listed) override;
    double watched_fraction(std::size_t page) const override;
    bool unlocked(std::size_t page) const override;
    void unlock(std::size_t page) override;
    void toggle_fullscreen() override;
    bool fullscreen() const override;
    void toggle_mini() override {
        if (!options_.kiosk) window_.set_mini(!window_.mini());
    }
    bool mini() const override { return window_.mini && window_.mini(); }
    void copy_to_clipboard(const std::string& text) override;
    bool first_run() const override;
    void note_coached() override { library().set_setting(kCoachedSetting, "yes"); }
    std::optional<CrashOffer> take_crash_offer() override { return std::exchange(crash_offer_, std::nullopt); }
    void accept_crash_offer() override { open_source(crashed_source_, std::nullopt); }
    void take_screenshot() override;
    void quit() override;
    SystemFigures system_figures() const override;
    Result<std::string> save_report(const std::string& json) override;
    Settings& settings() override { return settings_; }
    const Settings& settings() const override { return settings_; }
    AgeGate& age_gate() override { return age_gate_; }
    bool reduced_motion() const override;
    std::string language() const override;
    StorageFigures storage() const override;
    void clear_cache() override;
    std::vector<DiagnosticLine> diagnostics() const override;

    const Catalog* catalog() const override { return feed_ ? &feed_->catalog() : nullptr; }
    std::uint64_t catalog_edition() const override { return edition_; }
    const std::string& feed_key() const override { return feed_key_; }
    Library& library() override { return surroundings_.library; }
    SeriesProgress progress(std::size_t series) override;
    const std::vector<Shelf>& shelves() override;
    Shelf similar_to(std::size_t series) override;
    SearchService& search() override;
    std::string clipboard_text() const override;
    void play_preview(std::optional<std::size_t> series) override;
    VideoFramePtr preview_picture(Microseconds now) override;
    std::optional<Microseconds> preview_due(Microseconds now) const override;
    PageList page_list() const override { return list_; }
    void show_pages(PageList list) override;
    void show_teasers() override;
    void begin_anew() override;
    void play_series(std::size_t series, std::optional<std::size_t> episode) override;

 private:
    /// A source that has been asked for and is not there yet.
    struct Wanted {
        std::string source;
        std::optional<StartPosition> start;
    };

    static constexpr const char* kVolumeSetting = "volume";
    static constexpr const char* kCoachedSetting = "coached";
    static constexpr const char* kCaptionStyleSetting = "captions.style";

    void ask_settings();
    /// Once a loop turn: what has been chosen anew acts.
    void follow_settings();
    void follow_age_gate();
    void prefer_captions();
    void prefer_sound();
    void take_feed();
    bool take_offline_feed(const Result<LoadedCatalog>& loaded);
    void follow_downloads();
    PlaybackDownloads::Surroundings download_surroundings();
    void use_feed(Catalog catalog);
    void drop_feed();
    const Library& library() const { return surroundings_.library; }
    std::vector<Page> for_you_pages();
    std::vector<Page> teaser_pages();
    Recommender& recommender();
    const ViewerMarks& marks();
    /// Another list of pages: what plays goes on if it is there, else `index` begins.
    void use_pages(std::vector<Page> pages, std::size_t index);
    void go_to_start(const StartPosition& start);
    bool take_wanted(const Result<LoadedCatalog>& loaded);
    void adopt_wanted();
    bool wait_for_viewer();
    void recall_viewer();
    void follow_library();
    EpisodeKey key(std::size_t page) const { return {feed_key_, feed_->page(page).series->id, episode_id(page)}; }
    MediaTime resume_position(std::size_t page) const;
    void find_first_page();
    void remember_watching(const SessionSnapshot& snapshot);
    const std::string& episode_id(std::size_t page) const { return feed_->page(page).episode->id; }
    void bring_sessions();
    void follow_quality();
    void tell_scheduler();
    void tell_outlook();
    void read_ahead(const Viewer& viewer, const std::optional<SessionSnapshot>& current);
    std::vector<StreamRung> offered_rungs() const;
    void count_watched(const PlaybackSession& session);
    /// One that failed while nobody watched may have met a network that was gone.
    void retry_arrival();
    std::string media_id(std::size_t page) const { return feed_->page(page).series->id + "/" + episode_id(page); }
    void apply_sound_choice(PlaybackSession& session, std::size_t page);
    std::optional<SoundChoice> sound_choice(std::size_t page) const;
    void sync_sound();
    std::vector<DubFile> dubs_of(std::size_t index) const;
    MediaItem media_item(std::size_t page) const;
    std::optional<MediaItem> preview_item(std::size_t series) const;
    void give_items_to_pool();
    CaptionedPage captioned_page(std::size_t index);
    CaptionTracks::Surroundings caption_surroundings();
    PlaybackSession* current_session() { return page_count() > 0 ? pool_.session(current_) : nullptr; }
    void remember_position();
    void follow_forgetting();
    void sync_neighbour(std::size_t index, bool visible);
    std::shared_ptr<AudioRing> ring_to_follow();

    HostSurroundings surroundings_;
    const PlayOptions& options_;
    std::string source_;
    std::string feed_key_;  ///< what the library knows the feed by
    std::string language_;  ///< of the desktop
    Settings settings_;
    AgeGate age_gate_;
    int age_state_ = -1;  ///< what the sessions' items were made with
    DataUsage usage_;
    SettingValues followed_;           ///< the settings that act now
    bool desktop_wants_calm_ = false;  ///< less motion
    std::shared_ptr<AddressRefresher> refresher_;
    PlaybackDownloads downloads_;
    FeedLoader loader_;
    ImageLoader images_;
    CaptionTracks captions_;
    std::unique_ptr<ScrubPreviews> previews_;  ///< once somebody has scrubbed
    std::string previewed_;                    ///< media_id() of the page that they are of
    PolicyScheduler scheduler_;
    std::string outlook_page_;  ///< media_id() of the page that the scheduler's outlook is of
    std::uint64_t outlook_edition_ = 0;
    PlayerContext player_context_;
    SessionPool pool_;
    std::unique_ptr<PosterPreview> poster_;      ///< once a poster has played
    std::optional<EpisodePreloader> preloader_;  ///< where there is a cache
    WindowActions window_;

    std::optional<StartPosition> start_;  ///< where the feed is entered; nullopt: where it was left
    bool viewer_recalled_ = false;
    std::optional<Microseconds> held_until_;  ///< a feed that is there waits for the library
    int sources_opened_ = 0;
    std::optional<CrashOffer> crash_offer_;
    std::string crashed_source_;
    std::optional<Wanted> wanted_;
    /// What is shown while the feed cannot be had.
    struct Offline {
        bool asked = false;          ///< for what is remembered of the feed
        bool shown = false;          ///< that is the feed now
        std::optional<Error> error;  ///< why the feed itself cannot be had
        std::optional<Microseconds> next_try;
    } offline_;
    std::unique_ptr<Feed> feed_;
    std::optional<SearchService> search_;  ///< reads feed_'s catalog; ends before it
    std::optional<Error> feed_error_;
    FeedState unusable_as_ = FeedState::Failed;  ///< what feed_error_ makes of the feed
    bool start_not_found_ = false;
    std::optional<HostNotice> notice_;
    LibraryTrouble library_trouble_ = LibraryTrouble::None;  ///< as last seen
    std::uint64_t edition_ = 0;
    PageList list_ = PageList::Catalog;
    std::uint64_t teaser_seed_ = 0;
    std::string for_you_series_;  ///< where the viewer was in PageList::ForYou
    std::optional<Recommender> recommender_;
    ViewerMarks marks_;
    std::uint64_t marks_edition_ = 0, marks_changes_ = 0;  ///< what marks_ were made of
    std::vector<Shelf> shelves_;
    std::uint64_t shelves_edition_ = 0, shelves_changes_ = 0;  ///< what shelves_ were made of
    std::size_t current_ = 0;
    bool wants_to_play_ = true;
    double rate_ = 1.0;
    float volume_ = 1.0f, fade_ = 1.0f;
    bool muted_ = false;
    QualityWish wish_, quality_;  ///< what the viewer wants, and what is done
    bool metered_ = false, saver_waived_ = false;
    std::optional<SoundChoice> last_sound_choice_;  ///< serves series that nothing was chosen for
    LoudnessControl loudness_;
    const PlaybackSession* sound_choice_applied_ = nullptr;  ///< to the current session, once it has opened
    std::uint32_t sound_failures_seen_ = 0;                  ///< of that session
    std::shared_ptr<AudioRing> audible_;
    bool audible_set_ = false;
    std::shared_ptr<AudioRing> following_;

    /// Where an episode goes on when it is come back to in this run. By id: a feed that is loaded again may have its
    /// episodes elsewhere.
    std::map<std::string, MediaTime> positions_;
    std::uint64_t forgotten_seen_ = 0;
    /// What was last said to the library about the current episode: what the viewer makes it forget stays forgotten
    /// until playback moves on.
    struct Noted {
        EpisodeKey key;
        MediaTime place{0};
        double watched = 0;
    } noted_;
    std::map<std::string, std::int64_t> watched_bytes_;  ///< by MediaItem::id

    Microseconds now_{0};
    std::vector<std::size_t> visible_pages_;
    std::optional<Microseconds> intent_;
    std::optional<std::size_t> swipe_target_;
    bool current_picture_given_ = false;
};

SegmentLimits segment_limits(const PlayOptions& options);

}  // namespace cliffhanger
