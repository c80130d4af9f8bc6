// A canvas that draws on another one and keeps what was written where: for tests of layouts.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "app/render/canvas.h"

namespace cliffhanger {

struct WrittenText {
    std::string text;
    Rect rect, clip;
    bool ellipsized = false;
};

class RecordingCanvas final : public Canvas, private TextEngine {
 public:
    explicit RecordingCanvas(Canvas& canvas) : canvas_(canvas) {}

    const std::vector<WrittenText>& written() const { return written_; }

    void fill(const Rect& r, Color c) override { canvas_.fill(r, c); }
    void fill_rounded(const Rect& r, float radius, Color c) override { canvas_.fill_rounded(r, radius, c); }
    void stroke_rounded(const Rect& r, float radius, float t, Color c) override {
        canvas_.stroke_rounded(r, radius, t, c);
    }
    void circle(Point p, float r, Color c) override { canvas_.circle(p, r, c); }
    void soft_disc(Point p, float r, Color c) override { canvas_.soft_disc(p, r, c); }
    void shadow(const Rect& r, float radius, Elevation e) override { canvas_.shadow(r, radius, e); }
    void top_scrim(const Rect& r, float u, float o) override { canvas_.top_scrim(r, u, o); }
    void bottom_scrim(const Rect& r, float u, float o) override { canvas_.bottom_scrim(r, u, o); }
    void arc(Point p, float r, float t, float start, float sweep, Color c) override {
        canvas_.arc(p, r, t, start, sweep, c);
    }
    void text(const Label& label, Point at, Color c, bool subpixel) override {
        write(label, at);
        canvas_.text(label, at, c, subpixel);
    }
    void text_with_shadow(const Label& label, Point at, Color c) override {
        write(label, at);
        canvas_.text_with_shadow(label, at, c);
    }
    void icon(Icon i, Point p, float size, Color c, bool mirrored) override { canvas_.icon(i, p, size, c, mirrored); }
    void image(const ImagePtr& i, const Rect& r, float radius, float o) override { canvas_.image(i, r, radius, o); }
    void push_clip(const Rect& r) override {
        clips_.push_back(r);
        canvas_.push_clip(r);
    }
    void pop_clip() override {
        clips_.pop_back();
        canvas_.pop_clip();
    }
    void push_opacity(float o) override { canvas_.push_opacity(o); }
    void pop_opacity() override { canvas_.pop_opacity(); }
    TextEngine& text_engine() override { return *this; }

 private:
    Label label(std::string_view utf8, std::string_view language, const TextStyle& style, float width) override {
        const Label label = canvas_.text_engine().label(utf8, language, style, width);
        texts_[label.id] = utf8;
        return label;
    }
    void set_scale(float px_per_dp, float text_scale) override {
        canvas_.text_engine().set_scale(px_per_dp, text_scale);
    }
    void write(const Label& label, Point at) {
        const Rect clip = clips_.empty() ? Rect{0, 0, 1e6f, 1e6f} : clips_.back();
        written_.push_back({texts_[label.id], {at.x, at.y, label.width, label.height}, clip, label.ellipsized});
    }

    Canvas& canvas_;
    std::map<std::uint32_t, std::string> texts_;
    std::vector<Rect> clips_;
    std::vector<WrittenText> written_;
};

}  // namespace cliffhanger
