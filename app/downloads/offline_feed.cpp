#include "app/downloads/offline_feed.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <cstdio>

namespace cliffhanger {
namespace {

/// Members that say nothing are not written.
class FeedWriter {
 public:
    std::string write(const Catalog& catalog, const std::set<std::string>& series) {
        out_.StartObject();
        text("providerName", catalog.name);
        text("language", catalog.language);
        out_.Key("series");
        out_.StartArray();
        for (const Series& one : catalog.series) {
            if (series.contains(one.id)) write_series(one);
        }
        out_.EndArray();
        write_shelves(catalog, series);
        out_.EndObject();
        return {buffer_.GetString(), buffer_.GetSize()};
    }

 private:
    void string(const std::string& value) { out_.String(value.data(), static_cast<rapidjson::SizeType>(value.size())); }
    void text(const char* name, const std::string& value) {
        if (value.empty()) return;
        out_.Key(name);
        string(value);
    }
    template <class Number>
    void number(const char* name, Number value) {
        if (value == Number{}) return;
        out_.Key(name);
        if constexpr (std::is_same_v<Number, double>) {
            out_.Double(value);
        } else {
            out_.Int64(value);
        }
    }
    void texts(const char* name, const std::vector<std::string>& values) {
        if (values.empty()) return;
        out_.Key(name);
        out_.StartArray();
        for (const std::string& value : values) string(value);
        out_.EndArray();
    }
    void date(const char* name, const std::optional<std::chrono::sys_days>& day) {
        if (!day) return;
        const std::chrono::year_month_day date(*day);
        char written[16];
        std::snprintf(written, sizeof written, "%04d-%02u-%02u", static_cast<int>(date.year()),
                      static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
        text(name, written);
    }
    /// An object for each value.
    template <class Value, class Write>
    void list(const char* name, const std::vector<Value>& values, Write write) {
        if (values.empty()) return;
        out_.Key(name);
        out_.StartArray();
        for (const Value& value : values) {
            out_.StartObject();
            write(value);
            out_.EndObject();
        }
        out_.EndArray();
    }
    void localized(const char* name, const LocalizedText& value) {
        list(name, value.values, [this](const auto& entry) {
            text("value", entry.second);
            if (!entry.first.empty()) texts("languages", {entry.first});
        });
    }

    void ratings(const std::vector<AdvisoryRating>& values) {
        list("advisoryRatings", values, [this](const AdvisoryRating& rating) {
            text("source", rating.source);
            text("value", rating.value);
            texts("descriptors", rating.descriptors);
        });
    }

    /// Rows may have the same name, playlists may not: those are numbered.
    void write_shelves(const Catalog& catalog, const std::set<std::string>& series) {
        std::vector<std::pair<std::string, std::vector<std::string>>> rows;
        for (const FeedShelf& shelf : catalog.shelves) {
            std::vector<std::string> ids;
            for (const std::size_t index : shelf.series) {
                if (series.contains(catalog.series[index].id)) ids.push_back(catalog.series[index].id);
            }
            if (!ids.empty()) rows.emplace_back(shelf.name, std::move(ids));
        }
        int number = 0;
        list("categories", rows, [&](const auto& row) {
            text("name", row.first);
            text("playlistName", std::to_string(++number));
            text("order", "manual");
        });
        number = 0;
        list("playlists", rows, [&](const auto& row) {
            text("name", std::to_string(++number));
            texts("itemIds", row.second);
        });
    }

    void write_series(const Series& series) {
        out_.StartObject();
        text("id", series.id);
        localized("titles", series.title);
        localized("longDescriptions", series.synopsis);
        texts("genres", series.genres);
        texts("tags", series.tags);
        date("releaseDate", series.released);
        list("credits", series.credits, [this](const Credit& credit) {
            text("name", credit.name);
            text("role", credit.role);
            if (credit.character.empty()) return;
            out_.Key("_drama");
            out_.StartObject();
            text("character", credit.character);
            out_.EndObject();
        });
        list("thumbnails", series.posters, [this](const Poster& poster) {
            text("url", poster.url);
            number("width", poster.width);
            number("height", poster.height);
        });
        ratings(series.ratings);
        out_.Key("_drama");
        out_.StartObject();
        text("status", series.status);
        text("dominantColor", series.dominant_color);
        text("updateNote", series.update_note);
        texts("warnings", series.warnings);
        text("recordNumber", series.record_number);
        text("licenceNumber", series.licence_number);
        number("likes", series.likes);
        number("views", series.views);
        number("episodeCount", series.announced_episodes);
        out_.EndObject();
        out_.Key("episodes");
        out_.StartArray();
        for (const Episode& episode : series.episodes) write_episode(episode);
        out_.EndArray();
        out_.EndObject();
    }

    void write_episode(const Episode& episode) {
        out_.StartObject();
        text("id", episode.id);
        number("episodeNumber", episode.number);
        localized("titles", episode.title);
        localized("longDescriptions", episode.synopsis);
        text("thumbnail", episode.thumbnail_url);
        ratings(episode.ratings);
        out_.Key("content");
        out_.StartObject();
        write_content(episode);
        out_.EndObject();
        out_.Key("_drama");
        out_.StartObject();
        number("likes", episode.likes);
        number("hookAt", episode.hook_at_s.value_or(0));
        if (episode.loudness) {
            out_.Key("loudness");
            out_.StartObject();
            out_.Key("lufs");
            out_.Double(episode.loudness->lufs);
            out_.Key("truePeak");
            out_.Double(episode.loudness->true_peak_dbtp);
            out_.EndObject();
        }
        if (episode.lock) {
            out_.Key("unlock");
            out_.StartObject();
            text("kind", episode.lock->kind);
            number("price", episode.lock->price);
            text("currency", episode.lock->currency);
            out_.EndObject();
        }
        out_.EndObject();
        out_.EndObject();
    }

    void write_content(const Episode& episode) {
        number("duration", episode.duration_s.value_or(0));
        date("dateAdded", episode.added);
        list("videos", episode.videos, [this](const VideoAddress& video) {
            text("url", video.url);
            text("quality", video.quality);
            text("videoType", video.video_type);
            number("bitrate", video.bitrate_kbps);
            if (video.sha256.empty() && video.size == 0) return;
            out_.Key("_drama");
            out_.StartObject();
            out_.Key("hash");
            out_.StartObject();
            text("sha256", video.sha256);
            number("size", video.size);
            out_.EndObject();
            out_.EndObject();
        });
        list("captions", episode.captions, [this](const Caption& caption) {
            text("url", caption.url);
            text("language", caption.language);
            text("captionType", caption.closed_caption ? "CLOSED_CAPTION" : "SUBTITLE");
            text("label", caption.label);
        });
        list("audioTracks", episode.audio_tracks, [this](const AudioTrackInfo& track) {
            text("language", track.language);
            text("label", track.label);
            text("type", track.type);
            text("url", track.url);
        });
        list("creditCuePoints", episode.cue_points, [this](const CuePoint& cue) {
            text("creditType", cue.type);
            out_.Key("start");
            out_.Double(cue.start_s);
            out_.Key("end");
            out_.Double(cue.end_s);
        });
    }

    rapidjson::StringBuffer buffer_;
    rapidjson::Writer<rapidjson::StringBuffer> out_{buffer_};
};

}  // namespace

std::string offline_feed(const Catalog& catalog, const std::set<std::string>& series) {
    return FeedWriter().write(catalog, series);
}

}  // namespace cliffhanger
