// Where packets come from: a progressive file, or segments stitched together.
// Threads: one reader thread calls everything but abort() and reset_abort(), which are safe from any thread.
// Blocking: open(), read() and seek() block on the network; abort() ends that at once with Aborted.
#pragma once

#include <optional>
#include <vector>

#include "net/result.h"
#include "player/packet.h"

namespace cliffhanger {

class MediaSource {
 public:
    virtual ~MediaSource() = default;

    /// Once, before anything else. Unsupported: not media, protected, or nothing in it that can be decoded.
    [[nodiscard]] virtual Result<MediaInfo> open() = 0;
    /// Only these streams are delivered from the next read on; before the first call, all of them.
    virtual void select(const std::vector<int>& streams) = 0;
    /// Sound that lies beside the rest (StreamInfo::beside) is delivered from now on, beginning at `from`, instead of
    /// what lay beside before. Blocks until it is known to be there; on an error everything stays as it was. The stream
    /// as it turned out to be.
    [[nodiscard]] virtual Result<StreamInfo> select_sound(int stream, MediaTime from);
    /// The next packet in the order of the file. EndOfStream at the end; a seek may follow any error.
    [[nodiscard]] virtual Result<Packet> read() = 0;
    /// Continues with the last keyframe at or before `target` (the first one when there is none before).
    /// Unsupported when the source cannot go there; reading then continues where it was.
    [[nodiscard]] virtual Result<void> seek(MediaTime target) = 0;

    /// After EndOfStream: the bytes end before the media does, so something is missing.
    virtual bool cut_short() const { return false; }

    /// Of a live stream, as its playlist was read last; nullopt where MediaInfo::duration says it. The reader's.
    virtual std::optional<MediaWindow> window() const { return std::nullopt; }
    /// So far; nullopt: nothing is missing. The reader's.
    virtual std::optional<LeftOut> left_out() const { return std::nullopt; }

    virtual void abort() noexcept = 0;
    virtual void reset_abort() noexcept = 0;
};

inline Result<StreamInfo> MediaSource::select_sound(int, MediaTime) {
    return fail(ErrorKind::Unsupported, "no sound lies beside this source");
}

}  // namespace cliffhanger
