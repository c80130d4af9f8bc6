#include "player/subtitles/cue_markup.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string>
#include <vector>

extern "C" {
#include <libavutil/parseutils.h>
}

#include "player/subtitles/cue_text.h"

namespace cliffhanger {
namespace {

constexpr std::size_t kMaxNesting = 64;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lowered(std::string_view text) {
    std::string out(text);
    std::ranges::transform(out, out.begin(), lower);
    return out;
}

std::string_view trimmed(std::string_view text) {
    const auto space = [](char c) { return c == ' ' || c == '\t' || c == '"' || c == '\''; };
    while (!text.empty() && space(text.front())) text.remove_prefix(1);
    while (!text.empty() && space(text.back())) text.remove_suffix(1);
    return text;
}

std::optional<std::uint32_t> hex(std::string_view digits) {
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
    if (error != std::errc() || end != digits.data() + digits.size() || digits.empty()) return std::nullopt;
    return value;
}

/// The looks of the tags that are open, innermost last.
struct OpenTag {
    std::string name;
    CueLook before;
};

class TagStack {
 public:
    explicit TagStack(CueTextBuilder& builder) : builder_(builder) {}

    void open(std::string name) {
        if (open_.size() < kMaxNesting) open_.push_back({std::move(name), builder_.look()});
    }
    /// Closes the innermost one of that name with all within it; a stray one is nothing.
    void close(std::string_view name) {
        const auto found =
            std::find_if(open_.rbegin(), open_.rend(), [&](const OpenTag& tag) { return tag.name == name; });
        if (found == open_.rend()) return;
        builder_.look() = found->before;
        open_.erase(found.base() - 1, open_.end());
    }

 private:
    CueTextBuilder& builder_;
    std::vector<OpenTag> open_;
};

void apply_plain_tag(std::string_view name, CueLook& look) {
    if (name == "b") look.bold = true;
    if (name == "i") look.italic = true;
    if (name == "u") look.underline = true;
    if (name == "s" || name == "strike") look.strike = true;
}

/// One override of ASS: "i1", "c&H00FFFF&", "an8", "r".
void apply_override(std::string_view code, MarkedText& out, CueLook& look, bool& drawing) {
    const auto flag = [&](std::string_view rest, bool& value) {
        if (rest.empty() || (rest[0] >= '0' && rest[0] <= '9')) value = !rest.empty() && rest != "0";
    };
    const auto starts = [&](std::string_view prefix) { return code.substr(0, prefix.size()) == prefix; };
    if (starts("an") && code.size() == 3) {
        out.place = place_on_keypad(code[2] - '0');
    } else if (starts("c&H") || starts("1c&H")) {
        std::string_view digits = code.substr(code.find('H') + 1);
        digits = digits.substr(0, digits.find('&'));
        if (const auto bgr = hex(digits)) look.rgb = (*bgr & 255) << 16 | (*bgr & 0xff00) | (*bgr >> 16 & 255);
    } else if (code == "c" || code == "1c") {
        look.rgb.reset();
    } else if (code[0] == 'i') {
        flag(code.substr(1), look.italic);
    } else if (code[0] == 'b') {
        flag(code.substr(1), look.bold);
    } else if (code[0] == 'u') {
        flag(code.substr(1), look.underline);
    } else if (code[0] == 's') {
        flag(code.substr(1), look.strike);
    } else if (code[0] == 'r') {
        look = {};
    } else if (code.size() >= 2 && code[0] == 'p' && code[1] >= '0' && code[1] <= '9') {
        drawing = code[1] != '0';
    }
}

void apply_overrides(std::string_view block, MarkedText& out, CueLook& look, bool& drawing) {
    for (std::size_t at = block.find('\\'); at != std::string_view::npos;) {
        const std::size_t next = block.find('\\', at + 1);
        const std::string_view code =
            trimmed(block.substr(at + 1, next == std::string_view::npos ? next : next - at - 1));
        if (!code.empty()) apply_override(code, out, look, drawing);
        at = next;
    }
}

/// The many names that CSS has beside those above.
std::optional<std::uint32_t> named_color(const std::string& name) {
    // Two words of libav's that are no colour's name.
    if (!std::ranges::all_of(name, is_letter) || name == "random" || name == "bikeshed") return std::nullopt;
    std::array<std::uint8_t, 4> rgba{};
    if (av_parse_color(rgba.data(), name.c_str(), -1, nullptr) < 0) return std::nullopt;
    return static_cast<std::uint32_t>(rgba[0]) << 16 | static_cast<std::uint32_t>(rgba[1]) << 8 | rgba[2];
}

/// How opaque a colour that parse_css_color() reads is.
float css_alpha(std::string_view text) {
    const std::string name = lowered(trimmed(text));
    if (name == "transparent") return 0;
    const bool short_hex = name.size() == 5,
               hex_alpha = !name.empty() && name[0] == '#' && (short_hex || name.size() == 9);
    if (hex_alpha) {
        const auto value = hex(std::string_view(name).substr(short_hex ? 4 : 7));
        return value ? static_cast<float>(*value) / (short_hex ? 15.0f : 255.0f) : 1;
    }
    const std::size_t last = name.find_last_of(",/");
    const bool said = name.compare(0, 3, "rgb") == 0 && last != std::string::npos &&
                      (name[last] == '/' || std::ranges::count(name, ',') == 3);
    if (!said) return 1;
    const std::string_view number = trimmed(std::string_view(name).substr(last + 1));
    float alpha = 1;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), alpha);
    if (error != std::errc()) return 1;
    const bool percent = end != number.data() + number.size() && *end == '%';
    return std::clamp(percent ? alpha / 100 : alpha, 0.0f, 1.0f);
}

}  // namespace

std::optional<std::uint32_t> css_color_over_black(std::string_view text) {
    const auto rgb = parse_css_color(text);
    const float alpha = css_alpha(text);
    if (!rgb || alpha <= 0) return std::nullopt;
    const auto channel = [&](int shift) {
        const auto value = static_cast<float>(*rgb >> shift & 255) * alpha;
        return static_cast<std::uint32_t>(std::lround(value)) << shift;
    };
    return channel(16) | channel(8) | channel(0);
}

std::optional<CuePlace> place_on_keypad(int key) {
    if (key < 1 || key > 9 || key == 2) return std::nullopt;
    CuePlace place;
    const int row = (key - 1) / 3, column = (key - 1) % 3;
    if (row > 0) {
        place.line = row == 1 ? 0.5f : 0.0f;
        place.line_anchor = row == 1 ? CueAnchor::Middle : CueAnchor::Start;
    }
    place.align = static_cast<CueAnchor>(column);
    place.position = static_cast<float>(column) * 0.5f;
    place.position_anchor = place.align;
    return place;
}

std::optional<std::uint32_t> parse_css_color(std::string_view text) {
    constexpr std::array<std::pair<std::string_view, std::uint32_t>, 19> kNames{{
        {"white", 0xffffff},   {"black", 0},         {"red", 0xff0000},  {"lime", 0x00ff00},   {"blue", 0x0000ff},
        {"green", 0x008000},   {"cyan", 0x00ffff},   {"aqua", 0x00ffff}, {"yellow", 0xffff00}, {"magenta", 0xff00ff},
        {"fuchsia", 0xff00ff}, {"orange", 0xffa500}, {"gray", 0x808080}, {"grey", 0x808080},   {"silver", 0xc0c0c0},
        {"maroon", 0x800000},  {"purple", 0x800080}, {"navy", 0x000080}, {"teal", 0x008080},
    }};
    const std::string name = lowered(trimmed(text));
    if (name.empty()) return std::nullopt;
    if (const auto found = std::ranges::find(kNames, name, &std::pair<std::string_view, std::uint32_t>::first);
        found != kNames.end())
        return found->second;
    if (name == "transparent") return 0;
    if (name[0] == '#') {
        const auto value = hex(std::string_view(name).substr(1));
        if (!value) return std::nullopt;
        if (name.size() == 7) return value;
        if (name.size() == 9) return *value >> 8;
        const std::uint32_t short_rgb = name.size() == 5 ? *value >> 4 : *value;
        if (name.size() == 4 || name.size() == 5)
            return (short_rgb >> 8 & 15) * 0x110000 | (short_rgb >> 4 & 15) * 0x1100 | (short_rgb & 15) * 0x11;
        return std::nullopt;
    }
    if (name.compare(0, 3, "rgb") != 0) return named_color(name);
    std::uint32_t rgb = 0;
    std::size_t at = name.find('(');
    for (int i = 0; i < 3; ++i) {
        at = at == std::string::npos ? at : name.find_first_of("0123456789", at);
        if (at == std::string::npos) return std::nullopt;
        int value = 0;
        const auto end = std::from_chars(name.data() + at, name.data() + name.size(), value).ptr;
        rgb = rgb << 8 | static_cast<std::uint32_t>(std::clamp(value, 0, 255));
        at = static_cast<std::size_t>(end - name.data());
    }
    return rgb;
}

MarkedText text_from_ass(std::string_view text) {
    MarkedText out;
    CueTextBuilder builder;
    bool drawing = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '{') {
            if (const std::size_t close = text.find('}', i); close != std::string_view::npos) {
                apply_overrides(text.substr(i, close - i), out, builder.look(), drawing);
                i = close;
                continue;
            }
        }
        if (drawing) continue;
        const char next = i + 1 < text.size() ? text[i + 1] : '\0';
        if (text[i] == '\\' && (next == 'N' || next == 'n' || next == 'h')) {
            builder.append(next == 'h' ? " " : "\n");
            ++i;
            continue;
        }
        builder.append(text.substr(i, 1));
    }
    out.styled = builder.finish();
    return out;
}

MarkedText text_from_srt(std::string_view text) {
    MarkedText out;
    CueTextBuilder builder;
    TagStack tags(builder);
    bool drawing = false;
    for (std::size_t i = 0; i < text.size();) {
        const std::string_view opening = text.substr(i, 2);
        const bool tag = opening.size() == 2 && opening[0] == '<' && (is_letter(opening[1]) || opening[1] == '/');
        const bool overrides = opening == "{\\";
        const std::size_t close =
            tag || overrides ? text.find_first_of(tag ? ">\n" : "}\n", i) : std::string_view::npos;
        if (close == std::string_view::npos || text[close] == '\n') {
            const std::size_t next = std::min(text.find_first_of("<{", i + 1), text.size());
            builder.append(decode_entities(text.substr(i, next - i)));
            i = next;
            continue;
        }
        const std::string_view inside = text.substr(i + 1, close - i - 1);
        i = close + 1;
        if (overrides) {
            apply_overrides(inside, out, builder.look(), drawing);
        } else if (inside[0] == '/') {
            tags.close(lowered(inside.substr(1)));
        } else {
            const std::string name = lowered(inside.substr(0, inside.find(' ')));
            tags.open(name);
            apply_plain_tag(name, builder.look());
            const std::size_t color = name == "font" ? lowered(inside).find("color=") : std::string::npos;
            if (color != std::string::npos) {
                if (const auto rgb = parse_css_color(inside.substr(color + 6))) builder.look().rgb = rgb;
            }
        }
    }
    out.styled = builder.finish();
    return out;
}

}  // namespace cliffhanger
