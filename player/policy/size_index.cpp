#include "player/policy/size_index.h"

#include <algorithm>

namespace cliffhanger {

void SizeIndex::add(MediaTime duration, std::int64_t bytes) {
    const End last = ends_.empty() ? End{} : ends_.back();
    ends_.push_back({last.time + std::max(duration, MediaTime{0}), last.bytes + std::max<std::int64_t>(bytes, 0)});
}

std::int64_t SizeIndex::before(MediaTime time) const {
    const auto piece = std::ranges::lower_bound(ends_, time, {}, &End::time);
    if (piece == ends_.end()) return ends_.empty() ? 0 : ends_.back().bytes;
    const End begin = piece == ends_.begin() ? End{} : *(piece - 1);
    if (time <= begin.time) return begin.bytes;
    const double share = to_seconds(time - begin.time) / to_seconds(piece->time - begin.time);
    return begin.bytes + static_cast<std::int64_t>(share * static_cast<double>(piece->bytes - begin.bytes));
}

std::int64_t SizeIndex::bytes(MediaTime from, MediaTime to) const { return before(to) - before(from); }

}  // namespace cliffhanger
