// Which poster plays: the one that the pointer has rested on for a moment. Pure on injected time; main thread only.
#pragma once

#include <optional>
#include <string>

#include "app/motion/animation.h"
#include "app/ui/frame.h"

namespace cliffhanger {

class HoverPreview {
 public:
    /// `under`: what lies under the pointer; nullptr for nothing, and where nothing may play. Call once a loop turn.
    void follow(Microseconds now, const Target* under);
    /// The series that is to play.
    std::optional<std::size_t> series() const { return playing_ ? series_ : std::nullopt; }
    const std::string& id() const { return id_; }
    /// Pictures have come, or not yet: the poster gives way to them.
    void note_picture(Microseconds now, bool there);
    float share(Microseconds now) const { return static_cast<float>(share_.value(now)); }
    bool animating(Microseconds now) const { return share_.running(now); }
    std::optional<Microseconds> next_change() const;

 private:
    std::string id_;  ///< of the poster's control; empty: none
    std::optional<std::size_t> series_;
    Microseconds since_{0};
    bool playing_ = false;
    Animation share_{0};
};

}  // namespace cliffhanger
