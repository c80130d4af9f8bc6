// Previews out of a BIF file, which is read as a whole.
#pragma once

#include <string>
#include <vector>

#include "net/byte_source.h"
#include "player/previews/bif_file.h"
#include "player/previews/preview_source.h"

namespace cliffhanger {

class BifPreviews final : public PreviewSource {
 public:
    BifPreviews(MediaAddress address, HttpClient& http, const Clock& clock)
        : address_(std::move(address)), http_(http), clock_(clock) {}

    Result<void> open(std::stop_token stop) override;
    std::size_t count() const override { return entries_.size(); }
    std::size_t nearest(MediaTime time) const override;
    Result<PreviewPicture> picture(std::size_t index, std::stop_token stop) override;

 private:
    const MediaAddress address_;
    HttpClient& http_;
    const Clock& clock_;
    std::string bytes_;
    std::vector<BifEntry> entries_;  // point into bytes_
};

/// Of values sorted by `time`, never empty: the index of the one nearest to a moment.
template <class Entries>
std::size_t nearest_by_time(const Entries& entries, MediaTime time) {
    std::size_t low = 0, high = entries.size();
    while (high - low > 1) {
        const std::size_t middle = low + (high - low) / 2;
        (entries[middle].time <= time ? low : high) = middle;
    }
    if (high < entries.size() && entries[high].time - time < time - entries[low].time) return high;
    return low;
}

}  // namespace cliffhanger
