#include <cairo.h>

#include <memory>

#include "app/render/window.h"

namespace cliffhanger {

Result<void> write_png(const Image& image, const std::string& path) {
    if (image.width <= 0 || image.height <= 0) return fail(ErrorKind::Internal, "there is no picture to write", path);
    std::vector<std::uint32_t> argb = image.argb;
    for (std::uint32_t& pixel : argb) {
        const std::uint32_t a = pixel >> 24;
        if (a == 255) continue;
        const auto channel = [&](int shift) { return (((pixel >> shift) & 255) * a + 127) / 255 << shift; };
        pixel = a << 24 | channel(16) | channel(8) | channel(0);
    }
    const std::unique_ptr<cairo_surface_t, void (*)(cairo_surface_t*)> surface(
        cairo_image_surface_create_for_data(reinterpret_cast<unsigned char*>(argb.data()), CAIRO_FORMAT_ARGB32,
                                            image.width, image.height, image.width * 4),
        cairo_surface_destroy);
    const cairo_status_t status = cairo_surface_write_to_png(surface.get(), path.c_str());
    if (status != CAIRO_STATUS_SUCCESS) return fail(ErrorKind::Io, cairo_status_to_string(status), path);
    return {};
}

}  // namespace cliffhanger
