#include "player/pipeline/track_shelf.h"

#include <new>
#include <utility>

#include "player/libav.h"

namespace cliffhanger {

Packet another_reference(const Packet& packet) {
    Packet copy;
    copy.stream = packet.stream;
    copy.time = packet.time;
    copy.duration = packet.duration;
    copy.keyframe = packet.keyframe;
    copy.changed = packet.changed;
    if (!packet.data) return copy;
    copy.data.reset(av_packet_clone(packet.data.get()));
    if (!copy.data) throw std::bad_alloc();
    return copy;
}

void TrackShelf::begin(const std::vector<int>& streams) {
    tracks_.clear();
    streams_.clear();
    streams_.insert(streams.begin(), streams.end());
}

void TrackShelf::clear() { tracks_.clear(); }

void TrackShelf::put(const Packet& packet) {
    if (!keeps(packet.stream)) return;
    Track& track = tracks_[packet.stream];
    track.bytes += packet.bytes();
    if (track.bytes > kMostBytes) {
        streams_.erase(packet.stream);
        tracks_.erase(packet.stream);
        return;
    }
    track.packets.push_back(another_reference(packet));
}

void TrackShelf::trim(MediaTime before) {
    for (auto& [stream, track] : tracks_) {
        while (!track.packets.empty()) {
            const Packet& oldest = track.packets.front();
            if (!oldest.time || *oldest.time + oldest.duration >= before) break;
            track.bytes -= oldest.bytes();
            if (oldest.changed) track.changed = oldest.changed;
            track.packets.pop_front();
        }
    }
}

std::optional<std::deque<Packet>> TrackShelf::from(int stream, MediaTime from) const {
    if (!keeps(stream)) return std::nullopt;
    std::deque<Packet> found;
    const auto track = tracks_.find(stream);
    if (track == tracks_.end()) return found;
    std::shared_ptr<const StreamInfo> changed = track->second.changed;
    for (const Packet& packet : track->second.packets) {
        if (packet.changed) changed = packet.changed;
        if (packet.time && *packet.time + packet.duration < from) continue;
        found.push_back(another_reference(packet));
        if (changed) found.back().changed = std::exchange(changed, nullptr);
    }
    return found;
}

}  // namespace cliffhanger
