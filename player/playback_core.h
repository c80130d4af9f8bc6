// What a PlaybackSession is made of. Main thread only, but for the workers' threads, which reach nothing here.
#pragma once

#include <atomic>
#include <memory>
#include <optional>

#include "player/pipeline/audio_ring.h"
#include "player/pipeline/audio_worker.h"
#include "player/pipeline/demux_worker.h"
#include "player/pipeline/frame_queue.h"
#include "player/pipeline/loudness_meter.h"
#include "player/pipeline/media_clock.h"
#include "player/pipeline/packet_queue.h"
#include "player/pipeline/playback_pace.h"
#include "player/pipeline/video_worker.h"
#include "player/pipeline/watched_bytes.h"
#include "player/playback_session.h"
#include "player/subtitles/embedded_subtitles.h"

namespace cliffhanger {

/// How many cores decoding may count on.
int cores_for(const PlayerContext& context);

class PlaybackSession::Core {
 public:
    Core(const PlayerContext& context, MediaItem item);
    ~Core();
    Core(const Core&) = delete;
    Core& operator=(const Core&) = delete;

    void play();
    void pause();
    void seek(MediaTime target, SeekMode mode);
    void step(int frames);
    void set_rate(double rate);
    void select_audio(int track_index);
    void retry();
    SessionSnapshot snapshot();
    VideoFramePtr picture(Microseconds now);
    VideoFramePtr preview();
    std::optional<Microseconds> next_picture_due(Microseconds now);
    std::optional<Microseconds> picture_over(Microseconds now) const;
    bool decoded();
    bool settled();
    std::int64_t watched_bytes() const { return watched_.total(); }
    std::shared_ptr<AudioRing> audio() const { return ring_; }
    std::shared_ptr<const SubtitleDocument> subtitles(int track);
    void want_subtitles(const std::set<int>& tracks);
    const MediaItem& item() const { return item_; }
    void abort() noexcept;

 private:
    /// What the media clock goes by while it runs.
    enum class ClockSource {
        Waiting,  ///< for the device to play the first sound
        Sound,
        Itself,  ///< there is no sound, or nobody pulls it
    };

    // Generations.
    void begin_generation(DemuxRequest request);
    void step_back();
    MediaTime clamped(MediaTime target) const;

    // What the workers did, without regard to time.
    void absorb();
    void absorb_frames();
    void go_on_seeking();
    void take_late_streams();
    void settle(MediaTime position);
    void settle_by_sound();
    void show(VideoFramePtr picture);
    void fail_if_hopeless();
    void follow_sound_change();
    void change_sound_by_seek();

    // What time does.
    void advance(Microseconds now);
    void start_clock(Microseconds now);
    void stop_clock(Microseconds now);
    void run_clock(Microseconds now);
    void follow_sound(const AudioTiming& timing, Microseconds now);
    void show_due_frames(Microseconds now);
    void count_shown(Microseconds now);
    bool can_start() const;
    bool starved(Microseconds now) const;
    bool finished(Microseconds now) const;
    void finish(Microseconds now);
    std::optional<AudioTiming> current_timing(Microseconds now) const;
    MediaTime position(Microseconds now) const;
    bool has_sound() const { return facts_->audio >= 0; }
    bool moving_video() const { return facts_->moving_video() && !video_absent_; }

    void describe_streams(SessionSnapshot& snapshot) const;
    std::optional<MediaTime> sound_arrives_in(MediaTime position) const;
    void describe_video(SessionSnapshot& snapshot) const;

    const PlayerContext& context_;
    const MediaItem item_;
    std::atomic<bool> aborted_{false};

    FrameQueue frames_;
    std::shared_ptr<AudioRing> ring_;
    LoudnessMeter meter_;
    EmbeddedSubtitles embedded_;
    std::shared_ptr<const SourceFacts> facts_;

    SessionState state_ = SessionState::Opening;
    bool play_wanted_ = false, ever_settled_ = false;
    std::optional<Error> error_;
    double rate_ = 1.0;
    std::uint32_t serial_ = 1;
    MediaTime target_;
    SeekMode mode_ = SeekMode::Exact;
    bool settled_ = false;  // the picture (or sound) at the target is there
    bool frames_ended_ = false, video_absent_ = false;
    int pending_steps_ = 0;                   // < 0: back
    std::optional<MediaTime> pending_scrub_;  // asked for while the keyframe before it was on its way
    Microseconds sought_at_{0};
    unsigned late_seen_ = 0;           // of SourceFacts::late
    std::optional<int> wanted_sound_;  // the stream that was chosen and does not play yet
    std::uint32_t sound_failures_ = 0;
    int sound_seek_for_ = -1;  // the stream that a seek leads to, because nothing else does

    MediaClock clock_;
    ClockSource clock_source_ = ClockSource::Itself;
    Microseconds started_at_{0};
    std::optional<MediaTime> learnt_duration_;

    VideoFramePtr current_;
    bool counted_ = true;  // current_ was given to a presenter
    bool timed_ = false;   // current_ came when its time came
    PlaybackPace pace_;
    std::uint64_t shown_ = 0, dropped_ = 0, late_ = 0;
    std::optional<double> av_offset_ms_;

    WatchedBytes watched_;
    PacketQueue video_packets_, audio_packets_;
    // Last: their threads end before the fields above go.
    std::unique_ptr<DemuxWorker> demux_;
    std::unique_ptr<VideoWorker> video_;
    std::unique_ptr<AudioWorker> audio_;
};

}  // namespace cliffhanger
