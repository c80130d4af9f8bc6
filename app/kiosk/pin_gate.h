// A PIN that is asked for: what was typed so far, and wrong ones answered ever more slowly. Pure on injected time; one
// thread.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "net/clock.h"

namespace cliffhanger {

class PinGate {
 public:
    static constexpr std::size_t kFewestDigits = 4, kMostDigits = 8;
    static constexpr int kFreeTries = 3;
    static bool is_pin(std::string_view text);

    explicit PinGate(std::string pin);
    /// One that is known by asking whether it is right.
    using Check = std::function<bool(std::string_view)>;
    PinGate(std::size_t length, Check right) : length_(length), right_(std::move(right)) {}
    /// So many wrong ones came in an earlier run: what had to be waited then is waited from now on.
    void recall(Microseconds now, int failures);

    enum class Answer { None, Right, Wrong };
    /// The right one needs no key to confirm it: it answers as soon as it is complete. Nothing happens while one has to
    /// wait.
    Answer type(Microseconds now, char digit);
    void erase() {
        if (!typed_.empty()) typed_.pop_back();
    }
    /// The pad opens anew; tries still count.
    void begin();

    std::size_t digits() const { return typed_.size(); }
    std::size_t length() const { return length_; }
    int failures() const { return failures_; }
    bool was_wrong() const { return wrong_; }
    int wait_seconds(Microseconds now) const;

 private:
    void wait_from(Microseconds now);

    std::size_t length_;
    Check right_;
    std::string typed_;
    bool wrong_ = false;
    int failures_ = 0;
    Microseconds free_at_{0};
};

/// '3' for the keys "3" and "Keypad 3".
std::optional<char> digit_of_key(const std::string& key);

}  // namespace cliffhanger
