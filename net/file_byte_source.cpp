#include "net/file_byte_source.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace cliffhanger {
namespace {

tl::unexpected<Error> error_of(int code, const std::string& path) {
    const std::string reason = std::generic_category().message(code);
    switch (code) {
        case ENOENT:
        case ENOTDIR:
            return fail(ErrorKind::NotFound, "There is no such file.", path);
        case EACCES:
        case EPERM:
            return fail(ErrorKind::Forbidden, "The file may not be read.", path);
        default:
            return fail(ErrorKind::Io, "The file cannot be read (" + reason + ").", path);
    }
}

}  // namespace

FileByteSource::~FileByteSource() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

Result<void> FileByteSource::open() {
    if (aborted_) return fail(ErrorKind::Aborted, "Reading was cancelled.", path_);
    if (descriptor_ >= 0) return {};
    // Non-blocking, because opening a pipe would otherwise wait for its writer.
    const int descriptor = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (descriptor < 0) return error_of(errno, path_);
    struct stat info {};
    const bool regular = ::fstat(descriptor, &info) == 0 && S_ISREG(info.st_mode);
    if (!regular) {
        ::close(descriptor);
        return fail(ErrorKind::Unsupported, S_ISDIR(info.st_mode) ? "This is a folder." : "This is not a regular file.",
                    path_);
    }
    descriptor_ = descriptor;
    return {};
}

Result<std::size_t> FileByteSource::read(std::span<std::byte> into) {
    if (into.empty()) return fail(ErrorKind::Internal, "A read needs room for at least one byte.", path_);
    if (auto opened = open(); !opened) return tl::unexpected(opened.error());
    for (;;) {
        const ssize_t count = ::pread(descriptor_, into.data(), into.size(), position_);
        if (count > 0) {
            position_ += count;
            return static_cast<std::size_t>(count);
        }
        if (count == 0) return fail(ErrorKind::EndOfStream, "The end.", path_);
        if (errno != EINTR) return error_of(errno, path_);
    }
}

Result<void> FileByteSource::seek(std::int64_t position) {
    if (position < 0) return fail(ErrorKind::Internal, "A position cannot be negative.", path_);
    position_ = position;
    return {};
}

Result<std::optional<std::int64_t>> FileByteSource::size() {
    if (auto opened = open(); !opened) return tl::unexpected(opened.error());
    struct stat info {};
    if (::fstat(descriptor_, &info) != 0) return error_of(errno, path_);
    return static_cast<std::int64_t>(info.st_size);
}

Result<bool> FileByteSource::seekable() {
    if (auto opened = open(); !opened) return tl::unexpected(opened.error());
    return true;
}

}  // namespace cliffhanger
