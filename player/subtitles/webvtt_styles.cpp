#include "player/subtitles/webvtt_styles.h"

#include <algorithm>

#include "player/subtitles/cue_markup.h"

namespace cliffhanger {
namespace {

constexpr std::size_t kMaxRules = 256;

std::string_view trimmed(std::string_view text) {
    const auto space = [](char c) { return c == ' ' || c == '\t' || c == '\n'; };
    while (!text.empty() && space(text.front())) text.remove_prefix(1);
    while (!text.empty() && space(text.back())) text.remove_suffix(1);
    return text;
}

bool has_class(std::string_view classes, std::string_view wanted) {
    while (!classes.empty()) {
        const std::size_t dot = std::min(classes.find('.'), classes.size());
        if (classes.substr(0, dot) == wanted) return true;
        classes.remove_prefix(std::min(dot + 1, classes.size()));
    }
    return false;
}

/// Of classes that are named after a colour: WebVTT has eight that work without any rule.
std::optional<std::uint32_t> color_of(std::string_view classes) {
    for (const std::string_view name : {"white", "lime", "cyan", "red", "yellow", "magenta", "blue", "black"}) {
        if (has_class(classes, name)) return parse_css_color(name);
    }
    return std::nullopt;
}

}  // namespace

void WebVttStyles::read(std::string_view css) {
    while (rules_.size() < kMaxRules) {
        const std::size_t open = css.find('{');
        if (open == std::string_view::npos) return;
        const std::size_t close = std::min(css.find('}', open), css.size());
        std::string_view selector = trimmed(css.substr(0, open));
        std::string_view body = css.substr(open + 1, close - open - 1);
        css.remove_prefix(std::min(close + 1, css.size()));
        if (selector.substr(0, 5) != "::cue") continue;
        selector.remove_prefix(5);
        Rule rule;
        if (!selector.empty()) {
            if (selector.front() != '(' || selector.back() != ')') continue;
            selector = trimmed(selector.substr(1, selector.size() - 2));
            if (!selector.empty() && selector.front() == '#') {
                rule.id = selector.substr(1);
            } else {
                rule.tag = selector.substr(0, selector.find('.'));
                if (rule.tag.size() < selector.size()) rule.css_class = selector.substr(rule.tag.size() + 1);
            }
        }
        while (!body.empty()) {
            const std::size_t end = std::min(body.find(';'), body.size());
            const std::string_view declaration = body.substr(0, end);
            body.remove_prefix(std::min(end + 1, body.size()));
            const std::size_t colon = declaration.find(':');
            if (colon == std::string_view::npos) continue;
            const std::string_view name = trimmed(declaration.substr(0, colon));
            const std::string_view value = trimmed(declaration.substr(colon + 1));
            if (name == "color") rule.look.rgb = parse_css_color(value);
            if (name == "font-weight") {
                rule.look.bold = value == "bold" || value == "bolder" || (value.size() == 3 && value >= "600");
                rule.plain_weight = value == "normal";
            }
            if (name == "font-style") {
                rule.look.italic = value == "italic" || value == "oblique";
                rule.plain_style = value == "normal";
            }
            if (name == "text-decoration" || name == "text-decoration-line") {
                rule.look.underline = value.find("underline") != std::string_view::npos;
                rule.plain_decoration = value == "none";
            }
        }
        rules_.push_back(std::move(rule));
    }
}

void WebVttStyles::change(const Rule& rule, CueLook& look) {
    look.bold = (look.bold || rule.look.bold) && !rule.plain_weight;
    look.italic = (look.italic || rule.look.italic) && !rule.plain_style;
    look.underline = (look.underline || rule.look.underline) && !rule.plain_decoration;
    if (rule.look.rgb) look.rgb = rule.look.rgb;
}

CueLook WebVttStyles::of_cue(std::string_view id) const {
    CueLook look;
    for (const Rule& rule : rules_) {
        const bool all = rule.tag.empty() && rule.css_class.empty();
        if (all && (rule.id.empty() || rule.id == id)) change(rule, look);
    }
    return look;
}

void WebVttStyles::apply(std::string_view tag, std::string_view classes, CueLook& look) const {
    if (const auto rgb = color_of(classes)) look.rgb = rgb;
    for (const Rule& rule : rules_) {
        if (rule.tag.empty() && rule.css_class.empty()) continue;
        const bool about_it =
            (rule.tag.empty() || rule.tag == tag) && (rule.css_class.empty() || has_class(classes, rule.css_class));
        if (about_it) change(rule, look);
    }
}

}  // namespace cliffhanger
