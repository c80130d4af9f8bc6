// What is downloaded, and how far it is. Plain values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/library/library_records.h"
#include "net/byte_source.h"

namespace cliffhanger {

enum class DownloadState { Queued, Running, Paused, Finished, Failed };

/// Why one failed, as far as the viewer can act on it.
enum class DownloadTrouble {
    None,
    Network,      ///< the server could not be reached, or broke off again and again
    Refused,      ///< it does not give the file, or has it no longer
    NoSpace,      ///< the disk is full, or what may be used of it
    Corrupted,    ///< the bytes are not those that the feed promises
    Unsupported,  ///< a live stream, or one that is protected
    Disk,         ///< it cannot be written
    Busy,         ///< the server has no time, again and again
};

/// What shall be downloaded. Headers may hold credentials and are never written to the disk: an episode that has some
/// waits after a restart until it is ordered again.
struct DownloadOrder {
    EpisodeKey key;
    std::string title;  ///< of its series, for when nobody knows it any more
    std::string url;
    bool stream = false;  ///< an HLS playlist
    HttpHeaders headers;
    RefreshAddress refresh = nullptr;
    std::string sha256;                 ///< of the file, lower case; empty: not known
    std::optional<std::int64_t> size;   ///< exact
    std::optional<std::int64_t> about;  ///< estimated
    std::vector<std::string> beside;    ///< addresses of captions, pictures and dubs that go with it
};

struct Download {
    EpisodeKey key;
    DownloadState state = DownloadState::Queued;
    DownloadTrouble trouble = DownloadTrouble::None;
    std::int64_t bytes = 0;
    std::optional<std::int64_t> total;  ///< of all of it
    bool estimated = false;             ///< `total` is "about"
    bool needs_key = false;             ///< encrypted: its key is asked for whenever it plays
    std::string title;                  ///< of its series, as it was ordered
    std::string media;                  ///< the local file, once finished
    bool operator==(const Download&) const = default;
};

/// 0..1; nullopt while the size is not known.
inline std::optional<double> share_of(const Download& download) {
    if (download.state == DownloadState::Finished) return 1.0;
    if (!download.total || *download.total <= 0) return std::nullopt;
    const double share = static_cast<double>(download.bytes) / static_cast<double>(*download.total);
    return share < 1 ? share : 1.0;
}

}  // namespace cliffhanger
