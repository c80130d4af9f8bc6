// The player: pager, stage, chrome, sheets. Takes input and time, gives a scene, a draw list and a semantics tree.
// Main thread only; never blocks; no wall clock: `now` comes from the application's clock.
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "app/input/input_event.h"
#include "app/input/key_map.h"
#include "app/render/canvas.h"
#include "app/render/scene.h"
#include "app/screens/player_host.h"
#include "app/shell/navigator.h"
#include "app/ui/button_hints.h"
#include "app/ui/semantics.h"
#include "app/ui/theme.h"

namespace cliffhanger {

class PlayerScreen {
 public:
    /// `theme` comes from load_theme(); its defaults are the same tokens.
    /// Without a navigator there is nothing but the player.
    explicit PlayerScreen(PlayerHost& host, Theme theme = {}, KeyMap keys = {}, Navigator* navigator = nullptr);
    ~PlayerScreen();

    void set_theme(const Theme& theme);

    /// Whether it is seen from across the room, and what is printed on the buttons in the viewer's hand.
    void set_tv(bool on, ButtonMarks marks);

    // Of a public screen (app/kiosk/).
    void set_kiosk(std::function<void(Microseconds)> choose_language);
    /// What plays an episode that is none of the pages shown.
    void set_play_elsewhere(std::function<void(std::size_t series, std::size_t episode)> play);
    /// Pictures only, nothing follows by itself: somebody else turns the pages.
    void set_teaser(bool on);
    void set_teaser_zoom(float share);
    void turn_page(Microseconds now);
    /// Another screen, or a question over this one, hears what is let go of.
    void release_input(Microseconds now);
    void show_chrome(Microseconds now);
    /// Episodes that have followed by themselves, ever.
    int episodes_followed() const;
    bool repeats() const;  ///< the episode that is shown, again and again
    /// Everything that the viewer has chosen here goes.
    void begin_anew(Microseconds now);

    void handle(const InputEvent& event);
    /// Advances motion and timers to `now`; may call the host (commit_page, ...).
    void update(Microseconds now);
    /// Lays out for `size` and draws the frame at `now`. `presenter_is_gpu` decides how often the ambient follows the
    /// picture.
    Scene draw(Canvas& canvas, Size size, float px_per_dp, Microseconds now, bool presenter_is_gpu);
    /// True while something moves and a new frame is wanted at every refresh.
    bool animating(Microseconds now) const;
    /// The next time at which something changes by itself (a timer, chrome hiding); nullopt if nothing does.
    std::optional<Microseconds> next_change(Microseconds now) const;
    /// What the last draw() put on the screen.
    const SemanticNode& semantics() const;
    /// The pages that are (partly) visible: the current one and, while paging, a neighbour.
    std::vector<std::size_t> visible_pages() const;
    /// When the last page change was asked for (release of the gesture, key, wheel notch), for the swipe statistics.
    std::optional<Microseconds> last_intent() const;
    Rect stage() const;

 private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace cliffhanger
