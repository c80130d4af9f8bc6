#include "player/subtitles/ttml_styles.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "player/subtitles/cue_markup.h"

namespace cliffhanger {
namespace {

/// Far deeper than any head; keeps hostile nesting off the stack.
constexpr int kMaxDepth = 16;

void apply_attributes(const pugi::xml_node& node, CueLook& look) {
    if (const auto style = ttml_attribute(node, "fontStyle"); !style.empty()) look.italic = style != "normal";
    if (const auto weight = ttml_attribute(node, "fontWeight"); !weight.empty()) look.bold = weight == "bold";
    if (const auto decoration = ttml_attribute(node, "textDecoration"); !decoration.empty())
        look.underline = decoration.find("underline") != decoration.npos,
        look.strike = decoration.find("lineThrough") != decoration.npos;
    if (const auto behind = ttml_attribute(node, "backgroundColor"); parse_css_color(behind))
        look.background = css_color_over_black(behind);
    if (const auto color = parse_css_color(ttml_attribute(node, "color"))) look.rgb = color;
}

/// "10% 80%"
std::optional<std::pair<float, float>> percentages(std::string_view text) {
    float values[2] = {};
    for (float& value : values) {
        text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        const auto used = static_cast<std::size_t>(end - text.data());
        if (error != std::errc() || used >= text.size() || text[used] != '%') return std::nullopt;
        value = std::clamp(value / 100, 0.0f, 1.0f);
        text.remove_prefix(used + 1);
    }
    return std::pair(values[0], values[1]);
}

CueAnchor anchor_of(std::string_view word) {
    if (word == "start" || word == "left" || word == "before") return CueAnchor::Start;
    if (word == "end" || word == "right" || word == "after") return CueAnchor::End;
    return CueAnchor::Middle;
}

template <class Visit>
void for_each_word(std::string_view text, Visit visit) {
    while (!text.empty()) {
        const std::size_t begin = std::min(text.find_first_not_of(' '), text.size());
        text.remove_prefix(begin);
        const std::size_t end = std::min(text.find(' '), text.size());
        if (end > 0) visit(text.substr(0, end));
        text.remove_prefix(end);
    }
}

}  // namespace

std::string_view ttml_local_name(std::string_view name) {
    const std::size_t colon = name.rfind(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

std::string_view ttml_attribute(const pugi::xml_node& node, std::string_view name) {
    for (const pugi::xml_attribute& candidate : node.attributes()) {
        if (ttml_local_name(candidate.name()) == name) return candidate.value();
    }
    return {};
}

TtmlStyles::TtmlStyles(const pugi::xml_node& root) { collect(root, 0); }

void TtmlStyles::collect(const pugi::xml_node& node, int depth) {
    if (depth > kMaxDepth) return;
    for (const pugi::xml_node& child : node.children()) {
        const std::string_view name = ttml_local_name(child.name());
        if (name == "head" || name == "styling" || name == "layout") collect(child, depth + 1);
        const std::string_view id = ttml_attribute(child, "id");
        if (name == "style" && !id.empty()) styles_.emplace(id, child);
        if (name == "region" && !id.empty()) regions_.emplace(id, child);
    }
}

void TtmlStyles::apply(const pugi::xml_node& node, CueLook& look) const {
    for_each_word(ttml_attribute(node, "style"), [&](std::string_view id) {
        if (const auto found = styles_.find(id); found != styles_.end()) apply_attributes(found->second, look);
    });
    apply_attributes(node, look);
}

std::string_view TtmlStyles::ruby(const pugi::xml_node& node) const {
    std::string_view role = ttml_attribute(node, "ruby");
    for_each_word(ttml_attribute(node, "style"), [&](std::string_view id) {
        const auto found = styles_.find(id);
        if (role.empty() && found != styles_.end()) role = ttml_attribute(found->second, "ruby");
    });
    return role;
}

std::optional<CuePlace> TtmlStyles::place(std::string_view region) const {
    const auto found = regions_.find(region);
    if (found == regions_.end()) return std::nullopt;
    std::string_view origin, extent, display, align;
    const auto look_at = [&](const pugi::xml_node& node) {
        const auto take = [&](std::string_view& value, std::string_view name) {
            if (const auto there = ttml_attribute(node, name); !there.empty()) value = there;
        };
        take(origin, "origin"), take(extent, "extent"), take(display, "displayAlign"), take(align, "textAlign");
    };
    for_each_word(ttml_attribute(found->second, "style"), [&](std::string_view id) {
        if (const auto style = styles_.find(id); style != styles_.end()) look_at(style->second);
    });
    for (const pugi::xml_node& child : found->second.children()) {
        if (ttml_local_name(child.name()) == "style") look_at(child);
    }
    look_at(found->second);
    const auto corner = percentages(origin), size = percentages(extent);
    if (!corner || !size) return std::nullopt;
    CuePlace place;
    place.line_anchor = display.empty() ? CueAnchor::Start : anchor_of(display);
    place.line = std::min(corner->second + size->second * static_cast<float>(place.line_anchor) * 0.5f, 1.0f);
    place.align = align.empty() ? CueAnchor::Middle : anchor_of(align);
    place.position = std::min(corner->first + size->first * static_cast<float>(place.align) * 0.5f, 1.0f);
    place.position_anchor = place.align;
    place.size = size->first;
    return place;
}

}  // namespace cliffhanger
