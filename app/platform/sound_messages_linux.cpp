#include <dlfcn.h>

#include "app/platform/sound_messages.h"

namespace cliffhanger {
namespace {

using ErrorHandler = void (*)(const char* file, int line, const char* function, int code, const char* format, ...);

void ignore(const char*, int, const char*, int, const char*, ...) {}

}  // namespace

void quiet_sound_messages() {
    // SDL brings the library in; where it has not, there is nothing to quieten.
    void* alsa = dlopen("libasound.so.2", RTLD_LAZY | RTLD_NOLOAD);
    if (alsa == nullptr) return;
    using SetErrorHandler = int (*)(ErrorHandler);
    if (const auto set = reinterpret_cast<SetErrorHandler>(dlsym(alsa, "snd_lib_error_set_handler"))) set(&ignore);
    dlclose(alsa);
}

}  // namespace cliffhanger
