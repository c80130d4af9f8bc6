// Presents without a GPU: libyuv scales and converts the pictures straight into the target's pixels, the interface's
// layer is blended over them, and only what changed is touched. Main thread only.
#pragma once

#include <memory>
#include <vector>

#include "app/render/overlay_layer.h"
#include "app/render/pixel_target.h"
#include "app/render/prepared_picture.h"
#include "app/render/presenter.h"

namespace cliffhanger {

class CpuPresenter final : public Presenter {
 public:
    explicit CpuPresenter(std::unique_ptr<PixelTarget> target);
    ~CpuPresenter() override;

    PresenterKind kind() const override { return PresenterKind::Cpu; }
    std::string name() const override { return "cpu (" + target_->name() + ")"; }
    bool present(const Scene& scene, const ImDrawList& interface, Textures& textures) override;
    Image read_back() override;
    std::optional<double> interface_cpu_s() const override { return interface_cpu_s_; }
    void expose() override { redraw_all_ = true; }

 private:
    /// A picture of the scene in whole pixels.
    struct Placed {
        std::shared_ptr<const void> source;
        bool video = false;
        IntRect destination, clip;
        int radius = 0;
        int opacity = 255;
        bool operator==(const Placed&) const = default;

        IntRect visible() const { return intersect(destination, clip); }
    };
    struct Prepared {
        std::shared_ptr<const void> source;
        Size size;
        bool used = false;
        PreparedPicture picture;
    };

    std::vector<Placed> place(const Scene& scene, Size window) const;
    const PreparedPicture& prepared(const Placed& picture);
    void forget_unused();
    std::vector<IntRect> changed_by_pictures(const std::vector<Placed>& next, bool background_changed) const;
    void compose(const IntRect& area, std::size_t count);
    void draw(const Placed& picture, const IntRect& area);
    void draw_masked(const Placed& picture, const IntRect& area, std::size_t below);
    const std::vector<IntRect>& updated_overlay(const ImDrawList& interface, const Textures& textures);
    void blend_interface(const IntRect& area);
    std::uint8_t* at(int x, int y) const {
        return pixels_.data + static_cast<std::ptrdiff_t>(y) * pixels_.stride + x * 4;
    }

    std::unique_ptr<PixelTarget> target_;
    PixelTarget::Pixels pixels_;
    OverlayLayer overlay_;
    std::vector<Placed> placed_;
    std::vector<Prepared> prepared_;
    Color background_;
    double interface_cpu_s_ = 0;
    bool redraw_all_ = true;
    std::vector<std::uint8_t> scratch_;
};

}  // namespace cliffhanger
