// The operator's PIN: what was typed so far, and wrong ones answered ever more slowly. Pure on injected time; one
// thread.
#pragma once

#include <string>
#include <string_view>

#include "net/clock.h"

namespace cliffhanger {

class PinGate {
 public:
    static constexpr std::size_t kFewestDigits = 4, kMostDigits = 8;
    static constexpr int kFreeTries = 3;
    static bool is_pin(std::string_view text);

    explicit PinGate(std::string pin) : pin_(std::move(pin)) {}

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
    std::size_t length() const { return pin_.size(); }
    bool was_wrong() const { return wrong_; }
    int wait_seconds(Microseconds now) const;

 private:
    std::string pin_, typed_;
    bool wrong_ = false;
    int failures_ = 0;
    Microseconds free_at_{0};
};

}  // namespace cliffhanger
