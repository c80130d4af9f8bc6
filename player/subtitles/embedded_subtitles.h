// The subtitles inside one medium: its text and picture streams, and the closed captions that lie beside its pictures.
// Decoded as they are read and kept, so that switching between them takes no seek.
// Thread-safe: the thread that reads the medium and the one that decodes its pictures put in, the main thread takes
// out. Nothing blocks for longer than decoding one packet takes.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <span>
#include <vector>

#include "player/packet.h"
#include "player/subtitles/subtitle_decoder.h"

namespace cliffhanger {

struct EmbeddedTrack {
    std::string language, label, codec;
    bool is_default = false, forced = false, closed_caption = false, pictures = false;
};

class EmbeddedSubtitles {
 public:
    // The reading thread.
    void open(const MediaInfo& info);
    /// The streams to be read: all of text, those of pictures that are wanted.
    std::vector<int> streams() const;
    /// After a seek: what follows does not follow what came before.
    void begin();
    /// Whether it was one of ours.
    bool take(const Packet& packet);

    /// The decoding thread: A53 triplets of a picture. True when they say something for the first time: there is a
    /// track more.
    bool take_closed_captions(MediaTime time, std::span<const std::uint8_t> triplets);

    // Any thread.
    std::vector<EmbeddedTrack> tracks() const;
    /// What has been read so far of a track; nullptr when there is none of that index.
    std::shared_ptr<const SubtitleDocument> document(std::size_t track);
    /// The tracks that are looked at. True when streams() changed: the medium has to be read again from where it is.
    bool want(const std::set<std::size_t>& tracks);

 private:
    struct Track {
        EmbeddedTrack what;
        int stream = -1;
        bool replaces = false;                    ///< a cue ends the one before it
        std::shared_ptr<const AssScript> script;  ///< of a styled track
        std::vector<SubtitleCue> cues;
        std::shared_ptr<const SubtitleDocument> document;  ///< of these cues; empty when they have changed
    };
    std::vector<int> streams_while_locked() const;
    static void add(Track& track, SubtitleCue cue);

    // The reading thread's own: one for each of tracks_.
    std::vector<std::unique_ptr<SubtitleDecoder>> decoders_;
    std::vector<int> decoded_streams_;

    // The decoding thread's own.
    std::unique_ptr<SubtitleDecoder> caption_decoder_;
    std::optional<MediaTime> captions_until_;

    mutable std::mutex mutex_;
    // guarded by mutex_
    std::vector<Track> tracks_;
    std::set<std::size_t> wanted_;
    Track captions_;  ///< listed behind the others once it has said something
};

}  // namespace cliffhanger
