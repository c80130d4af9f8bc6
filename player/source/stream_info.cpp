#include "player/source/stream_info.h"

extern "C" {
#include <libavutil/display.h>
#include <libavutil/dovi_meta.h>
}

#include <array>
#include <cmath>
#include <cstring>

#include "net/catalog/language_tag.h"
#include "player/libav.h"
#include "player/source/container_policy.h"

namespace cliffhanger {
namespace {

/// Text in MP4 that libavformat 5.1 does not know: it has no decoder and may be called data.
bool is_text_of_ours(const AVStream& stream) {
    const auto tag = stream.codecpar->codec_tag;
    return stream.codecpar->codec_id == AV_CODEC_ID_NONE &&
           (tag == MKTAG('s', 't', 'p', 'p') || tag == MKTAG('w', 'v', 't', 't'));
}

StreamKind kind_of(const AVStream& stream) {
    if (is_text_of_ours(stream)) return StreamKind::Subtitle;
    switch (stream.codecpar->codec_type) {
        case AVMEDIA_TYPE_VIDEO:
            return StreamKind::Video;
        case AVMEDIA_TYPE_AUDIO:
            return StreamKind::Audio;
        case AVMEDIA_TYPE_SUBTITLE:
            return StreamKind::Subtitle;
        default:
            return StreamKind::Other;
    }
}

std::string codec_name(const AVCodecParameters& parameters) {
    if (parameters.codec_id != AV_CODEC_ID_NONE) return avcodec_get_name(parameters.codec_id);
    if (parameters.codec_tag == 0) return "unknown";
    char text[AV_FOURCC_MAX_STRING_SIZE] = {};
    return av_fourcc_make_string(text, parameters.codec_tag);
}

std::string tag(const AVStream& stream, const char* name) {
    const AVDictionaryEntry* entry = av_dict_get(stream.metadata, name, nullptr, 0);
    return entry != nullptr ? entry->value : "";
}

// MP4 opened without avformat_find_stream_info has no average rate for fragments; its index tells.
double rate_from_index(AVStream& stream) {
    const int count = avformat_index_get_entries_count(&stream);
    if (count < 2) return 0;
    const AVIndexEntry* first = avformat_index_get_entry(&stream, 0);
    const AVIndexEntry* last = avformat_index_get_entry(&stream, count - 1);
    if (first == nullptr || last == nullptr || last->timestamp <= first->timestamp) return 0;
    const double span = static_cast<double>(last->timestamp - first->timestamp) * av_q2d(stream.time_base);
    return span > 0 ? (count - 1) / span : 0;
}

double frame_rate(AVFormatContext& format, AVStream& stream) {
    const auto sane = [](double rate) { return std::isfinite(rate) && rate > 0.1 && rate < 1000; };
    if (stream.avg_frame_rate.den != 0 && sane(av_q2d(stream.avg_frame_rate))) return av_q2d(stream.avg_frame_rate);
    // Matroska's index holds keyframes only, so there it says nothing about the rate.
    if (std::strstr(format.iformat->name, "mp4") != nullptr) {
        if (const double rate = rate_from_index(stream); sane(rate)) return rate;
    }
    const AVRational guess = av_guess_frame_rate(&format, &stream, nullptr);
    return guess.den != 0 && sane(av_q2d(guess)) ? av_q2d(guess) : 0;
}

/// Its pictures make colours only together with what lies beside them: in HEVC, and in AV1 where nothing is compatible.
bool is_dolby_vision_only(const AVStream& stream) {
    std::size_t bytes = 0;
    const std::uint8_t* side_data = av_stream_get_side_data(&stream, AV_PKT_DATA_DOVI_CONF, &bytes);
    if (side_data == nullptr || bytes < sizeof(AVDOVIDecoderConfigurationRecord)) return false;
    AVDOVIDecoderConfigurationRecord record{};
    std::memcpy(&record, side_data, sizeof record);
    return record.dv_profile == 5 || (record.dv_profile == 10 && record.dv_bl_signal_compatibility_id == 0);
}

void describe_picture(AVFormatContext& format, AVStream& stream, StreamInfo& info) {
    info.width = stream.codecpar->width;
    info.height = stream.codecpar->height;
    info.attached_picture = (stream.disposition & AV_DISPOSITION_ATTACHED_PIC) != 0;
    info.still = is_still_container(format.iformat->name);
    info.dolby_vision_only = is_dolby_vision_only(stream);
    info.alpha = tag(stream, "alpha_mode") == "1";
    info.fps = info.attached_picture || info.still ? 0 : frame_rate(format, stream);
    const AVRational aspect = av_guess_sample_aspect_ratio(&format, &stream, nullptr);
    if (aspect.num > 0 && aspect.den > 0) {
        info.pixel_aspect_num = aspect.num;
        info.pixel_aspect_den = aspect.den;
    }
    std::size_t bytes = 0;
    const std::uint8_t* side_data = av_stream_get_side_data(&stream, AV_PKT_DATA_DISPLAYMATRIX, &bytes);
    if (side_data == nullptr || bytes < 9 * sizeof(std::int32_t)) return;
    std::array<std::int32_t, 9> matrix{};
    std::memcpy(matrix.data(), side_data, sizeof matrix);
    apply_display_matrix(matrix.data(), info.rotation, info.mirrored);
}

}  // namespace

void apply_display_matrix(const std::int32_t matrix[9], int& rotation, bool& mirrored) {
    std::array<std::int32_t, 9> turned{};
    std::memcpy(turned.data(), matrix, sizeof turned);
    const double determinant = static_cast<double>(turned[0]) * turned[4] - static_cast<double>(turned[1]) * turned[3];
    mirrored = determinant < 0;
    if (mirrored) {
        // Undo the flip of the x axis that comes before the turn.
        turned[0] = -turned[0];
        turned[1] = -turned[1];
    }
    const double counter_clockwise = av_display_rotation_get(turned.data());
    if (std::isnan(counter_clockwise)) return;
    rotation = static_cast<int>((std::lround(-counter_clockwise / 90) * 90 % 360 + 360) % 360);
}

StreamInfo describe_stream(AVFormatContext& format, AVStream& stream) {
    StreamInfo info;
    info.index = stream.index;
    info.kind = kind_of(stream);
    info.codec = codec_name(*stream.codecpar);
    info.decodable = avcodec_find_decoder(stream.codecpar->codec_id) != nullptr || is_text_of_ours(stream);
    // MP4 and Matroska write ISO 639-2 ("eng"); everything else here speaks BCP 47 ("en").
    info.language = normalize_language(tag(stream, "language")).value_or(std::string{});
    if (info.language == "und") info.language.clear();
    info.label = tag(stream, "title");
    info.forced = (stream.disposition & AV_DISPOSITION_FORCED) != 0;
    info.closed_caption = (stream.disposition & (AV_DISPOSITION_HEARING_IMPAIRED | AV_DISPOSITION_CAPTIONS)) != 0;
    if (stream.codecpar->codec_type == AVMEDIA_TYPE_ATTACHMENT) info.file_name = tag(stream, "filename");
    info.is_default = (stream.disposition & AV_DISPOSITION_DEFAULT) != 0;
    info.audio_description = info.kind == StreamKind::Audio &&
                             (stream.disposition & (AV_DISPOSITION_VISUAL_IMPAIRED | AV_DISPOSITION_DESCRIPTIONS)) != 0;
    if (info.kind == StreamKind::Video) describe_picture(format, stream, info);
    info.channels = stream.codecpar->ch_layout.nb_channels;
    info.sample_rate = stream.codecpar->sample_rate;
    std::shared_ptr<AVCodecParameters> parameters(avcodec_parameters_alloc(),
                                                  [](AVCodecParameters* p) { avcodec_parameters_free(&p); });
    if (!parameters || avcodec_parameters_copy(parameters.get(), stream.codecpar) < 0) throw std::bad_alloc();
    info.parameters = std::move(parameters);
    return info;
}

}  // namespace cliffhanger
