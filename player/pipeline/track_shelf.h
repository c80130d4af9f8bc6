// The packets of all sound tracks that come along in a file, from a little before what plays: another of them can play
// at once, without reading anything anew. Not thread-safe: the demux thread's own.
#pragma once

#include <cstddef>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "player/packet.h"

namespace cliffhanger {

class TrackShelf {
 public:
    /// A track that takes more than this is not kept: switching to it then costs a seek.
    static constexpr std::size_t kMostBytes = 4u << 20;

    /// Which streams to keep from now on. Forgets everything.
    void begin(const std::vector<int>& streams);
    /// A seek: packets of another place follow.
    void clear();
    bool keeps(int stream) const { return streams_.contains(stream); }
    /// Keeps another reference to the packet, if it is of one of the streams.
    void put(const Packet& packet);
    /// What ends before this will not be asked for any more.
    void trim(MediaTime before);
    /// The packets of a track that end after `from`, oldest first; nullopt when it is not kept.
    std::optional<std::deque<Packet>> from(int stream, MediaTime from) const;

 private:
    struct Track {
        std::deque<Packet> packets;
        std::size_t bytes = 0;
        std::shared_ptr<const StreamInfo> changed;  ///< what a packet said that is gone already
    };

    std::set<int> streams_;
    std::map<int, Track> tracks_;
};

/// Another reference to the same data.
Packet another_reference(const Packet& packet);

}  // namespace cliffhanger
