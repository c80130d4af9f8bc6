// EXT-X-KEY: which key applies, and the names of the protections that are refused. Not thread-safe.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "net/result.h"
#include "player/source/hls/hls_parser.h"
#include "player/source/hls/hls_playlist.h"

namespace cliffhanger {

/// The keys in force at one place of a playlist: one a key format, each until the next of its format or METHOD=NONE.
class HlsKeysInForce {
 public:
    /// One EXT-X-KEY. Corrupted for a key that cannot be understood.
    [[nodiscard]] Result<void> apply(const HlsLine& line, HlsParseContext& context);

    /// What decrypts here; nullptr: nothing is needed. Unsupported, with the names, when only SAMPLE-AES or DRM would.
    [[nodiscard]] Result<std::shared_ptr<const HlsKey>> current() const;

 private:
    struct Entry {
        std::string format;
        std::shared_ptr<const HlsKey> key;  ///< nullptr: refused
        std::string refused;                ///< its name
    };
    std::vector<Entry> entries_;
};

}  // namespace cliffhanger
