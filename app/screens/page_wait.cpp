#include "app/screens/page_wait.h"

namespace cliffhanger {
namespace {

using namespace std::chrono_literals;

constexpr Microseconds kMinimumShown = 400ms, kSlow = 4s;

Microseconds delay_of(PageWait::Reason reason) { return reason == PageWait::Reason::Start ? 700ms : 500ms; }

}  // namespace

void PageWait::update(Microseconds now, std::size_t page, Reason reason) {
    if (page != page_) {
        page_ = page;
        reason_ = Reason::None;
        spinner_since_.reset();
    }
    if (reason != reason_) {
        if (reason_ == Reason::None) waiting_since_ = now;
        reason_ = reason;
    }
    if (reason != Reason::None) {
        if (!spinner_since_ && now - waiting_since_ >= delay_of(reason)) spinner_since_ = now;
    } else if (spinner_since_ && now - *spinner_since_ >= kMinimumShown) {
        spinner_since_.reset();
    }
}

bool PageWait::slow(Microseconds now) const {
    return spinner_since_ && reason_ != Reason::None && now - waiting_since_ >= kSlow;
}

Microseconds PageWait::spinning_for(Microseconds now) const { return spinner_since_ ? now - *spinner_since_ : 0us; }

std::optional<Microseconds> PageWait::next_change(Microseconds now) const {
    if (reason_ == Reason::None) {
        if (spinner_since_) return *spinner_since_ + kMinimumShown;
        return std::nullopt;
    }
    if (!spinner_since_) return waiting_since_ + delay_of(reason_);
    if (!slow(now)) return waiting_since_ + kSlow;
    return std::nullopt;
}

}  // namespace cliffhanger
