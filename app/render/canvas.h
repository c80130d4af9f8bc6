// Everything the interface draws, over an ImDrawList: rectangles, rounded shapes, icons, labels, pictures. Shapes with
// curves or gradients are baked into atlas textures, so that both presenters draw nothing but quads. Coordinates are
// physical pixels. Main thread only; one Canvas per frame, made by the Window.
#pragma once

#include <functional>

#include "app/geometry.h"
#include "app/render/icons.h"
#include "app/text/text_engine.h"
#include "player/images/image.h"

namespace cliffhanger {

enum class Elevation { E1, E2, E3 };

class Canvas {
 public:
    virtual ~Canvas() = default;

    virtual void fill(const Rect& rect, Color color) = 0;
    virtual void fill_rounded(const Rect& rect, float radius, Color color) = 0;
    /// The stroke lies inside the rectangle.
    virtual void stroke_rounded(const Rect& rect, float radius, float thickness, Color color) = 0;
    virtual void circle(Point center, float radius, Color color) = 0;
    /// A radial sprite that fades to nothing at the radius; behind rail icons.
    virtual void soft_disc(Point center, float radius, Color color) = 0;
    virtual void shadow(const Rect& rect, float radius, Elevation elevation) = 0;
    /// The stage's scrims as ui-spec section 3 defines them; `px_per_dp` scales their distances.
    virtual void top_scrim(const Rect& stage, float px_per_dp, float opacity) = 0;
    virtual void bottom_scrim(const Rect& stage, float px_per_dp, float opacity) = 0;
    /// Until the end of the frame, scrims stop at the stage's rounded corners.
    virtual void set_stage_corner_radius(float radius) { (void)radius; }
    /// An arc of `sweep` degrees starting at `start` degrees (0 = top, clockwise), round caps.
    virtual void arc(Point center, float radius, float thickness, float start, float sweep, Color color) = 0;

    /// `top_left` is where the label's logical box begins; rounded to whole pixels unless `subpixel`.
    virtual void text(const Label& label, Point top_left, Color color, bool subpixel = false) = 0;
    /// The same with a soft dark shadow of 2 dp behind it, for text straight on video.
    virtual void text_with_shadow(const Label& label, Point top_left, Color color) = 0;
    virtual void icon(Icon icon, Point center, float size, Color color, bool mirrored = false) = 0;
    /// Cropped to cover `rect`.
    virtual void image(const ImagePtr& image, const Rect& rect, float radius, float opacity = 1.0f) = 0;

    virtual void push_clip(const Rect& rect) = 0;
    virtual void pop_clip() = 0;
    /// Multiplies the alpha of everything drawn until pop_opacity().
    virtual void push_opacity(float opacity) = 0;
    virtual void pop_opacity() = 0;

    /// Calls `contents`, which may use ImGui's own windows and widgets; they lie over everything else. The inspector's.
    virtual void stock_windows(Size window, float px_per_dp, const std::function<void()>& contents) {
        (void)window, (void)px_per_dp, (void)contents;
    }

    /// The interface's text; labels come from here.
    virtual TextEngine& text_engine() = 0;
};

}  // namespace cliffhanger
