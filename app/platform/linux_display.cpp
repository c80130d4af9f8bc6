#include "app/platform/linux_display.h"

#include <SDL_syswm.h>
#include <dlfcn.h>

#include <cstdlib>
#include <cstring>

namespace cliffhanger {
namespace {

/// The X server's resource string has "Xft.dpi:\t144". libX11 is SDL's, loaded by it only when it is needed.
float xft_scale(SDL_Window* window) {
#ifdef SDL_VIDEO_DRIVER_X11
    SDL_SysWMinfo info;
    SDL_VERSION(&info.version);
    if (SDL_GetWindowWMInfo(window, &info) != SDL_TRUE || info.subsystem != SDL_SYSWM_X11) return 0;
    void* library = dlopen("libX11.so.6", RTLD_LAZY | RTLD_NOLOAD);
    if (library == nullptr) return 0;
    using ResourceString = char* (*)(Display*);
    const auto resource_string = reinterpret_cast<ResourceString>(dlsym(library, "XResourceManagerString"));
    const char* resources = resource_string == nullptr ? nullptr : resource_string(info.info.x11.display);
    const char* dpi = resources == nullptr ? nullptr : std::strstr(resources, "Xft.dpi:");
    const float value = dpi == nullptr ? 0 : std::strtof(dpi + std::strlen("Xft.dpi:"), nullptr);
    dlclose(library);
    return value / 96;
#else
    (void)window;
    return 0;
#endif
}

}  // namespace

float desktop_scale(SDL_Window* window) {
    if (const float scale = xft_scale(window); scale >= 0.5f && scale <= 8) return scale;
    if (const char* gdk = std::getenv("GDK_SCALE")) {
        if (const float scale = std::strtof(gdk, nullptr); scale >= 0.5f && scale <= 8) return scale;
    }
    return 1;
}

}  // namespace cliffhanger
