// One episode from bytes to pictures and sound: its source, queues and threads.
// Threads: everything here is called from the main thread and returns at once; work happens on the session's own
// threads, which call nothing but the `wake` function. Destruction blocks until they have ended, which abort() makes
// prompt: SessionPool retires sessions off the swipe path.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "net/byte_source.h"
#include "net/http_client.h"
#include "net/result.h"
#include "player/loudness.h"
#include "player/media_time.h"
#include "player/video_frame.h"

namespace cliffhanger {

class AudioRing;
class HardwareDevice;
class MediaSource;
class SegmentScheduler;
struct Chapter;
struct SubtitleDocument;
struct SubtitleOrigin;

/// Sound for the episode in a file of its own.
struct DubFile {
    MediaAddress address;
    std::string language, label;
    bool audio_description = false;
};

/// What a session plays.
struct MediaItem {
    std::string id;                        ///< unique in the feed; for logs
    MediaAddress address;                  ///< empty url: the session fails with NotFound at once
    MediaTime start{0};                    ///< where playback begins; the first frame shown is the one there
    std::string preferred_audio_language;  ///< BCP 47, may be empty
    std::vector<DubFile> dubs;             ///< offered after the tracks of the episode itself
    bool measure_loudness = false;         ///< of what is decoded, for SessionSnapshot::loudness
};

enum class SessionState {
    Opening,    ///< nothing to show yet
    Ready,      ///< a picture (or sound, without video) is there; playing or paused as `play_when_ready` says
    Buffering,  ///< was Ready, ran dry
    Ended,      ///< the last frame was shown for its time; it stays
    Failed,     ///< see error; retry() starts over
};

enum class SeekMode {
    Exact,     ///< the frame at the time asked for
    Keyframe,  ///< the nearest keyframe, as fast as possible (scrubbing)
    Before,    ///< the last picture that begins before the time asked for (a step back)
};

struct AudioTrack {
    int index = 0;
    std::string language, label, codec;
    int channels = 0, sample_rate = 0;
    bool audio_description = false;
};

/// A rendition of an HLS stream, which load_subtitles() takes at `url`, `stamp_at_zero` and `origin`, or, without an
/// address, a track inside the medium, which the session's subtitles() gives.
struct SubtitleTrack {
    int index = 0;
    std::string language, label;
    bool is_default = false, forced = false, closed_caption = false;
    std::string url;
    MediaTime stamp_at_zero{0};
    std::shared_ptr<const SubtitleOrigin> origin;
};

/// One quality that an HLS stream offers.
struct StreamRung {
    int width = 0, height = 0;   ///< 0 = not said
    std::int64_t bandwidth = 0;  ///< bits a second, as the playlist says
};

/// A copy; never torn.
struct SessionSnapshot {
    SessionState state = SessionState::Opening;
    bool play_when_ready = false;
    bool seeking = false;          ///< a seek was posted whose picture is not up yet
    bool has_first_frame = false;  ///< picture() gives something for the current position
    MediaTime position{0};         ///< interpolated on the session's clock
    std::optional<MediaTime> duration;
    std::optional<MediaWindow> window;  ///< of a live stream: what can be sought
    MediaTime buffered_until{0};        ///< demuxed without a gap from the position
    double rate = 1.0;
    std::optional<Error> error;  ///< when Failed
    bool cut_short = false;      ///< Ended, but something is missing behind it: the file is incomplete
    bool has_video = false, has_audio = false;
    std::string video_codec, audio_codec, container;
    int video_width = 0, video_height = 0;  ///< display size in square pixels; 0 = not known yet
    double fps = 0;
    int decoder_threads = 0;  ///< of the picture; 0 = none
    std::string
        video_decoder;  ///< its name, with the device that it uses: "h264 (vaapi)"; empty before the first picture
    std::string video_decoder_note;    ///< why it is not the one that was asked for; may be empty
    std::uint64_t frames_skipped = 0;  ///< not decoded, because time was short
    std::vector<AudioTrack> audio_tracks;
    int audio_track = -1;  ///< the one that plays, or is about to; -1 = none
    /// Until the track that was chosen is heard, as far as that is known; nullopt: it is.
    std::optional<MediaTime> audio_arrives_in;
    std::optional<Error> audio_error;         ///< why a track that was chosen last does not play
    std::uint32_t audio_failures = 0;         ///< counts them; the sound before goes on
    std::optional<LoudnessReading> loudness;  ///< of the track that plays, as far as it was decoded
    double level_db = 0;                      ///< by which it is levelled
    std::vector<SubtitleTrack> subtitle_tracks;
    std::vector<StreamRung> rungs;  ///< of a stream, from the lowest bandwidth up; from whoever schedules its segments
    std::shared_ptr<const std::vector<Chapter>> chapters;  ///< nullptr: none
    std::uint64_t frames_shown = 0, frames_dropped = 0, frames_late = 0;
    std::optional<double> av_offset_ms;  ///< last shown frame: its time minus the audible time; absent without both
};

/// What sessions need from their surroundings; outlives them.
struct PlayerContext {
    HttpClient& http;
    const Clock& clock;
    std::function<void()> wake;  ///< from any thread, must return at once: something in a snapshot changed
    int decode_threads = 0;      ///< 0 = decided by the number of cores
    std::string hwdec =
        "auto";  ///< what decodes pictures in hardware: "auto", "no" or libav's name of a kind of device
    /// Where an item's packets come from; empty = chosen by its address. Called on the session's own thread.
    std::function<std::unique_ptr<MediaSource>(const MediaItem&)> open_source = nullptr;
    /// Opens what decodes a codec (an AVCodecID) in hardware; empty = as `hwdec` says. From the session's own thread.
    std::function<Result<std::shared_ptr<HardwareDevice>>(int codec)> open_device = nullptr;
    /// Asked before every segment of an HLS stream; nullptr = each episode goes by what it measures itself.
    SegmentScheduler* scheduler = nullptr;
};

class PlaybackSession {
 public:
    /// Starts opening at once, paused, and stops working when the first frame at item.start is ready and queues are
    /// full.
    PlaybackSession(const PlayerContext& context, MediaItem item);
    ~PlaybackSession();
    PlaybackSession(const PlaybackSession&) = delete;
    PlaybackSession& operator=(const PlaybackSession&) = delete;

    void play();
    void pause();
    /// Clamped to [0, duration]. A later seek replaces an earlier one that has not run yet.
    void seek(MediaTime target, SeekMode mode);
    /// While paused: to the next (+1) or previous (-1) frame.
    void step(int frames);
    void set_rate(double rate);  ///< 0.5 to 3, pitch kept
    /// In place: pictures go on, and so does the sound until the other has samples at its place.
    void select_audio(int track_index);
    void retry();  ///< after Failed, or an end that came too early: opens again and goes on at the position reached

    SessionSnapshot snapshot() const;
    /// The picture to show at `now` (a presentation time on the context's clock): the newest whose time is not later
    /// than half a refresh past the media time. Stays the last one while nothing newer is due; nullptr before the
    /// first. Counts it as shown.
    VideoFramePtr picture(Microseconds now);
    /// The first or current picture without advancing or counting anything; for neighbour pages.
    VideoFramePtr preview() const;
    /// When picture() will next change, on the context's clock; nullopt when it will not by itself (paused, starving).
    std::optional<Microseconds> next_picture_due(Microseconds now) const;
    /// When the picture that is up will have lasted its time: without another one, playback begins to wait then, and
    /// somebody has to look for that to be known. nullopt when it already has, or nothing moves.
    std::optional<Microseconds> picture_over(Microseconds now) const;
    /// Of the packets that were read, those of the seconds that were played, each once.
    std::int64_t watched_bytes() const;
    /// Of what was read there is nothing left to decode, or no room for it. For runs on a manual clock.
    bool decoded() const;
    /// Nothing is under way that could change what picture() gives at this time: pictures and sound wait in full
    /// queues, or there are no more, or it has failed. For the same.
    bool settled() const;
    /// What the mixer plays for this session. Valid before the audio is open (it is silent then).
    std::shared_ptr<AudioRing> audio() const;
    /// What has been read so far of a track inside the medium; the same object until there is more. nullptr for others.
    std::shared_ptr<const SubtitleDocument> subtitles(int track) const;
    /// The tracks that are shown: those that are pictures are read from now on, which may begin with a short seek.
    void want_subtitles(const std::set<int>& tracks);

    const MediaItem& item() const;
    /// Wakes every blocked thread; they end soon. Called by the destructor; may be called earlier to make it quick.
    void abort() noexcept;

 private:
    class Core;
    std::unique_ptr<Core> core_;
};

}  // namespace cliffhanger
