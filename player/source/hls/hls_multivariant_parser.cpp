// Multivariant playlists: variants, renditions, playlists of I-frames.
#include <algorithm>

#include "player/source/hls/hls_parser.h"
#include "player/source/hls/hls_values.h"

namespace cliffhanger {
namespace {

/// Real ladders have a few dozen.
constexpr std::size_t kMaxEntries = 10'000;

void read_resolution(std::string_view text, HlsVariant& variant) {
    const auto cross = text.find_first_of("xX");
    if (cross == std::string_view::npos) return;
    const auto width = parse_hls_integer(text.substr(0, cross));
    const auto height = parse_hls_integer(text.substr(cross + 1));
    constexpr std::int64_t kLargest = 65'535;
    if (!width || !height || *width > kLargest || *height > kLargest) return;
    variant.width = static_cast<int>(*width);
    variant.height = static_cast<int>(*height);
}

HlsVariant variant_from(const HlsAttributes& list) {
    HlsVariant variant;
    variant.bandwidth = list.integer("BANDWIDTH");
    variant.average_bandwidth = list.integer("AVERAGE-BANDWIDTH");
    read_resolution(list.find("RESOLUTION").value_or(""), variant);
    variant.frame_rate = std::clamp(parse_hls_decimal(list.find("FRAME-RATE").value_or("")).value_or(0), 0.0, 1000.0);
    variant.codecs = list.text("CODECS");
    variant.video_range = list.text("VIDEO-RANGE");
    variant.hdcp_level = list.text("HDCP-LEVEL");
    variant.audio_group = list.text("AUDIO");
    variant.video_group = list.text("VIDEO");
    variant.subtitles_group = list.text("SUBTITLES");
    if (list.is_quoted("CLOSED-CAPTIONS")) variant.closed_captions_group = list.text("CLOSED-CAPTIONS");
    variant.pathway = list.text("PATHWAY-ID");
    return variant;
}

std::optional<HlsRendition::Type> rendition_type(std::string_view text) {
    if (text == "AUDIO") return HlsRendition::Type::Audio;
    if (text == "VIDEO") return HlsRendition::Type::Video;
    if (text == "SUBTITLES") return HlsRendition::Type::Subtitles;
    if (text == "CLOSED-CAPTIONS") return HlsRendition::Type::ClosedCaptions;
    return std::nullopt;
}

class MultivariantPlaylistParser {
 public:
    explicit MultivariantPlaylistParser(HlsParseContext& context) : context_(context) {}

    Result<HlsMultivariantPlaylist> parse(std::string_view text) {
        HlsLines lines(text);
        while (const auto line = lines.next()) {
            const auto done = line->tag.empty() ? add_variant(*line) : read_tag(*line);
            if (!done) return tl::unexpected(done.error());
            last_line_ = *line;
            if (playlist_.variants.size() + playlist_.iframe_variants.size() + playlist_.renditions.size() >
                kMaxEntries)
                return context_.at(*line, {ErrorKind::TooLarge, "the playlist has too many variants.", {}, 0, {}});
        }
        if (playlist_.variants.empty())
            return refused_ ? tl::unexpected(std::move(*refused_))
                            : context_.corrupted(last_line_, "the playlist ends without having named a variant");
        playlist_.variables = context_.variables();
        return std::move(playlist_);
    }

 private:
    Result<void> read_tag(const HlsLine& line) {
        if (line.tag == "EXT-X-STREAM-INF") return read_stream(line);
        if (line.tag == "EXT-X-I-FRAME-STREAM-INF") return read_iframe_stream(line);
        if (line.tag == "EXT-X-MEDIA") return read_rendition(line);
        if (line.tag == "EXT-X-DEFINE") return context_.define(line, HlsParseContext::Imports::Refused);
        if (line.tag == "EXT-X-INDEPENDENT-SEGMENTS") playlist_.independent_segments = true;
        if (line.tag != "EXT-X-START") return {};
        auto start = parse_hls_start(line, context_);
        if (!start) return tl::unexpected(start.error());
        playlist_.start = *start;
        return {};
    }

    Result<void> read_stream(const HlsLine& line) {
        const auto list = context_.attributes(line);
        if (!list) return context_.at(line, list.error());
        stream_ = variant_from(*list);
        return {};
    }

    /// A variant whose address may not be used is left out: another one may do.
    Result<void> add_variant(const HlsLine& line) {
        if (!stream_) return {};
        auto url = context_.resolve_line(line);
        if (url) {
            stream_->url = std::move(*url);
            playlist_.variants.push_back(std::move(*stream_));
        } else if (!refused_) {
            refused_ = context_.at(line, url.error()).value();
        }
        stream_.reset();
        return {};
    }

    Result<void> read_iframe_stream(const HlsLine& line) {
        const auto list = context_.attributes(line);
        if (!list) return context_.at(line, list.error());
        auto variant = variant_from(*list);
        auto url = context_.resolve(list->find("URI").value_or(""));
        if (!url || list->find("URI").value_or("").empty()) return {};  // only a preview is lost
        variant.url = std::move(*url);
        playlist_.iframe_variants.push_back(std::move(variant));
        return {};
    }

    Result<void> read_rendition(const HlsLine& line) {
        const auto list = context_.attributes(line);
        if (!list) return context_.at(line, list.error());
        const auto type = rendition_type(list->find("TYPE").value_or(""));
        if (!type) return {};
        HlsRendition rendition;
        rendition.type = *type;
        rendition.group = list->text("GROUP-ID");
        rendition.name = list->text("NAME");
        rendition.language = list->text("LANGUAGE");
        rendition.associated_language = list->text("ASSOC-LANGUAGE");
        rendition.characteristics = list->text("CHARACTERISTICS");
        rendition.channels = list->text("CHANNELS");
        rendition.instream_id = list->text("INSTREAM-ID");
        rendition.is_default = list->is_yes("DEFAULT");
        rendition.autoselect = rendition.is_default || list->is_yes("AUTOSELECT");
        rendition.forced = list->is_yes("FORCED");
        if (const auto uri = list->find("URI"); uri && !uri->empty()) {
            auto url = context_.resolve(*uri);
            if (!url) return {};  // a rendition that may not be fetched is as good as none
            rendition.url = std::move(*url);
        }
        playlist_.renditions.push_back(std::move(rendition));
        return {};
    }

    HlsParseContext& context_;
    HlsMultivariantPlaylist playlist_;
    std::optional<HlsVariant> stream_;  ///< waits for its address
    std::optional<Error> refused_;      ///< the first variant that was left out
    HlsLine last_line_;
};

}  // namespace

Result<HlsMultivariantPlaylist> parse_hls_multivariant(std::string_view text, HlsParseContext& context) {
    return MultivariantPlaylistParser(context).parse(text);
}

}  // namespace cliffhanger
