// The AES-128 keys of a stream, kept in memory for as long as the source lives, and nowhere else.
// Threads and blocking: the reader's, through HlsIo.
#pragma once

#include <map>
#include <string>

#include "player/source/hls/aes_block.h"
#include "player/source/hls/hls_io.h"
#include "player/source/hls/hls_playlist.h"

namespace cliffhanger {

class HlsKeys {
 public:
    explicit HlsKeys(HlsIo& io) : io_(io) {}
    /// Corrupted when what the server sends is no key; otherwise the errors of fetching it.
    /// `refresh`: who knows its address when it has expired; may be empty.
    [[nodiscard]] Result<AesBlock> get(const HlsKey& key, RefreshAddress refresh = nullptr);

 private:
    HlsIo& io_;
    std::map<std::string, AesBlock> keys_;
};

}  // namespace cliffhanger
