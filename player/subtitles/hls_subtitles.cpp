#include "player/subtitles/hls_subtitles.h"

#include <algorithm>
#include <cstdlib>
#include <tuple>
#include <utility>

#include "player/source/hls/aes128_source.h"
#include "player/source/hls/hls_io.h"
#include "player/source/hls/hls_keys.h"
#include "player/source/hls/hls_timeline.h"
#include "player/subtitles/subtitle_encoding.h"
#include "player/subtitles/webvtt_parser.h"
#include "player/subtitles/webvtt_timestamp_map.h"

namespace cliffhanger {
namespace {

// Cues that come out this far from their segment were not meant by the clock that their map names.
constexpr MediaTime kFarthest = std::chrono::seconds(60);

class Reader {
 public:
    Reader(const MediaAddress& playlist, MediaTime stamp_at_zero, HttpClient& http, const Clock& clock)
        : io_(playlist, http, clock), anchor_{stamp_at_zero.count() * 9 / 100, MediaTime{0}} {}

    HlsIo& io() { return io_; }

    Result<SubtitleDocument> run() {
        const auto text = io_.fetch_first();
        if (!text) return tl::unexpected(text.error());
        HlsPlaylistPlace place;
        place.url = text->url;
        auto playlist = parse_hls_media_playlist(text->text, place);
        if (!playlist) return tl::unexpected(playlist.error());
        const HlsTimeline timeline(*std::move(playlist), io_.clock().now());
        std::size_t bytes = 0;
        for (const HlsPlacedSegment& placed : timeline.segments()) {
            if (placed.segment.gap) continue;
            auto segment = fetch(placed.segment);
            if (!segment && segment.error().kind == ErrorKind::Aborted) return tl::unexpected(segment.error());
            if (!segment) continue;
            bytes += segment->size();
            if (bytes > kMaxSubtitleBytes) return fail(ErrorKind::TooLarge, "There are too many subtitles.", text->url);
            if (auto added = add(placed, *segment); !added) return tl::unexpected(added.error());
        }
        return finish();
    }

 private:
    Result<std::string> fetch(const HlsSegment& segment) {
        auto source = io_.open(segment.url, segment.range);
        if (!segment.key) return io_.read_all(std::move(source), kMaxSubtitleBytes);
        const auto key = keys_.get(*segment.key);
        if (!key) return tl::unexpected(key.error());
        const AesBlock vector = segment.key->vector.value_or(aes_vector_of(segment.media_sequence));
        return io_.read_all(std::make_shared<Aes128Source>(std::move(source), *key, vector), kMaxSubtitleBytes);
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
        if (distance(offset) > kFarthest && distance(MediaTime{0}) < distance(offset)) offset = MediaTime{0};
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
    HlsKeys keys_{io_};
    const TransportAnchor anchor_;
    SubtitleDocument document_;
};

}  // namespace

Result<SubtitleDocument> load_hls_subtitles(const MediaAddress& playlist, MediaTime stamp_at_zero, HttpClient& http,
                                            const Clock& clock, std::stop_token stop) {
    Reader reader(playlist, stamp_at_zero, http, clock);
    const std::stop_callback abort_on_stop(stop, [&reader] { reader.io().abort(); });
    return reader.run();
}

}  // namespace cliffhanger
