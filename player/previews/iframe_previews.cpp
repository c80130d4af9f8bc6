#include "player/previews/iframe_previews.h"

#include <filesystem>
#include <utility>
#include <variant>

#include "net/url.h"
#include "player/previews/keyframe_reader.h"
#include "player/source/demuxer.h"
#include "player/source/hls/aes128_source.h"
#include "player/source/hls/hls_iframes.h"

namespace cliffhanger {
namespace {

constexpr std::size_t kMaxFrameBytes = 8u << 20;

}  // namespace

Result<HlsMediaPlaylist> IframePreviews::find_playlist() {
    auto text = io_.fetch_first();
    if (!text) return tl::unexpected(text.error());
    HlsPlaylistPlace place{text->url};
    auto parsed = parse_hls_playlist(text->text, place);
    if (!parsed) return tl::unexpected(parsed.error());
    if (auto* media = std::get_if<HlsMediaPlaylist>(&*parsed)) return std::move(*media);
    const auto& master = std::get<HlsMultivariantPlaylist>(*parsed);
    const HlsVariant* variant = choose_iframe_variant(master.iframe_variants, kPreviewSide);
    if (variant == nullptr) return fail(ErrorKind::NotFound, "The stream has no playlist of I-frames");
    if (!is_http_url(place.url)) place.folder = std::filesystem::path(place.url).parent_path().string();
    auto frames = io_.fetch_text(variant->url);
    if (!frames) return tl::unexpected(frames.error());
    place.url = frames->url;
    place.imports = master.variables;
    return parse_hls_media_playlist(frames->text, place);
}

Result<void> IframePreviews::open(std::stop_token stop) {
    const std::stop_callback abort(stop, [this] { io_.abort(); });
    auto playlist = find_playlist();
    if (!playlist) return tl::unexpected(playlist.error());
    if (!playlist->iframes_only) return fail(ErrorKind::Unsupported, "This is no playlist of I-frames");
    if (playlist->segments.empty() || !playlist->ended)
        return fail(ErrorKind::Unsupported, "Live streams have no previews");
    timeline_.emplace(*std::move(playlist), io_.clock().now());
    return {};
}

std::size_t IframePreviews::nearest(MediaTime time) const { return iframe_at(*timeline_, time).value_or(0); }

Result<std::string> IframePreviews::read(const std::string& url, std::optional<HlsByteRange> range, const HlsKey* key,
                                         std::int64_t sequence) {
    std::shared_ptr<ByteSource> source = io_.open(url, range);
    if (key != nullptr) {
        const auto block = keys_.get(*key);
        if (!block) return tl::unexpected(block.error());
        source =
            std::make_shared<Aes128Source>(io_.open(url, range), *block, key->vector.value_or(aes_vector_of(sequence)));
    }
    return io_.read_all(source, kMaxFrameBytes);
}

Result<PreviewPicture> IframePreviews::picture(std::size_t index, std::stop_token stop) {
    const std::stop_callback abort(stop, [this] { io_.abort(); });
    const HlsPlacedSegment& placed = timeline_->segments()[index];
    const HlsSegment& segment = placed.segment;
    if (segment.gap) return fail(ErrorKind::NotFound, "There is a gap in the stream");
    if (segment.map && !same_map(segment.map, map_)) {
        auto bytes = read(segment.map->url, segment.map->range, segment.map->key.get(), segment.media_sequence);
        if (!bytes) return tl::unexpected(bytes.error());
        map_ = segment.map;
        map_bytes_ = *std::move(bytes);
    }
    auto bytes = read(segment.url, segment.range, segment.key.get(), segment.media_sequence);
    if (!bytes) return tl::unexpected(bytes.error());
    Demuxer demuxer(make_memory_byte_source((segment.map ? map_bytes_ : std::string()) + *bytes), Timeline::AsInStream);
    KeyframeReader keyframes(demuxer);
    if (const auto info = keyframes.open(); !info) return tl::unexpected(info.error());
    auto picture = keyframes.next();
    if (!picture) return picture;
    // The frame's own clock is the stream's; the playlist knows the episode's.
    picture->time = placed.start;
    return picture;
}

}  // namespace cliffhanger
