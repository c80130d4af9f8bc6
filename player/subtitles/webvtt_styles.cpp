#include "player/subtitles/webvtt_styles.h"

#include <algorithm>
#include <array>
#include <string>

#include "player/subtitles/cue_markup.h"

namespace cliffhanger {
namespace {

constexpr std::size_t kMaxRules = 256;
constexpr std::string_view kCue = "::cue";

/// Classes that are named after a colour work without any rule, "bg_" and its name behind the letters.
void apply_color_classes(std::string_view classes, CueLook& look) {
    if (classes.empty()) return;
    for (const std::string_view name : {"white", "lime", "cyan", "red", "yellow", "magenta", "blue", "black"}) {
        if (has_class(classes, name)) look.rgb = parse_css_color(name);
        if (has_class(classes, "bg_" + std::string(name))) look.background = parse_css_color(name);
    }
}

std::string without_comments(std::string_view css) {
    std::string out;
    for (std::size_t at = 0; at < css.size();) {
        const std::size_t open = std::min(css.find("/*", at), css.size());
        out += css.substr(at, open - at);
        const std::size_t close = css.find("*/", open);
        if (close == std::string_view::npos) break;
        out += ' ';
        at = close + 2;
    }
    return out;
}

template <class Visit>
void for_each_word(std::string_view text, Visit visit) {
    for (text = trimmed_css(text); !text.empty(); text = trimmed_css(text)) visit(take_css_until(text, " \t\n"));
}

bool is_bold(std::string_view value) {
    return value == "bold" || value == "bolder" || (value.size() == 3 && value >= "600" && value <= "999");
}

bool is_italic(std::string_view value) { return value == "italic" || value.starts_with("oblique"); }

/// The colour among the words of "background"; within: nullopt for none.
std::optional<std::optional<std::uint32_t>> background_of(std::string_view value) {
    std::optional<std::optional<std::uint32_t>> found;
    for_each_word(value, [&](std::string_view word) {
        if (word == "none" || word == "transparent") found.emplace(std::nullopt);
        if (parse_css_color(word)) found.emplace(css_color_over_black(word));
    });
    return found;
}

}  // namespace

void WebVttStyles::declare(std::string_view name, std::string_view value, Declarations& declarations) {
    if (name == "color") {
        if (const auto color = parse_css_color(value)) declarations.rgb = color;
    } else if (name == "background" || name == "background-color") {
        if (const auto background = background_of(value)) declarations.background = background;
    } else if (name == "font-weight") {
        declarations.bold = is_bold(value);
    } else if (name == "font-style") {
        declarations.italic = is_italic(value);
    } else if (name == "font") {
        declarations.bold = declarations.italic = false;
        for_each_word(value, [&](std::string_view word) {
            if (is_bold(word)) declarations.bold = true;
            if (is_italic(word)) declarations.italic = true;
        });
    } else if (name == "text-decoration" || name == "text-decoration-line") {
        declarations.underline = value.find("underline") != std::string_view::npos;
        declarations.strike = value.find("line-through") != std::string_view::npos;
    }
}

void WebVttStyles::add(std::string_view selectors, const Declarations& declarations, bool important) {
    if (!declarations.any()) return;
    const auto put = [&](std::optional<CueSelector> about) {
        if (rules_.size() == kMaxRules) return;
        Rule rule{std::move(about), declarations, important};
        const auto after = std::ranges::upper_bound(rules_, rule.strength(), {}, &Rule::strength);
        rules_.insert(after, std::move(rule));
    };
    while (!selectors.empty()) {
        std::string_view selector = trimmed_css(take_css_until(selectors, ","));
        if (!selector.starts_with(kCue)) continue;
        selector.remove_prefix(kCue.size());
        if (selector.empty()) put(std::nullopt);
        if (selector.size() < 2 || selector.front() != '(' || selector.back() != ')') continue;
        for (CueSelector& about : CueSelector::parse_list(selector.substr(1, selector.size() - 2)))
            put(std::move(about));
    }
}

void WebVttStyles::read(std::string_view block) {
    const std::string text = without_comments(block);
    for (std::string_view css = trimmed_css(text); !css.empty(); css = trimmed_css(css)) {
        std::string_view ahead = css;
        const std::string_view at_rule = take_css_until(ahead, ";{");
        const bool statement = at_rule.size() < css.size() && css[at_rule.size()] == ';';
        if (css.front() == '@' && statement) {
            css = ahead;
            continue;
        }
        const std::string_view selectors = take_css_until(css, "{");
        std::string_view body = take_css_until(css, "}");
        std::array<Declarations, 2> declarations;  // usual and important ones
        while (!body.empty()) {
            std::string_view value = take_css_until(body, ";");
            const std::string_view name = trimmed_css(take_css_until(value, ":"));
            const std::size_t mark = value.find('!');
            const bool important = mark != std::string_view::npos && trimmed_css(value.substr(mark + 1)) == "important";
            declare(name, trimmed_css(value.substr(0, mark)), declarations[important ? 1 : 0]);
        }
        add(selectors, declarations[0], false);
        add(selectors, declarations[1], true);
    }
}

void WebVttStyles::change(const Declarations& declarations, CueLook& look) {
    look.bold = declarations.bold.value_or(look.bold);
    look.italic = declarations.italic.value_or(look.italic);
    look.underline = declarations.underline.value_or(look.underline);
    look.strike = declarations.strike.value_or(look.strike);
    if (declarations.rgb) look.rgb = declarations.rgb;
    if (declarations.background) look.background = *declarations.background;
}

void WebVttStyles::apply(std::span<const CueNode> chain, CueLook& look) const {
    apply_color_classes(chain.back().classes, look);
    for (const Rule& rule : rules_) {
        if (rule.about ? rule.about->matches(chain) : chain.size() == 1) change(rule.declarations, look);
    }
}

}  // namespace cliffhanger
