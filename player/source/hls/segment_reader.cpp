#include "player/source/hls/segment_reader.h"

#include <algorithm>
#include <cstring>

namespace cliffhanger {

Result<std::size_t> SegmentReader::read(std::span<std::byte> into) {
    if (failed_) return tl::unexpected(*failed_);
    for (;;) {
        if (over_) return fail(ErrorKind::EndOfStream, "The end of the run.");
        if (!piece_) {
            auto next = feed_.next_piece();
            if (!next) return tl::unexpected(next.error());
            over_ = !next->has_value();
            piece_ = std::move(*next);
            taken_ = 0;
            continue;
        }
        auto got = read_piece(into);
        if (got) {
            position_ += static_cast<std::int64_t>(*got);
            return got;
        }
        if (got.error().kind != ErrorKind::EndOfStream) {
            if (got.error().kind != ErrorKind::Aborted) failed_ = got.error();
            return got;
        }
        piece_.reset();
        feed_.piece_complete();
    }
}

Result<std::size_t> SegmentReader::read_piece(std::span<std::byte> into) {
    if (taken_ < piece_->beginning.size()) {
        const std::size_t count = std::min(into.size(), piece_->beginning.size() - taken_);
        std::memcpy(into.data(), piece_->beginning.data() + taken_, count);
        taken_ += count;
        return count;
    }
    if (!piece_->rest) return fail(ErrorKind::EndOfStream, "The end of the piece.");
    if (abandoned_) return fail(ErrorKind::Timeout, "The server sends too slowly.");
    for (;;) {
        const Microseconds since = io_.clock().now();
        auto got = io_.read(piece_->rest, into);
        if (got) heed(feed_.received(*got, io_.clock().now() - since));
        if (got || got.error().kind == ErrorKind::EndOfStream) return got;
        if (feed_.ends_here(got.error())) return fail(ErrorKind::EndOfStream, "The end of what there is.");
        if (!feed_.worth_waiting(got.error())) return got;
    }
}

// An abort that is taken back makes the next read ask anew for what is missing.
void SegmentReader::heed(TransferWatch::Advice advice) {
    abandoned_ = advice == TransferWatch::Advice::LowestRung;
    if (advice != TransferWatch::Advice::Reconnect) return;
    piece_->rest->abort();
    piece_->rest->reset_abort();
}

Result<void> SegmentReader::seek(std::int64_t position) {
    if (position == position_) return {};
    return fail(ErrorKind::Unsupported, "A run of segments is read from its beginning.");
}

}  // namespace cliffhanger
