#include "player/source/hls/hls_keys.h"

#include <algorithm>
#include <utility>

namespace cliffhanger {

Result<AesBlock> HlsKeys::get(const HlsKey& key, RefreshAddress refresh) {
    if (key.bytes) return *key.bytes;
    if (const auto found = keys_.find(key.url); found != keys_.end()) return found->second;
    const auto bytes = io_.fetch_secret(key.url, 64, std::move(refresh));
    AesBlock block{};
    if (!bytes && bytes.error().kind != ErrorKind::TooLarge) return tl::unexpected(bytes.error());
    if (!bytes || bytes->size() != block.size()) {
        return fail(ErrorKind::Corrupted, "What should be the key of an encrypted segment is none.", key.url);
    }
    std::transform(bytes->begin(), bytes->end(), block.begin(), [](char c) { return static_cast<std::uint8_t>(c); });
    return keys_.emplace(key.url, block).first->second;
}

}  // namespace cliffhanger
