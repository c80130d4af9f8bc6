#include <algorithm>
#include <atomic>
#include <cstring>
#include <utility>

#include "net/byte_source.h"

namespace cliffhanger {
namespace {

class MemoryByteSource final : public ByteSource {
 public:
    explicit MemoryByteSource(std::string bytes) : bytes_(std::move(bytes)) {}

    Result<std::size_t> read(std::span<std::byte> into) override {
        if (into.empty()) return fail(ErrorKind::Internal, "A read needs room for at least one byte.");
        if (aborted_) return fail(ErrorKind::Aborted, "Reading was cancelled.");
        if (position_ >= std::ssize(bytes_)) return fail(ErrorKind::EndOfStream, "The end.");
        const auto offset = static_cast<std::size_t>(position_);
        const std::size_t count = std::min(into.size(), bytes_.size() - offset);
        std::memcpy(into.data(), bytes_.data() + offset, count);
        position_ += static_cast<std::int64_t>(count);
        return count;
    }

    Result<void> seek(std::int64_t position) override {
        if (position < 0) return fail(ErrorKind::Internal, "A position cannot be negative.");
        position_ = position;
        return {};
    }

    std::int64_t position() const override { return position_; }

    Result<std::optional<std::int64_t>> size() override {
        if (aborted_) return fail(ErrorKind::Aborted, "Reading was cancelled.");
        return std::ssize(bytes_);
    }

    Result<bool> seekable() override {
        if (aborted_) return fail(ErrorKind::Aborted, "Reading was cancelled.");
        return true;
    }

    void abort() noexcept override { aborted_ = true; }
    void reset_abort() noexcept override { aborted_ = false; }

 private:
    const std::string bytes_;
    std::int64_t position_ = 0;
    std::atomic<bool> aborted_ = false;
};

}  // namespace

std::unique_ptr<ByteSource> make_memory_byte_source(std::string bytes) {
    return std::make_unique<MemoryByteSource>(std::move(bytes));
}

}  // namespace cliffhanger
