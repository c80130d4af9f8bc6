#include "player/fetch_bytes.h"

#include <algorithm>
#include <span>

namespace cliffhanger {
namespace {

constexpr std::size_t kPieceBytes = 64u << 10;

}  // namespace

Result<std::string> fetch_bytes(const MediaAddress& address, HttpClient& http, const Clock& clock, std::size_t limit,
                                std::stop_token stop) {
    auto source = open_byte_source(address, http, clock);
    if (!source) return tl::unexpected(std::move(source.error()));
    return read_all(**source, limit, std::move(stop));
}

Result<std::string> read_all(ByteSource& source, std::size_t limit, std::stop_token stop) {
    const std::stop_callback abort_read(stop, [&source] { source.abort(); });
    std::string bytes;
    while (true) {
        // One byte beyond the limit tells "too large" from "just fits".
        const std::size_t have = bytes.size();
        bytes.resize(have + std::min(kPieceBytes, limit + 1 - have));
        const auto count = source.read(std::as_writable_bytes(std::span(bytes.data() + have, bytes.size() - have)));
        bytes.resize(have + count.value_or(0));
        if (!count && count.error().kind == ErrorKind::EndOfStream) return bytes;
        if (!count) return tl::unexpected(count.error());
        if (bytes.size() > limit) return fail(ErrorKind::TooLarge, "The file is larger than the player allows");
    }
}

}  // namespace cliffhanger
