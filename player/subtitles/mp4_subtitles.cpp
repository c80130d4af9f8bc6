#include "player/subtitles/mp4_subtitles.h"

#include <algorithm>
#include <iterator>
#include <memory>
#include <span>

#include "net/byte_source.h"
#include "player/libav.h"
#include "player/source/demuxer.h"
#include "player/source/hls/segment_format.h"
#include "player/source/stream_info.h"
#include "player/subtitles/ttml_sample.h"
#include "player/subtitles/webvtt_sample.h"

namespace cliffhanger {

bool is_mp4(std::string_view bytes) {
    const auto head = sniff_segment(std::as_bytes(std::span(bytes.substr(0, kSegmentHeadBytes))));
    return head && head->format == SegmentFormat::Mp4;
}

Result<Mp4Subtitles> read_mp4_subtitles(std::string bytes) {
    const std::string head = webvtt_head(bytes);
    Demuxer demuxer(make_memory_byte_source(std::move(bytes)), Timeline::AsInStream, Wanted::Text);
    const auto info = demuxer.open();
    if (!info) return tl::unexpected(info.error());
    const auto track = std::ranges::find_if(
        info->streams, [](const auto& stream) { return stream.codec == kTtmlTrack || stream.codec == kWebVttTrack; });
    if (track == info->streams.end())
        return fail(ErrorKind::Unsupported, "These subtitles in MP4 are neither TTML nor WebVTT.");
    const bool ttml = track->codec == kTtmlTrack;
    demuxer.select({track->index});
    Mp4Subtitles read;
    read.format = ttml ? "ttml" : "webvtt";
    while (auto packet = demuxer.read()) {
        if (!packet->time) continue;
        read.begin = std::min(read.begin.value_or(*packet->time), *packet->time);
        end_cues_at(*packet->time, read.cues);
        const std::string_view sample(reinterpret_cast<const char*>(packet->data->data),
                                      static_cast<std::size_t>(packet->data->size));
        std::ranges::move(ttml ? parse_ttml_sample(sample, *packet->time, packet->duration)
                               : parse_webvtt_sample(sample, head, *packet->time, packet->duration),
                          std::back_inserter(read.cues));
    }
    return read;
}

}  // namespace cliffhanger
