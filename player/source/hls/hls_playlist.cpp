#include "player/source/hls/hls_playlist.h"

#include <algorithm>
#include <array>

#include "player/source/hls/hls_parser.h"

namespace cliffhanger {
namespace {

constexpr std::string_view kSignature = "EXTM3U";

enum class Kind { Multivariant, Media, Both, Neither };

bool is_media_tag(std::string_view tag) {
    constexpr std::array kTags{"EXTINF",
                               "EXT-X-TARGETDURATION",
                               "EXT-X-MEDIA-SEQUENCE",
                               "EXT-X-ENDLIST",
                               "EXT-X-PLAYLIST-TYPE",
                               "EXT-X-DISCONTINUITY-SEQUENCE",
                               "EXT-X-BYTERANGE",
                               "EXT-X-MAP",
                               "EXT-X-KEY",
                               "EXT-X-SKIP",
                               "EXT-X-PART"};
    return std::find(kTags.begin(), kTags.end(), tag) != kTags.end();
}

bool is_multivariant_tag(std::string_view tag) {
    return tag == "EXT-X-STREAM-INF" || tag == "EXT-X-I-FRAME-STREAM-INF" || tag == "EXT-X-MEDIA";
}

/// By the tags that only one of the two may have.
Kind kind_of(std::string_view text) {
    bool media = false, multivariant = false;
    HlsLines lines(text);
    while (const auto line = lines.next()) {
        // The hundred thousandth segment says nothing that the first did not say.
        if (media && multivariant) return Kind::Both;
        if (is_media_tag(line->tag)) media = true;
        if (is_multivariant_tag(line->tag)) multivariant = true;
    }
    if (media && multivariant) return Kind::Both;
    return media ? Kind::Media : multivariant ? Kind::Multivariant : Kind::Neither;
}

/// Comments may stand in front of the signature, nothing else.
bool has_signature(std::string_view text) {
    const auto first = HlsLines(text).next();
    return first && first->tag == kSignature;
}

}  // namespace

bool same_key(const std::shared_ptr<const HlsKey>& left, const std::shared_ptr<const HlsKey>& right) {
    return left == right || (left && right && *left == *right);
}

bool same_map(const std::shared_ptr<const HlsMap>& left, const std::shared_ptr<const HlsMap>& right) {
    return left == right ||
           (left && right && left->url == right->url && left->range == right->range && same_key(left->key, right->key));
}

bool may_be_hls_playlist(std::string_view text) {
    constexpr std::size_t kWithin = 1024;  // for comments in front of it
    return text.substr(0, kWithin).find("#EXTM3U") != std::string_view::npos;
}

Result<HlsPlaylist> parse_hls_playlist(std::string_view text, const HlsPlaylistPlace& place) {
    if (text.size() > kMaxHlsPlaylistBytes) return fail(ErrorKind::TooLarge, "The playlist is too long.", place.url);
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    if (!has_signature(text))
        return fail(ErrorKind::Corrupted, "This is no HLS playlist: it does not begin with #EXTM3U.", place.url);
    HlsParseContext context(place);
    switch (kind_of(text)) {
        case Kind::Media: {
            auto playlist = parse_hls_media(text, context);
            if (!playlist) return tl::unexpected(std::move(playlist.error()));
            return HlsPlaylist(std::move(*playlist));
        }
        case Kind::Multivariant: {
            auto playlist = parse_hls_multivariant(text, context);
            if (!playlist) return tl::unexpected(std::move(playlist.error()));
            return HlsPlaylist(std::move(*playlist));
        }
        case Kind::Both:
            return fail(ErrorKind::Corrupted, "The playlist mixes variants and segments.", place.url);
        case Kind::Neither:
            break;
    }
    return fail(ErrorKind::Corrupted, "The playlist names neither variants nor segments.", place.url);
}

Result<HlsMediaPlaylist> parse_hls_media_playlist(std::string_view text, const HlsPlaylistPlace& place) {
    auto playlist = parse_hls_playlist(text, place);
    if (!playlist) return tl::unexpected(std::move(playlist.error()));
    auto* media = std::get_if<HlsMediaPlaylist>(&*playlist);
    if (!media)
        return fail(ErrorKind::Corrupted, "A playlist of segments was expected, and this one names variants.",
                    place.url);
    return std::move(*media);
}

}  // namespace cliffhanger
