// The whole interface: the player, the screens around it, and the way between them. Takes input and time, gives a
// scene, a draw list and a semantics tree. Main thread only; never blocks; no wall clock: `now` comes from the
// application's clock.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "app/kiosk/kiosk_layer.h"
#include "app/screens/feed_state_page.h"
#include "app/screens/player_screen.h"
#include "app/screens/stage_layout.h"
#include "app/shell/browse_host.h"
#include "app/shell/browse_input.h"
#include "app/shell/browse_screen.h"
#include "app/shell/couch_input.h"
#include "app/shell/hover_preview.h"
#include "app/shell/navigator.h"
#include "app/shell/pin_prompt.h"
#include "app/ui/focus_ring.h"

namespace cliffhanger {

class Shell {
 public:
    /// The hosts are those of one application and outlive the shell.
    Shell(PlayerHost& player, BrowseHost& host, Theme theme, KeyMap keys, Route start = {},
          std::optional<KioskOptions> kiosk = std::nullopt);
    ~Shell();
    Shell(const Shell&) = delete;
    Shell& operator=(const Shell&) = delete;

    /// A television set, whatever is used to steer it; otherwise a window is one while it is fullscreen and a pad or a
    /// remote control was used last.
    void set_tv();
    /// Goes to one of the screens that belong to nothing in particular.
    void show(ScreenKind kind) { navigator_.open({kind}); }

    void handle(const InputEvent& event);
    /// Advances motion and timers to `now`; may call the hosts.
    void update(Microseconds now);
    Scene draw(Canvas& canvas, Size size, float px_per_dp, Microseconds now, bool presenter_is_gpu);
    /// True while something moves and a new frame is wanted at every refresh.
    bool animating(Microseconds now) const;
    /// The next time at which something changes by itself; nullopt if nothing does.
    std::optional<Microseconds> next_change(Microseconds now) const;
    /// What the last draw() put on the screen.
    const SemanticNode& semantics() const;
    /// The pages of the player that are (partly) visible.
    std::vector<std::size_t> visible_pages() const { return player_.visible_pages(); }
    /// When the last page change of the player was asked for, and where its stage is.
    std::optional<Microseconds> last_intent() const { return player_.last_intent(); }
    Rect stage() const { return player_.stage(); }
    bool repeats() const { return player_.repeats(); }
    /// A text field wants what is typed.
    bool typing() const;
    Rect typing_place() const { return typing() ? screen()->typing_place() : Rect{}; }
    const Route& route() const { return navigator_.current(); }
    Navigator& navigator() { return navigator_; }
    /// nullptr where this is no public screen.
    const KioskLayer* kiosk() const { return kiosk_ ? &*kiosk_ : nullptr; }

 private:
    bool in_player() const { return is_player(shown_.kind); }
    void handle_remote(const InputEvent& event, const IntentEvent& asked);
    void follow_route(Microseconds now);
    void follow_language();
    void follow_settings();
    BrowseScreen* screen() const;
    static std::unique_ptr<BrowseScreen> make_screen(ScreenKind kind, const BrowseContext& context);
    void perform(Microseconds now, const Action& action);
    void perform(Microseconds now, Intent intent);
    void go_back(Microseconds now);
    void update_kiosk(Microseconds now);
    Scene draw_shown(Canvas& canvas, Size size, float px_per_dp, Microseconds now, bool presenter_is_gpu);
    void draw_screen(Frame& frame, const StageLayout& layout);
    Rect focus_place(const Target& target) const;
    void update_focus(Microseconds now);
    bool tv() const;
    void follow_couch(const InputEvent& event);
    LayoutRequest layout_request(Size size, float px_per_dp) const;
    bool in_row(const Target& target) const;
    int pane_of(const Target& target) const;
    void focus_something(Microseconds now, const std::string& before);
    void ask_to_quit(Microseconds now);
    bool previews_wanted() const;
    void follow_preview(Microseconds now);
    void show_preview(Scene& scene, Microseconds now);

    PlayerHost& host_;
    BrowseHost& browse_;
    const Theme design_;  ///< without the viewer's wishes
    Theme theme_;
    std::optional<std::uint64_t> settings_seen_;
    KeyMap keys_;
    Strings strings_;
    Navigator navigator_;
    PlayerScreen player_;
    Hud hud_;
    DialogLayer dialog_;
    FeedStatePage feed_page_;
    BrowseState state_;
    BrowseInput input_;
    FocusRing ring_;
    CouchInput couch_;
    HoverPreview preview_;
    bool tv_asked_ = false;
    PinPrompt pin_;
    std::optional<KioskLayer> kiosk_;
    std::map<ScreenKind, std::unique_ptr<BrowseScreen>> screens_;

    Route shown_;  ///< the route whose screen has been entered
    std::uint64_t changes_seen_ = 0;
    Animation arrival_{1};
    std::map<std::pair<ScreenKind, std::size_t>, std::string> left_at_;  ///< what had the focus there, on which series
    std::string focus_wanted_;
};

}  // namespace cliffhanger
