#include "net/catalog/feed_content.h"

#include <algorithm>
#include <array>

#include "net/catalog/advisory_ratings.h"
#include "net/catalog/drama_extension.h"
#include "net/catalog/feed_values.h"
#include "net/catalog/language_tag.h"
#include "net/catalog/media_extension.h"
#include "net/catalog/text_encoding.h"
#include "net/catalog/trick_play.h"

namespace cliffhanger {

namespace {

bool is_quality(std::string_view text) {
    constexpr std::array<std::string_view, 5> kQualities = {"SD", "HD", "HD+", "FHD", "UHD"};
    return std::find(kQualities.begin(), kQualities.end(), text) != kQualities.end();
}

bool is_video_type(std::string_view text) {
    constexpr std::array<std::string_view, 12> kTypes = {"HLS",  "SMOOTH", "DASH", "MP4", "MOV", "M4V",
                                                         "WEBM", "MKV",    "TS",   "MPG", "M4A", "MP3"};
    return std::find(kTypes.begin(), kTypes.end(), text) != kTypes.end();
}

/// Settles quality and type of a video whose address is known.
void read_quality_and_type(const FeedObject& object, VideoAddress& video) {
    video.quality = ascii_upper(object.text({"quality"}));
    video.video_type = ascii_upper(object.text({"videoType"}));
    if (is_video_type(video.quality) && (video.video_type.empty() || is_quality(video.video_type))) {
        // Roku's published Search schema has the two the wrong way round, so both ways are right.
        std::swap(video.quality, video.video_type);
    }
    if (!video.quality.empty() && !is_quality(video.quality)) {
        object.log().warn("unknown-quality", object.place_of({"quality"}), "This quality is not known.",
                          "Write SD, HD, FHD or UHD.");
        video.quality.clear();
    }
    if (video.quality == "HD+") video.quality = "FHD";
    const std::string by_name = video_type_of(video.url);
    if (!video.video_type.empty() && !is_video_type(video.video_type)) {
        object.log().warn("unknown-video-type", object.place_of({"videoType"}), "This video type is not known.",
                          "Write HLS, MP4, MOV or M4V.");
        video.video_type.clear();
    }
    if (is_streaming_type(by_name) && !video.video_type.empty() && video.video_type != by_name) {
        object.log().warn("video-type-mismatch", object.place_of({"videoType"}),
                          "The address names " + by_name + ", the feed says " + video.video_type + ".",
                          "The address is believed.");
        video.video_type = by_name;
    }
    if (video.video_type.empty()) video.video_type = by_name;
}

/// What a download can be checked by.
void read_hash(const FeedObject& object, VideoAddress& video) {
    const auto drama = object.object({"_drama"});
    const auto hash = drama ? drama->object({"hash"}) : std::nullopt;
    if (!hash) return;
    video.size = std::max<std::int64_t>(0, hash->count({"size"}));
    const std::string sum = ascii_lower(hash->text({"sha256"}));
    if (sum.empty()) return;
    if (sum.size() == 64 && sum.find_first_not_of("0123456789abcdef") == sum.npos) {
        video.sha256 = sum;
    } else {
        hash->log().warn("bad-hash", hash->place_of({"sha256"}), "This is no SHA-256.", "Write 64 hexadecimal digits.");
    }
}

/// Whether this version can try the video; what it cannot is reported.
bool is_usable(const FeedObject& object, const VideoAddress& video) {
    if (object.has({"drmAuthentication"})) {
        object.log().error("protected-video", object.place(), "The video is protected (DRM).",
                           "Protected videos cannot be played.");
        return false;
    }
    if (video.video_type == "DASH" || video.video_type == "SMOOTH") {
        object.log().error("unsupported-video-type", object.place(), video.video_type + " streams are not supported.",
                           "Offer an MP4 or HLS.");
        return false;
    }
    return true;
}

void read_videos(const FeedObject& content, Episode& episode) {
    for (const FeedObject& object : content.objects({"videos"})) {
        VideoAddress video;
        if (!object.has({"url"})) {
            object.log().error("missing-address", object.place(), "The video has no address.");
            continue;
        }
        video.url = object.address({"url"});
        if (video.url.empty()) continue;
        read_quality_and_type(object, video);
        video.bitrate_kbps = std::max(0, object.integer({"bitrate", "bitRate"}).value_or(0));
        read_hash(object, video);
        if (is_usable(object, video)) episode.videos.push_back(std::move(video));
    }
}

void read_captions(const FeedObject& content, Episode& episode) {
    for (const FeedObject& object : content.objects({"captions"})) {
        Caption caption;
        caption.url = object.address({"url"});
        if (caption.url.empty()) continue;
        caption.language = object.language({"language"});
        if (!object.has({"language"})) {
            object.log().warn("caption-without-language", object.place(), "The caption names no language.",
                              "Viewers choose captions by language.");
        }
        const std::string type = ascii_upper(object.text({"captionType"}));
        caption.closed_caption = type == "CLOSED_CAPTION";
        if (!type.empty() && type != "CLOSED_CAPTION" && type != "SUBTITLE") {
            object.log().warn("unknown-caption-type", object.place_of({"captionType"}),
                              "This caption type is not known.", "Write CLOSED_CAPTION or SUBTITLE.");
        }
        caption.label = object.text({"label"});
        episode.captions.push_back(std::move(caption));
    }
}

void read_cue_points(const FeedObject& content, Episode& episode) {
    for (const FeedObject& object : content.objects({"creditCuePoints"})) {
        CuePoint cue;
        cue.type = ascii_lower(object.text({"creditType"}));
        const auto start = object.seconds({"start"});
        const auto end = object.seconds({"end"});
        cue.start_s = start.value_or(0);
        cue.end_s = end.value_or(episode.duration_s.value_or(cue.start_s));
        if (cue.type.empty() || (!start && !end) || cue.end_s < cue.start_s) {
            object.log().warn("bad-cue-point", object.place(), "The cue point has no type or no usable times.");
            continue;
        }
        episode.cue_points.push_back(std::move(cue));
    }
}

void check_ad_breaks(const FeedObject& content) {
    const JsonView breaks = content.find({"adBreaks"});
    if (!breaks.is(JsonType::Array)) return;
    for (JsonView item = breaks.first_child(); item; item = item.next()) {
        const bool scalar = item.is(JsonType::Number) || item.is(JsonType::String);
        if (scalar && parse_seconds(item.text())) continue;
        content.log().warn("bad-ad-break", item.place(), "This is not the time of an ad break.",
                           "Write \"hh:mm:ss\" or seconds.");
    }
}

/// How well a picture fills a portrait card: 0 is 2:3 itself, unknown sizes stand between portrait and landscape.
double card_distance(double ratio) {
    constexpr double kCard = 2.0 / 3.0, kUnknown = 0.4;
    if (ratio <= 0) return kUnknown;
    return ratio > kCard ? ratio - kCard : (kCard - ratio) / 2;
}

double parse_ratio(std::string_view text) {
    const std::size_t colon = text.find_first_of(":/x");
    const auto width = parse_number(text.substr(0, colon));
    const auto height = colon == std::string_view::npos ? std::optional(1.0) : parse_number(text.substr(colon + 1));
    return width && height && *width > 0 && *height > 0 ? *width / *height : 0;
}

struct RankedPoster {
    Poster poster;
    double distance = 0;
};

void read_picture(const FeedObject& object, std::vector<RankedPoster>& posters) {
    Poster poster;
    poster.url = object.address({"url"});
    if (poster.url.empty()) return;
    poster.width = std::clamp(object.integer({"width"}).value_or(0), 0, 100'000);
    poster.height = std::clamp(object.integer({"height"}).value_or(0), 0, 100'000);
    double ratio = parse_ratio(object.text({"ratio", "aspect"}));
    if (poster.width > 0 && poster.height > 0) ratio = static_cast<double>(poster.width) / poster.height;
    const double distance = card_distance(ratio);
    posters.push_back({std::move(poster), distance});
}

/// A logo is no poster.
bool is_artwork(const FeedObject& image) {
    const std::string type = ascii_lower(image.text({"type"}));
    return type.find("logo") == std::string::npos;
}

LocalizedText read_title(const FeedObject& object) { return object.localized({"title"}, {"titles"}); }

/// The long description, and the short one in languages that the long one lacks.
LocalizedText read_synopsis(const FeedObject& object) {
    LocalizedText text = object.localized({"longDescription"}, {"longDescriptions"});
    const LocalizedText shorter = object.localized({"shortDescription", "description"}, {"shortDescriptions"});
    if (text.empty()) return shorter;
    const auto has = [&](const std::string& language) {
        return std::any_of(text.values.begin(), text.values.end(), [&](const auto& value) {
            const std::string& own = value.first.empty() ? object.context().language : value.first;
            return primary_language(own) == primary_language(language);
        });
    };
    std::vector<std::pair<std::string, std::string>> added;
    for (const auto& value : shorter.values) {
        if (!value.first.empty() && !has(value.first)) added.push_back(value);
    }
    text.values.insert(text.values.end(), added.begin(), added.end());
    return text;
}

/// Every picture the object names, the best for a portrait card first.
std::vector<Poster> read_posters(const FeedObject& object) {
    std::vector<RankedPoster> ranked;
    if (const auto drama = object.object({"_drama"})) {
        for (const FeedObject& picture : drama->objects({"posters"})) read_picture(picture, ranked);
    }
    for (const FeedObject& picture : object.objects({"thumbnails"})) read_picture(picture, ranked);
    for (const FeedObject& picture : object.objects({"images"})) {
        if (is_artwork(picture)) read_picture(picture, ranked);
    }
    // A box cover is portrait, a thumbnail in Direct Publisher 16:9.
    if (auto url = object.address({"thumbnailBoxcover"}); !url.empty()) {
        ranked.push_back({{std::move(url)}, card_distance(3.0 / 4.0)});
    }
    if (auto url = object.address({"thumbnail"}); !url.empty()) {
        ranked.push_back({{std::move(url)}, card_distance(16.0 / 9.0)});
    }
    std::stable_sort(ranked.begin(), ranked.end(), [](const RankedPoster& left, const RankedPoster& right) {
        return left.distance < right.distance;
    });
    std::vector<Poster> posters;
    for (RankedPoster& entry : ranked) posters.push_back(std::move(entry.poster));
    return posters;
}

std::string read_thumbnail(const FeedObject& object) {
    const std::vector<Poster> pictures = read_posters(object);
    return pictures.empty() ? std::string() : pictures.front().url;
}

/// Who plays in it and made it.
std::vector<Credit> read_credits(const FeedObject& object) {
    std::vector<Credit> credits;
    for (const FeedObject& credit : object.objects({"credits"})) {
        std::string name = credit.text({"name"});
        if (name.empty()) continue;
        const auto drama = credit.object({"_drama"});
        credits.push_back(
            {std::move(name), ascii_lower(credit.text({"role"})), drama ? drama->text({"character"}) : std::string()});
    }
    return credits;
}

/// Genres, tags, credits and the release date.
void read_labels(const FeedObject& object, Series& series) {
    series.genres = object.texts({"genres"});
    const JsonView tags = object.find({"tags"});
    if (tags.is(JsonType::Object)) {  // a published fork groups them: {"genres": [], "keywords": [], "categories": []}
        const FeedObject groups(tags, object.context());
        series.tags = groups.texts({"keywords"});
        for (std::string& genre : groups.texts({"genres"})) series.genres.push_back(std::move(genre));
    } else if (tags) {
        series.tags = object.texts({"tags"});
    }
    series.credits = read_credits(object);
    series.ratings = read_ratings(object);
    series.released = object.date({"releaseDate"});
    if (series.released) return;
    const auto year = object.integer({"releaseYear"});
    if (year && *year > 1800 && *year < 3000)
        series.released = std::chrono::year(*year) / std::chrono::January / std::chrono::day(1);
}

}  // namespace

void read_play_options(const FeedObject& content, EpisodeDraft& draft) {
    std::optional<Lock> lock;
    for (const FeedObject& option : content.objects({"playOptions"})) {
        const std::string license = ascii_lower(option.text({"license"}));
        if (license == "free") {
            draft.locked_here = true;
            draft.episode.lock.reset();
            return;
        }
        if (license.empty() || lock) continue;
        lock = Lock{license, std::max(0.0, option.number({"price"}).value_or(0)), option.text({"currency"})};
    }
    if (!lock) return;
    draft.episode.lock = std::move(lock);
    draft.locked_here = true;
}

void read_content(const FeedObject& content, EpisodeDraft& draft) {
    Episode& episode = draft.episode;
    if (const auto duration = content.seconds({"duration", "durationInSeconds"})) {
        if (*duration > 0) episode.duration_s = duration;
    }
    if (const auto added = content.date({"dateAdded"})) episode.added = added;
    content.check_date({"validityPeriodStart"});
    content.check_date({"validityPeriodEnd"});
    read_videos(content, episode);
    read_captions(content, episode);
    for (const FeedObject& object : content.objects({"audioTracks"})) {
        episode.audio_tracks.push_back({object.language({"language"}), object.text({"label"}),
                                        ascii_lower(object.text({"type"})), object.address({"url"})});
    }
    read_trick_play(content, episode);
    read_cue_points(content, episode);
    read_play_options(content, draft);
    check_ad_breaks(content);
}

std::string read_provider_name(const FeedObject& root) {
    const std::string name = root.text({"providerName"});
    std::string shown = without_controls(name);
    if (shown != name) {
        root.log().warn("hidden-control", root.place_of({"providerName"}),
                        "The provider's name holds control characters or overrides of its writing direction.",
                        "They are left out.");
    }
    return shown;
}

void read_series_head(const FeedObject& object, SeriesDraft& draft) {
    draft.place = object.place();
    draft.series.id = object.text({"id"});
    draft.series.title = read_title(object);
    draft.series.synopsis = read_synopsis(object);
    draft.series.posters = read_posters(object);
    read_labels(object, draft.series);
    read_drama(object, draft);
}

EpisodeDraft read_episode_head(const FeedObject& object) {
    EpisodeDraft draft;
    draft.place = object.place();
    draft.episode.id = object.text({"id"});
    draft.episode.title = read_title(object);
    draft.episode.synopsis = read_synopsis(object);
    draft.episode.thumbnail_url = read_thumbnail(object);
    draft.episode.ratings = read_ratings(object);
    return draft;
}

}  // namespace cliffhanger
