#include "app/kiosk/pin_gate.h"

#include <algorithm>
#include <utility>

namespace cliffhanger {

using namespace std::chrono_literals;

namespace {

constexpr Microseconds kFirstWait = 30s, kLongestWait = 1h;

}  // namespace

bool PinGate::is_pin(std::string_view text) {
    return text.size() >= kFewestDigits && text.size() <= kMostDigits &&
           std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

void PinGate::begin() {
    typed_.clear();
    wrong_ = false;
}

PinGate::Answer PinGate::type(Microseconds now, char digit) {
    if (wait_seconds(now) > 0 || digit < '0' || digit > '9') return Answer::None;
    wrong_ = false;
    typed_ += digit;
    if (typed_.size() < pin_.size()) return Answer::None;
    if (std::exchange(typed_, {}) == pin_) {
        failures_ = 0;
        return Answer::Right;
    }
    wrong_ = true;
    if (++failures_ >= kFreeTries)
        free_at_ = now + std::min(kFirstWait * (1 << std::min(failures_ - kFreeTries, 10)), kLongestWait);
    return Answer::Wrong;
}

int PinGate::wait_seconds(Microseconds now) const {
    return now >= free_at_ ? 0 : static_cast<int>((free_at_ - now + 999'999us) / 1s);
}

}  // namespace cliffhanger
