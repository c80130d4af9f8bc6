// A PlayerHost that holds values and writes down what it was told: for tests of the player screen.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "app/recommend/recommender.h"
#include "app/screens/player_host.h"
#include "app/shell/browse_host.h"

namespace cliffhanger {

/// A dusk with two figures, as one 8-bit 4:2:0 picture; `hue` 0..5 varies it.
VideoFramePtr painted_frame(int width, int height, int hue);
ImagePtr painted_image(int width, int height, int hue);
/// A series whose texts exist in all nine languages of the interface.
Series scripted_series(const std::string& id, int episodes, int likes);

class ScriptedHost;

/// Captions as the host's fields say.
class ScriptedCaptions final : public CaptionControl {
 public:
    explicit ScriptedCaptions(ScriptedHost& host) : host_(host) {}

    std::vector<CaptionOption> offered() const override;
    int track() const override;
    void select(int index) override;
    void switch_on() override;
    int second_track() const override { return second; }
    void select_second(int index) override { second = index; }
    ShownCues cues(std::size_t page) override;
    ShownCues second_cues(std::size_t page) override;
    std::vector<OverlayImage> overlay(std::size_t, const AssGeometry&) override { return overlays; }
    MediaTime delay() const override { return late; }
    void set_delay(MediaTime delay) override { late = delay; }
    CaptionStyle style() const override { return look; }
    void set_style(const CaptionStyle& style) override { look = style; }

    int second = -1;
    std::string second_text;
    std::vector<OverlayImage> overlays;  ///< when there are any, captions are styled, and these are their pictures
    std::vector<SubtitleCue> scripted;   ///< when there are any, instead of the host's cue_text
    MediaTime late{0};
    CaptionStyle look;

 private:
    ScriptedHost& host_;
    SubtitleCue cue_, second_cue_;
};

/// Downloads as a test says; what is asked of them is done at once.
class ScriptedDownloads final : public DownloadControl {
 public:
    explicit ScriptedDownloads(ScriptedHost& host) : host_(host) {}

    bool possible() const override { return there; }
    std::uint64_t changes() const override { return changed; }
    std::vector<Download> downloads() const override { return list; }
    std::optional<Download> find(const EpisodeKey& key) const override;
    DownloadSpace space() const override { return disk; }
    std::optional<Download> of(std::size_t series, std::size_t episode) const override;
    DownloadPlan plan(std::size_t series, const std::vector<std::size_t>& episodes) const override;
    void measure(std::size_t, const std::vector<std::size_t>&) override { ++measured; }
    void order(std::size_t series, const std::vector<std::size_t>& episodes) override;
    void pause(const EpisodeKey& key) override { set(key, DownloadState::Paused); }
    void resume(const EpisodeKey& key) override { set(key, DownloadState::Queued); }
    void remove(const EpisodeKey& key) override;
    void play_elsewhere(const EpisodeKey& key) override { elsewhere.push_back(key); }

    /// Adds one of an episode of the scripted catalog.
    Download& add(std::size_t series, std::size_t episode, DownloadState state, std::int64_t bytes,
                  std::optional<std::int64_t> total = std::nullopt);

    bool there = true;
    std::uint64_t changed = 1;
    int measured = 0;
    std::vector<Download> list;
    std::vector<EpisodeKey> elsewhere;
    DownloadSpace disk{0, 20'000'000'000, 0};
    std::int64_t episode_size = 24'000'000;  ///< 0: nobody knows

 private:
    void set(const EpisodeKey& key, DownloadState state);
    ScriptedHost& host_;
};

class ScriptedHost final : public PlayerHost, public BrowseHost {
 public:
    /// Three series: eighty episodes (from the 21st on locked), twelve and one.
    ScriptedHost();

    // The script.
    Catalog scripted;
    FeedState state = FeedState::Ready;
    std::optional<Error> error;
    std::optional<HostNotice> notice;
    std::map<std::size_t, SessionSnapshot> snapshots;
    std::map<std::size_t, VideoFramePtr> pictures;
    bool artwork_there = true;
    std::string cue_text;
    QualityWish wish;
    ImagePtr preview_image;
    ScriptedCaptions script_captions{*this};
    ScriptedDownloads script_downloads{*this};
    bool is_offline = false;
    std::string language_tag = "en";
    bool is_fullscreen = false, reduced = false, newcomer = false, coached = false;

    // What the screen told.
    std::size_t current = 0;
    std::vector<std::size_t> commits;
    std::vector<std::pair<MediaTime, SeekMode>> seeks;
    std::vector<double> rates;
    std::vector<MediaTime> previews_asked;
    std::string clipboard, saved_report;
    bool follows = false;
    int follow_changes = 0;
    bool levelled = true;
    bool playing = true, is_muted = false, quit_asked = false;
    int retries = 0, reloads = 0, steps = 0, screenshots = 0, caption = -1, audio = 0;
    float volume_now = 1, fade = 1;
    std::set<std::size_t> likes, unlocked_pages, lists;
    PageList list = PageList::Catalog;
    std::vector<std::pair<std::size_t, std::optional<std::size_t>>> played;
    std::string key = "scripted";
    WallSeconds wall{std::chrono::seconds(1'800'000'000)};  ///< what the viewer's clock says
    Library library_in_memory{{}, [this] { return wall; }};
    std::unique_ptr<Library> kept_library;  ///< one with a file, in the place of the other; settings stay there
    Settings script_settings{library_in_memory};
    AgeGate script_gate{script_settings, library_in_memory};
    StorageFigures figures{std::int64_t{200} << 20, std::int64_t{12} << 20, std::int64_t{3} << 30};
    int cache_clears = 0, teaser_orders = 0, fresh_starts = 0;
    std::optional<double> series_rate;

    /// The page and its neighbours have first frames and play states, as after a swipe.
    void prepare_around(std::size_t index, MediaTime position = std::chrono::seconds(40));

    FeedState feed_state() const override { return state; }
    SystemFigures system_figures() const override { return {"cpu (memory)", 64}; }
    Result<std::string> save_report(const std::string& json) override {
        saved_report = json;
        return std::string("/tmp/report.json");
    }
    std::optional<Error> feed_error() const override { return error; }
    void reload_feed() override { ++reloads; }
    std::optional<HostNotice> take_notice() override { return std::exchange(notice, std::nullopt); }
    std::size_t page_count() const override { return pages_.size(); }
    Page page(std::size_t index) const override;
    std::size_t current_page() const override { return current; }
    void commit_page(std::size_t index) override;
    std::optional<SessionSnapshot> snapshot(std::size_t index) const override;
    VideoFramePtr picture(std::size_t index) override;
    ImagePtr artwork(const std::string& url, int max_side) override;
    void artwork_comes(Microseconds at) { artwork_there = true, artwork_ready_at_ = at, artwork_.clear(); }
    void set_playing(bool on) override { playing = on; }
    bool wants_to_play() const override { return playing; }
    void seek(MediaTime target, SeekMode mode) override;
    void step(int frames) override { steps += frames; }
    std::optional<PreviewPicture> preview(MediaTime time) override {
        previews_asked.push_back(time);
        return preview_image ? std::optional(PreviewPicture{time, preview_image}) : std::nullopt;
    }
    void set_rate(double rate) override { rates.push_back(rate); }
    void set_following(bool on) override {
        follow_changes += on != follows ? 1 : 0;
        follows = on;
    }
    void retry() override { ++retries; }
    float volume() const override { return volume_now; }
    bool muted() const override { return is_muted; }
    void set_volume(float volume, bool muted) override { volume_now = volume, is_muted = muted; }
    void select_audio(int track_index) override { audio = track_index; }
    QualityWish quality() const override { return wish; }
    void set_quality(const QualityWish& chosen) override { wish = chosen; }
    bool loudness_levelled() const override { return levelled; }
    void level_loudness(bool on) override { levelled = on; }
    void set_fade(float share) override { fade = share; }
    CaptionControl& captions() override { return script_captions; }
    DownloadControl& downloads() override { return script_downloads; }
    bool offline() const override { return is_offline; }
    bool liked(std::size_t page) const override { return likes.count(page) > 0; }
    void set_liked(std::size_t page, bool liked) override;
    bool listed(std::size_t series) const override { return lists.count(series) > 0; }
    void set_listed(std::size_t series, bool listed) override;
    double watched_fraction(std::size_t page) const override;
    bool unlocked(std::size_t page) const override { return unlocked_pages.count(page) > 0; }
    void unlock(std::size_t page) override { unlocked_pages.insert(page); }
    void toggle_fullscreen() override { is_fullscreen = !is_fullscreen; }
    bool fullscreen() const override { return is_fullscreen; }
    bool first_run() const override { return newcomer; }
    void note_coached() override { coached = true; }
    void copy_to_clipboard(const std::string& text) override { clipboard = text; }
    void take_screenshot() override { ++screenshots; }
    void quit() override { quit_asked = true; }
    bool reduced_motion() const override { return script_settings.values().reduced_motion.value_or(reduced); }
    Settings& settings() override { return script_settings; }
    const Settings& settings() const override { return script_settings; }
    AgeGate& age_gate() override { return script_gate; }
    double chosen_rate() const override { return series_rate.value_or(script_settings.values().speed); }
    void choose_rate(double rate) override {
        series_rate = rate;
        rates.push_back(rate);
    }
    std::string language() const override {
        const std::string& chosen = script_settings.values().language;
        return chosen.empty() ? language_tag : chosen;
    }
    StorageFigures storage() const override { return figures; }
    void clear_cache() override { ++cache_clears; }
    std::vector<DiagnosticLine> diagnostics() const override { return {{"Cliffhanger", "0.1.0"}, {"SDL", "2.26.5"}}; }

    // Around the player: the real shelves, of a library that is kept in memory.
    const Catalog* catalog() const override { return state == FeedState::Ready ? &scripted : nullptr; }
    std::uint64_t catalog_edition() const override { return 1; }
    const std::string& feed_key() const override { return key; }
    Library& library() override { return kept_library ? *kept_library : library_in_memory; }
    SeriesProgress progress(std::size_t series) override;
    const std::vector<Shelf>& shelves() override;
    Shelf similar_to(std::size_t series) override;
    SearchService& search() override;
    std::string clipboard_text() const override { return clipboard; }
    PageList page_list() const override { return list; }
    void show_pages(PageList wanted) override { list = wanted; }
    void play_preview(std::optional<std::size_t> series) override { previewed = series; }
    VideoFramePtr preview_picture(Microseconds) override { return previewed ? preview_frame : nullptr; }
    std::optional<Microseconds> preview_due(Microseconds now) const override {
        return previewed ? std::optional(now + Microseconds(33'333)) : std::nullopt;
    }
    std::optional<std::size_t> previewed;  ///< the series that a poster plays
    VideoFramePtr preview_frame;
    void show_teasers() override {
        list = PageList::Teasers;
        ++teaser_orders;
    }
    void begin_anew() override {
        library_in_memory.begin_anew();
        script_settings.refresh();
        likes.clear();
        lists.clear();
        unlocked_pages.clear();
        ++fresh_starts;
    }
    void play_series(std::size_t series, std::optional<std::size_t> episode) override {
        list = PageList::Catalog;
        played.emplace_back(series, episode);
    }

 private:
    struct Place {
        std::size_t series, episode;
    };
    std::vector<Place> pages_;
    std::map<std::string, ImagePtr> artwork_;
    std::optional<Microseconds> artwork_ready_at_;
    std::vector<Shelf> shelves_;
    std::optional<SearchService> search_;
};

}  // namespace cliffhanger
