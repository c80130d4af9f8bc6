// The whole interface on a headless window and a manual clock, driven by a test; it begins in the player.
#pragma once

#include <memory>
#include <string>

#include "app/render/window.h"
#include "app/shell/shell.h"
#include "tests/app/support/scripted_host.h"

namespace cliffhanger {

class ScreenRig {
 public:
    explicit ScreenRig(Size size, const std::string& language = "en", float scale = 1, Theme theme = {},
                       KeyMap keys = {}, Route start = {}, std::optional<KioskOptions> kiosk = std::nullopt);

    ManualClock clock;
    ScriptedHost host;

    Shell& screen() { return *screen_; }
    /// Another run with the same host.
    void restart();
    /// One turn of the application's loop.
    void frame();
    /// Turns of 1/60 s.
    void run(Microseconds time);
    Image picture() { return window_->read_back(); }
    TextEngine& text_engine() { return window_->text_engine(); }
    /// A canvas for a frame that a test draws itself.
    Canvas& begin_frame() { return window_->begin_frame(); }

    void press_key(const std::string& key);
    void touch(PressType type, Point at);
    void mouse(PressType type, Point at, MouseButton button = MouseButton::Left);
    void click(Point at);
    void click(const std::string& id) { click(rect(id).center()); }
    void wheel(float notches, Point at, bool ctrl = false);

    const SemanticNode* node(const std::string& id) const { return find_node(screen_->semantics(), id); }
    bool shows(const std::string& id) const { return node(id) != nullptr; }
    Rect rect(const std::string& id) const;
    bool has_state(const std::string& id, const std::string& state) const;

 private:
    Size size_;
    float scale_;
    std::unique_ptr<Window> window_;
    std::unique_ptr<Shell> screen_;
};

}  // namespace cliffhanger
