// An HLS stream: recorded, live or growing; one rung or a ladder of them; sound inside or beside the pictures.
// What is asked for to open it: the playlists that lead to one rung, its first segment, and the same for sound that
// lies beside it. Which rung a segment comes from is the SegmentScheduler's to say; parameters that change with it
// travel with the packets. Threads and blocking: as MediaSource.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "player/policy/segment_scheduler.h"
#include "player/source/hls/hls_io.h"
#include "player/source/hls/hls_keys.h"
#include "player/source/hls/hls_lane.h"
#include "player/source/hls/hls_options.h"
#include "player/source/media_source.h"

namespace cliffhanger {

class HlsSource final : public MediaSource {
 public:
    HlsSource(MediaAddress address, HttpClient& http, const Clock& clock, HlsOptions options);
    /// The playlist has been fetched already.
    HlsSource(MediaAddress address, HttpClient& http, const Clock& clock, HlsOptions options, HlsText playlist);
    ~HlsSource() override;
    HlsSource(const HlsSource&) = delete;
    HlsSource& operator=(const HlsSource&) = delete;

    [[nodiscard]] Result<MediaInfo> open() override;
    void select(const std::vector<int>& streams) override;
    [[nodiscard]] Result<StreamInfo> select_sound(int stream, MediaTime from) override;
    [[nodiscard]] Result<Packet> read() override;
    [[nodiscard]] Result<void> seek(MediaTime target) override;
    void abort() noexcept override { io_.abort(); }
    void reset_abort() noexcept override { io_.reset_abort(); }
    std::optional<MediaWindow> window() const override;
    std::optional<LeftOut> left_out() const override;
    /// The last part of it was left out.
    bool cut_short() const override;
    /// A clock that is moved by hand has moved: waits for live playlists look at it.
    void clock_moved() noexcept { io_.look_again(); }

 private:
    /// Where a sound stream that is offered comes from.
    struct Sound {
        int index = -1;   ///< in info_
        int inside = -1;  ///< which one of the pictures' segments; -1: it lies beside them
        std::optional<HlsRendition> rendition;
    };

    Result<void> read_playlist();
    std::unique_ptr<HlsLane> sound_lane(const HlsRendition& rendition);
    std::vector<HlsRendition> by_preference() const;
    Result<MediaInfo> open_rendition();
    void list_streams(const MediaInfo& main, const std::optional<MediaInfo>& sound);
    void list_subtitles();
    std::shared_ptr<const SubtitleOrigin> origin_of(const HlsRendition& subtitles) const;
    int add_stream(StreamInfo stream);
    void expect_sound();
    void announce_late_streams(const MediaInfo& run);
    void keep_silence(const Packet& picture);
    const Sound* selected_sound(const std::vector<int>& streams) const;
    HlsLane* next_lane();

    HlsIo io_;
    HlsRenewal renewal_{io_};
    HlsKeys keys_{io_};
    const HlsOptions options_;
    std::unique_ptr<SegmentScheduler> own_scheduler_;
    SegmentScheduler* scheduler_ = nullptr;
    std::optional<HlsText> playlist_;
    HlsPlaylistPlace place_;
    std::vector<HlsRendition> renditions_, subtitles_;
    std::string subtitle_codec_;
    std::optional<HlsStart> start_;
    SegmentOffsets offsets_;
    MediaInfo info_;
    int video_ = -1;
    std::vector<Sound> sounds_;

    std::unique_ptr<HlsLane> main_, sound_;
    std::string sound_url_;      // what sound_ plays
    LaneStreams names_;          // of main_
    int heard_ = -1;             // the sound that is selected
    std::deque<Packet> beside_;  // what goes with the packet that was given out
    bool main_ended_ = false, sound_ended_ = false;
};

}  // namespace cliffhanger
