#include "player/source/hls/hls_ladder.h"

#include <algorithm>
#include <array>
#include <string>
#include <tuple>
#include <utility>

#include "player/libav.h"

namespace cliffhanger {
namespace {

struct NamedCodec {
    std::string_view prefix, name;
    bool pictures;
};

constexpr std::array<NamedCodec, 21> kCodecs = {{
    {"avc1", "h264", true},    {"avc3", "h264", true},    {"hvc1", "hevc", true},    {"hev1", "hevc", true},
    {"dvh1", "hevc", true},    {"dvhe", "hevc", true},    {"vp09", "vp9", true},     {"vp08", "vp8", true},
    {"av01", "av1", true},     {"mp4v", "mpeg4", true},   {"vvc1", "vvc", true},     {"mp4a.40.34", "mp3", false},
    {"mp4a.69", "mp3", false}, {"mp4a.6B", "mp3", false}, {"mp4a.a5", "ac3", false}, {"mp4a.a6", "eac3", false},
    {"mp4a", "aac", false},    {"ac-3", "ac3", false},    {"ec-3", "eac3", false},   {"fLaC", "flac", false},
    {"Opus", "opus", false},
}};

const NamedCodec* find_codec(std::string_view rfc6381) {
    const auto found = std::find_if(kCodecs.begin(), kCodecs.end(),
                                    [&](const NamedCodec& codec) { return rfc6381.starts_with(codec.prefix); });
    return found != kCodecs.end() ? &*found : nullptr;
}

template <class Visit>
void for_each_codec(std::string_view list, Visit visit) {
    while (!list.empty()) {
        const std::size_t comma = std::min(list.find(','), list.size());
        std::string_view codec = list.substr(0, comma);
        list.remove_prefix(std::min(comma + 1, list.size()));
        while (codec.starts_with(' ')) codec.remove_prefix(1);
        if (!codec.empty()) visit(codec);
    }
}

bool decodable(const HlsVariant& variant) {
    bool all = true;
    for_each_codec(variant.codecs, [&](std::string_view codec) {
        const NamedCodec* known = find_codec(codec);
        // What is not known (subtitles, a name of its own) shows itself in the bytes.
        if (known == nullptr) return;
        const AVCodecDescriptor* descriptor = avcodec_descriptor_get_by_name(std::string(known->name).c_str());
        all = all && descriptor != nullptr && avcodec_find_decoder(descriptor->id) != nullptr;
    });
    return all;
}

bool unprotected(const HlsVariant& variant) { return variant.hdcp_level != "TYPE-1"; }

/// Keeps what satisfies, if anything does.
template <class Wanted>
void prefer(std::vector<HlsVariant>& variants, Wanted wanted) {
    if (std::any_of(variants.begin(), variants.end(), wanted)) std::erase_if(variants, std::not_fn(wanted));
}

}  // namespace

std::string_view codec_of(std::string_view rfc6381) {
    const NamedCodec* codec = find_codec(rfc6381);
    return codec != nullptr ? codec->name : std::string_view();
}

std::string_view sound_codec(const HlsVariant& variant) {
    std::string_view name;
    for_each_codec(variant.codecs, [&](std::string_view codec) {
        const NamedCodec* known = find_codec(codec);
        if (known != nullptr && !known->pictures && name.empty()) name = known->name;
    });
    return name;
}

std::string_view subtitle_codec(const HlsVariant& variant) {
    std::string_view name = "webvtt";
    for_each_codec(variant.codecs, [&](std::string_view codec) {
        if (codec.starts_with("stpp")) name = "ttml";
    });
    return name;
}

bool has_pictures(const HlsVariant& variant) {
    if (variant.width > 0) return true;
    bool pictures = variant.codecs.empty();
    for_each_codec(variant.codecs, [&](std::string_view codec) {
        const NamedCodec* known = find_codec(codec);
        pictures = pictures || (known != nullptr && known->pictures);
    });
    return pictures;
}

std::vector<HlsVariant> choose_rungs(const HlsMultivariantPlaylist& playlist) {
    std::vector<HlsVariant> rungs;
    for (const HlsVariant& variant : playlist.variants) {
        // The same pictures are listed once for every group of sound or subtitles.
        const bool known =
            std::any_of(rungs.begin(), rungs.end(), [&](const HlsVariant& rung) { return rung.url == variant.url; });
        if (!known) rungs.push_back(variant);
    }
    prefer(rungs, has_pictures);
    prefer(rungs, decodable);
    prefer(rungs, unprotected);
    std::stable_sort(rungs.begin(), rungs.end(),
                     [](const HlsVariant& a, const HlsVariant& b) { return a.bandwidth < b.bandwidth; });
    return rungs;
}

std::vector<HlsRendition> choose_renditions(const HlsMultivariantPlaylist& playlist, HlsRendition::Type type,
                                            const std::vector<HlsVariant>& rungs) {
    std::vector<HlsRendition> chosen;
    // The groups differ in quality, not in what is in them; the highest rung has the best one.
    for (auto rung = rungs.rbegin(); rung != rungs.rend() && chosen.empty(); ++rung) {
        const std::string& group = type == HlsRendition::Type::Audio ? rung->audio_group : rung->subtitles_group;
        if (group.empty()) continue;
        for (const HlsRendition& rendition : playlist.renditions) {
            if (rendition.type == type && rendition.group == group) chosen.push_back(rendition);
        }
    }
    return chosen;
}

SegmentRung describe_rung(const HlsVariant& variant, const HlsSegment* segment) {
    SegmentRung rung;
    rung.bandwidth = variant.average_bandwidth > 0 ? variant.average_bandwidth : variant.bandwidth;
    rung.width = variant.width;
    rung.height = variant.height;
    if (segment != nullptr) rung.bytes = segment_bytes(*segment);
    return rung;
}

std::optional<std::int64_t> segment_bytes(const HlsSegment& segment) {
    if (segment.range) return segment.range->length;
    if (!segment.bitrate) return std::nullopt;
    return static_cast<std::int64_t>(static_cast<double>(*segment.bitrate) * to_seconds(segment.duration) / 8);
}

std::shared_ptr<const SizeIndex> segment_sizes(const HlsMediaPlaylist& playlist) {
    if (!playlist.ended || playlist.segments.empty()) return nullptr;
    auto sizes = std::make_shared<SizeIndex>();
    for (const HlsSegment& segment : playlist.segments) {
        const auto bytes = segment.gap ? std::optional<std::int64_t>(0) : segment_bytes(segment);
        if (!bytes || segment.duration <= MediaTime{0}) return nullptr;
        sizes->add(segment.duration, *bytes);
    }
    return sizes;
}

bool is_same_rung(const HlsVariant& a, const HlsVariant& b) {
    const auto key = [](const HlsVariant& v) {
        return std::tie(v.bandwidth, v.average_bandwidth, v.width, v.height, v.frame_rate, v.codecs, v.video_range);
    };
    return key(a) == key(b);
}

}  // namespace cliffhanger
