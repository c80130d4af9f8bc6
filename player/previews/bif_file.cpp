#include "player/previews/bif_file.h"

#include <algorithm>
#include <cstdint>
#include <optional>

namespace cliffhanger {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kMagic =
    "\x89"
    "BIF\r\n\x1a\n"sv;
constexpr std::size_t kHeaderBytes = 64, kEntryBytes = 8;
constexpr std::uint32_t kEndTime = 0xFFFFFFFF;
constexpr std::uint32_t kDefaultUnit = 1000;  // milliseconds

std::uint32_t little_endian(std::string_view bytes, std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 4; i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

}  // namespace

Result<std::vector<BifEntry>> parse_bif(std::string_view bytes) {
    if (bytes.size() < kHeaderBytes + kEntryBytes || bytes.substr(0, kMagic.size()) != kMagic)
        return fail(ErrorKind::Corrupted, "This is no BIF file");
    const std::uint32_t said = little_endian(bytes, 16);
    const std::int64_t unit = said == 0 ? kDefaultUnit : said;
    // The count is believed as far as the file has entries: one more than pictures, whose place ends the last one.
    const std::size_t places = (bytes.size() - kHeaderBytes) / kEntryBytes;
    const std::size_t count = std::min<std::size_t>(little_endian(bytes, 12), places - 1);
    std::vector<BifEntry> entries;
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t at = kHeaderBytes + i * kEntryBytes;
        const std::uint32_t stamp = little_endian(bytes, at);
        const std::size_t begin = little_endian(bytes, at + 4);
        const std::size_t end = std::min<std::size_t>(little_endian(bytes, at + kEntryBytes + 4), bytes.size());
        if (stamp == kEndTime) break;
        const MediaTime time = std::chrono::milliseconds(static_cast<std::int64_t>(stamp) * unit);
        const bool ordered = entries.empty() || time > entries.back().time;
        if (begin < kHeaderBytes || begin >= end || !ordered) continue;
        entries.push_back({time, bytes.substr(begin, end - begin)});
    }
    if (entries.empty()) return fail(ErrorKind::Corrupted, "There is no picture in the BIF file");
    return entries;
}

}  // namespace cliffhanger
