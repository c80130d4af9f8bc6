#include "player/subtitles/subtitle_decoder.h"

#include <algorithm>
#include <cstring>
#include <new>
#include <utility>

#include "player/libav.h"
#include "player/source/stream_info.h"
#include "player/subtitles/decoded_event.h"
#include "player/subtitles/ttml_sample.h"
#include "player/subtitles/webvtt_sample.h"

namespace cliffhanger {
namespace {

/// What neither says when it ends nor is followed by anything.
constexpr MediaTime kOpenEnd = std::chrono::seconds(4);
/// A DVD's picture, PAL only where NTSC is too low: what nothing says the size of was made for one.
constexpr int kDvdWidth = 720, kNtscHeight = 480, kPalHeight = 576;
/// Larger ones are no subtitle.
constexpr int kMaxSide = 8192;

struct SubtitleGuard {
    AVSubtitle subtitle{};
    SubtitleGuard() = default;
    ~SubtitleGuard() { avsubtitle_free(&subtitle); }
    SubtitleGuard(const SubtitleGuard&) = delete;
    SubtitleGuard& operator=(const SubtitleGuard&) = delete;
};

bool is_picture_codec(AVCodecID id) {
    const AVCodecDescriptor* descriptor = avcodec_descriptor_get(id);
    return descriptor != nullptr && (descriptor->props & AV_CODEC_PROP_BITMAP_SUB) != 0;
}

ImagePtr image_of(const AVSubtitleRect& rect) {
    const bool usable = rect.type == SUBTITLE_BITMAP && rect.data[0] != nullptr && rect.data[1] != nullptr &&
                        rect.w > 0 && rect.h > 0 && rect.w <= kMaxSide && rect.h <= kMaxSide;
    if (!usable) return nullptr;
    auto image = std::make_shared<Image>();
    image->width = rect.w;
    image->height = rect.h;
    image->argb.reserve(static_cast<std::size_t>(rect.w) * static_cast<std::size_t>(rect.h));
    std::array<std::uint32_t, 256> palette{};
    const auto colors = static_cast<std::size_t>(std::clamp(rect.nb_colors, 0, 256));
    std::memcpy(palette.data(), rect.data[1], colors * sizeof(std::uint32_t));
    for (int y = 0; y < rect.h; ++y) {
        const std::uint8_t* row = rect.data[0] + static_cast<std::ptrdiff_t>(y) * rect.linesize[0];
        for (int x = 0; x < rect.w; ++x) image->argb.push_back(palette[row[x]]);
    }
    return image;
}

}  // namespace

class SubtitleDecoder::Codec {
 public:
    Codec(AvCodecContextPtr context, bool pictures)
        : context_(std::move(context)),
          pictures_(pictures),
          replaces_(pictures || context_->codec_id == AV_CODEC_ID_EIA_608) {}

    std::vector<SubtitleCue> decode(const Packet& packet) {
        SubtitleGuard guard;
        AVSubtitle& subtitle = guard.subtitle;
        int got = 0;
        if (avcodec_decode_subtitle2(context_.get(), &subtitle, &got, packet.data.get()) < 0 || got == 0) return {};
        SubtitleCue cue;
        cue.start = packet.time.value_or(MediaTime{0}) + std::chrono::milliseconds(subtitle.start_display_time);
        for (unsigned i = 0; i < subtitle.num_rects; ++i) add(*subtitle.rects[i], cue);
        if (cue.text.empty() && cue.pictures.empty() && cue.event.empty() && !replaces_) return {};
        cue.end = end_of(cue, packet, subtitle.end_display_time);
        return {std::move(cue)};
    }

    void flush() { avcodec_flush_buffers(context_.get()); }
    bool pictures() const { return pictures_; }
    bool replaces() const { return replaces_; }
    std::string script() const {
        if (context_->codec_id != AV_CODEC_ID_ASS || context_->subtitle_header == nullptr) return {};
        return {reinterpret_cast<const char*>(context_->subtitle_header),
                static_cast<std::size_t>(context_->subtitle_header_size)};
    }

 private:
    void add(const AVSubtitleRect& rect, SubtitleCue& cue) const {
        if (!pictures_) {
            add_text(rect, cue);
            return;
        }
        if (auto image = image_of(rect)) {
            const bool unsaid = context_->width <= 0 || context_->height <= 0;
            const int right = rect.x + rect.w, bottom = rect.y + rect.h;
            const int width = unsaid ? kDvdWidth : context_->width;
            const int height = !unsaid ? context_->height : bottom > kNtscHeight ? kPalHeight : kNtscHeight;
            cue.pictures.push_back(
                {std::max(width, right), std::max(height, bottom), rect.x, rect.y, std::move(image)});
        }
    }

    void add_text(const AVSubtitleRect& rect, SubtitleCue& cue) const {
        MarkedText marked = decoded_event_text(rect);
        if (context_->codec_id == AV_CODEC_ID_ASS && rect.ass != nullptr) cue.event = rect.ass;
        const bool more = !cue.text.empty() && !marked.styled.text.empty();
        if (more) cue.text += '\n';
        for (CueSpan span : marked.styled.spans) {
            span.begin += cue.text.size(), span.end += cue.text.size();
            cue.spans.push_back(span);
        }
        cue.text += marked.styled.text;
        // The grid of closed captions is not that of a tall picture.
        if (!cue.place && context_->codec_id != AV_CODEC_ID_EIA_608) cue.place = marked.place;
    }

    MediaTime end_of(const SubtitleCue& cue, const Packet& packet, std::uint32_t display_ms) const {
        const bool timed = display_ms != 0 && display_ms != UINT32_MAX;
        if (timed) return cue.start + std::chrono::milliseconds(display_ms);
        if (replaces_) return kUntilNext;
        return cue.start + (packet.duration > MediaTime{0} ? packet.duration : kOpenEnd);
    }

    AvCodecContextPtr context_;
    const bool pictures_, replaces_;
};

Result<std::unique_ptr<SubtitleDecoder>> SubtitleDecoder::open(const StreamInfo& stream) {
    if (stream.codec == kTtmlTrack || stream.codec == kWebVttTrack) return open_text_in_mp4(stream);
    if (stream.parameters && stream.parameters->codec_id == AV_CODEC_ID_EIA_608) return open_closed_captions();
    const AVCodec* decoder = stream.parameters ? avcodec_find_decoder(stream.parameters->codec_id) : nullptr;
    if (decoder == nullptr) return fail(ErrorKind::Unsupported, "no decoder for " + stream.codec);
    AvCodecContextPtr context{avcodec_alloc_context3(decoder)};
    if (!context || avcodec_parameters_to_context(context.get(), stream.parameters.get()) < 0) throw std::bad_alloc();
    context->pkt_timebase = kMicrosecondBase;
    if (const int code = avcodec_open2(context.get(), decoder, nullptr); code < 0) {
        return fail(ErrorKind::Unsupported, "the decoder refuses this " + stream.codec + ": " + av_error_text(code));
    }
    const bool pictures = is_picture_codec(decoder->id);
    return std::unique_ptr<SubtitleDecoder>(new SubtitleDecoder(std::make_unique<Codec>(std::move(context), pictures)));
}

std::unique_ptr<SubtitleDecoder> SubtitleDecoder::open_text_in_mp4(const StreamInfo& stream) {
    std::unique_ptr<SubtitleDecoder> decoder(new SubtitleDecoder(nullptr));
    if (stream.codec == kWebVttTrack) decoder->webvtt_head_ = "WEBVTT";
    return decoder;
}

Result<std::unique_ptr<SubtitleDecoder>> SubtitleDecoder::open_closed_captions() {
    const AVCodec* decoder = avcodec_find_decoder(AV_CODEC_ID_EIA_608);
    if (decoder == nullptr) return fail(ErrorKind::Unsupported, "no decoder for closed captions");
    AvCodecContextPtr context{avcodec_alloc_context3(decoder)};
    if (!context) throw std::bad_alloc();
    context->pkt_timebase = kMicrosecondBase;
    // Each change of the screen as it happens; otherwise a caption is told when it is over.
    AVDictionary* options = nullptr;
    av_dict_set(&options, "real_time", "1", 0);
    av_dict_set(&options, "real_time_latency_msec", "0", 0);
    const int code = avcodec_open2(context.get(), decoder, &options);
    av_dict_free(&options);
    if (code < 0) return fail(ErrorKind::Unsupported, "the caption decoder does not open: " + av_error_text(code));
    return std::unique_ptr<SubtitleDecoder>(new SubtitleDecoder(std::make_unique<Codec>(std::move(context), false)));
}

SubtitleDecoder::SubtitleDecoder(std::unique_ptr<Codec> codec) : codec_(std::move(codec)) {}
SubtitleDecoder::~SubtitleDecoder() = default;

std::vector<SubtitleCue> SubtitleDecoder::decode(const Packet& packet) {
    if (codec_) return codec_->decode(packet);
    const std::string_view document(reinterpret_cast<const char*>(packet.data->data),
                                    static_cast<std::size_t>(packet.data->size));
    const MediaTime begin = packet.time.value_or(MediaTime{0});
    return webvtt_head_ ? parse_webvtt_sample(document, *webvtt_head_, begin, packet.duration)
                        : parse_ttml_sample(document, begin, packet.duration);
}

void SubtitleDecoder::flush() {
    if (codec_) codec_->flush();
}

std::string SubtitleDecoder::script() const { return codec_ ? codec_->script() : std::string(); }
bool SubtitleDecoder::pictures() const { return codec_ && codec_->pictures(); }
bool SubtitleDecoder::replaces() const { return codec_ && codec_->replaces(); }

}  // namespace cliffhanger
