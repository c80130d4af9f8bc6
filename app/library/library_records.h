// What is remembered about a viewer. Plain values.
#pragma once

#include <chrono>
#include <compare>
#include <map>
#include <optional>
#include <string>

#include "player/media_time.h"

namespace cliffhanger {

/// Seconds are enough for "yesterday".
using WallSeconds = std::chrono::sys_seconds;

/// What a feed is known by: its address, or where its file or folder lies, however it was named.
std::string library_feed_key(const std::string& source);

/// Ids are unique in a feed; `feed` is its address.
struct SeriesKey {
    std::string feed, series;
    auto operator<=>(const SeriesKey&) const = default;
};

struct EpisodeKey {
    std::string feed, series, episode;
    auto operator<=>(const EpisodeKey&) const = default;
    SeriesKey series_key() const { return {feed, series}; }
};

struct EpisodeRecord {
    MediaTime position{0};  ///< where it goes on
    double watched = 0;     ///< the farthest that was reached, 0 to 1
    bool liked = false;
    bool unlocked = false;                  ///< a demonstration; nothing was paid
    std::optional<WallSeconds> watched_at;  ///< when last; nullopt: not in the history
    bool operator==(const EpisodeRecord&) const = default;
};

/// What the viewer chose while watching a series, and wants again in its next episode. nullopt = never chosen.
struct SeriesChoices {
    std::optional<double> rate;
    std::optional<std::string> captions;  ///< BCP 47; "off" = none
    bool captions_closed = false;         ///< the ones for the hard of hearing
    std::optional<std::string> second_captions;
    std::optional<std::string> audio;  ///< BCP 47
    bool audio_description = false;
    MediaTime caption_delay{0};  ///< later, when positive
    bool operator==(const SeriesChoices&) const = default;
};

struct SeriesRecord {
    std::optional<WallSeconds> listed_at;  ///< on the viewer's list since
    SeriesChoices choices;
    bool operator==(const SeriesRecord&) const = default;
};

/// What EBU R128 says about a media file's sound.
struct LoudnessRecord {
    double integrated_lufs = 0, true_peak_dbtp = 0;
    std::string version;  ///< of the bytes that were measured; another one means measuring again
    bool operator==(const LoudnessRecord&) const = default;
};

struct LibraryRecords {
    std::map<EpisodeKey, EpisodeRecord> episodes;
    std::map<SeriesKey, SeriesRecord> series;
    std::map<std::string, EpisodeKey> places;  ///< by feed: the episode that was on the stage last
    std::map<std::string, std::string> settings;
    std::map<std::string, LoudnessRecord> loudness;  ///< by media
};

}  // namespace cliffhanger
