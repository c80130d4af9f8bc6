#include "player/source/container_policy.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "player/libav.h"

namespace cliffhanger {
namespace {

// Without AMR that has no header: almost any bytes pass for it, and what comes out of them is noise.
constexpr std::array<std::string_view, 49> kContainers = {"mov,mp4,m4a,3gp,3g2,mj2",
                                                          "matroska,webm",
                                                          "mpegts",
                                                          "mpeg",
                                                          "mpegvideo",
                                                          "avi",
                                                          "flv",
                                                          "live_flv",
                                                          "kux",
                                                          "ogg",
                                                          "wav",
                                                          "w64",
                                                          "mp3",
                                                          "aac",
                                                          "loas",
                                                          "flac",
                                                          "ac3",
                                                          "eac3",
                                                          "amr",
                                                          "asf",
                                                          "h264",
                                                          "hevc",
                                                          "m4v",
                                                          "ivf",
                                                          "obu",
                                                          "av1",
                                                          "caf",
                                                          "aiff",
                                                          "au",
                                                          "wv",
                                                          "ape",
                                                          "mxf",
                                                          "nut",
                                                          "rm",
                                                          "dv",
                                                          "gif",
                                                          "tta",
                                                          "dts",
                                                          "truehd",
                                                          "h263",
                                                          "h261",
                                                          "mjpeg",
                                                          "vc1",
                                                          "yuv4mpegpipe",
                                                          "mpc",
                                                          "mpc8",
                                                          "tak",
                                                          "wtv",
                                                          "apng"};
constexpr std::array<std::string_view, 6> kStills = {"png_pipe", "jpeg_pipe", "webp_pipe",
                                                     "bmp_pipe", "tiff_pipe", "qoi_pipe"};
constexpr MediaTime kLongestCredible = std::chrono::hours(24);

bool is_mp4(const AVFormatContext& format) { return std::strncmp(format.iformat->name, "mov,", 4) == 0; }

bool described(const AVStream& stream) {
    const AVCodecParameters& parameters = *stream.codecpar;
    // Nothing that can be read from the file makes an unknown codec known.
    if (parameters.codec_id == AV_CODEC_ID_NONE) return true;
    if (parameters.codec_type == AVMEDIA_TYPE_VIDEO) return parameters.width > 0 && parameters.height > 0;
    if (parameters.codec_type == AVMEDIA_TYPE_AUDIO) {
        return parameters.sample_rate > 0 && parameters.ch_layout.nb_channels > 0;
    }
    return true;
}

std::optional<MediaTime> credible(std::int64_t duration) {
    if (duration == AV_NOPTS_VALUE || duration <= 0 || MediaTime{duration} > kLongestCredible) return std::nullopt;
    return MediaTime{duration};
}

// Of a fragmented file libav knows the fragments read so far, unless an index of segments told it the rest.
std::optional<MediaTime> longest_stream(AVFormatContext& format) {
    std::optional<MediaTime> longest;
    for (unsigned i = 0; i < format.nb_streams; ++i) {
        AVStream& stream = *format.streams[i];
        if (stream.duration == AV_NOPTS_VALUE || stream.duration <= 0) continue;
        const int count = avformat_index_get_entries_count(&stream);
        const AVIndexEntry* last = count > 0 ? avformat_index_get_entry(&stream, count - 1) : nullptr;
        const std::int64_t per_entry = count > 1 ? last->timestamp / (count - 1) : 0;
        const bool only_what_was_read = last != nullptr && stream.duration <= last->timestamp + 2 * per_entry + 1;
        if (only_what_was_read && is_mp4(format)) continue;
        const auto duration = credible(av_rescale_q(stream.duration, stream.time_base, kMicrosecondBase));
        if (duration && (!longest || *duration > *longest)) longest = duration;
    }
    return longest;
}

}  // namespace

bool is_matroska(const AVFormatContext& format) { return std::strncmp(format.iformat->name, "matroska", 8) == 0; }

bool is_playable_container(std::string_view libav_name) {
    return std::find(kContainers.begin(), kContainers.end(), libav_name) != kContainers.end() ||
           is_still_container(libav_name);
}

bool is_still_container(std::string_view libav_name) {
    return std::find(kStills.begin(), kStills.end(), libav_name) != kStills.end();
}

bool needs_stream_probe(const AVFormatContext& format) {
    if (!is_mp4(format) && !is_matroska(format)) return true;
    return std::any_of(format.streams, format.streams + format.nb_streams,
                       [](const AVStream* stream) { return !described(*stream); });
}

bool has_explicit_timeline(const AVFormatContext& format) { return is_mp4(format) || is_matroska(format); }

std::optional<MediaTime> container_duration(AVFormatContext& format) {
    if (const auto whole = credible(format.duration)) return whole;
    return longest_stream(format);
}

bool claims_more_than(AVFormatContext& format, std::int64_t size) {
    if (std::strcmp(format.iformat->name, "mpegts") == 0) {
        constexpr std::array<std::int64_t, 3> kPacketSizes = {188, 192, 204};
        return std::none_of(kPacketSizes.begin(), kPacketSizes.end(),
                            [size](std::int64_t packet) { return size % packet == 0; });
    }
    if (!is_mp4(format)) return false;
    for (unsigned i = 0; i < format.nb_streams; ++i) {
        AVStream& stream = *format.streams[i];
        if (stream.discard == AVDISCARD_ALL) continue;
        for (int entry = avformat_index_get_entries_count(&stream); entry-- > 0;) {
            const AVIndexEntry* sample = avformat_index_get_entry(&stream, entry);
            if (sample != nullptr && sample->pos + sample->size > size) return true;
        }
    }
    return false;
}

Error protected_media() { return {ErrorKind::Unsupported, "the media is protected (DRM)"}; }

std::optional<Error> reason_to_refuse(const AVFormatContext& format, const MediaInfo& info) {
    std::string unknown;
    bool playable = false, media = false;
    for (const auto& stream : info.streams) {
        if (stream.kind != StreamKind::Video && stream.kind != StreamKind::Audio) continue;
        media = true;
        const auto codec_tag = format.streams[stream.index]->codecpar->codec_tag;
        if (codec_tag == MKTAG('e', 'n', 'c', 'v') || codec_tag == MKTAG('e', 'n', 'c', 'a')) {
            return protected_media();
        }
        playable = playable || stream.decodable;
        if (!stream.decodable) unknown += (unknown.empty() ? "" : ", ") + stream.codec;
    }
    if (playable) return std::nullopt;
    if (!media) return Error{ErrorKind::Unsupported, "there is neither picture nor sound in it"};
    return Error{ErrorKind::Unsupported, "no decoder for " + unknown};
}

}  // namespace cliffhanger
