// The window (or the plain surface of a headless run) and its presenter. Main thread only.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/input/input_event.h"
#include "app/render/canvas.h"
#include "app/render/scene.h"
#include "app/render/window_placement.h"
#include "net/result.h"

namespace cliffhanger {

enum class RendererChoice { Auto, Gpu, Cpu };
enum class PresenterKind { Gpu, Cpu };

struct WindowOptions {
    std::string title = "Cliffhanger";
    Size size{540, 960};                                      ///< physical px
    bool size_asked = false;                                  ///< by a person; else a small screen makes it smaller
    std::optional<WindowPlacement> placement = std::nullopt;  ///< where the last run left it; size comes before its own
    bool fullscreen = false;
    bool headless = false;  ///< no display, CPU presenter on a plain surface, deterministic pixels
    RendererChoice renderer = RendererChoice::Auto;
    float scale = 0;            ///< U; 0 = from the display
    bool manual_clock = false;  ///< wait_events() returns at once
};

/// What the last present() showed, for the statistics.
struct PresentReport {
    bool presented = false;     ///< false: nothing had changed and nothing was drawn
    bool stage_black = false;   ///< > 98 % of the stage's pixels black (checked on the composed pictures)
    bool source_black = false;  ///< the source picture is itself black
    std::optional<double> interface_cpu_s = std::nullopt;  ///< as the presenter's
};

class Window {
 public:
    /// Unreachable when there is no display to open (exit code 4).
    [[nodiscard]] static Result<std::unique_ptr<Window>> create(const WindowOptions& options, const Clock& clock);
    virtual ~Window() = default;

    virtual Size pixel_size() const = 0;
    /// ui-spec section 1: physical px per dp that the display asks for (or --scale).
    virtual float display_scale() const = 0;
    virtual PresenterKind presenter() const = 0;
    virtual std::string presenter_name() const = 0;  ///< "cpu (window surface)", "gpu (opengl)": for log and stats
    virtual double refresh_rate() const = 0;         ///< Hz; 60 when unknown

    /// Waits until an event comes, wake() is called or the clock reaches `deadline` (nullopt = no deadline); then all
    /// pending events, oldest first. Headless: real time passes in the wait, unless the clock is manual (returns at
    /// once).
    virtual std::vector<InputEvent> wait_events(std::optional<Microseconds> deadline) = 0;
    /// From any thread: ends wait_events() early.
    virtual void wake() noexcept = 0;

    /// Begins the interface's draw list for this frame.
    virtual Canvas& begin_frame() = 0;
    /// Draws scene and canvas, and shows them; skips all work when nothing changed since the last call.
    virtual PresentReport present(const Scene& scene) = 0;
    /// What is on the screen now, as an image (for shots and tests).
    virtual Image read_back() = 0;

    virtual void set_fullscreen(bool on) = 0;
    virtual bool fullscreen() const = 0;
    virtual void resize(Size pixels) = 0;
    /// Where it lies when it is neither fullscreen nor small; nullopt where the desktop does not say.
    virtual std::optional<WindowPlacement> placement() const { return std::nullopt; }
    /// Small, without a frame and above all others, or as it was before.
    virtual void set_mini(bool on) = 0;
    virtual bool mini() const = 0;
    /// Brings it to the front, as far as the desktop lets a program.
    virtual void raise() = 0;
    virtual void set_title(const std::string& title) = 0;
    virtual void keep_screen_on(bool on) = 0;
    /// While on, typing comes as TextEvents too, through the input method; off at first.
    virtual void set_text_input(bool on) = 0;
    /// Where it is typed, so that input methods keep their candidates beside it.
    virtual void set_text_input_place(const Rect& place) { (void)place; }
    virtual TextEngine& text_engine() = 0;
};

/// Writes an image as PNG.
[[nodiscard]] Result<void> write_png(const Image& image, const std::string& path);

}  // namespace cliffhanger
