#include "player/subtitles/libav_subtitle_reader.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <new>
#include <optional>

#include "net/byte_source.h"
#include "player/libav.h"
#include "player/source/avio_bytes.h"
#include "player/subtitles/cue_text.h"
#include "player/subtitles/decoded_event.h"

namespace cliffhanger {
namespace {

/// Formats whose cues have no end show each until the next, or this long.
constexpr MediaTime kOpenEnd = std::chrono::seconds(4);

/// Every text demuxer, by the extension that its files carry.
struct TextFormat {
    std::string_view demuxer, extension;
};
constexpr std::array<TextFormat, 13> kFormats{{
    {"microdvd", "sub"},
    {"subviewer", "sub"},
    {"subviewer1", "sub"},
    {"sami", "smi"},
    {"sami", "sami"},
    {"realtext", "rt"},
    {"mpl2", "mpl"},
    {"jacosub", "jss"},
    {"stl", "stl"},
    {"pjs", "pjs"},
    {"vplayer", "vpl"},
    {"aqtitle", "aqt"},
    {"lrc", "lrc"},
}};

int refuse_open(AVFormatContext*, AVIOContext**, const char*, int, AVDictionary**) { return AVERROR(EPERM); }

bool is_text_demuxer(const AVInputFormat* format) {
    return std::any_of(kFormats.begin(), kFormats.end(),
                       [&](const TextFormat& f) { return f.demuxer == format->name; });
}

const AVInputFormat* demuxer_for(std::string_view text, std::string_view file_name) {
    // libavformat's probes may read past the end by so much.
    std::string padded(text.substr(0, 64u << 10));
    const int probe_size = static_cast<int>(padded.size());
    padded.append(AVPROBE_PADDING_SIZE, '\0');
    AVProbeData probe{};
    probe.filename = "";
    probe.buf = reinterpret_cast<unsigned char*>(padded.data());
    probe.buf_size = probe_size;
    int score = 0;
    const AVInputFormat* probed = av_probe_input_format3(&probe, 1, &score);
    if (probed != nullptr && is_text_demuxer(probed)) return probed;
    const std::size_t dot = file_name.rfind('.');
    const std::string_view extension = dot == std::string_view::npos ? std::string_view() : file_name.substr(dot + 1);
    for (const TextFormat& format : kFormats) {
        if (format.extension == extension) return av_find_input_format(std::string(format.demuxer).c_str());
    }
    return nullptr;
}

/// The packet's text; nullopt where the decoder makes nothing of it.
std::optional<std::string> decode_packet(AVCodecContext& codec, AVPacket& packet) {
    AVSubtitle subtitle{};
    int got = 0;
    if (avcodec_decode_subtitle2(&codec, &subtitle, &got, &packet) < 0 || got == 0) return std::nullopt;
    std::string text;
    for (unsigned i = 0; i < subtitle.num_rects; ++i) {
        if (!text.empty()) text += '\n';
        text += decoded_event_text(*subtitle.rects[i]).styled.text;
    }
    avsubtitle_free(&subtitle);
    return decode_entities(text);
}

/// Kept where sums of two cannot overflow, whatever the file says.
MediaTime media_time(std::int64_t value, AVRational time_base) {
    constexpr std::int64_t kLimit = std::chrono::microseconds(std::chrono::hours(10'000)).count();
    return MediaTime(std::clamp(av_rescale_q(value, time_base, kMicrosecondBase), -kLimit, kLimit));
}

SubtitleCue make_cue(const AVPacket& packet, AVRational time_base, std::string text) {
    SubtitleCue cue;
    cue.start = media_time(packet.pts, time_base);
    cue.end = cue.start + media_time(std::max<std::int64_t>(packet.duration, 0), time_base);
    cue.text = std::move(text);
    return cue;
}

void close_open_ends(std::vector<SubtitleCue>& cues) {
    for (std::size_t i = 0; i < cues.size(); ++i) {
        if (cues[i].end > cues[i].start) continue;
        cues[i].end = cues[i].start + kOpenEnd;
        if (i + 1 < cues.size() && cues[i + 1].start > cues[i].start)
            cues[i].end = std::min(cues[i].end, cues[i + 1].start);
    }
}

Result<std::vector<SubtitleCue>> read_cues(AVFormatContext& format) {
    if (format.nb_streams == 0) return fail(ErrorKind::Corrupted, "The subtitle file has no text in it");
    const AVStream& stream = *format.streams[0];
    const AVCodec* decoder = avcodec_find_decoder(stream.codecpar->codec_id);
    if (decoder == nullptr) return fail(ErrorKind::Unsupported, "There is no decoder for these subtitles");
    const AvCodecContextPtr codec(avcodec_alloc_context3(decoder));
    if (!codec || avcodec_parameters_to_context(codec.get(), stream.codecpar) < 0) {
        return fail(ErrorKind::Internal, "The subtitle decoder could not be set up");
    }
    codec->pkt_timebase = stream.time_base;
    if (avcodec_open2(codec.get(), decoder, nullptr) < 0) {
        return fail(ErrorKind::Corrupted, "The subtitle file's header is broken");
    }
    const AvPacketPtr packet = make_av_packet();
    std::vector<SubtitleCue> cues;
    while (av_read_frame(&format, packet.get()) >= 0) {
        if (packet->stream_index == 0 && packet->pts != AV_NOPTS_VALUE) {
            if (auto text = decode_packet(*codec, *packet)) {
                cues.push_back(make_cue(*packet, stream.time_base, std::move(*text)));
            }
        }
        av_packet_unref(packet.get());
    }
    close_open_ends(cues);
    return cues;
}

}  // namespace

Result<LibavSubtitles> read_libav_subtitles(std::string_view text, std::string_view file_name) {
    install_libav_log();
    const AVInputFormat* demuxer = demuxer_for(text, file_name);
    if (demuxer == nullptr) return fail(ErrorKind::Unsupported, "This is no subtitle format that the player knows");
    const std::unique_ptr<ByteSource> bytes = make_memory_byte_source(std::string(text));
    const AvioBytes io(*bytes, true);
    AVFormatContext* raw = avformat_alloc_context();
    if (raw == nullptr) throw std::bad_alloc();
    raw->pb = io.context();
    raw->flags |= AVFMT_FLAG_CUSTOM_IO;
    raw->io_open = &refuse_open;
    // On failure libavformat frees the context itself.
    if (avformat_open_input(&raw, "", demuxer, nullptr) < 0) {
        return fail(ErrorKind::Corrupted, "The subtitle file is broken");
    }
    const AvFormatContextPtr format(raw);
    auto cues = read_cues(*format);
    if (!cues) return tl::unexpected(std::move(cues.error()));
    return LibavSubtitles{demuxer->name, std::move(*cues)};
}

}  // namespace cliffhanger
