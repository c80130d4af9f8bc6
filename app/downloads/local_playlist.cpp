#include "app/downloads/local_playlist.h"

#include <algorithm>
#include <cstdio>

namespace cliffhanger {
namespace {

std::string hex(const AesBlock& block) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text = "0x";
    for (const std::uint8_t byte : block) {
        text += kDigits[byte >> 4];
        text += kDigits[byte & 15];
    }
    return text;
}

/// What is written between quotation marks cannot hold one.
std::string in_quotes(std::string value) {
    std::erase_if(value, [](char c) { return c == '"' || c == '\n' || c == '\r'; });
    return '"' + value + '"';
}

std::string seconds(MediaTime time) {
    char text[32];
    std::snprintf(text, sizeof text, "%lld.%06lld", static_cast<long long>(time.count() / 1'000'000),
                  static_cast<long long>(time.count() % 1'000'000));
    return text;
}

std::string key_line(const std::shared_ptr<const HlsKey>& key) {
    if (!key) return "#EXT-X-KEY:METHOD=NONE\n";
    std::string line = "#EXT-X-KEY:METHOD=AES-128,URI=" + in_quotes(key->url);
    if (key->vector) line += ",IV=" + hex(*key->vector);
    return line + '\n';
}

std::string part_name(const std::string& name, const char* kind, std::size_t index) {
    char number[24];
    std::snprintf(number, sizeof number, "-%05zu", index);
    return name + number + kind;
}

std::optional<ByteRange> range_of(const std::optional<HlsByteRange>& range) {
    if (!range) return std::nullopt;
    return ByteRange{range->offset, range->offset + range->length - 1};
}

int shorter_side(const HlsVariant& variant) { return std::min(variant.width, variant.height); }

}  // namespace

Result<LocalPlaylist> make_local_playlist(const HlsMediaPlaylist& playlist, const std::string& name) {
    if (!playlist.ended) return fail(ErrorKind::Unsupported, "A live stream cannot be kept.");
    LocalPlaylist local;
    std::string& text = local.text;
    const MediaTime target = std::max<MediaTime>(playlist.target_duration, std::chrono::seconds(1));
    text = "#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-PLAYLIST-TYPE:VOD\n#EXT-X-TARGETDURATION:" +
           std::to_string((target.count() + 999'999) / 1'000'000) +
           "\n#EXT-X-MEDIA-SEQUENCE:" + std::to_string(playlist.media_sequence) +
           "\n#EXT-X-DISCONTINUITY-SEQUENCE:" + std::to_string(playlist.discontinuity_sequence) + '\n';
    std::shared_ptr<const HlsKey> key;
    std::shared_ptr<const HlsMap> map;
    std::size_t maps = 0;
    std::int64_t discontinuity = playlist.discontinuity_sequence;
    for (std::size_t i = 0; i < playlist.segments.size(); ++i) {
        const HlsSegment& segment = playlist.segments[i];
        for (const auto* used : {&segment.key, segment.map ? &segment.map->key : &segment.key}) {
            if (*used && (*used)->bytes) return fail(ErrorKind::Unsupported, "The stream has its key in itself.");
            local.needs_key = local.needs_key || *used != nullptr;
        }
        if (segment.discontinuity_sequence != discontinuity) text += "#EXT-X-DISCONTINUITY\n";
        discontinuity = segment.discontinuity_sequence;
        if (segment.map && !same_map(segment.map, map)) {
            const std::string file = part_name(name, ".init", maps++);
            if (!same_key(segment.map->key, key)) text += key_line(key = segment.map->key);
            text += "#EXT-X-MAP:URI=" + in_quotes(file) + '\n';
            local.parts.push_back({segment.map->url, range_of(segment.map->range), file, MediaTime{0}});
            map = segment.map;
        }
        if (!same_key(segment.key, key)) text += key_line(key = segment.key);
        const std::string file = part_name(name, ".seg", i);
        if (segment.gap) text += "#EXT-X-GAP\n";
        text += "#EXTINF:" + seconds(segment.duration) + ",\n" + file + '\n';
        local.duration += segment.duration;
        if (!segment.gap) local.parts.push_back({segment.url, range_of(segment.range), file, segment.duration});
    }
    text += "#EXT-X-ENDLIST\n";
    return local;
}

const HlsVariant& rung_to_keep(const HlsMultivariantPlaylist& master, int height) {
    const HlsVariant* best = nullptr;
    for (const HlsVariant& variant : master.variants) {
        const bool fits = shorter_side(variant) <= height;
        const bool better = best == nullptr || (fits && shorter_side(*best) > height) ||
                            (fits && variant.bandwidth > best->bandwidth) ||
                            (!fits && shorter_side(*best) > height && variant.bandwidth < best->bandwidth);
        if (better) best = &variant;
    }
    return *best;
}

std::vector<const HlsRendition*> renditions_to_keep(const HlsMultivariantPlaylist& master, const HlsVariant& variant) {
    std::vector<const HlsRendition*> kept;
    for (const HlsRendition& rendition : master.renditions) {
        const bool sound = rendition.type == HlsRendition::Type::Audio && rendition.group == variant.audio_group;
        const bool words =
            rendition.type == HlsRendition::Type::Subtitles && rendition.group == variant.subtitles_group;
        if (!rendition.url.empty() && (sound || words)) kept.push_back(&rendition);
    }
    return kept;
}

std::string make_local_master(const HlsVariant& variant, const std::string& variant_file,
                              const std::vector<const HlsRendition*>& renditions,
                              const std::vector<std::string>& rendition_files) {
    std::string text = "#EXTM3U\n#EXT-X-VERSION:7\n";
    for (std::size_t i = 0; i < renditions.size(); ++i) {
        const HlsRendition& rendition = *renditions[i];
        const bool sound = rendition.type == HlsRendition::Type::Audio;
        text += std::string("#EXT-X-MEDIA:TYPE=") + (sound ? "AUDIO" : "SUBTITLES") +
                ",GROUP-ID=" + in_quotes(rendition.group) + ",NAME=" + in_quotes(rendition.name);
        if (!rendition.language.empty()) text += ",LANGUAGE=" + in_quotes(rendition.language);
        if (!rendition.characteristics.empty()) text += ",CHARACTERISTICS=" + in_quotes(rendition.characteristics);
        if (!rendition.channels.empty()) text += ",CHANNELS=" + in_quotes(rendition.channels);
        text += std::string(",DEFAULT=") + (rendition.is_default ? "YES" : "NO") +
                ",AUTOSELECT=" + (rendition.autoselect ? "YES" : "NO");
        if (!sound) text += std::string(",FORCED=") + (rendition.forced ? "YES" : "NO");
        text += ",URI=" + in_quotes(rendition_files[i]) + '\n';
    }
    text += "#EXT-X-STREAM-INF:BANDWIDTH=" + std::to_string(std::max<std::int64_t>(variant.bandwidth, 1));
    if (variant.width > 0 && variant.height > 0)
        text += ",RESOLUTION=" + std::to_string(variant.width) + 'x' + std::to_string(variant.height);
    if (!variant.codecs.empty()) text += ",CODECS=" + in_quotes(variant.codecs);
    const auto has = [&](HlsRendition::Type type) {
        return std::ranges::any_of(renditions, [&](const HlsRendition* r) { return r->type == type; });
    };
    if (has(HlsRendition::Type::Audio)) text += ",AUDIO=" + in_quotes(variant.audio_group);
    if (has(HlsRendition::Type::Subtitles)) text += ",SUBTITLES=" + in_quotes(variant.subtitles_group);
    return text + '\n' + variant_file + '\n';
}

}  // namespace cliffhanger
