#include "app/render/headless_window.h"

#include <utility>

#include "app/ui/mini_layout.h"

namespace cliffhanger {

HeadlessWindow::HeadlessWindow(const WindowOptions& options, const Clock& clock)
    : clock_(clock),
      size_(options.size),
      scale_(options.scale > 0 ? options.scale : 1.0f),
      manual_clock_(options.manual_clock),
      fullscreen_(options.fullscreen),
      target_(new MemoryTarget(options.size)),
      presenter_(std::unique_ptr<PixelTarget>(target_)) {
    text_engine().set_scale(scale_, 1.0f);
}

std::vector<InputEvent> HeadlessWindow::wait_events(std::optional<Microseconds> deadline) {
    if (!manual_clock_ && pending_.empty()) {
        std::unique_lock lock(mutex_);
        const auto woken = [this] { return woken_; };
        if (!deadline) {
            changed_.wait(lock, woken);
        } else if (const Microseconds rest = *deadline - clock_.now(); rest.count() > 0) {
            changed_.wait_for(lock, rest, woken);
        }
        woken_ = false;
    }
    return std::exchange(pending_, {});
}

void HeadlessWindow::wake() noexcept {
    {
        const std::lock_guard lock(mutex_);
        woken_ = true;
    }
    changed_.notify_one();
}

PresentReport HeadlessWindow::present(const Scene& scene) {
    last_.presented = presenter_.present(scene, interface_.draw_list(), interface_.textures());
    last_.interface_cpu_s = presenter_.interface_cpu_s();
    if (last_.presented) {
        const BlackVerdict verdict = black_.judge(scene);
        last_.stage_black = verdict.stage_black;
        last_.source_black = verdict.source_black;
    }
    return last_;
}

void HeadlessWindow::set_mini(bool on) {
    if (on == mini()) return;
    const Size before = before_mini_.value_or(size_);
    before_mini_ = on ? std::optional(size_) : std::nullopt;
    resize(on ? Size{static_cast<int>(kMiniWidth * scale_), static_cast<int>(kMiniHeight * scale_)} : before);
}

void HeadlessWindow::resize(Size pixels) {
    if (pixels == size_ || pixels.width <= 0 || pixels.height <= 0) return;
    size_ = pixels;
    target_->resize(pixels);
    pending_.push_back({clock_.now(), ResizeEvent{pixels}});
}

}  // namespace cliffhanger
