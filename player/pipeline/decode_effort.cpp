#include "player/pipeline/decode_effort.h"

#include <algorithm>

namespace cliffhanger {
namespace {

// The queue of pictures evens out what is less late than this; later than that is seen.
constexpr MediaTime kLate = std::chrono::milliseconds(80);
// For how long pictures are late before something is left out, and again before more is.
constexpr MediaTime kPatience = std::chrono::milliseconds(250);
constexpr MediaTime kLongestCalm = std::chrono::seconds(30);
// Too late again this soon after more was decoded: that was too much, and is not tried again as soon.
constexpr MediaTime kRelapse = std::chrono::seconds(5);

}  // namespace

void DecodeEffortControl::observe(MediaTime picture, MediaTime position) noexcept {
    const MediaTime late = position - picture;
    if (late <= kLate) {
        late_since_.reset();
        if (!in_time_since_) in_time_since_ = picture;
        if (effort_ == DecodeEffort::Everything || picture - *in_time_since_ < calm_) return;
        eased_at_ = picture;
        change(static_cast<DecodeEffort>(static_cast<int>(effort_) - 1), picture);
        return;
    }
    in_time_since_.reset();
    if (!late_since_) late_since_ = position;
    if (position - *late_since_ < kPatience || effort_ == DecodeEffort::KeyframesOnly) return;
    if (eased_at_ && picture - *eased_at_ < kRelapse) calm_ = std::min(calm_ * 2, kLongestCalm);
    change(static_cast<DecodeEffort>(static_cast<int>(effort_) + 1), position);
}

void DecodeEffortControl::change(DecodeEffort effort, MediaTime now) noexcept {
    effort_ = effort;
    // What was left out has to show its effect before more is.
    late_since_.reset();
    in_time_since_ = effort == DecodeEffort::Everything ? std::nullopt : std::optional(now);
}

void DecodeEffortControl::reset() noexcept { *this = DecodeEffortControl(); }

}  // namespace cliffhanger
