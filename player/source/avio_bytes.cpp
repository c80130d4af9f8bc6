#include "player/source/avio_bytes.h"

#include <cstdio>
#include <new>
#include <span>
#include <utility>

#include "player/libav.h"

namespace cliffhanger {
namespace {

constexpr int kBufferBytes = 64 * 1024;

}  // namespace

AvioBytes::AvioBytes(ByteSource& bytes, bool seekable) : bytes_(bytes) {
    auto* buffer = static_cast<unsigned char*>(av_malloc(kBufferBytes));
    if (buffer == nullptr) throw std::bad_alloc();
    context_ = avio_alloc_context(buffer, kBufferBytes, 0, this, &AvioBytes::read_packet, nullptr, &AvioBytes::seek_to);
    if (context_ == nullptr) {
        av_free(buffer);
        throw std::bad_alloc();
    }
    context_->seekable = seekable ? AVIO_SEEKABLE_NORMAL : 0;
}

AvioBytes::~AvioBytes() {
    // libav may have replaced the buffer, so it is freed through the context.
    av_freep(&context_->buffer);
    avio_context_free(&context_);
}

std::optional<Error> AvioBytes::take_error() { return std::exchange(error_, std::nullopt); }

void AvioBytes::clear_state() {
    context_->error = 0;
    context_->eof_reached = 0;
    error_.reset();
}

int AvioBytes::read_packet(void* opaque, std::uint8_t* into, int size) {
    auto& self = *static_cast<AvioBytes*>(opaque);
    const auto got = self.bytes_.read(std::as_writable_bytes(std::span(into, static_cast<std::size_t>(size))));
    if (got) {
        self.read_anything_ = true;
        return static_cast<int>(*got);
    }
    if (got.error().kind == ErrorKind::EndOfStream) return AVERROR_EOF;
    const bool aborted = got.error().kind == ErrorKind::Aborted;
    self.error_ = got.error();
    return aborted ? AVERROR_EXIT : AVERROR(EIO);
}

std::int64_t AvioBytes::seek_to(void* opaque, std::int64_t offset, int whence) {
    auto& self = *static_cast<AvioBytes*>(opaque);
    if (whence & AVSEEK_SIZE) {
        const auto size = self.bytes_.size();
        return size && size->has_value() ? **size : AVERROR(ENOSYS);
    }
    const int origin = whence & ~AVSEEK_FORCE;
    std::int64_t target = offset;
    if (origin == SEEK_CUR) target += self.bytes_.position();
    if (origin == SEEK_END) {
        const auto size = self.bytes_.size();
        if (!size || !size->has_value()) return AVERROR(ENOSYS);
        target += **size;
    }
    if (target < 0) return AVERROR(EINVAL);
    if (const auto moved = self.bytes_.seek(target); !moved) {
        if (moved.error().kind != ErrorKind::Unsupported) self.error_ = moved.error();
        return AVERROR(ESPIPE);
    }
    return target;
}

}  // namespace cliffhanger
