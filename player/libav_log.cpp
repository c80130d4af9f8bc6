#include <spdlog/spdlog.h>

#include <cstdarg>
#include <cstring>
#include <mutex>

#include "player/libav.h"

namespace cliffhanger {
namespace {

// libav calls this from any of its threads; both av_log_format_line2 on locals and spdlog are thread-safe.
void write_line(void* object, int level, const char* format, va_list arguments) {
    if (level > AV_LOG_WARNING || !spdlog::should_log(spdlog::level::debug)) return;
    char line[512];
    int print_prefix = 1;
    av_log_format_line2(object, level, format, arguments, line, sizeof line, &print_prefix);
    line[std::strcspn(line, "\r\n")] = '\0';
    if (line[0] != '\0') spdlog::debug("libav: {}", line);
}

}  // namespace

void install_libav_log() {
    static std::once_flag once;
    std::call_once(once, [] { av_log_set_callback(write_line); });
}

}  // namespace cliffhanger
