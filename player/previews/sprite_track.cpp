#include "player/previews/sprite_track.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

#include "net/catalog/feed_values.h"
#include "player/subtitles/cue_time.h"

namespace cliffhanger {
namespace {

constexpr std::string_view kArrow = "-->", kFragment = "#xywh=", kPixels = "pixel:";
constexpr std::size_t kMaxCues = 20'000;

std::string_view take_line(std::string_view& rest) {
    const std::size_t end = std::min(rest.find_first_of("\r\n"), rest.size());
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end);
    if (rest.starts_with("\r\n")) {
        rest.remove_prefix(2);
    } else if (!rest.empty()) {
        rest.remove_prefix(1);
    }
    return trimmed(line);
}

std::optional<SpriteCue> parse_times(std::string_view line) {
    const std::size_t arrow = line.find(kArrow);
    if (arrow == std::string_view::npos) return std::nullopt;
    std::string_view from = trimmed(line.substr(0, arrow)), to = trimmed(line.substr(arrow + kArrow.size()));
    const auto start = take_clock_time(from), end = take_clock_time(to);
    if (!start || !end || *start < MediaTime{0} || *end <= *start) return std::nullopt;
    return SpriteCue{*start, *end, {}, std::nullopt};
}

std::optional<SpriteRect> parse_part(std::string_view text) {
    if (text.starts_with(kPixels)) text.remove_prefix(kPixels.size());
    std::array<int, 4> values{};
    for (std::size_t i = 0; i < values.size(); ++i) {
        const char* end = text.data() + text.size();
        const auto [next, error] = std::from_chars(text.data(), end, values[i]);
        if (error != std::errc() || values[i] < 0) return std::nullopt;
        text.remove_prefix(static_cast<std::size_t>(next - text.data()));
        if (i + 1 == values.size()) break;
        if (!text.starts_with(',')) return std::nullopt;
        text.remove_prefix(1);
    }
    if (values[2] == 0 || values[3] == 0) return std::nullopt;
    return SpriteRect{values[0], values[1], values[2], values[3]};
}

}  // namespace

Result<std::vector<SpriteCue>> parse_sprite_track(std::string_view text, const SourceOrigin& origin) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    if (!text.starts_with("WEBVTT")) return fail(ErrorKind::Corrupted, "This is no WebVTT file");
    std::vector<SpriteCue> cues;
    std::map<std::string, std::string, std::less<>> addresses;  // many cues name the same sheet
    while (!text.empty() && cues.size() < kMaxCues) {
        auto cue = parse_times(take_line(text));
        if (!cue) continue;
        const std::string_view payload = take_line(text);
        const std::size_t fragment = payload.find(kFragment);
        const std::string name(payload.substr(0, fragment));
        if (name.empty()) continue;
        auto known = addresses.find(name);
        if (known == addresses.end())
            known = addresses.emplace(name, resolve_address(name, origin).value_or(std::string())).first;
        cue->url = known->second;
        if (fragment != std::string_view::npos) cue->part = parse_part(payload.substr(fragment + kFragment.size()));
        const bool part_broken = fragment != std::string_view::npos && !cue->part;
        if (!cue->url.empty() && !part_broken) cues.push_back(*std::move(cue));
    }
    if (cues.empty()) return fail(ErrorKind::Corrupted, "The track names no picture");
    std::stable_sort(cues.begin(), cues.end(),
                     [](const SpriteCue& left, const SpriteCue& right) { return left.time < right.time; });
    return cues;
}

}  // namespace cliffhanger
