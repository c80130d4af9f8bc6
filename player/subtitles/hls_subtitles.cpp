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
#include "player/subtitles/subtitle_encoding.h"
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
        : io_(playlist, http, clock),
          origin_(origin),
          before_(before),
          anchor_{stamp_at_zero.count() * 9 / 100, MediaTime{0}} {}

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
            if (auto added = add(placed, *segment); !added) return tl::unexpected(added.error());
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
        auto source = io_.open(segment.url, segment.range, CacheUse::Media, renewing(*place));
        if (!segment.key) return io_.read_all(std::move(source), kMaxSubtitleBytes);
        const auto key = keys_.get(*segment.key);
        if (!key) return tl::unexpected(key.error());
        const AesBlock vector = segment.key->vector.value_or(aes_vector_of(segment.media_sequence));
        return io_.read_all(std::make_shared<Aes128Source>(std::move(source), *key, vector), kMaxSubtitleBytes);
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

    Result<void> add(const HlsPlacedSegment& placed, std::string_view bytes) {
        SubtitleText decoded = decode_subtitle_text(bytes);
        if (!is_webvtt(decoded.utf8)) {
            return fail(ErrorKind::Unsupported, "These subtitles are not WebVTT.", placed.segment.url);
        }
        document_.encoding = std::move(decoded.encoding);
        std::vector<SubtitleCue> cues = parse_webvtt(decoded.utf8);
        if (cues.empty()) return {};
        MediaTime offset = webvtt_cue_offset(parse_webvtt_timestamp_map(decoded.utf8), anchor_);
        const auto distance = [&](MediaTime shift) { return abs(cues.front().start + shift - placed.start); };
        // A live playlist does not say what time it begins at.
        if (!stream_->live() && distance(offset) > kFarthest && distance(MediaTime{0}) < distance(offset))
            offset = MediaTime{0};
        for (SubtitleCue& cue : cues) {
            cue.start += offset;
            cue.end += offset;
            document_.cues.push_back(std::move(cue));
        }
        return {};
    }

    // A cue that reaches into the next segment is in both.
    SubtitleDocument finish() {
        const auto key = [](const SubtitleCue& cue) { return std::tie(cue.start, cue.end, cue.text); };
        auto& cues = document_.cues;
        std::stable_sort(cues.begin(), cues.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
        cues.erase(
            std::unique(cues.begin(), cues.end(), [&](const auto& a, const auto& b) { return key(a) == key(b); }),
            cues.end());
        document_.format = "webvtt";
        return std::move(document_);
    }

    HlsIo io_;
    const SubtitleOrigin& origin_;
    const SubtitleDocument* const before_;
    HlsKeys keys_{io_};
    HlsRenewal renewal_{io_};
    std::optional<HlsStream> stream_;
    const TransportAnchor anchor_;
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
