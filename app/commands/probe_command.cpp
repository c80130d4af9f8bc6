#include "app/commands/probe_command.h"

#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>

#include <algorithm>
#include <cmath>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "net/catalog/text_encoding.h"
#include "player/deadline.h"
#include "player/pipeline/video_decoder.h"
#include "player/probe.h"
#include "player/subtitles/subtitle_loader.h"

namespace cliffhanger {
namespace {

constexpr int kExitPlayed = 0;
constexpr int kExitRefused = 3;

constexpr const char* kTooSlow =
    "decoding takes longer than playing on this machine: pictures will be left out, sound goes on";

std::vector<const char*> warnings(const ProbeReport& report) {
    std::vector<const char*> found;
    if (report.too_slow) found.push_back(kTooSlow);
    if (std::ranges::any_of(report.streams, &StreamInfo::dolby_vision_only)) found.push_back(kDolbyVisionNote);
    return found;
}

using Writer = rapidjson::PrettyWriter<rapidjson::StringBuffer>;

void write_text(Writer& json, const char* key, std::string_view value) {
    // What a file says about itself may be anything.
    const std::string valid = valid_utf8(value);
    json.Key(key);
    json.String(valid.data(), static_cast<rapidjson::SizeType>(valid.size()));
}

void write_number(Writer& json, const char* key, double value) {
    json.Key(key);
    // Microseconds are exact enough, and short to read.
    json.Double(std::round(value * 1e6) / 1e6);
}

void write_count(Writer& json, const char* key, std::uint64_t value) {
    json.Key(key);
    json.Uint64(value);
}

void write_error(Writer& json, const Error* error) {
    json.Key("error");
    if (error == nullptr) {
        json.Null();
        return;
    }
    json.StartObject();
    write_text(json, "kind", to_string(error->kind));
    write_text(json, "message", error->message);
    json.EndObject();
}

const char* type_name(StreamKind kind) {
    switch (kind) {
        case StreamKind::Video:
            return "video";
        case StreamKind::Audio:
            return "audio";
        case StreamKind::Subtitle:
            return "subtitle";
        case StreamKind::Other:
            break;
    }
    return "other";
}

void write_stream(Writer& json, const StreamInfo& stream) {
    json.StartObject();
    write_text(json, "type", type_name(stream.kind));
    write_text(json, "codec", stream.codec);
    write_text(json, "language", stream.language);
    if (stream.kind == StreamKind::Video) {
        write_count(json, "width", static_cast<std::uint64_t>(std::max(stream.width, 0)));
        write_count(json, "height", static_cast<std::uint64_t>(std::max(stream.height, 0)));
        write_number(json, "fps", stream.fps);
        write_count(json, "rotation", static_cast<std::uint64_t>(std::max(stream.rotation, 0)));
    }
    if (stream.kind == StreamKind::Audio) {
        write_count(json, "channels", static_cast<std::uint64_t>(std::max(stream.channels, 0)));
        write_count(json, "sample_rate", static_cast<std::uint64_t>(std::max(stream.sample_rate, 0)));
    }
    json.EndObject();
}

std::string to_json(const ProbeReport& report) {
    rapidjson::StringBuffer buffer;
    Writer json(buffer);
    json.StartObject();
    json.Key("ok");
    json.Bool(true);
    write_text(json, "container", report.container);
    write_number(json, "duration_s", to_seconds(report.duration));
    json.Key("streams");
    json.StartArray();
    for (const StreamInfo& stream : report.streams) {
        if (stream.kind != StreamKind::Other) write_stream(json, stream);
    }
    json.EndArray();
    write_count(json, "video_frames", report.video_frames);
    write_number(json, "audio_s", to_seconds(report.audio));
    write_count(json, "cues", report.cues);
    write_number(json, "decode_cpu_s", report.decode_cpu_s);
    json.Key("warnings");
    json.StartArray();
    for (const char* warning : warnings(report)) json.String(warning);
    json.EndArray();
    json.Key("complete");
    json.Bool(report.complete);
    write_error(json, report.flaw ? &*report.flaw : nullptr);
    json.EndObject();
    return buffer.GetString();
}

MediaTime end_of(const SubtitleDocument& document) {
    MediaTime end{0};
    for (const SubtitleCue& cue : document.cues) end = std::max(end, cue.end);
    return end;
}

std::string to_json(const SubtitleDocument& document) {
    rapidjson::StringBuffer buffer;
    Writer json(buffer);
    json.StartObject();
    json.Key("ok");
    json.Bool(true);
    write_text(json, "container", document.format);
    write_text(json, "encoding", document.encoding);
    write_number(json, "duration_s", to_seconds(end_of(document)));
    write_count(json, "cues", document.cues.size());
    write_error(json, nullptr);
    json.EndObject();
    return buffer.GetString();
}

std::string to_json(const Error& error) {
    rapidjson::StringBuffer buffer;
    Writer json(buffer);
    json.StartObject();
    json.Key("ok");
    json.Bool(false);
    write_text(json, "container", "");
    write_number(json, "duration_s", 0);
    json.Key("streams");
    json.StartArray();
    json.EndArray();
    for (const char* count : {"video_frames", "audio_s", "cues"}) write_count(json, count, 0);
    write_error(json, &error);
    json.EndObject();
    return buffer.GetString();
}

void print(const ProbeReport& report, std::ostream& out) {
    out << report.container << ", " << to_seconds(report.duration) << " s played"
        << (report.complete ? std::string{}
            : report.flaw   ? " (" + report.flaw->message + ")"
                            : " (the rest was not reached in time)")
        << '\n';
    for (const StreamInfo& stream : report.streams) {
        if (stream.kind == StreamKind::Other) continue;
        out << "  " << type_name(stream.kind) << ' ' << stream.codec;
        if (!stream.language.empty()) out << " [" << stream.language << ']';
        if (stream.kind == StreamKind::Video) out << ' ' << stream.width << 'x' << stream.height;
        if (stream.kind == StreamKind::Video && stream.fps > 0) out << ", " << stream.fps << " fps";
        if (stream.rotation != 0) out << ", turned by " << stream.rotation << " degrees";
        if (stream.kind == StreamKind::Audio) out << ' ' << stream.channels << " ch, " << stream.sample_rate << " Hz";
        out << (stream.decodable || stream.kind == StreamKind::Subtitle ? "\n" : ", no decoder\n");
    }
    out << "  " << report.video_frames << " frames, " << to_seconds(report.audio) << " s of sound, " << report.cues
        << " subtitles\n";
    for (const char* warning : warnings(report)) out << "  warning: " << warning << '\n';
}

void print(const SubtitleDocument& document, std::ostream& out) {
    out << document.format << " in " << document.encoding << ", " << document.cues.size() << " cues, "
        << to_seconds(end_of(document)) << " s\n";
}

template <class Report>
int answer(const Result<Report>& report, const ProbeOptions& options, std::ostream& out, std::ostream& err) {
    if (options.json) {
        out << (report ? to_json(*report) : to_json(report.error())) << '\n';
    } else if (report) {
        print(*report, out);
    } else {
        err << options.media << ": " << report.error().message << " (" << to_string(report.error().kind) << ")\n";
    }
    return report ? kExitPlayed : kExitRefused;
}

}  // namespace

int run_probe(const ProbeOptions& options, HttpClient& http, const Clock& clock, std::ostream& out, std::ostream& err) {
    const MediaAddress address{options.media, {}};
    if (!options.subtitles) return answer(probe_media(address, http, clock, {}), options, out, err);
    const Deadline deadline(kProbeTime, {});
    auto document = load_subtitles(address, http, clock, deadline.token());
    if (!document && deadline.expired()) {
        document = fail(ErrorKind::Timeout, "the subtitles did not arrive within the time allowed");
    }
    return answer(document, options, out, err);
}

}  // namespace cliffhanger
