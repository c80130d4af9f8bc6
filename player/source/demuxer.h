// The only AVFormatContext: packets of one contiguous run of bytes (a file, or one run of segments).
// It never opens anything itself: bytes come from the ByteSource alone. Threads and blocking: as MediaSource.
#pragma once

#include <memory>

#include "net/byte_source.h"
#include "player/source/media_source.h"

namespace cliffhanger {

enum class Timeline {
    StartsAtZero,  ///< the first picture or sound is at 0
    AsInStream,    ///< time stamps as the container has them, for runs that continue one another
};

enum class Wanted {
    Media,  ///< a file without picture and sound is refused
    Text,
};

class Demuxer final : public MediaSource {
 public:
    explicit Demuxer(std::unique_ptr<ByteSource> bytes, Timeline timeline = Timeline::StartsAtZero,
                     Wanted wanted = Wanted::Media);
    ~Demuxer() override;
    Demuxer(const Demuxer&) = delete;
    Demuxer& operator=(const Demuxer&) = delete;

    [[nodiscard]] Result<MediaInfo> open() override;
    void select(const std::vector<int>& streams) override;
    [[nodiscard]] Result<Packet> read() override;
    [[nodiscard]] Result<void> seek(MediaTime target) override;
    bool cut_short() const override;
    void abort() noexcept override;
    void reset_abort() noexcept override;

 private:
    class Format;
    std::unique_ptr<Format> format_;
};

}  // namespace cliffhanger
