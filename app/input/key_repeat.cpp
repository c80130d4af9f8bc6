#include "app/input/key_repeat.h"

#include <algorithm>
#include <cstdlib>

namespace cliffhanger {

namespace {

constexpr Microseconds kFirst = std::chrono::milliseconds{350};
constexpr Microseconds kInterval = std::chrono::milliseconds{125};
constexpr Microseconds kPageInterval = std::chrono::milliseconds{350};
constexpr int kRepeatsAtOwnStep = 8;  // one second, then 10 s a step
constexpr int kRepeatsAtTen = 24;     // two more seconds, then 30 s a step
constexpr int kMediumStep = 10, kLongStep = 30;

bool is_paging(Intent intent) { return intent == Intent::NextEpisode || intent == Intent::PreviousEpisode; }

/// Exact steps (one second) stay exact however long the key is held.
int accelerated(int step, int repeats) {
    if (std::abs(step) <= 1 || repeats <= kRepeatsAtOwnStep) return step;
    const int size = std::max(std::abs(step), repeats <= kRepeatsAtTen ? kMediumStep : kLongStep);
    return step < 0 ? -size : size;
}

}  // namespace

int seek_seconds_of(Intent intent) {
    switch (intent) {
        case Intent::SeekBack1:
            return -1;
        case Intent::SeekForward1:
            return 1;
        case Intent::SeekBack5:
            return -5;
        case Intent::SeekForward5:
            return 5;
        case Intent::SeekBack10:
            return -10;
        case Intent::SeekForward10:
            return 10;
        default:
            return 0;
    }
}

bool repeats_when_held(Intent intent) {
    if (seek_seconds_of(intent) != 0 || is_paging(intent)) return true;
    switch (intent) {
        case Intent::FrameBack:
        case Intent::FrameForward:
        case Intent::VolumeUp:
        case Intent::VolumeDown:
        case Intent::FocusNext:
        case Intent::FocusPrevious:
        case Intent::FocusUp:
        case Intent::FocusDown:
        case Intent::FocusLeft:
        case Intent::FocusRight:
            return true;
        default:
            return false;
    }
}

RepeatedIntent KeyRepeat::press(Microseconds now, const std::string& key, Intent intent) {
    const int seconds = seek_seconds_of(intent);
    if (repeats_when_held(intent)) held_ = Held{key, intent, seconds, now + kFirst, scrubbing() && seconds != 0};
    return {intent, false, seconds, now};
}

bool KeyRepeat::release(const std::string& key) {
    if (!held_ || held_->key != key) return false;
    const bool commits = scrubbing();
    held_.reset();
    return commits;
}

std::vector<RepeatedIntent> KeyRepeat::update(Microseconds now) {
    std::vector<RepeatedIntent> due;
    while (held_ && held_->next <= now) {
        ++held_->count;
        due.push_back({held_->intent, true, accelerated(held_->seek_seconds, held_->count), held_->next});
        held_->next += is_paging(held_->intent) ? kPageInterval : kInterval;
    }
    return due;
}

std::optional<Microseconds> KeyRepeat::next_deadline() const {
    return held_ ? std::optional{held_->next} : std::nullopt;
}

}  // namespace cliffhanger
