// A part of another source, as if it were the whole. Threads, blocking and errors as the other one.
#pragma once

#include <algorithm>
#include <memory>
#include <utility>

#include "net/byte_source.h"

namespace cliffhanger {

class SlicedByteSource final : public ByteSource {
 public:
    SlicedByteSource(std::unique_ptr<ByteSource> whole, std::int64_t offset, std::int64_t length)
        : whole_(std::move(whole)), offset_(offset), length_(length) {}

    Result<std::size_t> read(std::span<std::byte> into) override {
        if (position_ >= length_) return fail(ErrorKind::EndOfStream, "The end of the part.");
        if (whole_->position() != offset_ + position_) {
            if (auto moved = whole_->seek(offset_ + position_); !moved) return tl::unexpected(moved.error());
        }
        const auto left = static_cast<std::uint64_t>(length_ - position_);
        auto got = whole_->read(into.first(static_cast<std::size_t>(std::min<std::uint64_t>(into.size(), left))));
        if (got) position_ += static_cast<std::int64_t>(*got);
        return got;
    }
    Result<void> seek(std::int64_t position) override {
        if (position < 0) return fail(ErrorKind::Internal, "A position cannot be negative.");
        position_ = position;
        return {};
    }
    std::int64_t position() const override { return position_; }
    Result<std::optional<std::int64_t>> size() override { return std::optional<std::int64_t>(length_); }
    Result<bool> seekable() override { return whole_->seekable(); }
    void abort() noexcept override { whole_->abort(); }
    void reset_abort() noexcept override { whole_->reset_abort(); }

 private:
    const std::unique_ptr<ByteSource> whole_;
    const std::int64_t offset_, length_;
    std::int64_t position_ = 0;
};

}  // namespace cliffhanger
