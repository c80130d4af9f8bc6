#include "app/desktop/hand_over.h"

#include <array>
#include <charconv>
#include <filesystem>
#include <vector>

namespace cliffhanger {
namespace {

// Fields end with a zero byte, which no path, address or id contains.
constexpr std::string_view kMagic = "cliffhanger-2";
enum Field { kMagicField, kSource, kSeries, kEpisode, kSeconds, kFullscreen, kScreen, kFieldCount };

std::vector<std::string_view> fields_of(std::string_view message) {
    std::vector<std::string_view> fields;
    for (auto end = message.find('\0'); end != std::string_view::npos; end = message.find('\0')) {
        fields.push_back(message.substr(0, end));
        message.remove_prefix(end + 1);
    }
    return fields;
}

/// Several sources are lines of one text.
template <class Change>
std::string each_line(const std::string& text, Change change) {
    std::string result;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        if (begin > 0) result += '\n';
        result += change(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return result;
}

}  // namespace

std::string to_message(const HandOver& request) {
    std::array<char, 32> seconds{};
    char* end = seconds.data();
    if (request.start) end = std::to_chars(end, end + seconds.size(), request.start->seconds).ptr;
    std::string message;
    for (const std::string_view field :
         {kMagic, std::string_view(request.source),
          std::string_view(request.start ? request.start->series : std::string_view{}),
          std::string_view(request.start ? request.start->episode : std::string_view{}),
          std::string_view(seconds.data(), static_cast<std::size_t>(end - seconds.data())),
          std::string_view(request.fullscreen ? "1" : ""),
          request.screen ? screen_name(*request.screen) : std::string_view{}}) {
        message += field;
        message += '\0';
    }
    return message;
}

std::optional<HandOver> parse_hand_over(std::string_view message) {
    const auto fields = fields_of(message);
    if (fields.size() != kFieldCount || fields[kMagicField] != kMagic) return std::nullopt;
    HandOver request;
    request.source = fields[kSource];
    request.fullscreen = fields[kFullscreen] == "1";
    if (!fields[kScreen].empty()) request.screen = screen_from_name(fields[kScreen]);
    if (fields[kSeries].empty()) return request;
    StartPosition start{std::string(fields[kSeries]), std::string(fields[kEpisode]), 0};
    const std::string_view seconds = fields[kSeconds];
    const auto parsed = std::from_chars(seconds.data(), seconds.data() + seconds.size(), start.seconds);
    if (parsed.ec != std::errc{}) return std::nullopt;
    request.start = std::move(start);
    return request;
}

std::string absolute_source(const std::string& source) {
    return each_line(source, [](const std::string& line) {
        std::error_code error;
        if (!std::filesystem::exists(line, error)) return line;
        const auto path = std::filesystem::absolute(line, error).lexically_normal();
        return error ? line : path.string();
    });
}

bool wants_own_run(const PlayOptions& options) {
    const bool observed = !options.stats_file.empty() || !options.semantics_file.empty() ||
                          !options.audio_sink.empty() || options.exit_after_s.has_value();
    return !receives_others(options) || observed || options.new_window;
}

bool receives_others(const PlayOptions& options) {
    return !options.window.headless && !options.private_run && !options.manual_clock && options.script_file.empty();
}

}  // namespace cliffhanger
