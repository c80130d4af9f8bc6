// A Canvas that draws nothing and measures text roughly: for presenting the first picture before the first labels have
// been laid out. Main thread only.
#pragma once

#include "app/render/canvas.h"
#include "app/text/null_text_engine.h"

namespace cliffhanger {

class BlankCanvas final : public Canvas {
 public:
    void fill(const Rect&, Color) override {}
    void fill_rounded(const Rect&, float, Color) override {}
    void stroke_rounded(const Rect&, float, float, Color) override {}
    void circle(Point, float, Color) override {}
    void soft_disc(Point, float, Color) override {}
    void shadow(const Rect&, float, Elevation) override {}
    void top_scrim(const Rect&, float, float) override {}
    void bottom_scrim(const Rect&, float, float) override {}
    void arc(Point, float, float, float, float, Color) override {}
    void text(const Label&, Point, Color, bool) override {}
    void text_with_shadow(const Label&, Point, Color) override {}
    void icon(Icon, Point, float, Color, bool) override {}
    void image(const ImagePtr&, const Rect&, float, float) override {}
    void push_clip(const Rect&) override {}
    void pop_clip() override {}
    void push_opacity(float) override {}
    void pop_opacity() override {}
    TextEngine& text_engine() override { return text_; }

 private:
    NullTextEngine text_;
};

}  // namespace cliffhanger
