// Addresses that expire while a stream is read. When a server refuses one of them (segment, key, playlist), the
// episode's address is asked for anew and its first playlist read again; what the old one named is found in the new
// one. Owned by whoever owns the HlsIo. Threads and blocking: the reader's, through HlsIo.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "player/source/hls/hls_io.h"
#include "player/source/hls/hls_playlist.h"

namespace cliffhanger {

class HlsRenewal {
 public:
    explicit HlsRenewal(HlsIo& io) : io_(io) {}

    /// The first playlist, and where it was found.
    void known(const HlsPlaylist& first, const HlsPlaylistPlace& place);
    /// Counts how often addresses were renewed.
    unsigned generation() const { return generation_; }
    /// True when addresses are there that are newer than those of this generation. After a failure nobody is asked
    /// again until worked(), unless it may pass.
    bool renew(unsigned generation);
    /// Why the last renewal failed, if it did.
    const std::optional<Error>& failure() const { return failure_; }
    /// Where the playlist is now that was `named` at first.
    HlsPlaylistPlace current(const HlsPlaylistPlace& named) const;
    /// The playlist at this address, when renewing has brought it already; once.
    std::optional<HlsText> take(const std::string& url);
    /// Bytes have come: the next refusal is another one.
    void worked() { asked_ = false; }

 private:
    Result<void> read_again();
    void find_variants(const HlsMultivariantPlaylist& fresh);
    void find_renditions(const HlsMultivariantPlaylist& fresh);

    HlsIo& io_;
    HlsPlaylistPlace place_;                         // of the first playlist
    std::optional<HlsMultivariantPlaylist> master_;  // nullopt: the first playlist names segments
    unsigned generation_ = 0;
    bool asked_ = false;
    std::optional<Error> failure_;
    std::map<std::string, std::string> moved_;  // from the addresses that the first playlist named at first
    HlsVariables imports_;
    std::optional<HlsText> fresh_;
};

/// Finds the rendition's playlist again, on a thread of another reader, in the multivariant playlist that `io` reads.
/// The client and the clock of `io` outlive it.
RefreshAddress rendition_renewal(const HlsIo& io, const HlsRendition& rendition);

}  // namespace cliffhanger
