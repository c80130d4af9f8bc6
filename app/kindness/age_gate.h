// Whether something is meant for older people than the viewer's limit says, and the PIN that lets it be watched all the
// same: until the run ends, the sleep timer does, or somebody locks it again. Main thread only.
#pragma once

#include <functional>
#include <optional>
#include <utility>

#include "app/kindness/pin_lock.h"
#include "app/locale/texts.h"
#include "net/clock.h"

namespace cliffhanger {

class Settings;
struct Episode;
struct Series;

class AgeGate {
 public:
    /// Both outlive it.
    AgeGate(const Settings& settings, Library& library) : settings_(settings), pin_(library) {}

    /// Nothing of it may be shown. What nobody has rated is not locked.
    bool locks(const Episode& episode) const;
    /// Some of its episodes may not be shown.
    bool locks(const Series& series) const;
    /// Another number whenever locks() may answer differently.
    int state() const;

    bool open() const { return open_; }
    void grant() { open_ = true; }
    void lock_again() { open_ = false; }

    PinLock& pin() { return pin_; }
    const PinLock& pin() const { return pin_; }

    /// What a screen wants a person to prove, or to choose; whoever shows the pad takes it.
    struct Question {
        enum class Kind { Enter, Choose };
        Kind kind = Kind::Enter;
        std::function<void(Microseconds)> granted;
        Text about = Text::AgeLimit;
    };
    void ask(Question question) { question_ = std::move(question); }
    std::optional<Question> take_question() { return std::exchange(question_, std::nullopt); }

 private:
    bool over(std::optional<int> age) const;

    const Settings& settings_;
    PinLock pin_;
    bool open_ = false;
    std::optional<Question> question_;
};

}  // namespace cliffhanger
