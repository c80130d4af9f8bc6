// How a composed frame reaches the screen: one interface, a CPU and a GPU implementation. Main thread only.
#pragma once

#include <imgui.h>

#include <optional>
#include <string>

#include "app/render/scene.h"
#include "app/render/textures.h"
#include "app/render/window.h"

namespace cliffhanger {

class Presenter {
 public:
    virtual ~Presenter() = default;

    virtual PresenterKind kind() const = 0;
    virtual std::string name() const = 0;
    /// Shows the scene under the interface; false when nothing had changed and nothing was drawn.
    virtual bool present(const Scene& scene, const ImDrawList& interface, Textures& textures) = 0;
    virtual Image read_back() = 0;
    /// CPU seconds that drawing the interface and laying it over the pictures have taken so far; nullopt: not known.
    virtual std::optional<double> interface_cpu_s() const { return std::nullopt; }
    /// What is on the screen may be lost: draw everything next time.
    virtual void expose() = 0;
};

}  // namespace cliffhanger
