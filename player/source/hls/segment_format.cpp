#include "player/source/hls/segment_format.h"

#include <algorithm>
#include <array>
#include <string>

namespace cliffhanger {
namespace {

using Bytes = std::basic_string_view<char>;

constexpr std::size_t kId3HeaderBytes = 10;
constexpr std::string_view kTimestampOwner{"com.apple.streaming.transportStreamTimestamp", 45};  // with its final zero

std::uint32_t byte_at(Bytes bytes, std::size_t i) { return static_cast<unsigned char>(bytes[i]); }

std::uint32_t big_endian(Bytes bytes, std::size_t at) {
    return byte_at(bytes, at) << 24 | byte_at(bytes, at + 1) << 16 | byte_at(bytes, at + 2) << 8 |
           byte_at(bytes, at + 3);
}

/// Four bytes of seven bits, as ID3 writes sizes.
std::uint32_t synchsafe(Bytes bytes, std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i) value = value << 7 | (byte_at(bytes, at + i) & 0x7f);
    return value;
}

/// The time stamp in the frames of one ID3 tag.
std::optional<std::int64_t> timestamp_in(Bytes frames, bool synchsafe_sizes) {
    while (frames.size() >= kId3HeaderBytes && frames[0] != 0) {
        const std::uint32_t size = synchsafe_sizes ? synchsafe(frames, 4) : big_endian(frames, 4);
        const Bytes id = frames.substr(0, 4);
        frames.remove_prefix(kId3HeaderBytes);
        const Bytes body = frames.substr(0, size);
        if (id == "PRIV" && body.starts_with(kTimestampOwner) && body.size() >= kTimestampOwner.size() + 8) {
            const std::uint64_t high = big_endian(body, kTimestampOwner.size());
            const std::uint64_t low = big_endian(body, kTimestampOwner.size() + 4);
            return static_cast<std::int64_t>((high & 1) << 32 | low);
        }
        frames.remove_prefix(body.size());
    }
    return std::nullopt;
}

/// All ID3 tags in front of the audio.
void read_id3(Bytes bytes, SegmentHead& head) {
    while (head.id3_bytes < bytes.size()) {
        const Bytes tag = bytes.substr(head.id3_bytes);
        if (tag.size() < kId3HeaderBytes || !tag.starts_with("ID3") || byte_at(tag, 3) == 0xff) return;
        const std::uint32_t size = synchsafe(tag, 6);
        const bool newest = byte_at(tag, 3) >= 4;
        if (!head.timestamp) head.timestamp = timestamp_in(tag.substr(kId3HeaderBytes, size), newest);
        const bool has_footer = byte_at(tag, 5) & 0x10;
        head.id3_bytes += kId3HeaderBytes + size + (has_footer ? kId3HeaderBytes : 0);
    }
}

SegmentFormat audio_format(Bytes bytes) {
    if (bytes.size() < 2) return SegmentFormat::Unknown;
    const std::uint32_t first = byte_at(bytes, 0), second = byte_at(bytes, 1);
    if (first == 0x0b && second == 0x77) {
        constexpr std::uint32_t kLastAc3 = 10;
        return bytes.size() > 5 && byte_at(bytes, 5) >> 3 > kLastAc3 ? SegmentFormat::Eac3 : SegmentFormat::Ac3;
    }
    if (first != 0xff || (second & 0xe0) != 0xe0) return SegmentFormat::Unknown;
    const std::uint32_t layer = second >> 1 & 3;
    if (layer == 0) return (second & 0xf0) == 0xf0 ? SegmentFormat::Aac : SegmentFormat::Unknown;
    return SegmentFormat::Mp3;
}

bool is_mp4(Bytes bytes) {
    constexpr std::array<std::string_view, 14> kBoxes{"ftyp", "styp", "moov", "moof", "sidx", "ssix", "emsg",
                                                      "prft", "mdat", "free", "skip", "uuid", "pdin", "wide"};
    if (bytes.size() < 8) return false;
    const std::uint32_t size = big_endian(bytes, 0);
    return (size >= 8 || size <= 1) && std::find(kBoxes.begin(), kBoxes.end(), bytes.substr(4, 4)) != kBoxes.end();
}

/// Where a transport stream begins. Sync bytes at one distance: at the beginning as many as fit; further in (behind
/// what somebody put in front) three.
std::optional<std::size_t> mpeg_ts_begin(Bytes bytes) {
    constexpr char kSync = 0x47;
    constexpr std::size_t kTimeCode = 4;  // in front of every packet of 192 bytes
    const auto in_step = [&](std::size_t begin, std::size_t distance, std::size_t at_least) {
        std::size_t count = 0;
        for (std::size_t i = begin; i < bytes.size(); i += distance, ++count)
            if (bytes[i] != kSync) return count >= 5;
        return count >= at_least;
    };
    if (in_step(0, 188, 1) || in_step(kTimeCode, 192, 2) || in_step(0, 204, 1)) return 0;
    for (std::size_t begin = 0; begin < bytes.size(); ++begin) {
        if (bytes[begin] != kSync) continue;
        if (in_step(begin, 188, 3)) return begin;
        if (in_step(begin, 192, 3)) return begin - std::min(begin, kTimeCode);
    }
    return std::nullopt;
}

bool is_picture(Bytes bytes) {
    constexpr std::array<std::string_view, 4> kSignatures{"\x89PNG", "\xff\xd8\xff", "GIF8", "RIFF"};
    return std::any_of(kSignatures.begin(), kSignatures.end(),
                       [&](std::string_view signature) { return bytes.starts_with(signature); });
}

/// Where fragmented MP4 begins behind a picture: at a box that can be a segment's first.
std::optional<std::size_t> mp4_behind_picture(Bytes bytes) {
    constexpr std::array<std::string_view, 5> kFirst{"ftyp", "styp", "moof", "moov", "sidx"};
    constexpr std::uint32_t kLargest = 16u << 20;
    for (std::size_t at = 4; at + 4 <= bytes.size(); ++at) {
        if (std::find(kFirst.begin(), kFirst.end(), bytes.substr(at, 4)) == kFirst.end()) continue;
        const std::uint32_t size = big_endian(bytes, at - 4);
        if (size >= 8 && size <= kLargest) return at - 4;
    }
    return std::nullopt;
}

bool is_web_vtt(Bytes text) {
    constexpr std::string_view kSignature = "WEBVTT";
    if (!text.starts_with(kSignature)) return false;
    return text.size() == kSignature.size() || Bytes(" \t\r\n").find(text[kSignature.size()]) != Bytes::npos;
}

/// What is there instead of media, in words; empty when it may be media.
std::string_view what_else(Bytes text) {
    text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
    if (text.starts_with("#EXTM3U")) return "a playlist";
    if (text.size() < 2) return {};
    const auto second = static_cast<unsigned char>(text[1]);
    const bool letter = (second | 0x20) >= 'a' && (second | 0x20) <= 'z';
    if (text[0] == '<' && (letter || second == '!' || second == '?')) return "a page";
    const bool opens = text[0] == '{' || text[0] == '[';
    if (opens && Bytes("\"{}[] \t\r\n").find(text[1]) != Bytes::npos) return "a message";
    return {};
}

void find_behind_disguise(Bytes bytes, SegmentHead& result) {
    const bool picture = is_picture(bytes);
    if (const auto begin = mpeg_ts_begin(bytes)) {
        result.format = SegmentFormat::MpegTs;
        result.disguise_bytes = *begin;
    } else if (const auto boxes = picture ? mp4_behind_picture(bytes) : std::nullopt) {
        result.format = SegmentFormat::Mp4;
        result.disguise_bytes = *boxes;
    }
    result.may_be_disguised = picture && result.format == SegmentFormat::Unknown;
}

}  // namespace

Result<SegmentHead> sniff_segment(std::span<const std::byte> head) {
    const Bytes bytes(reinterpret_cast<const char*>(head.data()), head.size());
    const Bytes text = bytes.starts_with("\xEF\xBB\xBF") ? bytes.substr(3) : bytes;
    SegmentHead result;
    if (is_mp4(bytes)) {
        result.format = SegmentFormat::Mp4;
    } else if (is_web_vtt(text)) {
        result.format = SegmentFormat::WebVtt;
    } else if (const auto other = what_else(text); !other.empty()) {
        return fail(ErrorKind::Unsupported, "The server answered with " + std::string(other) + " instead of media.");
    } else {
        read_id3(bytes, result);
        result.format = audio_format(bytes.substr(std::min(result.id3_bytes, bytes.size())));
        if (result.id3_bytes == 0) find_behind_disguise(bytes, result);
    }
    return result;
}

std::string_view demuxer_name(SegmentFormat format) {
    switch (format) {
        case SegmentFormat::MpegTs:
            return "mpegts";
        case SegmentFormat::Mp4:
            return "mov";
        case SegmentFormat::Aac:
            return "aac";
        case SegmentFormat::Mp3:
            return "mp3";
        case SegmentFormat::Ac3:
            return "ac3";
        case SegmentFormat::Eac3:
            return "eac3";
        case SegmentFormat::WebVtt:
        case SegmentFormat::Unknown:
            break;
    }
    return {};
}

}  // namespace cliffhanger
