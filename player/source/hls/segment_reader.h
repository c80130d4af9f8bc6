// The bytes of one run of segments, one after another, as libav reads them: no seams, no requests of its own.
// Threads: the lane's reader. Blocks in read(), in what its feed and HlsIo do there, which HlsIo::abort() ends.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "net/byte_source.h"
#include "player/policy/transfer_watch.h"
#include "player/source/hls/hls_io.h"

namespace cliffhanger {

struct SegmentBytes {
    std::string beginning;             ///< read already
    std::shared_ptr<ByteSource> rest;  ///< nullptr: that was all
};

/// Who knows which segment comes next.
class SegmentFeed {
 public:
    virtual ~SegmentFeed() = default;
    /// The next piece of the run; nullopt: it is over.
    [[nodiscard]] virtual Result<std::optional<SegmentBytes>> next_piece() = 0;
    [[nodiscard]] virtual TransferWatch::Advice received(std::size_t bytes, Microseconds waited) = 0;
    virtual void piece_complete() = 0;
    /// The server has no more of the piece, whatever it announced: what has come is all.
    [[nodiscard]] virtual bool ends_here(const Error& error) = 0;
    /// A read of the piece failed after everything that HttpByteSource tries. True: it was waited, and shall be read
    /// on.
    [[nodiscard]] virtual bool worth_waiting(const Error& error) = 0;
};

class SegmentReader final : public ByteSource {
 public:
    SegmentReader(HlsIo& io, SegmentFeed& feed) : io_(io), feed_(feed) {}

    Result<std::size_t> read(std::span<std::byte> into) override;
    Result<void> seek(std::int64_t position) override;
    std::int64_t position() const override { return position_; }
    Result<std::optional<std::int64_t>> size() override { return std::optional<std::int64_t>(); }
    Result<bool> seekable() override { return false; }
    /// What blocks is HlsIo's to end.
    void abort() noexcept override {}
    void reset_abort() noexcept override {}

 private:
    Result<std::size_t> read_piece(std::span<std::byte> into);
    void heed(TransferWatch::Advice advice);

    HlsIo& io_;
    SegmentFeed& feed_;
    std::optional<SegmentBytes> piece_;
    std::size_t taken_ = 0;  // of piece_->beginning
    bool abandoned_ = false;
    std::int64_t position_ = 0;
    bool over_ = false;
    std::optional<Error> failed_;  // for good: libav would try again with every packet
};

}  // namespace cliffhanger
