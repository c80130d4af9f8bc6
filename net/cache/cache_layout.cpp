#include "net/cache/cache_layout.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstdio>
#include <memory>

namespace cliffhanger {
namespace {

constexpr std::size_t kHexDigits = 16;

std::string hex(std::uint64_t number) {
    char text[kHexDigits + 1];
    std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(number));
    return text;
}

template <class Number>
std::optional<Number> parse(std::string_view text, int base) {
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, base);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

struct DirectoryCloser {
    void operator()(DIR* directory) const { ::closedir(directory); }
};

class OpenFile {
 public:
    explicit OpenFile(const std::string& path)
        : descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)) {}
    ~OpenFile() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;

    std::optional<std::size_t> size() const {
        struct stat facts {};
        if (descriptor_ < 0 || ::fstat(descriptor_, &facts) != 0 || !S_ISREG(facts.st_mode)) return std::nullopt;
        return static_cast<std::size_t>(facts.st_size);
    }
    bool read(std::string& into) const {
        std::size_t done = 0;
        while (done < into.size()) {
            const ssize_t count = ::read(descriptor_, into.data() + done, into.size() - done);
            if (count < 0 && errno == EINTR) continue;
            if (count <= 0) return false;
            done += static_cast<std::size_t>(count);
        }
        return true;
    }

 private:
    int descriptor_;
};

}  // namespace

std::string CacheLayout::folder(std::uint64_t key_hash) const { return root_ + "/" + hex(key_hash); }

std::string CacheLayout::extent_file(std::uint64_t key_hash, std::uint64_t version, const CachedExtent& extent) const {
    return folder(key_hash) + "/" + hex(version) + "-" + std::to_string(extent.start) + "-" +
           std::to_string(extent.size);
}

std::optional<CacheLayout::ExtentName> CacheLayout::parse_extent_name(std::string_view name) {
    if (name.size() < kHexDigits + 4 || name[kHexDigits] != '-') return std::nullopt;
    const auto version = parse<std::uint64_t>(name.substr(0, kHexDigits), 16);
    const auto rest = name.substr(kHexDigits + 1);
    const auto dash = rest.find('-');
    if (!version || dash == std::string_view::npos) return std::nullopt;
    const auto start = parse<std::int64_t>(rest.substr(0, dash), 10),
               size = parse<std::int64_t>(rest.substr(dash + 1), 10);
    if (!start || !size || *start < 0 || *size <= 0 || *size > (1 << 30)) return std::nullopt;
    return ExtentName{*version, {*start, *size}};
}

std::optional<std::uint64_t> CacheLayout::parse_folder_name(std::string_view name) {
    if (name.size() != kHexDigits) return std::nullopt;
    return parse<std::uint64_t>(name, 16);
}

std::vector<std::string> CacheLayout::names_in(const std::string& folder) {
    std::vector<std::string> names;
    const std::unique_ptr<DIR, DirectoryCloser> directory(::opendir(folder.c_str()));
    if (!directory) return names;
    while (const dirent* entry = ::readdir(directory.get())) {  // NOLINT(concurrency-mt-unsafe): a handle of our own
        const std::string_view name = entry->d_name;
        if (name != "." && name != "..") names.emplace_back(name);
    }
    return names;
}

std::optional<std::string> CacheLayout::read_file(const std::string& path, std::size_t limit) {
    const OpenFile file(path);
    const auto size = file.size();
    if (!size || *size > limit) return std::nullopt;
    std::string bytes(*size, '\0');
    if (!file.read(bytes)) return std::nullopt;
    return bytes;
}

}  // namespace cliffhanger
