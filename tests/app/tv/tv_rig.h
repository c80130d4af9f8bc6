// The interface on a television set, steered by a pad.
#pragma once

#include <string>
#include <vector>

#include "tests/app/support/screen_rig.h"

namespace cliffhanger {

struct TvRig : ScreenRig {
    explicit TvRig(Size size = {1280, 720}, const std::string& language = "en", Route start = {})
        : ScreenRig(size, language, 1, {}, {}, start), window(size) {
        screen().set_tv();
        frame();
    }

    Size window;

    void pad(const std::string& button) {
        screen().handle({clock.now(), PadEvent{button, 1}});
        screen().handle({clock.now(), PadEvent{button, 0}});
        frame();
    }
    std::string focused() const { return focused_in(const_cast<TvRig*>(this)->screen().semantics()); }
    /// What a television set is sure to show.
    Rect safe() const {
        const float u = tv_scale(window);
        return {48 * u, 27 * u, static_cast<float>(window.width) - 96 * u, static_cast<float>(window.height) - 54 * u};
    }

 private:
    static std::string focused_in(const SemanticNode& node) {
        for (const std::string& state : node.states) {
            if (state == "focused") return node.id;
        }
        for (const SemanticNode& child : node.children) {
            const std::string found = focused_in(child);
            if (!found.empty()) return found;
        }
        return {};
    }
};

inline bool inside(const Rect& part, const Rect& whole, float slack = 2) {
    return part.x >= whole.x - slack && part.y >= whole.y - slack && part.right() <= whole.right() + slack &&
           part.bottom() <= whole.bottom() + slack;
}

}  // namespace cliffhanger
