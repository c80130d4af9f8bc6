#include "net/cache/extent_recorder.h"

#include <algorithm>
#include <utility>

#include "net/cache/cache_policy.h"

namespace cliffhanger {
namespace {

// Initialisation sections and captions are this small, and whoever reads them knows their size and asks for no end.
constexpr std::size_t kSmallestRemainder = static_cast<std::size_t>(kSmallestStored);

}  // namespace

ExtentRecorder::~ExtentRecorder() {
    if (pending_.size() >= kSmallestRemainder) put();
}

void ExtentRecorder::append(std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
        const std::int64_t boundary = (next() / SegmentCache::kExtentBytes + 1) * SegmentCache::kExtentBytes;
        const auto room = static_cast<std::size_t>(boundary - next());
        const auto taken = bytes.first(std::min(room, bytes.size()));
        pending_.insert(pending_.end(), taken.begin(), taken.end());
        bytes = bytes.subspan(taken.size());
        if (next() == boundary) put();
    }
}

void ExtentRecorder::finish() {
    const bool whole = start_ == 0;  // and of unknown length until now
    if (!pending_.empty() && !(whole && next() < kSmallestStored)) put();
}

void ExtentRecorder::put() {
    const std::int64_t start = start_;
    start_ = next();
    cache_.put_extent(key_, version_, start, std::exchange(pending_, {}));
}

}  // namespace cliffhanger
