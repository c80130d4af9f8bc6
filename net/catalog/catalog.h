// What a feed, a folder or a single file says there is to watch. Plain values; addresses are absolute and already
// checked against what the source may name.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "net/http_client.h"

namespace cliffhanger {

/// A text with translations; `language` is BCP 47, empty = the feed's default language.
struct LocalizedText {
    std::vector<std::pair<std::string, std::string>> values;  ///< {language, text}, in the feed's order
    /// The best value for a language: exact, then same primary language (zh-Hant -> zh-Hans), then the first. Never
    /// null.
    const std::string& get(std::string_view language) const;
    bool empty() const { return values.empty(); }
};

struct VideoAddress {
    std::string url;
    std::string quality;     ///< "SD", "HD", "FHD", "UHD" or empty
    std::string video_type;  ///< upper case: "MP4", "HLS", ...; empty = unknown
    int bitrate_kbps = 0;    ///< 0 = unknown
    std::string sha256;      ///< of the file, 64 lower-case digits; empty = unknown
    std::int64_t size = 0;   ///< of the file, bytes; 0 = unknown
};

struct Caption {
    std::string url;
    std::string language;         ///< BCP 47
    bool closed_caption = false;  ///< for the hard of hearing
    std::string label;            ///< a title from the file name or feed; may be empty
};

struct AudioTrackInfo {
    std::string language, label, type;  ///< type: "original", "audio description", "other"
    std::string url;                    ///< a dub in a file of its own; empty = embedded
};

/// Small pictures of the whole episode, for scrubbing.
struct TrickPlayFile {
    enum class Kind { Bif, WebVtt, Hls };  ///< Hls: a playlist of I-frames
    Kind kind = Kind::Bif;
    std::string url;
    std::string quality;  ///< "HD", "FHD" or empty
};

struct CuePoint {
    std::string type;  ///< "intro", "recap", "end", "behindthescenes"
    double start_s = 0, end_s = 0;
};

/// Why an episode does not simply play; a demonstration only, nothing is ever charged.
struct Lock {
    std::string kind;  ///< "coin", "purchase", "rental", "subscription", "ad", "vip"
    double price = 0;
    std::string currency;
};

/// What the feed says of the sound, by EBU R 128.
struct StatedLoudness {
    double lufs = 0;
    double true_peak_dbtp = 0;  ///< 0 when the feed does not say: as if it were at full scale
};

/// From which age on it is meant to be seen, as an authority says: {"USA_PR", "TV14"}.
struct AdvisoryRating {
    std::string source;  ///< as Roku has it, upper case; may be empty
    std::string value;
    std::vector<std::string> descriptors;  ///< what it is rated for
};

struct Episode {
    std::string id;
    int number = 0;  ///< 1-based, as the feed says or by order
    LocalizedText title, synopsis;
    std::string thumbnail_url;
    std::vector<VideoAddress> videos;  ///< in the feed's order; may be empty: the page then says so
    std::vector<Caption> captions;
    std::vector<AudioTrackInfo> audio_tracks;
    std::vector<TrickPlayFile> trick_play;
    std::vector<CuePoint> cue_points;
    std::optional<double> duration_s, hook_at_s;
    std::optional<StatedLoudness> loudness;
    std::optional<Lock> lock;
    std::optional<std::chrono::sys_days> added;  ///< when it came into the feed
    std::int64_t likes = 0;
    std::vector<AdvisoryRating> ratings;  ///< its own
    std::optional<int> age;  ///< from which on it may be seen: the highest of its ratings, else of its series'
    HttpHeaders headers;     ///< to be sent with every request for this episode
};

struct Poster {
    std::string url;
    int width = 0, height = 0;  ///< 0 = unknown
};

struct Credit {
    std::string name;
    std::string role;            ///< as Roku has it, lower case: "actor", "director", ...; may be empty
    std::string character = {};  ///< whom they play; may be empty
};

struct Series {
    std::string id;
    LocalizedText title, synopsis;
    std::vector<std::string> genres, tags;
    std::vector<Credit> credits;  ///< in the feed's order
    std::vector<Poster> posters;  ///< best for a portrait card first
    std::string dominant_color;   ///< "#rrggbb" or empty
    std::string status;           ///< "ongoing", "complete" or empty
    std::string update_note;
    std::vector<AdvisoryRating> ratings;
    std::optional<int> age;                     ///< the highest of its ratings and its episodes'; nullopt: nobody says
    std::vector<std::string> warnings;          ///< "violence", "strong language": as the feed writes them
    std::string record_number, licence_number;  ///< under which a micro-drama may be shown in China
    std::optional<std::chrono::sys_days> released;
    std::int64_t likes = 0, views = 0;
    int announced_episodes = 0;  ///< what the feed says there are or will be; 0 = says nothing
    std::vector<Episode> episodes;
};

enum class CatalogFormat { RokuDirectPublisher, RokuSearch, Folder, SingleMedia };

/// A row of series that the feed itself puts together.
struct FeedShelf {
    std::string name;
    std::vector<std::size_t> series;  ///< indexes into Catalog::series; never empty, none twice
};

struct Catalog {
    CatalogFormat format = CatalogFormat::SingleMedia;
    std::string name;      ///< the provider's, the folder's or the file's
    std::string language;  ///< BCP 47 default language
    std::vector<Series> series;
    std::vector<FeedShelf> shelves;  ///< in the feed's order
};

enum class Severity { Error, Warning, Info };

/// One thing a tester should know about a source; `check --json` prints these.
struct Finding {
    Severity severity = Severity::Info;
    std::string code;  ///< stable, kebab-case: "episode-without-video"
    int line = 0, column = 0;
    std::string path;  ///< JSON pointer-like path or file name
    std::string message, hint;
};

struct LoadedCatalog {
    Catalog catalog;
    std::vector<Finding> findings;
};

/// HLS, DASH and Smooth Streaming: a playlist that leads to media, not media.
bool is_streaming_type(std::string_view video_type) noexcept;

std::string_view to_string(CatalogFormat format) noexcept;
std::string_view to_string(Severity severity) noexcept;

}  // namespace cliffhanger
