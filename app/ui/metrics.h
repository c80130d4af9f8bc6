// Units and window classes (ui-spec section 1): dp to physical pixels, and the on-stage factor C. Pure.
#pragma once

#include "app/geometry.h"

namespace cliffhanger {

enum class WindowClass { Mini, Portrait, Square, Desktop, Tv };

/// From the window's size in dp. Tv is never among them: it is where the viewer sits that makes one.
WindowClass classify_window(float width_dp, float height_dp);

struct Metrics {
    Size window;     ///< physical px
    float u = 1;     ///< physical px per dp
    float c = 1;     ///< on-stage chrome factor
    float text = 1;  ///< the person's text scale
    WindowClass window_class = WindowClass::Portrait;
    bool rtl = false;    ///< the interface's layout is mirrored
    bool kiosk = false;  ///< a public screen: larger targets, all of them within reach

    /// dp to whole physical pixels.
    float dp(float value) const;
    /// The same for what has to hold text: it grows with the text scale and never shrinks.
    float text_dp(float value) const;
    /// The same for chrome on the stage.
    float sdp(float value) const;
    float width_dp() const { return static_cast<float>(window.width) / u; }
    float height_dp() const { return static_cast<float>(window.height) / u; }
    Rect window_rect() const { return {0, 0, static_cast<float>(window.width), static_cast<float>(window.height)}; }
    bool tv() const { return window_class == WindowClass::Tv; }
    /// Room for two things beside each other.
    bool wide() const { return window_class == WindowClass::Desktop || tv(); }
    /// What a television set is sure to show; elsewhere all of the window.
    Rect safe_rect() const;
};

/// C for a stage: clamp(width / 390, 0.85, 1.30), and less where the bottom stack would leave its 22.9 % of the height.
float stage_factor(float stage_width_dp, float stage_height_dp);

/// Physical px per dp on a television set: a canvas of at least 960x540 dp.
float tv_scale(Size window);
/// Upright windows are none, whoever asks for it.
bool tv_fits(Size window);
/// Letters are read from across the room.
inline constexpr float kTvText = 1.10f;

/// `rect` mirrored about the vertical axis of `within` when `rtl`.
Rect mirrored_in(const Rect& rect, const Rect& within, bool rtl);

Rect rounded(const Rect& rect);

}  // namespace cliffhanger
