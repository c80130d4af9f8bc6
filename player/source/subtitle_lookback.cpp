#include "player/source/subtitle_lookback.h"

#include <cstring>
#include <optional>

#include "player/libav.h"

namespace cliffhanger {
namespace {

/// Nothing is on the screen for longer.
constexpr MediaTime kLongestCue = std::chrono::seconds(10);

std::optional<MediaTime> entry_before(AVStream& stream, MediaTime time) {
    const auto stamp = av_rescale_q(time.count(), kMicrosecondBase, stream.time_base);
    const AVIndexEntry* entry = avformat_index_get_entry_from_timestamp(&stream, stamp, AVSEEK_FLAG_BACKWARD);
    if (entry == nullptr) return std::nullopt;
    return MediaTime{av_rescale_q(entry->timestamp, stream.time_base, kMicrosecondBase)};
}

}  // namespace

std::map<int, MediaTime> subtitles_under_way(AVFormatContext& format, int video, MediaTime target) {
    std::map<int, MediaTime> found;
    // MP4 seeks each stream for itself; the others have no index of their subtitles.
    if (video < 0 || std::strstr(format.iformat->name, "matroska") == nullptr) return found;
    const auto keyframe = entry_before(*format.streams[video], target);
    if (!keyframe) return found;
    for (unsigned i = 0; i < format.nb_streams; ++i) {
        AVStream& stream = *format.streams[i];
        if (stream.codecpar->codec_type != AVMEDIA_TYPE_SUBTITLE || stream.discard == AVDISCARD_ALL) continue;
        const auto entry = entry_before(stream, target);
        if (entry && *entry<*keyframe&& * entry + kLongestCue> target) found[stream.index] = *entry;
    }
    return found;
}

}  // namespace cliffhanger
