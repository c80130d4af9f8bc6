#include "app/log.h"

#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

namespace cliffhanger {

bool set_up_log(const std::string& level, const std::string& file) {
    try {
        spdlog::set_default_logger(file.empty() ? spdlog::stderr_color_mt("cliffhanger")
                                                : spdlog::basic_logger_mt("cliffhanger", file));
    } catch (const spdlog::spdlog_ex&) {
        return false;
    }
    spdlog::set_level(spdlog::level::from_str(level));
    spdlog::flush_on(spdlog::level::warn);
    return true;
}

}  // namespace cliffhanger
