#include "tests/app/support/screen_rig.h"

#include <algorithm>
#include <stdexcept>

namespace cliffhanger {

using namespace std::chrono_literals;

ScreenRig::ScreenRig(Size size, const std::string& language, float scale, Theme theme, KeyMap keys, Route start,
                     std::optional<KioskOptions> kiosk)
    : size_(size), scale_(scale) {
    WindowOptions options;
    options.size = size;
    options.headless = true;
    options.manual_clock = true;
    options.scale = scale;
    auto window = Window::create(options, clock);
    if (!window) throw std::runtime_error(window.error().message);
    window_ = std::move(*window);
    host.language_tag = language;
    host.prepare_around(11);
    screen_ = std::make_unique<Shell>(host, host, theme, std::move(keys), start, std::move(kiosk));
    clock.advance(1s);
    frame();
}

void ScreenRig::restart() {
    screen_ = std::make_unique<Shell>(host, host, Theme{}, KeyMap{});
    frame();
}

void ScreenRig::frame() {
    screen_->update(clock.now());
    Canvas& canvas = window_->begin_frame();
    window_->present(screen_->draw(canvas, size_, scale_, clock.now(), false));
}

void ScreenRig::run(Microseconds time) {
    for (Microseconds passed{0}; passed < time; passed += 16'667us) {
        clock.advance(16'667us);
        frame();
    }
}

void ScreenRig::press_key(const std::string& key) {
    KeyEvent event;
    event.key = key;
    screen_->handle({clock.now(), event});
    event.down = false;
    screen_->handle({clock.now(), event});
    frame();
}

void ScreenRig::touch(PressType type, Point at) { screen_->handle({clock.now(), TouchEvent{1, type, at}}); }

void ScreenRig::mouse(PressType type, Point at, MouseButton button) {
    screen_->handle({clock.now(), MouseEvent{type, type == PressType::Move ? MouseButton::None : button, at, 1}});
}

void ScreenRig::click(Point at) {
    mouse(PressType::Down, at);
    clock.advance(50ms);
    mouse(PressType::Up, at);
    frame();
}

void ScreenRig::wheel(float notches, Point at, bool ctrl) {
    WheelEvent event;
    event.y = notches;
    event.position = at;
    event.ctrl = ctrl;
    screen_->handle({clock.now(), event});
    frame();
}

Rect ScreenRig::rect(const std::string& id) const {
    const SemanticNode* found = node(id);
    if (!found) throw std::runtime_error("not on the screen: " + id);
    return found->rect;
}

bool ScreenRig::has_state(const std::string& id, const std::string& state) const {
    const SemanticNode* found = node(id);
    return found && std::find(found->states.begin(), found->states.end(), state) != found->states.end();
}

}  // namespace cliffhanger
