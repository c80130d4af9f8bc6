// A ByteSource as libav's AVIOContext: the only way in which libav ever reads anything.
// Threads: the demuxer's reader thread. Blocks in ByteSource::read, which ByteSource::abort() ends.
#pragma once

#include <cstdint>
#include <optional>

#include "net/byte_source.h"
#include "net/result.h"

struct AVIOContext;

namespace cliffhanger {

class AvioBytes {
 public:
    AvioBytes(ByteSource& bytes, bool seekable);
    ~AvioBytes();
    AvioBytes(const AvioBytes&) = delete;
    AvioBytes& operator=(const AvioBytes&) = delete;

    AVIOContext* context() const noexcept { return context_; }
    /// What the source said when a read or seek failed since the last call; the end of the stream is no failure.
    std::optional<Error> take_error();
    bool read_anything() const noexcept { return read_anything_; }
    /// libav keeps errors and the end of the file until told otherwise.
    void clear_state();

 private:
    static int read_packet(void* opaque, std::uint8_t* into, int size);
    static std::int64_t seek_to(void* opaque, std::int64_t offset, int whence);

    ByteSource& bytes_;
    AVIOContext* context_ = nullptr;
    std::optional<Error> error_;
    bool read_anything_ = false;
};

}  // namespace cliffhanger
