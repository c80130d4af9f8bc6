#include "app/stats/run_stats.h"

#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <cmath>

#include "app/platform/process_info.h"
#include "net/network_figures.h"
#include "player/images/image_loader.h"

namespace cliffhanger {
namespace {

/// About half an hour at 30 fps: enough for a benchmark, bounded for a kiosk.
constexpr std::size_t kMostValues = 1u << 16;
constexpr Microseconds kHitch = std::chrono::milliseconds(100);
/// A kiosk may stall more often than anybody reads.
constexpr std::size_t kMaxStalls = 10'000;

double ms(Microseconds time) { return static_cast<double>(time.count()) / 1000.0; }

using Writer = rapidjson::PrettyWriter<rapidjson::StringBuffer>;

void number_or_null(Writer& writer, const char* key, std::optional<double> value) {
    writer.Key(key);
    if (value) {
        writer.Double(std::round(*value * 1000) / 1000);
    } else {
        writer.Null();
    }
}

void write_distribution(Writer& writer, const char* key, const RecentValues& values) {
    writer.Key(key);
    writer.StartObject();
    number_or_null(writer, "p50", percentile(values.all(), 0.50));
    number_or_null(writer, "p95", percentile(values.all(), 0.95));
    number_or_null(writer, "max", percentile(values.all(), 1.0));
    writer.EndObject();
}

}  // namespace

void RecentValues::add(double value) {
    if (values_.size() < kMostValues) values_.push_back(0);
    values_[next_++ % kMostValues] = value;
}

std::optional<double> percentile(std::vector<double> values, double p) {
    if (values.empty()) return std::nullopt;
    std::sort(values.begin(), values.end());
    const auto rank = static_cast<std::size_t>(std::ceil(p * static_cast<double>(values.size())));
    return values[std::clamp<std::size_t>(rank, 1, values.size()) - 1];
}

void RunStats::window_shown(Microseconds now) {
    if (!window_ms_) window_ms_ = ms(now - process_start_);
}

void RunStats::video_presented(Microseconds now) {
    if (!first_frame_ms_) first_frame_ms_ = ms(now - process_start_);
}

void RunStats::scene_presented(Microseconds began, Microseconds now, bool moving) {
    if (!screen_ms_) screen_ms_ = ms(now - process_start_);
    ++presented_;
    if (moving) {
        motion_work_.add(ms(now - began));
        if (moved_at_) motion_intervals_.add(ms(now - *moved_at_));
        if (moved_at_ && now - *moved_at_ > kHitch)
            spdlog::debug("nothing was presented for {:.0f} ms while something moved", ms(now - *moved_at_));
    }
    moved_at_ = moving ? std::optional(now) : std::nullopt;
}

void RunStats::swipe_began(Microseconds intent, bool prepared) {
    if (pending_swipe_) ++overtaken_;
    pending_swipe_ = SwipeFigure{prepared, intent, 0};
}

void RunStats::swipe_shown(Microseconds now) {
    if (!pending_swipe_) return;
    pending_swipe_->first_frame_ms = ms(now - pending_swipe_->intent);
    swipes_.push_back(*pending_swipe_);
    pending_swipe_.reset();
}

void RunStats::playback(const void* session, const SessionSnapshot& snapshot, Microseconds now) {
    if (session != session_) {
        playback_stopped();
        session_ = session;
        last_ = snapshot;
        last_frame_at_ = now;
        return;
    }
    const auto grown = [](std::uint64_t after, std::uint64_t before) { return after > before ? after - before : 0; };
    const std::uint64_t new_frames = grown(snapshot.frames_shown, last_.frames_shown);
    shown_ += new_frames;
    dropped_ += grown(snapshot.frames_dropped, last_.frames_dropped);
    late_ += grown(snapshot.frames_late, last_.frames_late);
    skipped_ += grown(snapshot.frames_skipped, last_.frames_skipped);
    if (new_frames > 0 && snapshot.av_offset_ms) {
        av_offsets_.add(std::abs(*snapshot.av_offset_ms));
    }
    if (snapshot.cut_short && !last_.cut_short) ++cut_short_;
    const bool stalled = snapshot.state == SessionState::Buffering && snapshot.play_when_ready;
    if (stalled && !stalled_since_) stalled_since_ = last_frame_at_;
    seen_at_ = now;
    if (!stalled && stalled_since_) {
        if (stalls_.size() < kMaxStalls) stalls_.push_back(running_stall());
        stalled_since_.reset();
    }
    if (new_frames > 0) last_frame_at_ = now;
    last_ = snapshot;
}

void RunStats::network(const NetworkFigures& figures, std::int64_t watched) {
    network_ = &figures;
    watched_bytes_ += static_cast<std::uint64_t>(watched);
}

RunStats::Stall RunStats::running_stall() const {
    return {to_seconds(*stalled_since_ - process_start_), ms(seen_at_ - *stalled_since_)};
}

void RunStats::playback_stopped() {
    session_ = nullptr;
    stalled_since_.reset();
}

void RunStats::set_images(const ImageFigures& figures) {
    images_decoded_ = figures.decoded;
    image_peak_bytes_ = figures.peak_bytes;
}

std::vector<std::pair<const char*, std::uint64_t>> RunStats::network_counts() const {
    static const NetworkFigures kNone;
    const NetworkFigures& figures = network_ != nullptr ? *network_ : kNone;
    const std::uint64_t media = figures.media_bytes, had = media + figures.cache_bytes;
    // What the cache gave may have been watched as well as what came over the wire.
    const std::uint64_t wasted = std::min(media, had - std::min(had, watched_bytes_));
    return {{"requests", figures.requests},       {"bytes", figures.bytes},       {"media_bytes", media},
            {"watched_bytes", watched_bytes_},    {"wasted_bytes", wasted},       {"cache_hits", figures.cache_hits},
            {"cache_bytes", figures.cache_bytes}, {"rung_changes", rung_changes_}};
}

std::string RunStats::to_json() const {
    rapidjson::StringBuffer buffer;
    Writer writer(buffer);
    writer.SetIndent(' ', 1);
    writer.SetFormatOptions(rapidjson::kFormatSingleLineArray);
    writer.StartObject();
    writer.Key("presenter");
    writer.String(presenter_.c_str());
    writer.Key("missing_fonts");
    writer.StartArray();
    for (const std::string& package : missing_fonts_) writer.String(package.c_str());
    writer.EndArray();
    writer.Key("start");
    writer.StartObject();
    number_or_null(writer, "window_ms", window_ms_);
    number_or_null(writer, "screen_ms", screen_ms_);
    number_or_null(writer, "first_frame_ms", first_frame_ms_);
    writer.EndObject();
    writer.Key("swipes");
    writer.StartArray();
    for (const SwipeFigure& swipe : swipes_) {
        writer.StartObject();
        writer.Key("kind");
        writer.String(swipe.prepared ? "prepared" : "unprepared");
        number_or_null(writer, "at_s", to_seconds(swipe.intent - process_start_));
        number_or_null(writer, "first_frame_ms", swipe.first_frame_ms);
        writer.EndObject();
    }
    writer.EndArray();
    writer.Key("swipes_overtaken");
    writer.Uint64(overtaken_);
    writer.Key("frames");
    writer.StartObject();
    const std::pair<const char*, std::uint64_t> counts[] = {
        {"shown", shown_},
        {"dropped", dropped_},
        {"late", late_},
        {"black", black_},
        // Of the dropped ones those that this machine was too slow to decode.
        {"too_slow", skipped_}};
    for (const auto& [key, value] : counts) {
        writer.Key(key);
        writer.Uint64(value);
    }
    writer.EndObject();
    write_distribution(writer, "av_offset_ms", av_offsets_);
    // From one scene to the next, and what one took, while something moved.
    write_distribution(writer, "motion_interval_ms", motion_intervals_);
    write_distribution(writer, "motion_work_ms", motion_work_);
    writer.Key("scenes");
    writer.StartObject();
    writer.Key("presented");
    writer.Uint64(presented_);
    writer.Key("unchanged");
    writer.Uint64(unchanged_);
    writer.EndObject();
    writer.Key("artwork");
    writer.StartObject();
    writer.Key("decoded");
    writer.Uint64(images_decoded_);
    number_or_null(writer, "peak_mib", static_cast<double>(image_peak_bytes_) / (1 << 20));
    writer.EndObject();
    writer.Key("stalls");
    writer.StartArray();
    const auto write_stall = [&](const Stall& stall) {
        writer.StartObject();
        number_or_null(writer, "at_s", stall.at_s);
        number_or_null(writer, "ms", stall.ms);
        writer.EndObject();
    };
    for (const Stall& stall : stalls_) write_stall(stall);
    // One that has not ended is the worst of all.
    if (stalled_since_) write_stall(running_stall());
    writer.EndArray();
    writer.Key("cut_short");
    writer.Uint64(cut_short_);
    writer.Key("rung_changes");
    writer.Uint64(rung_changes_);
    writer.Key("network");
    writer.StartObject();
    for (const auto& [key, value] : network_counts()) {
        writer.Key(key);
        writer.Uint64(value);
    }
    writer.EndObject();
    number_or_null(writer, "interface_cpu_s", interface_cpu_s_);
    number_or_null(writer, "raster_cpu_s", raster_cpu_s_);
    number_or_null(writer, "cpu_s", process_cpu_seconds());
    number_or_null(writer, "peak_rss_mib", process_peak_rss_mib());
    writer.EndObject();
    return std::string(buffer.GetString()) + "\n";
}

}  // namespace cliffhanger
