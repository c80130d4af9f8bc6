#include "net/cache/cache_disk.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <ctime>
#include <system_error>

namespace cliffhanger {
namespace {

tl::unexpected<Error> disk_error(int number, const std::string& path) {
    return fail(ErrorKind::Io, std::generic_category().message(number), path);
}

bool write_all(int descriptor, std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
        const ssize_t count = ::write(descriptor, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return false;
        bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
    return true;
}

}  // namespace

Result<void> PosixCacheDisk::make_folder(const std::string& path) {
    if (::mkdir(path.c_str(), 0700) == 0 || errno == EEXIST) return {};
    return disk_error(errno, path);
}

Result<void> PosixCacheDisk::write(const std::string& path, std::string_view head, std::span<const std::byte> body) {
    const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0) return disk_error(errno, path);
    int failure = 0;
    if (!write_all(descriptor, std::as_bytes(std::span(head.data(), head.size()))) || !write_all(descriptor, body))
        failure = errno;
    // Some disks tell only here that they are full.
    if (::close(descriptor) != 0 && failure == 0) failure = errno;
    if (failure == 0) return {};
    ::unlink(path.c_str());
    return disk_error(failure, path);
}

Result<void> PosixCacheDisk::rename(const std::string& from, const std::string& to) {
    if (std::rename(from.c_str(), to.c_str()) == 0) return {};
    const int failure = errno;
    ::unlink(from.c_str());
    return disk_error(failure, to);
}

void PosixCacheDisk::remove(const std::string& path) { static_cast<void>(std::remove(path.c_str())); }

void PosixCacheDisk::mark_as_used(const std::string& path) {
    // The time that the kernel itself would give lags behind by up to a tick: what was written before in the same tick
    // would seem to be as new.
    timespec times[2] = {{0, UTIME_OMIT}, {}};
    ::clock_gettime(CLOCK_REALTIME, &times[1]);
    static_cast<void>(::utimensat(AT_FDCWD, path.c_str(), times, 0));
}

}  // namespace cliffhanger
