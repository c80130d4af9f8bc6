// Presents through SDL's accelerated renderer: pictures as textures that are updated when their frame changes, the
// interface as geometry. Main thread only.
#pragma once

#include <map>
#include <memory>
#include <vector>

#include "app/render/draw_data_renderer.h"
#include "app/render/prepared_picture.h"
#include "app/render/presenter.h"
#include "app/render/sdl_ptr.h"

namespace cliffhanger {

class GpuPresenter final : public Presenter {
 public:
    /// Null when there is no accelerated renderer.
    static std::unique_ptr<GpuPresenter> create(SDL_Window* window);
    ~GpuPresenter() override;

    PresenterKind kind() const override { return PresenterKind::Gpu; }
    std::string name() const override { return "gpu (" + name_ + ")"; }
    bool present(const Scene& scene, const ImDrawList& interface, Textures& textures) override;
    Image read_back() override;
    void expose() override { redraw_ = true; }

 private:
    struct Picture {
        std::shared_ptr<const void> source;
        Uint32 format = 0;
        Size size;
        bool used = false;
        SdlTexturePtr texture;
        PreparedPicture converted;
    };
    struct Drawn {
        std::shared_ptr<const void> source;
        Rect destination, clip;
        float radius = 0, opacity = 1;
        bool operator==(const Drawn&) const = default;
    };

    GpuPresenter(SdlRendererPtr renderer, std::string name);

    bool changed(const Scene& scene, const ImDrawList& interface, Size size);
    SDL_Texture* texture_for(const StagePicture& picture);
    Picture& slot_for(const std::shared_ptr<const void>& source, Uint32 format, Size size);
    void upload(Picture& slot, const StagePicture& picture);
    void draw(const StagePicture& picture);
    void draw_all(const Scene& scene, const ImDrawList& interface, Textures& textures);

    SdlRendererPtr renderer_;
    std::string name_;
    DrawDataRenderer interface_;
    std::vector<Picture> pictures_;
    std::vector<Drawn> drawn_;
    Color background_;
    Size size_;
    std::uint64_t interface_hash_ = 0;
    bool redraw_ = true;
};

}  // namespace cliffhanger
