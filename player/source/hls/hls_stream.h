// One media playlist as it is read: which segment lies where, and which follows; a live one is asked for again when it
// is time. Threads and blocking: the reader's, through HlsIo.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "player/policy/size_index.h"
#include "player/source/hls/hls_io.h"
#include "player/source/hls/hls_playlist.h"
#include "player/source/hls/hls_renewal.h"
#include "player/source/hls/hls_timeline.h"

namespace cliffhanger {

/// A segment that is wanted.
struct HlsPlace : HlsPlacedSegment {
    bool jumped = false;     ///< what lay before it is gone: the live stream was faster
    unsigned addresses = 0;  ///< HlsRenewal's generation of its addresses
};

class HlsStream {
 public:
    /// `renewal`: outlives it; nullptr where addresses do not expire.
    HlsStream(HlsIo& io, HlsPlaylistPlace place, std::optional<HlsStart> start, HlsRenewal* renewal = nullptr);
    /// Takes a playlist that is here already.
    void adopt(HlsMediaPlaylist playlist);

    /// Fetches the playlist unless it is here, and puts it on the times of another one, if there is one.
    [[nodiscard]] Result<void> load(const HlsStream* reference, const HlsTextLimits& limits = {});
    bool loaded() const { return timeline_.has_value(); }

    /// The segment at this time, the nearest one outside; where playback begins when no time is given. Waits for the
    /// first segment of a live stream. NotFound when there is none at all.
    [[nodiscard]] Result<HlsPlace> find(std::optional<MediaTime> time);
    /// The one after it. Waits for a live playlist; EndOfStream at the end.
    [[nodiscard]] Result<HlsPlace> follow(const HlsPlace& last);
    /// The one after `last`, which was read there. Waits as above.
    [[nodiscard]] Result<HlsPlace> follow_from(const HlsStream& there, const HlsPlace& last);
    /// The one that is here what `place` is there. Waits as above.
    [[nodiscard]] Result<HlsPlace> counterpart(const HlsStream& there, const HlsPlace& place);

    /// The same segment where it is now: addresses may have been renewed since.
    [[nodiscard]] Result<HlsPlace> renewed(const HlsPlace& place);

    /// nullptr until it is here.
    const HlsTimeline* timeline() const { return timeline_ ? &*timeline_ : nullptr; }
    bool live() const { return timeline_ && !timeline_->ended(); }
    /// nullopt while it grows.
    std::optional<MediaTime> duration() const;
    /// Of its segments, where the playlist says; nullptr otherwise and while it grows.
    std::shared_ptr<const SizeIndex> sizes() const { return sizes_; }
    MediaTime window_start() const { return timeline_ ? timeline_->window_start() : MediaTime{0}; }
    /// What can be sought while it grows; nullopt when it has ended.
    std::optional<MediaWindow> window() const;
    /// Where playback begins when nobody says where: EXT-X-START, or near the edge of a live stream.
    MediaTime start() const;

 private:
    Result<HlsMediaPlaylist> fetch(const HlsTextLimits& limits = {});
    Result<void> catch_up();
    Result<void> look_again();
    unsigned generation() const { return renewal_ != nullptr ? renewal_->generation() : 0; }
    Result<void> reload();
    Error stands_still() const;
    template <class Look>
    Result<HlsPlace> wait_for(Look look);

    HlsIo& io_;
    const HlsPlaylistPlace place_;         // as it was named at first
    const std::optional<HlsStart> start_;  // the multivariant playlist's
    HlsRenewal* const renewal_;
    unsigned addresses_ = 0;       // HlsRenewal's generation of timeline_'s
    bool from_the_start_ = false;  // an EVENT is watched from its beginning
    std::optional<HlsTimeline> timeline_;
    std::shared_ptr<const SizeIndex> sizes_;
};

}  // namespace cliffhanger
