#include "player/policy/load_control.h"

#include <algorithm>

namespace cliffhanger {
namespace {

bool wants_more(const LaneLevel& lane, MediaTime enough) {
    return lane.active && (lane.packets == 0 || lane.ahead < enough);
}

}  // namespace

bool LoadControl::should_load(const LoadLevel& level) noexcept {
    const std::size_t bytes = level.video.bytes + level.audio.bytes;
    // An empty lane may be starved by how the file is interleaved, so it is fed up to the larger limit.
    const bool starving =
        (level.video.active && level.video.packets == 0) || (level.audio.active && level.audio.packets == 0);
    if (bytes >= (level.has_played || starving ? kBytesPlaying : kBytesPrepared)) return false;
    const MediaTime playing = level.saves_data ? kAheadSaving : kAheadPlaying;
    const MediaTime enough = level.has_played ? playing : kAheadPrepared;
    return wants_more(level.video, enough) || wants_more(level.audio, enough);
}

bool LoadControl::should_resume(const LoadLevel& level) noexcept {
    if (level.video.bytes + level.audio.bytes >= kBytesPlaying) return true;
    const auto enough = [](const LaneLevel& lane) { return !lane.active || lane.ahead >= kResumeAhead; };
    return enough(level.video) && enough(level.audio);
}

Microseconds LoadControl::patience(const LoadLevel& level) noexcept {
    MediaTime ahead = kAheadPlaying;
    for (const LaneLevel& lane : {level.video, level.audio}) {
        if (lane.active) ahead = std::min(ahead, lane.packets > 0 ? lane.ahead : MediaTime{0});
    }
    if (!level.video.active && !level.audio.active) ahead = MediaTime{0};
    return std::clamp(ahead - kShortestPatience, kShortestPatience, kLongestPatience);
}

}  // namespace cliffhanger
