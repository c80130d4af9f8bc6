// The window on a display: SDL's video, events and game controllers, with the presenter that suits the machine. wake()
// from any thread, the rest on the main thread.
#pragma once

#include <atomic>
#include <map>

#include "app/render/black_detector.h"
#include "app/render/interface_layer.h"
#include "app/render/presenter.h"
#include "app/render/sdl_drops.h"
#include "app/render/sdl_ptr.h"
#include "app/render/window.h"

namespace cliffhanger {

class SdlWindow final : public Window {
 public:
    static Result<std::unique_ptr<SdlWindow>> open(const WindowOptions& options, const Clock& clock);
    ~SdlWindow() override;

    Size pixel_size() const override;
    float display_scale() const override { return scale_; }
    PresenterKind presenter() const override { return presenter_->kind(); }
    std::string presenter_name() const override { return presenter_->name(); }
    double refresh_rate() const override;
    std::vector<InputEvent> wait_events(std::optional<Microseconds> deadline) override;
    void wake() noexcept override;
    Canvas& begin_frame() override { return interface_.begin_frame(); }
    PresentReport present(const Scene& scene) override;
    Image read_back() override { return presenter_->read_back(); }
    void set_fullscreen(bool on) override;
    bool fullscreen() const override;
    void resize(Size pixels) override;
    void raise() override;
    std::optional<WindowPlacement> placement() const override;
    void set_mini(bool on) override;
    bool mini() const override { return before_mini_.has_value(); }
    void set_title(const std::string& title) override { SDL_SetWindowTitle(window_.get(), title.c_str()); }
    void keep_screen_on(bool on) override;
    void set_text_input(bool on) override;
    void set_text_input_place(const Rect& place) override;
    TextEngine& text_engine() override { return interface_.text_engine(); }

 private:
    /// SDL's subsystems, which outlive everything else here.
    struct Sdl {
        ~Sdl() { SDL_Quit(); }
    };

    SdlWindow(const WindowOptions& options, const Clock& clock, std::unique_ptr<Sdl> sdl, SdlWindowPtr window,
              std::unique_ptr<Presenter> presenter, FontsFuture fonts);

    static std::unique_ptr<Presenter> make_presenter(SDL_Window* window, RendererChoice choice);
    void update_scale();
    float pixels_per_point() const;
    void handle(const SDL_Event& event, std::vector<InputEvent>& events);
    void start_pads();
    WindowPlacement placement_now() const;
    SDL_HitTestResult hit(int x, int y) const;

    std::unique_ptr<Sdl> sdl_;
    const Clock& clock_;
    float asked_scale_;
    bool manual_clock_;
    SdlWindowPtr window_;
    std::unique_ptr<Presenter> presenter_;
    InterfaceLayer interface_;
    BlackDetector black_;
    SdlDrops drops_;
    PresentReport last_;
    float scale_ = 1;
    mutable WindowPlacement normal_;  ///< while it is neither maximized, fullscreen nor small
    std::optional<WindowPlacement> asked_, before_mini_;
    Uint32 wake_event_;
    std::atomic<bool> wake_pending_{false};
    int presents_ = 0;
    bool pads_started_ = false;
    std::map<SDL_JoystickID, SdlPadPtr> pads_;
};

}  // namespace cliffhanger
