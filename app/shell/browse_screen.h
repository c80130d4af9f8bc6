// A screen beside the player: Home, a series, search, settings. It draws itself anew for every frame that is wanted and
// keeps what it needs between them (scroll positions, models of what it shows). The Shell owns it, calls it only while
// it is on the screen, and does what is common: navigation bar, focus, gestures, scrolling. Main thread only.
#pragma once

#include <optional>

#include "app/input/input_event.h"
#include "app/input/intent.h"
#include "app/input/key_map.h"
#include "app/screens/hud.h"
#include "app/screens/player_host.h"
#include "app/shell/browse_host.h"
#include "app/shell/navigator.h"
#include "app/ui/dialog.h"
#include "app/ui/frame.h"

namespace cliffhanger {

/// What every screen works with; all outlive it.
struct BrowseContext {
    PlayerHost& player;
    BrowseHost& host;
    Navigator& navigator;
    Hud& hud;  ///< for toasts
    DialogLayer& dialog;
    const KeyMap& keys;
};

class BrowseScreen {
 public:
    virtual ~BrowseScreen() = default;

    /// It comes onto the screen, or stays there with another route.
    virtual void enter(Microseconds now, const Route& route) { (void)now, (void)route; }
    virtual void leave(Microseconds now) { (void)now; }
    /// Once a loop turn.
    virtual void update(Microseconds now) { (void)now; }
    /// `area` is what bars leave. Called only when there is a catalog, unless works_without_catalog().
    virtual void draw(Frame& frame, const Rect& area) = 0;
    virtual bool works_without_catalog() const { return false; }
    /// An action of kind Own, by the value that the screen gave it.
    virtual void own_action(Microseconds now, int value) { (void)now, (void)value; }
    /// Of another kind, which the shell itself does nothing with (an episode's cell, a range of them).
    virtual void other_action(Microseconds now, const Action& action) { (void)now, (void)action; }
    /// What nobody before wanted; true when the screen did something with it.
    virtual bool handle_intent(Microseconds now, Intent intent) {
        (void)now, (void)intent;
        return false;
    }
    /// While true, keys that type go to handle_typing() and mean nothing else.
    virtual bool typing() const { return false; }
    /// Where the field that is typed into lies, px.
    virtual Rect typing_place() const { return {}; }
    virtual bool handle_typing(const InputEvent& event) {
        (void)event;
        return false;
    }
    /// Something to leave before the screen itself is left (a sheet, a selection); true when there was.
    virtual bool back(Microseconds now) {
        (void)now;
        return false;
    }

    virtual bool animating(Microseconds now) const {
        (void)now;
        return false;
    }
    virtual std::optional<Microseconds> next_change(Microseconds now) const {
        (void)now;
        return std::nullopt;
    }
};

}  // namespace cliffhanger
