// Which sheet is open, where it lies and how it moves: opening, closing, dragging it away (ui-spec section 4). Pure
// state on injected time; one thread.
#pragma once

#include "app/motion/animation.h"
#include "app/screens/stage_layout.h"

namespace cliffhanger {

enum class SheetKind { None, Episodes, Series, Options, Shortcuts };
enum class SheetPlace { Bottom, Side, Popover, Center };

class SheetStack {
 public:
    void open(Microseconds now, SheetKind kind, bool reduced_motion);
    void close(Microseconds now);
    /// Forgets a sheet that has gone. Call every update.
    void update(Microseconds now);

    /// Open, and not on its way out.
    bool is_open() const { return open_; }
    /// What to draw: also the one that is closing.
    SheetKind kind() const { return kind_; }
    SheetPlace place(WindowClass window) const;
    /// Where it lies at `now`; `content_height` is what it would like to have, px.
    Rect rect(const StageLayout& layout, float content_height, Microseconds now) const;
    float opacity(Microseconds now) const;
    bool animating(Microseconds now) const { return travel_.running(now); }

    // Dragging a bottom sheet by its head; distances in px, downwards.
    void drag(float distance) { dragged_ = distance > 0 ? distance : 0; }
    /// Closes beyond 96 dp or 500 dp/s, else goes back.
    void release(Microseconds now, float velocity, float px_per_dp);

 private:
    SheetKind kind_ = SheetKind::None;
    bool open_ = false, reduced_ = false;
    Animation travel_{0};
    float dragged_ = 0;
};

}  // namespace cliffhanger
