#include "player/subtitles/cue_selector.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "net/catalog/text_encoding.h"

namespace cliffhanger {
namespace {

constexpr std::size_t kMaxCompounds = 8, kMaxAlternatives = 32;
constexpr int kOfId = 10'000, kOfClass = 100, kOfType = 1;
/// Hexadecimal digits of an escaped character.
constexpr std::size_t kEscapeDigits = 6;

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\f'; }

bool is_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
           static_cast<unsigned char>(c) >= 0x80;
}

/// Behind a backslash: a character by its number, or one that stands for itself.
void take_escape(std::string_view& rest, std::string& out) {
    const std::string_view digits = rest.substr(0, kEscapeDigits);
    std::uint32_t value = 0;
    const char* end = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16).ptr;
    const auto used = static_cast<std::size_t>(end - digits.data());
    if (used == 0) {
        out += rest.substr(0, 1);
        rest.remove_prefix(std::min<std::size_t>(1, rest.size()));
        return;
    }
    const bool valid = value != 0 && value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
    append_utf8(out, valid ? static_cast<char32_t>(value) : U'\uFFFD');
    rest.remove_prefix(used);
    if (!rest.empty() && is_space(rest.front())) rest.remove_prefix(1);
}

std::string take_name(std::string_view& rest) {
    std::string name;
    while (!rest.empty()) {
        if (rest.front() == '\\') {
            rest.remove_prefix(1);
            take_escape(rest, name);
        } else if (is_name(rest.front())) {
            name += rest.front();
            rest.remove_prefix(1);
        } else {
            break;
        }
    }
    return name;
}

std::string unquoted(std::string_view text) {
    text = trimmed_css(text);
    const bool quoted =
        text.size() >= 2 && (text.front() == '"' || text.front() == '\'') && text.back() == text.front();
    if (quoted) text = text.substr(1, text.size() - 2);
    std::string out;
    while (!text.empty()) {
        const bool escape = text.front() == '\\';
        if (!escape) out += text.front();
        text.remove_prefix(1);
        if (escape) take_escape(text, out);
    }
    return out;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// "en" is about "en-GB" too.
bool speaks(std::string_view language, std::string_view wanted) {
    if (wanted.empty() || language.size() < wanted.size()) return false;
    const bool same =
        std::equal(wanted.begin(), wanted.end(), language.begin(), [](char a, char b) { return lower(a) == lower(b); });
    return same && (language.size() == wanted.size() || language[wanted.size()] == '-');
}

}  // namespace

std::string_view trimmed_css(std::string_view text) {
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
    return text;
}

std::string_view take_css_until(std::string_view& text, std::string_view stops) {
    char quote = '\0';
    int depth = 0;
    std::size_t at = 0;
    for (; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '\\') {
            ++at;
        } else if (quote != '\0') {
            if (c == quote) quote = '\0';
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (depth == 0 && stops.find(c) != std::string_view::npos) {
            break;
        } else if (c == '(' || c == '[') {
            ++depth;
        } else if (c == ')' || c == ']') {
            depth = std::max(depth - 1, 0);
        }
    }
    const std::string_view taken = text.substr(0, std::min(at, text.size()));
    text.remove_prefix(std::min(at + 1, text.size()));
    return taken;
}

bool has_class(std::string_view classes, std::string_view wanted) {
    while (!classes.empty()) {
        const std::size_t dot = std::min(classes.find('.'), classes.size());
        if (classes.substr(0, dot) == wanted) return true;
        classes.remove_prefix(std::min(dot + 1, classes.size()));
    }
    return false;
}

bool CueSelector::Attribute::matches(const CueNode& node) const {
    const bool there = (name == "voice" && node.name == "v") || (name == "lang" && node.name == "lang");
    if (!there) return false;
    const std::string& text = node.annotation;
    switch (how) {
        case '\0':
            return true;
        case '^':
            return !value.empty() && text.starts_with(value);
        case '$':
            return !value.empty() && text.ends_with(value);
        case '*':
            return !value.empty() && text.find(value) != std::string::npos;
        case '~':
            return !value.empty() && value.find(' ') == std::string::npos &&
                   (' ' + text + ' ').find(' ' + value + ' ') != std::string::npos;
        case '|':
            return text == value || text.starts_with(value + '-');
        default:
            return text == value;
    }
}

std::vector<CueSelector> CueSelector::parse_list(std::string_view text) {
    std::vector<CueSelector> selectors;
    while (!text.empty() && selectors.size() < kMaxAlternatives) {
        CueSelector selector;
        if (selector.read(trimmed_css(take_css_until(text, ",")))) selectors.push_back(std::move(selector));
    }
    return selectors;
}

bool CueSelector::read(std::string_view text) {
    bool child = false;
    while (!text.empty()) {
        if (compounds_.size() == kMaxCompounds || !read_compound(text)) return false;
        compounds_.back().child = std::exchange(child, false);
        const std::size_t before = text.size();
        text = trimmed_css(text);
        if (!text.empty() && text.front() == '>') {
            child = true;
            text = trimmed_css(text.substr(1));
            if (text.empty()) return false;
        } else if (!text.empty() && text.size() == before) {
            return false;  // "+", "~" or nothing that CSS knows
        }
    }
    return !compounds_.empty();
}

bool CueSelector::read_compound(std::string_view& rest) {
    Compound compound;
    const std::size_t before = rest.size();
    if (!rest.empty() && rest.front() == '*') {
        rest.remove_prefix(1);
    } else {
        compound.type = take_name(rest);
        if (!compound.type.empty()) specificity_ += kOfType;
    }
    while (!rest.empty()) {
        const char kind = rest.front();
        if (kind != '.' && kind != '#' && kind != '[' && kind != ':') break;
        rest.remove_prefix(1);
        specificity_ += kind == '#' ? kOfId : kOfClass;
        if (kind == '.') {
            compound.classes.push_back(take_name(rest));
            if (compound.classes.back().empty()) return false;
        } else if (kind == '#') {
            compound.id = take_name(rest);
            if (compound.id.empty()) return false;
        } else if (kind == '[' ? !read_attribute(rest, compound) : !read_pseudo_class(rest, compound)) {
            return false;
        }
    }
    compounds_.push_back(std::move(compound));
    return rest.size() < before;
}

bool CueSelector::read_attribute(std::string_view& rest, Compound& compound) {
    std::string_view inside = take_css_until(rest, "]");
    Attribute attribute;
    inside = trimmed_css(inside);
    attribute.name = take_name(inside);
    inside = trimmed_css(inside);
    if (inside.empty()) {
        attribute.how = '\0';
    } else if (inside.front() == '=') {
        attribute.value = unquoted(inside.substr(1));
    } else if (inside.size() >= 2 && inside[1] == '=') {
        attribute.how = inside.front();
        attribute.value = unquoted(inside.substr(2));
    } else {
        return false;
    }
    compound.attributes.push_back(std::move(attribute));
    return true;
}

bool CueSelector::read_pseudo_class(std::string_view& rest, Compound& compound) {
    const std::string name = take_name(rest);
    if (name == "root") {
        compound.root = true;
        return true;
    }
    if (name != "lang" || rest.empty() || rest.front() != '(') return false;
    rest.remove_prefix(1);
    compound.language = unquoted(take_css_until(rest, ")"));
    return !compound.language.empty();
}

bool CueSelector::fits(const Compound& compound, std::span<const CueNode> chain) {
    const CueNode& node = chain.back();
    if (compound.root && chain.size() > 1) return false;
    if (!compound.type.empty() && compound.type != node.name) return false;
    if (!compound.id.empty() && compound.id != node.id) return false;
    const auto has = [&](const std::string& wanted) { return has_class(node.classes, wanted); };
    if (!std::ranges::all_of(compound.classes, has)) return false;
    const auto said = [&](const Attribute& attribute) { return attribute.matches(node); };
    if (!std::ranges::all_of(compound.attributes, said)) return false;
    if (compound.language.empty()) return true;
    const auto spoken = std::find_if(chain.rbegin(), chain.rend(), [](const CueNode& at) { return at.name == "lang"; });
    return spoken != chain.rend() && speaks(spoken->annotation, compound.language);
}

// Forward, compound by compound, which are the nodes that it may end at: no author's nesting makes this long.
bool CueSelector::matches(std::span<const CueNode> chain) const {
    std::vector<bool> ends(chain.size(), true), next(chain.size());
    for (std::size_t c = 0; c < compounds_.size(); ++c) {
        bool any = false;
        for (std::size_t at = 0; at < chain.size(); ++at) {
            const bool led = c == 0 || (compounds_[c].child ? at > 0 && ends[at - 1] : any);
            next[at] = led && fits(compounds_[c], chain.first(at + 1));
            any = any || ends[at];
        }
        ends.swap(next);
    }
    return !chain.empty() && ends.back();
}

}  // namespace cliffhanger
