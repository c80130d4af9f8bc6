#include "app/log.h"

#include <spdlog/details/null_mutex.h>
#include <spdlog/sinks/base_sink.h>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <algorithm>

#include "app/platform/crash_report.h"

namespace cliffhanger {
namespace {

class CrashReportSink final : public spdlog::sinks::base_sink<spdlog::details::null_mutex> {
 protected:
    void sink_it_(const spdlog::details::log_msg& message) override {
        spdlog::memory_buf_t text;
        formatter_->format(message, text);
        remember_log_line({text.data(), text.size() - 1});
    }
    void flush_() override {}
};

}  // namespace

bool set_up_log(const std::string& level, const std::string& file) {
    const auto wanted = spdlog::level::from_str(level);
    try {
        auto logger =
            file.empty() ? spdlog::stderr_color_mt("cliffhanger") : spdlog::basic_logger_mt("cliffhanger", file);
        logger->sinks().front()->set_level(wanted);
        logger->sinks().push_back(std::make_shared<CrashReportSink>());
        spdlog::set_default_logger(std::move(logger));
    } catch (const spdlog::spdlog_ex&) {
        return false;
    }
    // A crash report has what nobody asked to see, too.
    spdlog::set_level(std::min(wanted, spdlog::level::info));
    spdlog::flush_on(spdlog::level::warn);
    return true;
}

}  // namespace cliffhanger
