// What playing a medium would give: opened and decoded from beginning to end, without showing anything.
// Threads: the caller's, which is blocked for as long as it takes, but never much longer than kProbeTime.
#pragma once

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "net/byte_source.h"
#include "player/packet.h"

namespace cliffhanger {

class MediaSource;

/// After this long the report says what was decoded until then.
inline constexpr Microseconds kProbeTime = std::chrono::seconds(15);

struct ProbeReport {
    std::string container;
    std::vector<StreamInfo> streams;  ///< those inside, then subtitles that lie beside them
    MediaTime duration{0};            ///< decoded: from the first to the end of the last picture or sound
    std::uint64_t video_frames = 0;   ///< decoded, of the stream that would be shown
    MediaTime audio{0};               ///< decoded, of the stream that would be heard
    std::uint64_t cues = 0;           ///< of all subtitle streams in it
    double decode_cpu_s = 0;          ///< processor time for all of that
    bool too_slow = false;            ///< this machine cannot decode the pictures as fast as they are due
    bool complete = true;             ///< false: time ran out, or the rest is damaged or missing
    std::optional<Error> flaw;        ///< what keeps the rest from being played; Timeout when time ran out
};

/// The error that would end playback before anything could be seen or heard. Corrupted when it opens and nothing worth
/// the name can be decoded; Timeout when time ran out before that; Aborted when `stop` was requested.
[[nodiscard]] Result<ProbeReport> probe_media(const MediaAddress& address, HttpClient& http, const Clock& clock,
                                              std::stop_token stop);

/// As above, from a source that is not open yet.
[[nodiscard]] Result<ProbeReport> probe_source(MediaSource& source, const Clock& clock, std::stop_token stop);

}  // namespace cliffhanger
