// A window without a display: the CPU presenter on plain memory, the same bytes in every run. wake() from any thread,
// the rest on the main thread.
#pragma once

#include <condition_variable>
#include <mutex>

#include "app/render/black_detector.h"
#include "app/render/cpu_presenter.h"
#include "app/render/interface_layer.h"
#include "app/render/window.h"

namespace cliffhanger {

class HeadlessWindow final : public Window {
 public:
    HeadlessWindow(const WindowOptions& options, const Clock& clock);

    Size pixel_size() const override { return size_; }
    float display_scale() const override { return scale_; }
    PresenterKind presenter() const override { return PresenterKind::Cpu; }
    std::string presenter_name() const override { return presenter_.name(); }
    double refresh_rate() const override { return 60; }
    std::vector<InputEvent> wait_events(std::optional<Microseconds> deadline) override;
    void wake() noexcept override;
    Canvas& begin_frame() override { return interface_.begin_frame(); }
    PresentReport present(const Scene& scene) override;
    Image read_back() override { return presenter_.read_back(); }
    void set_fullscreen(bool on) override { fullscreen_ = on; }
    bool fullscreen() const override { return fullscreen_; }
    void resize(Size pixels) override;
    void raise() override {}
    void set_mini(bool on) override;
    bool mini() const override { return before_mini_.has_value(); }
    void set_title(const std::string&) override {}
    void keep_screen_on(bool) override {}
    void set_text_input(bool) override {}
    TextEngine& text_engine() override { return interface_.text_engine(); }

 private:
    const Clock& clock_;
    Size size_;
    float scale_;
    bool manual_clock_;
    bool fullscreen_ = false;
    std::optional<Size> before_mini_;
    InterfaceLayer interface_{ShadowQuality::WithoutE3};
    MemoryTarget* target_;  ///< the presenter's
    CpuPresenter presenter_;
    BlackDetector black_;
    PresentReport last_;
    std::vector<InputEvent> pending_;

    std::mutex mutex_;
    bool woken_ = false;  ///< guarded by mutex_
    std::condition_variable changed_;
};

}  // namespace cliffhanger
