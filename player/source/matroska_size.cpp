#include "player/source/matroska_size.h"

#include <bit>

namespace cliffhanger {
namespace {

constexpr std::uint64_t kEbmlId = 0x1A45DFA3, kSegmentId = 0x18538067;
constexpr std::uint64_t kLongestCredible = std::uint64_t{1} << 50;

/// Reads EBML's numbers of variable length, one behind the other.
class EbmlReader {
 public:
    explicit EbmlReader(std::span<const std::byte> bytes) : bytes_(bytes) {}

    /// With its length marker, as ids are written.
    std::optional<std::uint64_t> id() { return number(false); }
    /// nullopt for "unknown", which is all ones.
    std::optional<std::uint64_t> size() { return number(true); }
    bool skip(std::uint64_t count) {
        if (count > bytes_.size() - at_) return false;
        at_ += static_cast<std::size_t>(count);
        return true;
    }
    std::size_t position() const { return at_; }

 private:
    std::optional<std::uint64_t> number(bool without_marker) {
        if (at_ >= bytes_.size()) return std::nullopt;
        const auto first = std::to_integer<std::uint8_t>(bytes_[at_]);
        const auto length = static_cast<std::size_t>(std::countl_zero(first)) + 1;
        if (length > 8 || length > bytes_.size() - at_) return std::nullopt;
        std::uint64_t value = without_marker ? first & (0xFFu >> length) : first;
        for (std::size_t i = 1; i < length; ++i) value = value << 8 | std::to_integer<std::uint64_t>(bytes_[at_ + i]);
        at_ += length;
        const bool all_ones = value == (std::uint64_t{1} << (7 * length)) - 1;
        if (without_marker && all_ones) return std::nullopt;
        return value;
    }

    std::span<const std::byte> bytes_;
    std::size_t at_ = 0;
};

}  // namespace

std::optional<std::int64_t> matroska_end(std::span<const std::byte> head) {
    EbmlReader reader(head);
    if (reader.id() != kEbmlId) return std::nullopt;
    const auto header = reader.size();
    if (!header || !reader.skip(*header) || reader.id() != kSegmentId) return std::nullopt;
    const auto segment = reader.size();
    if (!segment || *segment > kLongestCredible) return std::nullopt;
    return static_cast<std::int64_t>(reader.position() + *segment);
}

}  // namespace cliffhanger
