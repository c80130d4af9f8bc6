// A public screen around the player: attracts, lets visitors in, asks whether they are still there, forgets them, and
// lets the operator out. Lies over whatever the shell shows and takes the input while it has something to say. The
// shell owns it. Main thread only.
#pragma once

#include <optional>
#include <string>

#include "app/kiosk/attract_loop.h"
#include "app/kiosk/chrome_dim.h"
#include "app/kiosk/corner_hold.h"
#include "app/kiosk/kiosk_mode.h"
#include "app/kiosk/pin_gate.h"
#include "app/screens/player_screen.h"
#include "app/screens/stage_layout.h"
#include "app/shell/browse_host.h"
#include "app/shell/browse_input.h"
#include "app/shell/navigator.h"
#include "app/ui/focus_ring.h"

namespace cliffhanger {

struct KioskOptions {
    std::string pin;      ///< digits, see PinGate
    bool silent = false;  ///< visitors hear nothing either
};

class KioskLayer {
 public:
    /// All outlive it.
    struct Surroundings {
        PlayerHost& player;
        BrowseHost& browse;
        Navigator& navigator;
        PlayerScreen& screen;
        const KeyMap& keys;
    };
    KioskLayer(const Surroundings& around, KioskOptions options);

    /// True: it is the layer's, and nobody else's.
    bool handle(const InputEvent& event);
    void update(Microseconds now);
    void choose_language(Microseconds now);
    /// Everything that the visitor has left must go; true once.
    bool take_reset();

    void draw(Canvas& canvas, const Theme& theme, const Strings& strings, const StageLayout& layout, Microseconds now);
    /// What lies below is not to be pressed, focused or read aloud.
    bool covers() const;
    const SemanticNode& semantics() const { return state_.record.root; }
    bool animating(Microseconds now) const;
    std::optional<Microseconds> next_change(Microseconds now) const;
    KioskMode::State state() const { return mode_.state(); }
    /// Opacity of what stands still on the screens around the player.
    float light(Microseconds now) const { return dim_.light(now); }

    /// Physical pixels per dp: a public screen is as large as it is, whatever its display says.
    static float scale(Size window);

 private:
    void perform(Microseconds now, const Action& action);
    void perform(Microseconds now, Intent intent);
    bool type_pin(const InputEvent& event);
    void type_digit(Microseconds now, char digit);
    void follow_swipe(const InputEvent& event);
    void follow_mode(Microseconds now);
    void attract(Microseconds now);
    void next_teaser(Microseconds now);
    void enter(Microseconds now);
    void wipe(Microseconds now);
    void close_languages(Microseconds now);
    void choose(Microseconds now, std::size_t language);
    void draw_attraction(Frame& frame, const Rect& stage);
    void draw_over(Frame& frame, const Rect& stage);
    KioskMode::Activity activity() const;
    std::optional<SessionSnapshot> current() const;

    Surroundings around_;
    KioskOptions options_;
    KioskMode mode_;
    PinGate pin_;
    CornerHold corner_;
    AttractLoop loop_;
    ChromeDim dim_;
    BrowseState state_;
    BrowseInput input_;
    FocusRing ring_;
    Animation sheet_{0};
    bool languages_open_ = false;
    std::optional<KioskMode::State> followed_;  ///< the state that has been acted on
    bool was_playing_ = false;                  ///< before the warning
    bool reset_ = false;
    std::optional<Microseconds> feed_asked_at_;
    std::optional<float> swipe_from_;
};

}  // namespace cliffhanger
