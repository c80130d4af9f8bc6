#include "tests/app/support/clip_feed.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <filesystem>

namespace cliffhanger::test {
namespace {

constexpr auto kKeep = std::filesystem::copy_options::skip_existing;

using Writer = rapidjson::Writer<rapidjson::StringBuffer>;

void text(Writer& writer, const char* key, const std::string& value) {
    writer.Key(key);
    writer.String(value.c_str());
}

void write_captions(Writer& writer, const TemporaryFolder& folder, const ClipEpisode& episode) {
    writer.Key("captions");
    writer.StartArray();
    int count = 0;
    for (const ClipCaption& caption : episode.captions) {
        const std::string name = episode.id + "." + std::to_string(++count) + "." + caption.language + ".vtt";
        folder.write(name, "WEBVTT\n\n00:00.000 --> 00:10.000\n" + caption.text + "\n");
        writer.StartObject();
        text(writer, "url", name);
        text(writer, "language", caption.language);
        text(writer, "captionType", caption.closed ? "CLOSED_CAPTION" : "SUBTITLE");
        writer.EndObject();
    }
    writer.EndArray();
}

void write_episode(Writer& writer, const TemporaryFolder& folder, const ClipEpisode& episode, int number) {
    writer.StartObject();
    text(writer, "id", episode.id);
    text(writer, "title", "Episode " + episode.id);
    writer.Key("episodeNumber");
    writer.Int(number);
    if (!episode.rating.empty()) {
        writer.Key("rating");
        writer.StartObject();
        text(writer, "rating", episode.rating);
        text(writer, "ratingSource", "FSK");
        writer.EndObject();
    }
    writer.Key("content");
    writer.StartObject();
    writer.Key("videos");
    writer.StartArray();
    if (!episode.clip.empty()) {
        const bool address = episode.clip.find("://") != std::string::npos;
        writer.StartObject();
        // A feed names no files outside its own folder.
        if (!address) std::filesystem::copy_file(fixture_path(episode.clip), folder.path() / episode.clip, kKeep);
        text(writer, "url", episode.clip);
        text(writer, "quality", "HD");
        text(writer, "videoType", "MP4");
        writer.EndObject();
    }
    writer.EndArray();
    write_captions(writer, folder, episode);
    writer.EndObject();
    if (episode.locked) {
        writer.Key("_drama");
        writer.StartObject();
        writer.Key("unlock");
        writer.StartObject();
        text(writer, "kind", "coin");
        writer.EndObject();
        writer.EndObject();
    }
    writer.EndObject();
}

}  // namespace

std::string fixture_path(const std::string& name) {
    return std::string(CLIFFHANGER_TEST_SOURCE_DIR) + "/tests/fixtures/" + name;
}

void ClipFeed::replace(const std::vector<ClipSeries>& series) {
    rapidjson::StringBuffer buffer;
    Writer writer(buffer);
    writer.StartObject();
    text(writer, "providerName", "Clips");
    text(writer, "language", "en");
    writer.Key("series");
    writer.StartArray();
    for (const ClipSeries& one : series) {
        writer.StartObject();
        text(writer, "id", one.id);
        text(writer, "title", "Series " + one.id);
        writer.Key("episodes");
        writer.StartArray();
        int number = 0;
        for (const ClipEpisode& episode : one.episodes) write_episode(writer, folder_, episode, ++number);
        writer.EndArray();
        writer.EndObject();
    }
    writer.EndArray();
    writer.EndObject();
    overwrite(buffer.GetString());
}

std::vector<ClipSeries> numbered_episodes(int count) {
    ClipSeries series{"s", {}};
    for (int i = 1; i <= count; ++i) series.episodes.push_back({"e" + std::to_string(i)});
    return {series};
}

}  // namespace cliffhanger::test
