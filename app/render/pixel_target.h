// Where the CPU presenter's pixels go: a window's surface, a streaming texture or plain memory. Main thread only.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/geometry.h"
#include "app/render/int_rect.h"

namespace cliffhanger {

class PixelTarget {
 public:
    struct Pixels {
        std::uint8_t* data = nullptr;  ///< XRGB8888; null when there is nothing to draw on
        int stride = 0;
        Size size;
        bool fresh = false;  ///< what was drawn before is gone
    };

    virtual ~PixelTarget() = default;
    virtual std::string name() const = 0;
    /// The pixels as they were left, until show().
    virtual Pixels lock() = 0;
    virtual void show(const std::vector<IntRect>& changed) = 0;
};

/// Memory only: what a headless run draws on.
class MemoryTarget final : public PixelTarget {
 public:
    explicit MemoryTarget(Size size) { resize(size); }

    void resize(Size size) {
        size_ = size;
        fresh_ = true;
        pixels_.assign(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height), 0xff000000u);
    }
    std::string name() const override { return "memory"; }
    Pixels lock() override {
        const bool fresh = fresh_;
        fresh_ = false;
        return {reinterpret_cast<std::uint8_t*>(pixels_.data()), size_.width * 4, size_, fresh};
    }
    void show(const std::vector<IntRect>&) override {}

 private:
    Size size_;
    bool fresh_ = true;
    std::vector<std::uint32_t> pixels_;
};

}  // namespace cliffhanger
