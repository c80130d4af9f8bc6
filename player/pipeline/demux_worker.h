// Reads one session's source on its own thread into the packet queues: opens, seeks, and stops when enough is buffered.
// Threads: one of its own, which blocks in MediaSource calls and on its own condition variable; post() interrupts a
// blocked read, abort() ends everything. The destructor joins; call abort() first.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "player/pipeline/packet_queue.h"
#include "player/pipeline/track_shelf.h"
#include "player/playback_session.h"
#include "player/source/media_source.h"

namespace cliffhanger {

class EmbeddedSubtitles;
class WatchedBytes;

/// What is known about the source; immutable once published.
struct SourceFacts {
    bool opened = false;
    MediaInfo info;
    int video = -1, audio = -1;         ///< the streams that play; -1 = none
    std::optional<Error> error;         ///< why reading ended before the end
    std::optional<MediaWindow> window;  ///< of a live stream
    unsigned late = 0;                  ///< counts streams that appeared after the opening; they do not play yet
    bool cut_short = false;    ///< the bytes end before the media does; known once they have been read to the end
    bool fatal = false;        ///< nothing more comes of this generation, and nothing of it was queued
    std::uint32_t serial = 0;  ///< the generation that the error belongs to
    /// The source begins somewhere else than asked for (a live stream near its edge): this generation's target.
    std::optional<MediaTime> moved_target;
    std::uint32_t moved_serial = 0;
    std::optional<Error> sound_error;  ///< why the sound that was asked for last does not play
    std::uint32_t sound_failures = 0;  ///< counts them
    int sound_by_seek = -1;            ///< this stream can only be changed to by a seek

    /// nullptr when there is none of that index.
    const StreamInfo* stream(int index) const noexcept;
    /// A video that is more than one picture plays.
    bool moving_video() const noexcept;
};

struct DemuxRequest {
    std::uint32_t serial = 0;
    MediaTime target{0};
    SeekMode mode = SeekMode::Exact;
    std::optional<int> audio;  ///< the audio stream to play from now on
    bool reopen = false;
    std::optional<int> video = {};  ///< the picture stream to play from now on
};

struct DemuxWorkerSetup {
    std::function<std::unique_ptr<MediaSource>()> make_source;
    std::string preferred_audio_language;
    std::function<void()> changed;           ///< facts() gives something new
    WatchedBytes* watched = nullptr;         ///< told what is read; nullptr: nobody counts
    std::function<bool()> saves_data;        ///< may be empty
    LivePatience patience = {};              ///< of the transfers that are read; follows what is queued
    EmbeddedSubtitles* subtitles = nullptr;  ///< gets the packets of its streams; outlives the worker
};

class DemuxWorker {
 public:
    /// `first` is run at once.
    DemuxWorker(PacketQueue& video, PacketQueue& audio, DemuxWorkerSetup setup, DemuxRequest first);
    ~DemuxWorker() = default;
    DemuxWorker(const DemuxWorker&) = delete;
    DemuxWorker& operator=(const DemuxWorker&) = delete;

    // Any thread.
    /// Replaces a request that has not been run yet.
    void post(DemuxRequest request);
    /// The queues have room again.
    void packets_taken();
    /// Another sound without a new generation: what is queued plays until the new one has been read up to there.
    void change_sound(int stream);
    void set_has_played();
    /// A decoder refused its stream.
    void drop_stream(StreamKind kind, const Error& reason);
    void abort();
    std::shared_ptr<const SourceFacts> facts() const;
    LoadLevel level() const;

 private:
    enum class Work { Stop, Request, Sound, Read };

    /// A sound that is being read up to where the one before has got to.
    struct SoundChange {
        int stream = -1;
        std::shared_ptr<const StreamInfo> info;
        std::deque<Packet> packets;
    };

    void run();
    Work wait_for_work(DemuxRequest& request);
    void handle(DemuxRequest request);
    void begin_where_source_says(DemuxRequest& request);
    bool open(const DemuxRequest& request);
    bool seek(const DemuxRequest& request);
    void open_sound_beside(MediaTime from);
    bool use_sound(int stream, MediaTime from);
    bool keep_asking_for(int stream);
    Result<StreamInfo> select_beside(int stream, MediaTime from);
    bool reading_ready_for_change(const SourceFacts& known) const;
    void begin_sound_change(int stream);
    std::optional<SoundChange> prepare_sound(int stream, MediaTime from);
    MediaTime sound_needed_until() const;
    bool sound_covered() const;
    void finish_sound_change();
    void sound_failed(const Error& error);
    void announce_sound(int stream, std::shared_ptr<const StreamInfo> info);
    std::vector<int> wanted_streams() const;
    void keep_tracks_at_hand();
    void read_packet();
    void route(Packet packet);
    void use_video(int stream);
    void publish_window();
    void take_late_stream(const StreamInfo& stream);
    void begin_generation(MediaTime target);
    void end_generation();
    void fail_with(const Error& error, bool fatal);
    void publish(const std::function<void(SourceFacts&)>& change);
    MediaSource& source_of_worker() const;
    template <class Call>
    auto interruptible(Call call);

    PacketQueue& video_;
    PacketQueue& audio_;
    const DemuxWorkerSetup setup_;

    // The worker thread's own.
    DemuxRequest current_;
    bool marked_ = false;   // the generation's markers are queued
    bool reading_ = false;  // there may be more packets
    bool read_anything_ = false;
    std::shared_ptr<const StreamInfo> video_stream_, audio_stream_;
    std::vector<Packet> before_keyframe_;
    bool pictures_ended_ = false;  // their end is queued
    TrackShelf shelf_;
    std::optional<SoundChange> change_;
    int asked_sound_ = -1;  // what wait_for_work() found

    mutable std::mutex mutex_;
    // guarded by mutex_
    std::condition_variable wake_;
    std::shared_ptr<MediaSource> source_;
    std::optional<DemuxRequest> pending_;
    std::optional<int> pending_sound_;
    std::shared_ptr<const SourceFacts> facts_;
    bool stopped_ = false, has_played_ = false, taken_ = false;
    bool interruptible_ = false;  // the worker is in a call that a newer request may abort
    bool interrupted_ = false;

    std::jthread thread_;  // last: ends before the fields above go
};

}  // namespace cliffhanger
