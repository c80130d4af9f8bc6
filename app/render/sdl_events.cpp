#include "app/render/sdl_events.h"

#include <algorithm>

#include "app/input/latin_keys.h"

namespace cliffhanger {
namespace {

using What = decltype(InputEvent::what);

Point to_pixels(int x, int y, const SdlEventContext& context) {
    return {static_cast<float>(x) * context.pixels_per_point, static_cast<float>(y) * context.pixels_per_point};
}

MouseButton mouse_button(Uint8 button) {
    switch (button) {
        case SDL_BUTTON_LEFT:
            return MouseButton::Left;
        case SDL_BUTTON_MIDDLE:
            return MouseButton::Middle;
        case SDL_BUTTON_RIGHT:
            return MouseButton::Right;
        case SDL_BUTTON_X1:
            return MouseButton::Back;
        case SDL_BUTTON_X2:
            return MouseButton::Forward;
        default:
            return MouseButton::None;
    }
}

What touch(const SDL_TouchFingerEvent& finger, PressType type, const SdlEventContext& context) {
    return TouchEvent{
        finger.fingerId,
        type,
        {finger.x * static_cast<float>(context.pixels.width), finger.y * static_cast<float>(context.pixels.height)}};
}

What wheel(const SDL_MouseWheelEvent& event, const SdlEventContext& context) {
    const float sign = event.direction == SDL_MOUSEWHEEL_FLIPPED ? -1.0f : 1.0f;
    const SDL_Keymod modifiers = SDL_GetModState();
    WheelEvent result{sign * event.preciseX, sign * event.preciseY, to_pixels(event.mouseX, event.mouseY, context)};
    result.shift = (modifiers & KMOD_SHIFT) != 0;
    result.ctrl = (modifiers & KMOD_CTRL) != 0;
    return result;
}

const char* key_name(const SDL_Keysym& key) {
    return beyond_latin(key.sym) ? SDL_GetScancodeName(key.scancode) : SDL_GetKeyName(key.sym);
}

What key(const SDL_KeyboardEvent& event) {
    const Uint16 modifiers = event.keysym.mod;
    return KeyEvent{key_name(event.keysym),        event.state == SDL_PRESSED,   event.repeat != 0,
                    (modifiers & KMOD_SHIFT) != 0, (modifiers & KMOD_CTRL) != 0, (modifiers & KMOD_ALT) != 0};
}

PadMarks marks_of(SDL_JoystickID pad) {
    switch (SDL_GameControllerGetType(SDL_GameControllerFromInstanceID(pad))) {
        case SDL_CONTROLLER_TYPE_PS3:
        case SDL_CONTROLLER_TYPE_PS4:
        case SDL_CONTROLLER_TYPE_PS5:
            return PadMarks::Shapes;
        default:
            return PadMarks::Letters;
    }
}

std::optional<What> window_event(const SDL_WindowEvent& event, const SdlEventContext& context) {
    switch (event.event) {
        case SDL_WINDOWEVENT_SIZE_CHANGED:
            return ResizeEvent{context.pixels};
        case SDL_WINDOWEVENT_FOCUS_GAINED:
            return FocusEvent{true, false};
        case SDL_WINDOWEVENT_FOCUS_LOST:
            return FocusEvent{false, false};
        case SDL_WINDOWEVENT_LEAVE: {
            const Uint32 focus = SDL_GetWindowFlags(SDL_GetWindowFromID(event.windowID)) & SDL_WINDOW_INPUT_FOCUS;
            return FocusEvent{focus != 0, true};
        }
        default:
            return std::nullopt;
    }
}

std::optional<What> what(const SDL_Event& event, const SdlEventContext& context) {
    switch (event.type) {
        case SDL_FINGERDOWN:
            return touch(event.tfinger, PressType::Down, context);
        case SDL_FINGERMOTION:
            return touch(event.tfinger, PressType::Move, context);
        case SDL_FINGERUP:
            return touch(event.tfinger, PressType::Up, context);
        // A mouse that SDL makes up from touches would be every gesture twice.
        case SDL_MOUSEMOTION:
            if (event.motion.which == SDL_TOUCH_MOUSEID) return std::nullopt;
            return MouseEvent{PressType::Move, MouseButton::None, to_pixels(event.motion.x, event.motion.y, context)};
        case SDL_MOUSEBUTTONDOWN:
        case SDL_MOUSEBUTTONUP:
            if (event.button.which == SDL_TOUCH_MOUSEID) return std::nullopt;
            return MouseEvent{event.type == SDL_MOUSEBUTTONDOWN ? PressType::Down : PressType::Up,
                              mouse_button(event.button.button), to_pixels(event.button.x, event.button.y, context),
                              std::max<int>(event.button.clicks, 1)};
        case SDL_MOUSEWHEEL:
            return wheel(event.wheel, context);
        case SDL_KEYDOWN:
        case SDL_KEYUP:
            return key(event.key);
        case SDL_TEXTEDITING:
            return TextEditingEvent{event.edit.text};
        case SDL_TEXTINPUT:
            return TextEvent{event.text.text};
        case SDL_CONTROLLERBUTTONDOWN:
        case SDL_CONTROLLERBUTTONUP: {
            const char* name =
                SDL_GameControllerGetStringForButton(static_cast<SDL_GameControllerButton>(event.cbutton.button));
            if (name == nullptr) return std::nullopt;
            return PadEvent{name, event.cbutton.state == SDL_PRESSED ? 1.0f : 0.0f, marks_of(event.cbutton.which)};
        }
        case SDL_CONTROLLERAXISMOTION: {
            const char* name =
                SDL_GameControllerGetStringForAxis(static_cast<SDL_GameControllerAxis>(event.caxis.axis));
            if (name == nullptr) return std::nullopt;
            return PadEvent{name, std::clamp(static_cast<float>(event.caxis.value) / 32767.0f, -1.0f, 1.0f),
                            marks_of(event.caxis.which)};
        }
        case SDL_WINDOWEVENT:
            return window_event(event.window, context);
        case SDL_QUIT:
            return QuitEvent{};
        default:
            return std::nullopt;
    }
}

}  // namespace

std::optional<InputEvent> translate(const SDL_Event& event, const SdlEventContext& context) {
    auto translated = what(event, context);
    if (!translated) return std::nullopt;
    return InputEvent{context.now, std::move(*translated)};
}

}  // namespace cliffhanger
