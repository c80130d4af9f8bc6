#include "player/source/index_sizes.h"

#include <algorithm>
#include <vector>

#include "player/libav.h"

namespace cliffhanger {
namespace {

constexpr MediaTime kStep = std::chrono::seconds(1);
/// How much earlier than the whole a stream may end.
constexpr MediaTime kMissing = std::chrono::seconds(2);
/// Nobody plans further ahead.
constexpr MediaTime kLongest = std::chrono::hours(4);

bool is_media(const AVStream& stream) {
    const AVMediaType type = stream.codecpar->codec_type;
    return (type == AVMEDIA_TYPE_VIDEO && (stream.disposition & AV_DISPOSITION_ATTACHED_PIC) == 0) ||
           type == AVMEDIA_TYPE_AUDIO;
}

/// False: not all of its packets are in the index.
bool add_stream(AVStream& stream, MediaTime start, MediaTime duration, std::vector<std::int64_t>& steps) {
    const int entries = avformat_index_get_entries_count(&stream);
    MediaTime last{0};
    for (int i = 0; i < entries; ++i) {
        const AVIndexEntry* entry = avformat_index_get_entry(&stream, i);
        if (entry->size <= 0) return false;
        last = MediaTime{av_rescale_q(entry->timestamp, stream.time_base, kMicrosecondBase)} - start;
        const auto step = static_cast<std::size_t>(std::max<std::int64_t>(last / kStep, 0));
        steps[std::min(step, steps.size() - 1)] += entry->size;
    }
    return entries > 0 && last + kMissing >= duration;
}

}  // namespace

std::shared_ptr<const SizeIndex> index_sizes(AVFormatContext& format, MediaTime timeline_start, MediaTime duration) {
    if (duration <= MediaTime{0} || duration > kLongest) return nullptr;
    std::vector<std::int64_t> steps(static_cast<std::size_t>((duration + kStep - MediaTime{1}) / kStep), 0);
    bool any = false;
    for (unsigned i = 0; i < format.nb_streams; ++i) {
        AVStream& stream = *format.streams[i];
        if (!is_media(stream)) continue;
        if (!add_stream(stream, timeline_start, duration, steps)) return nullptr;
        any = true;
    }
    if (!any) return nullptr;
    auto sizes = std::make_shared<SizeIndex>();
    for (const std::int64_t bytes : steps) sizes->add(std::min(kStep, duration - sizes->end()), bytes);
    return sizes;
}

}  // namespace cliffhanger
