// Media playlists: segments in order, each with what the tags before it say.
#include <algorithm>
#include <unordered_map>

#include "player/source/hls/hls_parser.h"
#include "player/source/hls/hls_protection.h"
#include "player/source/hls/hls_values.h"

namespace cliffhanger {
namespace {

using namespace std::chrono_literals;

/// Where neither the tag nor a segment says anything: what Apple recommends for segments.
constexpr MediaTime kUsualTargetDuration = 6s;
constexpr MediaTime kMaxTargetDuration = 1h;

class MediaPlaylistParser {
 public:
    explicit MediaPlaylistParser(HlsParseContext& context) : context_(context) {}

    Result<HlsMediaPlaylist> parse(std::string_view text) {
        HlsLines lines(text);
        while (const auto line = lines.next()) {
            const auto done = line->tag.empty() ? add_segment(*line) : read_tag(*line);
            if (!done) return tl::unexpected(done.error());
        }
        return finish();
    }

 private:
    using Handler = Result<void> (MediaPlaylistParser::*)(const HlsLine&);

    Result<void> read_tag(const HlsLine& line) {
        static const std::unordered_map<std::string_view, Handler> kHandlers{
            {"EXTINF", &MediaPlaylistParser::read_duration},
            {"EXT-X-BYTERANGE", &MediaPlaylistParser::read_range},
            {"EXT-X-DISCONTINUITY", &MediaPlaylistParser::read_discontinuity},
            {"EXT-X-KEY", &MediaPlaylistParser::read_key},
            {"EXT-X-MAP", &MediaPlaylistParser::read_map},
            {"EXT-X-PROGRAM-DATE-TIME", &MediaPlaylistParser::read_date},
            {"EXT-X-GAP", &MediaPlaylistParser::read_gap},
            {"EXT-X-BITRATE", &MediaPlaylistParser::read_bitrate},
            {"EXT-X-TARGETDURATION", &MediaPlaylistParser::read_target_duration},
            {"EXT-X-MEDIA-SEQUENCE", &MediaPlaylistParser::read_media_sequence},
            {"EXT-X-DISCONTINUITY-SEQUENCE", &MediaPlaylistParser::read_discontinuity_sequence},
            {"EXT-X-PLAYLIST-TYPE", &MediaPlaylistParser::read_type},
            {"EXT-X-ENDLIST", &MediaPlaylistParser::read_end},
            {"EXT-X-I-FRAMES-ONLY", &MediaPlaylistParser::read_iframes_only},
            {"EXT-X-INDEPENDENT-SEGMENTS", &MediaPlaylistParser::read_independent_segments},
            {"EXT-X-START", &MediaPlaylistParser::read_start},
            {"EXT-X-SERVER-CONTROL", &MediaPlaylistParser::read_server_control},
            {"EXT-X-DEFINE", &MediaPlaylistParser::read_define},
            {"EXT-X-SKIP", &MediaPlaylistParser::read_skip},
        };
        const auto handler = kHandlers.find(line.tag);
        return handler == kHandlers.end() ? Result<void>() : (this->*handler->second)(line);
    }

    Result<void> read_duration(const HlsLine& line) {
        duration_ = parse_hls_duration(line.value.substr(0, line.value.find(',')));
        return {};
    }
    Result<void> read_range(const HlsLine& line) {
        range_ = line;
        return {};
    }
    Result<void> read_discontinuity(const HlsLine&) {
        ++discontinuities_;
        return {};
    }
    Result<void> read_key(const HlsLine& line) {
        key_is_known_ = false;
        return keys_.apply(line, context_);
    }
    Result<void> read_date(const HlsLine& line) {
        date_ = parse_hls_date_time(line.value);
        return {};
    }
    Result<void> read_gap(const HlsLine&) {
        gap_ = true;
        return {};
    }
    Result<void> read_bitrate(const HlsLine& line) {
        bitrate_ = parse_hls_integer(line.value);
        if (bitrate_) bitrate_ = std::min(*bitrate_, kMaxHlsInteger / 1000) * 1000;
        return {};
    }
    Result<void> read_target_duration(const HlsLine& line) {
        if (const auto duration = parse_hls_duration(line.value); duration && *duration > 0s)
            playlist_.target_duration = std::min(*duration, kMaxTargetDuration);
        return {};
    }
    Result<void> read_media_sequence(const HlsLine& line) {
        playlist_.media_sequence = parse_hls_integer(line.value).value_or(0);
        return {};
    }
    Result<void> read_discontinuity_sequence(const HlsLine& line) {
        playlist_.discontinuity_sequence = parse_hls_integer(line.value).value_or(0);
        return {};
    }
    Result<void> read_type(const HlsLine& line) {
        if (line.value == "VOD") playlist_.type = HlsMediaPlaylist::Type::Vod;
        if (line.value == "EVENT") playlist_.type = HlsMediaPlaylist::Type::Event;
        return {};
    }
    Result<void> read_end(const HlsLine&) {
        playlist_.ended = true;
        return {};
    }
    Result<void> read_iframes_only(const HlsLine&) {
        playlist_.iframes_only = true;
        return {};
    }
    Result<void> read_independent_segments(const HlsLine&) {
        playlist_.independent_segments = true;
        return {};
    }
    Result<void> read_start(const HlsLine& line) {
        auto start = parse_hls_start(line, context_);
        if (!start) return tl::unexpected(start.error());
        playlist_.start = *start;
        return {};
    }
    Result<void> read_server_control(const HlsLine& line) {
        const auto list = context_.attributes(line);
        if (!list) return context_.at(line, list.error());
        playlist_.hold_back = parse_hls_duration(list->find("HOLD-BACK").value_or(""));
        return {};
    }
    Result<void> read_define(const HlsLine& line) { return context_.define(line, HlsParseContext::Imports::Allowed); }
    Result<void> read_skip(const HlsLine& line) {
        return context_.corrupted(line, "the playlist leaves out segments, which nobody asked for");
    }

    Result<void> read_map(const HlsLine& line) {
        const auto list = context_.attributes(line);
        if (!list) return context_.at(line, list.error());
        const auto uri = list->find("URI");
        if (!uri || uri->empty()) return context_.corrupted(line, "the initialisation section has no address");
        auto url = context_.resolve(*uri);
        if (!url) return context_.at(line, url.error());
        HlsMap map{std::move(*url), {}, {}};
        if (const auto range = list->find("BYTERANGE")) {
            map.range = parse_hls_byte_range(*range, 0);
            if (!map.range) return context_.corrupted(line, "the byte range cannot be read");
        }
        const auto key = current_key(line);
        if (!key) return tl::unexpected(key.error());
        map.key = *key;
        if (map.key && !map.key->vector)
            return context_.corrupted(line, "an encrypted initialisation section needs an initialisation vector");
        auto shared = std::make_shared<const HlsMap>(std::move(map));
        if (!same_map(map_, shared)) map_ = std::move(shared);
        return {};
    }

    Result<std::shared_ptr<const HlsKey>> current_key(const HlsLine& line) {
        if (!key_is_known_) {
            auto key = keys_.current();
            if (!key) return context_.at(line, key.error());
            if (!same_key(key_, *key)) key_ = std::move(*key);
            key_is_known_ = true;
        }
        return key_;
    }

    Result<void> add_segment(const HlsLine& line) {
        if (playlist_.segments.size() == kMaxHlsSegments)
            return context_.at(line, {ErrorKind::TooLarge, "the playlist has too many segments.", {}, 0, {}});
        if (!duration_ && playlist_.target_duration == 0s)
            return context_.corrupted(line, "the segment has no duration that could be read");
        auto url = context_.resolve_line(line);
        if (!url) return context_.at(line, url.error());
        HlsSegment segment;
        segment.url = std::move(*url);
        if (const auto read = read_segment_range(segment); !read) return read;
        const auto key = current_key(line);
        if (!key) return tl::unexpected(key.error());
        segment.key = *key;
        segment.duration = duration_.value_or(playlist_.target_duration);
        segment.discontinuity_sequence = discontinuities_;
        segment.map = map_;
        segment.program_date_time = date_;
        if (!segment.range) segment.bitrate = bitrate_;
        segment.gap = gap_;
        playlist_.segments.push_back(std::move(segment));
        duration_.reset(), date_.reset(), range_.reset();
        gap_ = false;
        return {};
    }

    Result<void> read_segment_range(HlsSegment& segment) {
        if (!range_) return {};
        const HlsSegment* previous = playlist_.segments.empty() ? nullptr : &playlist_.segments.back();
        const bool continues = previous && previous->range && previous->url == segment.url;
        segment.range =
            parse_hls_byte_range(range_->value, continues ? previous->range->offset + previous->range->length : 0);
        return segment.range ? Result<void>() : context_.corrupted(*range_, "the byte range cannot be read");
    }

    /// Numbers the segments only now: the sequences may stand anywhere.
    HlsMediaPlaylist finish() {
        MediaTime longest{0};
        std::int64_t sequence = playlist_.media_sequence;
        for (HlsSegment& segment : playlist_.segments) {
            segment.media_sequence = sequence++;
            segment.discontinuity_sequence += playlist_.discontinuity_sequence;
            longest = std::max(longest, segment.duration);
        }
        if (playlist_.target_duration == 0s)
            playlist_.target_duration = longest > 0s ? std::min(longest, kMaxTargetDuration) : kUsualTargetDuration;
        playlist_.ended |= playlist_.type == HlsMediaPlaylist::Type::Vod;
        return std::move(playlist_);
    }

    HlsParseContext& context_;
    HlsMediaPlaylist playlist_;
    HlsKeysInForce keys_;
    std::shared_ptr<const HlsKey> key_;
    bool key_is_known_ = true;
    std::shared_ptr<const HlsMap> map_;
    std::int64_t discontinuities_ = 0;
    std::optional<std::int64_t> bitrate_;
    // Of the next segment.
    std::optional<MediaTime> duration_;
    std::optional<HlsLine> range_;
    std::optional<WallTime> date_;
    bool gap_ = false;
};

}  // namespace

Result<HlsMediaPlaylist> parse_hls_media(std::string_view text, HlsParseContext& context) {
    return MediaPlaylistParser(context).parse(text);
}

}  // namespace cliffhanger
