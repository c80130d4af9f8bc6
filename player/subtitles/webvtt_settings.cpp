#include "player/subtitles/webvtt_settings.h"

#include <algorithm>
#include <charconv>
#include <tuple>
#include <utility>

namespace cliffhanger {
namespace {

/// A line of the default size, as a share of the picture's height.
constexpr float kLine = 0.0533f;
constexpr int kMaxRegionLines = 20;
/// A column of the default size, as a share of the picture's width.
constexpr float kColumn = 0.08f;

/// "name:value" pairs between blanks, one after the other.
std::optional<std::pair<std::string_view, std::string_view>> next_setting(std::string_view& rest) {
    while (!rest.empty()) {
        const std::size_t begin = std::min(rest.find_first_not_of(" \t\n"), rest.size());
        rest.remove_prefix(begin);
        const std::size_t end = std::min(rest.find_first_of(" \t\n"), rest.size());
        const std::string_view word = rest.substr(0, end);
        rest.remove_prefix(end);
        const std::size_t colon = word.find_first_of(":=");
        if (colon != std::string_view::npos && colon > 0 && colon + 1 < word.size())
            return std::pair(word.substr(0, colon), word.substr(colon + 1));
    }
    return std::nullopt;
}

std::optional<float> number(std::string_view text) {
    float value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

std::optional<float> percentage(std::string_view text) {
    if (text.empty() || text.back() != '%') return std::nullopt;
    const auto value = number(text.substr(0, text.size() - 1));
    if (!value || *value < 0 || *value > 100) return std::nullopt;
    return *value / 100;
}

/// "12%,34%"
std::optional<std::pair<float, float>> percentages(std::string_view text) {
    const std::size_t comma = text.find(',');
    if (comma == std::string_view::npos) return std::nullopt;
    const auto x = percentage(text.substr(0, comma)), y = percentage(text.substr(comma + 1));
    if (!x || !y) return std::nullopt;
    return std::pair(*x, *y);
}

std::optional<CueAnchor> anchor(std::string_view word) {
    if (word == "start" || word == "left" || word == "line-left") return CueAnchor::Start;
    if (word == "center" || word == "middle") return CueAnchor::Middle;
    if (word == "end" || word == "right" || word == "line-right") return CueAnchor::End;
    return std::nullopt;
}

void set_line(std::string_view value, CuePlace& place) {
    const std::size_t comma = value.find(',');
    const std::string_view offset = value.substr(0, comma);
    if (const auto share = percentage(offset)) {
        place.line = share;
    } else if (const auto lines = number(offset)) {
        // Counted from the top, or from the bottom when it is negative.
        place.line = std::clamp(*lines >= 0 ? *lines * kLine : 1 + *lines * kLine, 0.0f, 1.0f);
    } else {
        return;
    }
    place.line_anchor = CueAnchor::Start;
    if (comma != std::string_view::npos) place.line_anchor = anchor(value.substr(comma + 1)).value_or(CueAnchor::Start);
}

CuePlace place_in(const WebVttRegion& region, CueAnchor align) {
    CuePlace place;
    const float height = static_cast<float>(region.lines) * kLine;
    const float top = region.viewport_y - region.anchor_y * height;
    // Cues stand at the bottom of their region, unless it hangs from the top.
    const bool hangs = region.anchor_y < 0.5f;
    place.line = std::clamp(hangs ? top : top + height, 0.0f, 1.0f);
    place.line_anchor = hangs ? CueAnchor::Start : CueAnchor::End;
    const float left = region.viewport_x - region.anchor_x * region.width;
    const float part = static_cast<float>(align) * 0.5f;
    place.position = std::clamp(left + region.width * part, 0.0f, 1.0f);
    place.position_anchor = align;
    place.align = align;
    place.size = region.width;
    return place;
}

/// A cue in columns: its lines count from a side, and its position from the top.
CuePlace place_in_columns(CuePlace place, std::string_view line, std::optional<float> position,
                          std::optional<CueAnchor> position_anchor) {
    const bool from_right = place.writing == CueWriting::ColumnsFromRight;
    place.line = position.value_or(static_cast<float>(place.align) * 0.5f);
    place.line_anchor = position_anchor.value_or(place.align);
    place.position = from_right ? 1.0f : 0.0f;
    place.position_anchor = from_right ? CueAnchor::End : CueAnchor::Start;
    const std::size_t comma = line.find(',');
    const std::string_view offset = line.substr(0, comma);
    if (const auto share = percentage(offset)) {
        place.position = *share;
        place.position_anchor = CueAnchor::Start;
        if (comma != std::string_view::npos)
            place.position_anchor = anchor(line.substr(comma + 1)).value_or(CueAnchor::Start);
    } else if (const auto columns = number(offset)) {
        // Negative ones count from the side where columns end.
        const bool right = from_right == (*columns >= 0);
        const float away = std::clamp((*columns >= 0 ? *columns : -1 - *columns) * kColumn, 0.0f, 1.0f);
        place.position = right ? 1 - away : away;
        place.position_anchor = right ? CueAnchor::End : CueAnchor::Start;
    }
    return place;
}

}  // namespace

bool read_webvtt_region(std::string_view block, WebVttRegions& regions) {
    WebVttRegion region;
    std::string id;
    while (const auto setting = next_setting(block)) {
        const auto& [name, value] = *setting;
        if (name == "id") id = value;
        if (name == "width") region.width = percentage(value).value_or(region.width);
        if (name == "lines") region.lines = std::clamp(static_cast<int>(number(value).value_or(3)), 0, kMaxRegionLines);
        const auto pair = percentages(value);
        if (pair && name == "regionanchor") std::tie(region.anchor_x, region.anchor_y) = *pair;
        if (pair && name == "viewportanchor") std::tie(region.viewport_x, region.viewport_y) = *pair;
    }
    if (id.empty()) return false;
    regions.insert_or_assign(std::move(id), region);
    return true;
}

std::optional<CuePlace> parse_webvtt_settings(std::string_view settings, const WebVttRegions& regions) {
    CuePlace place;
    std::optional<float> position;
    std::optional<CueAnchor> position_anchor;
    const WebVttRegion* region = nullptr;
    std::string_view line;
    while (const auto setting = next_setting(settings)) {
        const auto& [name, value] = *setting;
        if (name == "vertical" && value == "rl") place.writing = CueWriting::ColumnsFromRight;
        if (name == "vertical" && value == "lr") place.writing = CueWriting::ColumnsFromLeft;
        if (name == "line") line = value;
        if (name == "size") place.size = percentage(value).value_or(place.size);
        if (name == "align") place.align = anchor(value).value_or(place.align);
        if (name == "position") {
            const std::size_t comma = value.find(',');
            position = percentage(value.substr(0, comma));
            if (comma != std::string_view::npos) position_anchor = anchor(value.substr(comma + 1));
        }
        if (name == "region") {
            const auto found = regions.find(value);
            if (found != regions.end()) region = &found->second;
        }
    }
    if (place.writing != CueWriting::Across) return place_in_columns(place, line, position, position_anchor);
    set_line(line, place);
    if (region != nullptr) return place_in(*region, place.align);
    place.position = position.value_or(static_cast<float>(place.align) * 0.5f);
    place.position_anchor = position_anchor.value_or(place.align);
    const bool usual = !place.line && place.align == CueAnchor::Middle && place.position == 0.5f && place.size == 1;
    if (usual) return std::nullopt;
    return place;
}

}  // namespace cliffhanger
