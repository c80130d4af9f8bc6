// Draws the player screen: the scene's pictures, then everything on them, and what can be pressed and focused. Main
// thread only.
#pragma once

#include <vector>

#include "app/render/scene.h"
#include "app/screens/locked_card.h"
#include "app/screens/player_state.h"
#include "app/screens/progress_bar.h"
#include "app/ui/focus_ring.h"

namespace cliffhanger {

struct DrawRequest {
    Size size;
    float px_per_dp = 1;
    Microseconds now{0};
    AmbientPace ambient = AmbientPace::OncePerEpisode;
};

class PlayerView {
 public:
    explicit PlayerView(PlayerState& state) : state_(state) {}

    Scene draw(Canvas& canvas, const DrawRequest& request);
    bool animating(Microseconds now) const { return ring_.animating(now); }

 private:
    /// A page, where it is now.
    struct Slot {
        PageView view;
        Rect rect;
        float opacity = 1;
        bool placeholder = false;
    };
    void draw_interface(Frame& frame, const std::vector<Slot>& pages, const PageView& view);
    std::vector<Slot> slots(Microseconds now) const;
    void draw_pictures(Scene& scene, std::vector<Slot>& slots, const DrawRequest& request);
    void add_page_pictures(Scene& scene, Slot& slot, const PagePicture& picture);
    std::optional<float> caption_preview() const;
    float chrome_opacity(Microseconds now) const;
    void draw_captions(Frame& frame, const Slot& slot);
    void draw_page(Frame& frame, const Slot& slot);
    void draw_end(Frame& frame, const PageView& view);
    LockedCardLook locked_look(const PageView& view) const;
    ProgressLook progress_look(Microseconds now, const PageView& view);
    /// Captions make room for the picture of a scrub.
    void lift_captions(Frame& frame, const Slot& slot, const ProgressLook& look);
    void draw_placeholder_title(Frame& frame, const Slot& slot);
    void draw_wait(Frame& frame, const Slot& slot);
    void draw_fixed_chrome(Frame& frame, const PageView& view);
    /// Opacity of what stands still.
    float still_light(Microseconds now) const;
    void draw_bars(Frame& frame);
    void draw_page_buttons(Frame& frame);
    void draw_side_panel(Frame& frame, const PageView& view);
    void draw_sheet(Frame& frame, const PageView& view);
    void draw_options(Frame& frame, const PageView& view, const Rect& inner);
    void draw_tv_chrome(Frame& frame, const PageView& view);
    void draw_tv_paging(Frame& frame);
    float tv_opened(Microseconds now) const;
    float sheet_height(Frame& frame, const PageView& view) const;
    void draw_sheet_surface(Frame& frame, const Rect& rect, SheetPlace place);
    void register_state(Frame& frame, const PageView& view);
    void update_focus(const FrameRecord& record);

    PlayerState& state_;
    FocusRing ring_;
    std::string focused_card_;                // the error or locked card that was given the focus
    OptionRow option_row_ = OptionRow::None;  ///< as drawn last
};

}  // namespace cliffhanger
