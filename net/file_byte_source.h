// A ByteSource over one regular file. Opens it with the first call, so that making one never blocks. Directories, pipes
// and devices are refused. One reader; abort() from any thread, which takes effect with the next call.
#pragma once

#include <atomic>
#include <string>

#include "net/byte_source.h"

namespace cliffhanger {

class FileByteSource final : public ByteSource {
 public:
    explicit FileByteSource(std::string path) : path_(std::move(path)) {}
    ~FileByteSource() override;
    FileByteSource(const FileByteSource&) = delete;
    FileByteSource& operator=(const FileByteSource&) = delete;

    Result<std::size_t> read(std::span<std::byte> into) override;
    Result<void> seek(std::int64_t position) override;
    std::int64_t position() const override { return position_; }
    Result<std::optional<std::int64_t>> size() override;
    Result<bool> seekable() override;
    void abort() noexcept override { aborted_ = true; }
    void reset_abort() noexcept override { aborted_ = false; }

 private:
    Result<void> open();

    const std::string path_;
    int descriptor_ = -1;
    std::int64_t position_ = 0;
    std::atomic<bool> aborted_ = false;
};

}  // namespace cliffhanger
