// Where the stage, the navigation rail and the side panel are (ui-spec section 1), and how a picture lies on the stage.
// Pure.
#pragma once

#include "app/ui/metrics.h"

namespace cliffhanger {

enum class Fullscreen { Off, On };
/// The tab bar of narrow windows.
enum class BottomBar { None, Tabs };
enum class PictureFit { Fit, Fill };

struct LayoutRequest {
    Size window;
    float px_per_dp = 1;
    bool rtl = false;
    Fullscreen fullscreen = Fullscreen::Off;
    BottomBar bottom_bar = BottomBar::None;
    float text_scale = 1;
    bool kiosk = false;  ///< a public screen: upright, or an upright stage in the middle
    bool tv = false;     ///< seen from across the room, where the window is wide enough for it
    float opened = 0;    ///< on a television set: 0 the stage in the middle, 1 beside the panel
};

/// What a window's dp and letters measure, of the window class that lay_out() gives it.
struct LayoutScale {
    float px_per_dp = 1, text = 1;
};
LayoutScale scale_of(const LayoutRequest& request);

struct StageLayout {
    Metrics metrics;
    Rect stage;
    float radius = 0;  ///< of the stage's corners, px
    float gap = 0;     ///< between two pages, px
    Rect nav_rail;     ///< empty when there is none
    bool nav_labels = false;
    Rect side_panel;     ///< empty when it is not docked
    Rect tv_rail;        ///< of the screens around the player, on a television set
    Rect tv_panel;       ///< beside the stage when the chrome is shown; empty elsewhere
    Rect content;        ///< between rail and panel
    Rect tab_bar;        ///< empty where there is none
    Rect whole_content;  ///< what the bars leave; the side panel lies in it
};

StageLayout lay_out(const LayoutRequest& request);

/// The whole picture's rectangle on the stage. Fit: cropped to cover when the shapes differ by at most 12 %, else all
/// of it; Fill: always cropped to cover.
Rect place_picture(double width, double height, const Rect& stage, PictureFit fit);
/// True when the picture leaves a part of the stage bare.
bool leaves_bars(const Rect& picture, const Rect& stage);

}  // namespace cliffhanger
