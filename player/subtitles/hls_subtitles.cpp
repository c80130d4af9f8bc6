#include "player/subtitles/hls_subtitles.h"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include "player/source/hls/aes128_source.h"
#include "player/source/hls/hls_io.h"
#include "player/source/hls/hls_keys.h"
#include "player/source/hls/hls_renewal.h"
#include "player/source/hls/hls_stream.h"
#include "player/subtitles/mp4_subtitles.h"
#include "player/subtitles/subtitle_encoding.h"
#include "player/subtitles/ttml_sample.h"
#include "player/subtitles/webvtt_parser.h"
#include "player/subtitles/webvtt_timestamp_map.h"

namespace cliffhanger {
namespace {

// Cues that come out this far from their segment were not meant by the clock that their map names.
constexpr MediaTime kFarthest = std::chrono::seconds(60);

class Reader {
 public:
    Reader(const MediaAddress& playlist, MediaTime stamp_at_zero, const SubtitleOrigin& origin,
           const SubtitleDocument* before, HttpClient& http, const Clock& clock)
        : io_(playlist, http, clock), origin_(origin), before_(before), stamp_at_zero_(stamp_at_zero) {
        document_.format = "webvtt";
    }

    HlsIo& io() { return io_; }

    Result<SubtitleDocument> run() {
        const auto text = io_.fetch_first();
        if (!text) return tl::unexpected(text.error());
        HlsPlaylistPlace place;
        place.url = text->url;
        place.imports = origin_.variables;
        auto playlist = parse_hls_media_playlist(text->text, place);
        if (!playlist) return tl::unexpected(playlist.error());
        renewal_.known(HlsPlaylist(*playlist), place);
        stream_.emplace(io_, place, std::nullopt, &renewal_);
        stream_->adopt(*std::move(playlist));
        const std::int64_t known = keep_what_is_known();
        std::size_t bytes = 0;
        // A copy: the addresses may be renewed on the way.
        const std::vector<HlsPlacedSegment> segments = stream_->timeline()->segments();
        for (const HlsPlacedSegment& placed : segments) {
            if (placed.segment.gap || placed.segment.media_sequence <= known) continue;
            auto segment = fetch(HlsPlace{placed});
            if (!segment && segment.error().kind == ErrorKind::Aborted) return tl::unexpected(segment.error());
            if (!segment) continue;
            bytes += segment->size();
            if (bytes > kMaxSubtitleBytes) return fail(ErrorKind::TooLarge, "There are too many subtitles.", text->url);
            if (auto added = add(placed, *std::move(segment)); !added) return tl::unexpected(added.error());
        }
        if (stream_->live())
            document_.live = LiveSubtitles{stream_->timeline()->reload_at().value_or(Microseconds{0}), last_sequence()};
        return finish();
    }

 private:
    std::int64_t last_sequence() const {
        const auto& segments = stream_->timeline()->segments();
        return segments.empty() ? -1 : segments.back().segment.media_sequence;
    }

    /// The number of the last segment that need not be read again; -1: none, or the stream has begun anew.
    std::int64_t keep_what_is_known() {
        if (before_ == nullptr || !before_->live || last_sequence() < before_->live->read_until) return -1;
        document_ = *before_;
        document_.live.reset();
        return before_->live->read_until;
    }

    Result<std::string> fetch(const HlsPlace& wanted) {
        // With the addresses of today.
        const auto place = stream_->renewed(wanted);
        if (!place) return tl::unexpected(place.error());
        const HlsSegment& segment = place->segment;
        auto bytes = read(io_.open(segment.url, segment.range, CacheUse::Media, renewing(*place)), segment.key.get(),
                          segment.media_sequence);
        if (!bytes || !segment.map) return bytes;
        auto head = initialisation(segment);
        if (!head) return head;
        return *head + *bytes;
    }

    Result<std::string> read(std::unique_ptr<ByteSource> source, const HlsKey* encrypted, std::int64_t sequence) {
        if (encrypted == nullptr) return io_.read_all(std::move(source), kMaxSubtitleBytes);
        const auto key = keys_.get(*encrypted);
        if (!key) return tl::unexpected(key.error());
        const AesBlock vector = encrypted->vector.value_or(aes_vector_of(sequence));
        return io_.read_all(std::make_shared<Aes128Source>(std::move(source), *key, vector), kMaxSubtitleBytes);
    }

    Result<std::string> initialisation(const HlsSegment& segment) {
        if (map_ && same_map(map_, segment.map)) return head_;
        const HlsMap& map = *segment.map;
        auto bytes = read(io_.open(map.url, map.range), map.key.get(), segment.media_sequence);
        if (!bytes) return bytes;
        map_ = segment.map;
        head_ = *std::move(bytes);
        return head_;
    }

    RefreshAddress renewing(const HlsPlace& place) {
        return [this, place](const std::string& refused, const std::stop_token&) -> Result<FreshAddress> {
            if (!renewal_.renew(place.addresses))
                return fail(ErrorKind::Forbidden, "There are no newer addresses.", refused);
            const auto renewed = stream_->renewed(place);
            if (!renewed) return tl::unexpected(renewed.error());
            if (renewed->segment.url == refused)
                return fail(ErrorKind::Forbidden, "The same is not there under another address.", refused);
            return FreshAddress{renewed->segment.url, io_.address().headers};
        };
    }

    Result<void> add(const HlsPlacedSegment& placed, std::string bytes) {
        return is_mp4(bytes) ? add_mp4(placed, std::move(bytes)) : add_webvtt(placed, bytes);
    }

    /// Its track goes by the clock of the pictures.
    Result<void> add_mp4(const HlsPlacedSegment& placed, std::string bytes) {
        auto read = read_mp4_subtitles(std::move(bytes));
        if (!read) {
            read.error().context = placed.segment.url;
            return tl::unexpected(read.error());
        }
        document_.format = read->format;
        document_.encoding = "UTF-8";
        if (!read->begin) return {};
        const MediaTime offset = offset_for(placed, *read->begin, -stamp_at_zero_);
        end_cues_at(*read->begin + offset, document_.cues);
        put(std::move(read->cues), offset);
        return {};
    }

    Result<void> add_webvtt(const HlsPlacedSegment& placed, std::string_view bytes) {
        SubtitleText decoded = decode_subtitle_text(bytes);
        if (!is_webvtt(decoded.utf8)) {
            return fail(ErrorKind::Unsupported, "These subtitles are neither WebVTT nor text in MP4.",
                        placed.segment.url);
        }
        document_.format = "webvtt";
        document_.encoding = std::move(decoded.encoding);
        const TransportAnchor anchor{stamp_at_zero_.count() * 9 / 100, MediaTime{0}};
        std::vector<SubtitleCue> cues = parse_webvtt(decoded.utf8);
        if (cues.empty()) return {};
        const MediaTime offset = webvtt_cue_offset(parse_webvtt_timestamp_map(decoded.utf8), anchor);
        const MediaTime first = cues.front().start;
        put(std::move(cues), offset_for(placed, first, offset));
        return {};
    }

    /// What leads from a segment's own times to the timeline, whose first one is `first`.
    MediaTime offset_for(const HlsPlacedSegment& placed, MediaTime first, MediaTime said) const {
        const auto distance = [&](MediaTime shift) { return abs(first + shift - placed.start); };
        // A live playlist does not say what time it begins at.
        const bool believed = stream_->live() || distance(said) <= kFarthest;
        return !believed && distance(MediaTime{0}) < distance(said) ? MediaTime{0} : said;
    }

    void put(std::vector<SubtitleCue> cues, MediaTime offset) {
        for (SubtitleCue& cue : cues) {
            cue.start += offset;
            if (cue.end != kUntilNext) cue.end += offset;
            document_.cues.push_back(std::move(cue));
        }
    }

    // A cue that reaches into the next segment is in both.
    SubtitleDocument finish() {
        const auto key = [](const SubtitleCue& cue) { return std::tie(cue.start, cue.end, cue.text); };
        auto& cues = document_.cues;
        std::stable_sort(cues.begin(), cues.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
        cues.erase(
            std::unique(cues.begin(), cues.end(), [&](const auto& a, const auto& b) { return key(a) == key(b); }),
            cues.end());
        return std::move(document_);
    }

    HlsIo io_;
    const SubtitleOrigin& origin_;
    const SubtitleDocument* const before_;
    HlsKeys keys_{io_};
    HlsRenewal renewal_{io_};
    std::optional<HlsStream> stream_;
    const MediaTime stamp_at_zero_;
    std::shared_ptr<const HlsMap> map_;
    std::string head_;  ///< of map_
    SubtitleDocument document_;
};

}  // namespace

Result<SubtitleDocument> load_hls_subtitles(const MediaAddress& playlist, MediaTime stamp_at_zero,
                                            const SubtitleOrigin& origin, const SubtitleDocument* before,
                                            HttpClient& http, const Clock& clock, std::stop_token stop) {
    MediaAddress address = playlist;
    if (!address.refresh) address.refresh = origin.refresh;
    Reader reader(address, stamp_at_zero, origin, before, http, clock);
    const std::stop_callback abort_on_stop(stop, [&reader] { reader.io().abort(); });
    return reader.run();
}

}  // namespace cliffhanger
