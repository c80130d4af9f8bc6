// What the inspector shows, as JSON: for reports about what went wrong.
#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "app/screens/inspector.h"

namespace cliffhanger {
namespace {

using Writer = rapidjson::PrettyWriter<rapidjson::StringBuffer>;

void text(Writer& writer, const char* key, const std::string& value) {
    writer.Key(key);
    writer.String(value.c_str(), static_cast<rapidjson::SizeType>(value.size()));
}

void number(Writer& writer, const char* key, double value) {
    writer.Key(key);
    writer.Double(value);
}

void whole(Writer& writer, const char* key, std::int64_t value) {
    writer.Key(key);
    writer.Int64(value);
}

void truth(Writer& writer, const char* key, bool value) {
    writer.Key(key);
    writer.Bool(value);
}

const char* name_of(SessionState state) {
    constexpr const char* kNames[] = {"opening", "ready", "buffering", "ended", "failed"};
    return kNames[static_cast<std::size_t>(state)];
}

void write_rungs(Writer& writer, const SessionSnapshot& session) {
    const std::vector<std::size_t> playing = playing_rungs(session);
    writer.Key("rungs");
    writer.StartArray();
    for (std::size_t i = 0; i < session.rungs.size(); ++i) {
        const StreamRung& rung = session.rungs[i];
        writer.StartObject();
        whole(writer, "width", rung.width);
        whole(writer, "height", rung.height);
        number(writer, "kbit_s", static_cast<double>(rung.bandwidth) / 1000);
        truth(writer, "plays", std::ranges::find(playing, i) != playing.end());
        writer.EndObject();
    }
    writer.EndArray();
}

void write_session(Writer& writer, const SessionSnapshot& session) {
    writer.Key("session");
    writer.StartObject();
    text(writer, "state", name_of(session.state));
    if (session.error) text(writer, "error", session.error->message);
    number(writer, "position_s", to_seconds(session.position));
    if (session.duration) number(writer, "duration_s", to_seconds(*session.duration));
    number(writer, "buffered_until_s", to_seconds(session.buffered_until));
    truth(writer, "has_first_frame", session.has_first_frame);
    number(writer, "rate", session.rate);
    text(writer, "container", session.container);
    text(writer, "video_codec", session.video_codec);
    text(writer, "audio_codec", session.audio_codec);
    if (const auto index = static_cast<std::size_t>(session.audio_track); index < session.audio_tracks.size()) {
        const AudioTrack& track = session.audio_tracks[index];
        text(writer, "audio_language", track.language);
        whole(writer, "audio_channels", track.channels);
        whole(writer, "audio_sample_rate", track.sample_rate);
    }
    if (session.loudness) number(writer, "loudness_lufs", session.loudness->lufs);
    number(writer, "level_db", session.level_db);
    whole(writer, "width", session.video_width);
    whole(writer, "height", session.video_height);
    number(writer, "fps", session.fps);
    if (!session.rungs.empty()) write_rungs(writer, session);
    whole(writer, "decoder_threads", session.decoder_threads);
    text(writer, "decoder", session.video_decoder);
    text(writer, "decoder_note", session.video_decoder_note);
    whole(writer, "frames_skipped", static_cast<std::int64_t>(session.frames_skipped));
    whole(writer, "frames_shown", static_cast<std::int64_t>(session.frames_shown));
    whole(writer, "frames_dropped", static_cast<std::int64_t>(session.frames_dropped));
    whole(writer, "frames_late", static_cast<std::int64_t>(session.frames_late));
    if (session.av_offset_ms) number(writer, "av_offset_ms", *session.av_offset_ms);
    writer.EndObject();
}

void write_request(Writer& writer, const LoggedRequest& request) {
    writer.StartObject();
    // A query may hold credentials, which a report must not.
    text(writer, "url", request.url.substr(0, request.url.find_first_of("?#")));
    text(writer, "range", request.range);
    whole(writer, "status", request.status);
    whole(writer, "bytes", request.bytes);
    number(writer, "ms", static_cast<double>(request.took.count()) / 1000);
    truth(writer, "ended", request.ended);
    writer.EndObject();
}

void write_system(Writer& writer, const SystemFigures& system) {
    text(writer, "presenter", system.presenter);
    number(writer, "resident_mib", system.resident_mib);
    if (system.throughput_mbps) number(writer, "throughput_mbps", *system.throughput_mbps);
    if (system.pinned_height) whole(writer, "pinned_height", *system.pinned_height);
    truth(writer, "saves_data", system.saves_data);
    truth(writer, "metered_network", system.metered);
    whole(writer, "rung_changes", static_cast<std::int64_t>(system.rung_changes));
    if (system.cache) {
        number(writer, "cache_mib", system.cache->mib);
        whole(writer, "cache_hits", static_cast<std::int64_t>(system.cache->hits));
    }
    whole(writer, "requests_sent", static_cast<std::int64_t>(system.requests_sent));
    writer.Key("requests");
    writer.StartArray();
    for (const LoggedRequest& request : system.requests) write_request(writer, request);
    writer.EndArray();
}

}  // namespace

std::string to_json(const InspectorReport& report) {
    rapidjson::StringBuffer buffer;
    Writer writer(buffer);
    writer.StartObject();
    writer.Key("pages");
    writer.StartArray();
    for (const InspectedPage& page : report.pages) {
        writer.StartObject();
        text(writer, "name", page.name);
        truth(writer, "current", page.current);
        if (page.session) write_session(writer, *page.session);
        writer.EndObject();
    }
    writer.EndArray();
    write_system(writer, report.system);
    writer.EndObject();
    return std::string(buffer.GetString(), buffer.GetSize()) + "\n";
}

}  // namespace cliffhanger
