#include "player/subtitles/webvtt_timestamp_map.h"

#include <algorithm>
#include <charconv>

#include "player/subtitles/cue_time.h"

namespace cliffhanger {
namespace {

constexpr std::string_view kName = "X-TIMESTAMP-MAP=";
constexpr std::int64_t kWrap = std::int64_t{1} << 33;

std::string_view trim(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) text.remove_suffix(1);
    return text;
}

std::optional<WebVttTimestampMap> parse_map(std::string_view list) {
    std::optional<std::int64_t> mpegts;
    std::optional<MediaTime> local;
    while (!list.empty()) {
        const std::string_view item = list.substr(0, list.find(','));
        list.remove_prefix(std::min(item.size() + 1, list.size()));
        const auto colon = item.find(':');
        if (colon == std::string_view::npos) continue;
        const std::string_view name = trim(item.substr(0, colon));
        std::string_view value = trim(item.substr(colon + 1));
        if (name == "LOCAL") local = take_clock_time(value);
        if (name != "MPEGTS") continue;
        std::uint64_t number = 0;
        const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
        if (error == std::errc{} && end == value.data() + value.size())
            mpegts = static_cast<std::int64_t>(number % kWrap);
    }
    if (!mpegts || !local) return std::nullopt;
    return WebVttTimestampMap{*mpegts, *local};
}

}  // namespace

std::optional<WebVttTimestampMap> parse_webvtt_timestamp_map(std::string_view text) {
    // The header ends with an empty line, or where its cues begin without one.
    for (bool first = true; !text.empty(); first = false) {
        const std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        const std::string_view content = trim(line);
        if (content.empty() || content.find("-->") != std::string_view::npos) return std::nullopt;
        if (!first && content.starts_with(kName)) return parse_map(content.substr(kName.size()));
    }
    return std::nullopt;
}

MediaTime webvtt_cue_offset(const std::optional<WebVttTimestampMap>& map, const TransportAnchor& anchor) {
    if (!map) return MediaTime{0};
    std::int64_t apart = (map->mpegts - anchor.mpegts) % kWrap;
    if (apart >= kWrap / 2) apart -= kWrap;
    if (apart < -kWrap / 2) apart += kWrap;
    // 100/9 microseconds a tick.
    return anchor.time + MediaTime(apart * 100 / 9) - map->local;
}

}  // namespace cliffhanger
