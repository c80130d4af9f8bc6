// A stream as it will lie on the disk: playlists that name files beside them, and what has to be fetched for those.
// Encrypted segments stay encrypted, and their key stays where it is. Pure.
#pragma once

#include <string>
#include <vector>

#include "net/http_client.h"
#include "player/source/hls/hls_playlist.h"

namespace cliffhanger {

struct LocalPart {
    std::string url;
    std::optional<ByteRange> range;
    std::string file;
    MediaTime duration{0};  ///< 0: an initialisation section
};

struct LocalPlaylist {
    std::string text;
    std::vector<LocalPart> parts;  ///< in the order in which they play
    MediaTime duration{0};
    bool needs_key = false;
};

/// Files are called "<name>-00012.seg". Unsupported: it is live, or has its key in itself, which would then lie here.
[[nodiscard]] Result<LocalPlaylist> make_local_playlist(const HlsMediaPlaylist& playlist, const std::string& name);

/// The rung to keep: the best picture whose shorter side is not larger than `height`, else the smallest.
const HlsVariant& rung_to_keep(const HlsMultivariantPlaylist& master, int height);
/// The sound and the subtitles that go with it and lie in playlists of their own.
std::vector<const HlsRendition*> renditions_to_keep(const HlsMultivariantPlaylist& master, const HlsVariant& variant);
/// `variant_file` and `rendition_files` (in that order) are playlists beside it.
std::string make_local_master(const HlsVariant& variant, const std::string& variant_file,
                              const std::vector<const HlsRendition*>& renditions,
                              const std::vector<std::string>& rendition_files);

}  // namespace cliffhanger
