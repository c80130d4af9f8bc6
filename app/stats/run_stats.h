// The figures of a run, as `--stats` writes them (start, swipes, frames, A/V offset, stalls, CPU, memory). Main thread
// only.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "net/clock.h"
#include "player/playback_session.h"

namespace cliffhanger {

struct ImageFigures;
struct NetworkFigures;

/// The newest values of many: bounded for a kiosk.
class RecentValues {
 public:
    void add(double value);
    const std::vector<double>& all() const { return values_; }

 private:
    std::vector<double> values_;  ///< a ring
    std::size_t next_ = 0;
};

struct SwipeFigure {
    bool prepared = false;
    Microseconds intent{0};
    double first_frame_ms = 0;
};

class RunStats {
 public:
    /// `process_start` on the application's clock: when the process was started, before main().
    explicit RunStats(Microseconds process_start) : process_start_(process_start) {}

    /// A package of fonts that texts have missed.
    void font_missing(std::string_view package) { missing_fonts_.emplace_back(package); }
    void set_presenter(std::string name) { presenter_ = std::move(name); }
    void window_shown(Microseconds now);
    void video_presented(Microseconds now);
    /// A scene with what the feed has. `began`: its layout; `moving`: something on it is on its way.
    void scene_presented(Microseconds began, Microseconds now, bool moving);
    /// A scene like the one before: laid out, and nothing was presented.
    void scene_unchanged() { ++unchanged_, moved_at_.reset(); }
    /// One that is still waiting for its picture was overtaken by this one.
    void swipe_began(Microseconds intent, bool prepared);
    /// The page has nothing of its own to show: it is locked.
    void swipe_forgotten() { pending_swipe_.reset(); }
    /// The first present that contains the target's own picture.
    void swipe_shown(Microseconds now);
    void black_presented() { ++black_; }
    /// Laying out the interface; what the presenter makes of it is not in it. CPU seconds.
    double& interface_cpu_s() { return interface_cpu_s_; }
    /// What the presenter has spent on the interface so far, in CPU seconds.
    void set_raster_cpu_s(std::optional<double> seconds) { raster_cpu_s_ = seconds; }
    /// Counted so far.
    void set_images(const ImageFigures& figures);
    /// The current session's counters; `session` tells one from the next.
    void playback(const void* session, const SessionSnapshot& snapshot, Microseconds now);
    void set_rung_changes(std::uint64_t changes) { rung_changes_ = changes; }
    /// Counted so far; `watched` is what was played of the current episode since the last time.
    void network(const NetworkFigures& figures, std::int64_t watched);
    /// The same session goes on under another position or page: its stall, if any, is over.
    void playback_stopped();

    const std::vector<SwipeFigure>& swipes() const { return swipes_; }
    std::uint64_t overtaken() const { return overtaken_; }
    const std::string& presenter() const { return presenter_; }
    std::uint64_t black() const { return black_; }
    std::uint64_t shown() const { return shown_; }
    std::uint64_t dropped() const { return dropped_; }
    std::string to_json() const;

 private:
    std::vector<std::pair<const char*, std::uint64_t>> network_counts() const;
    struct Stall {
        double at_s, ms;
    };
    Stall running_stall() const;

    Microseconds process_start_;
    std::string presenter_;
    std::vector<std::string> missing_fonts_;
    std::optional<double> window_ms_, screen_ms_, first_frame_ms_;
    std::vector<SwipeFigure> swipes_;
    std::optional<SwipeFigure> pending_swipe_;
    std::uint64_t overtaken_ = 0;
    std::uint64_t shown_ = 0, dropped_ = 0, late_ = 0, black_ = 0, cut_short_ = 0, rung_changes_ = 0, skipped_ = 0;
    std::uint64_t presented_ = 0, unchanged_ = 0, images_decoded_ = 0, image_peak_bytes_ = 0;
    double interface_cpu_s_ = 0;
    std::optional<double> raster_cpu_s_;
    const void* session_ = nullptr;
    SessionSnapshot last_;
    RecentValues av_offsets_;
    RecentValues motion_intervals_, motion_work_;  ///< ms, while something moves
    std::optional<Microseconds> moved_at_;         ///< when the scene before was presented, if it moved
    std::vector<Stall> stalls_;
    std::optional<Microseconds> stalled_since_;
    Microseconds seen_at_{0};  ///< when the playback was last looked at
    const NetworkFigures* network_ = nullptr;
    std::uint64_t watched_bytes_ = 0;
    Microseconds last_frame_at_{0};
};

/// The value below which a share `p` (0..1) of the values lies; nullopt without values.
std::optional<double> percentile(std::vector<double> values, double p);

}  // namespace cliffhanger
