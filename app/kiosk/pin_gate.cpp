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

PinGate::PinGate(std::string pin)
    : length_(pin.size()), right_([pin = std::move(pin)](std::string_view typed) { return typed == pin; }) {}

void PinGate::recall(Microseconds now, int failures) {
    failures_ = failures;
    wait_from(now);
}

void PinGate::wait_from(Microseconds now) {
    if (failures_ >= kFreeTries)
        free_at_ = now + std::min(kFirstWait * (1 << std::min(failures_ - kFreeTries, 10)), kLongestWait);
}

void PinGate::begin() {
    typed_.clear();
    wrong_ = false;
}

PinGate::Answer PinGate::type(Microseconds now, char digit) {
    if (wait_seconds(now) > 0 || digit < '0' || digit > '9') return Answer::None;
    wrong_ = false;
    typed_ += digit;
    if (typed_.size() < length_) return Answer::None;
    if (right_(std::exchange(typed_, {}))) {
        failures_ = 0;
        return Answer::Right;
    }
    wrong_ = true;
    ++failures_;
    wait_from(now);
    return Answer::Wrong;
}

std::optional<char> digit_of_key(const std::string& key) {
    const bool keypad = key.rfind("Keypad ", 0) == 0;
    const std::string name = keypad ? key.substr(7) : key;
    if (name.size() != 1 || name[0] < '0' || name[0] > '9') return std::nullopt;
    return name[0];
}

int PinGate::wait_seconds(Microseconds now) const {
    return now >= free_at_ ? 0 : static_cast<int>((free_at_ - now + 999'999us) / 1s);
}

}  // namespace cliffhanger
