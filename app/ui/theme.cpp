#include "app/ui/theme.h"

#include <rapidjson/document.h>

#include <fstream>
#include <sstream>
#include <utility>

namespace cliffhanger {
namespace {

constexpr std::pair<const char*, Color Theme::*> kColors[] = {
    {"bg", &Theme::bg},
    {"surface1", &Theme::surface1},
    {"surface2", &Theme::surface2},
    {"surface3", &Theme::surface3},
    {"stageBg", &Theme::stage_bg},
    {"textHi", &Theme::text_hi},
    {"textMid", &Theme::text_mid},
    {"textLo", &Theme::text_lo},
    {"textDisabled", &Theme::text_disabled},
    {"accent", &Theme::accent},
    {"accentFill", &Theme::accent_fill},
    {"accentPressed", &Theme::accent_pressed},
    {"accentTint", &Theme::accent_tint},
    {"accentOnTint", &Theme::accent_on_tint},
    {"gold", &Theme::gold},
    {"onGold", &Theme::on_gold},
    {"success", &Theme::success},
    {"info", &Theme::info},
    {"error", &Theme::error},
    {"outlineLo", &Theme::outline_lo},
    {"outlineMid", &Theme::outline_mid},
    {"outlineHi", &Theme::outline_hi},
    {"focus", &Theme::focus},
    {"focusHalo", &Theme::focus_halo},
    {"glass", &Theme::glass},
    {"panel", &Theme::panel},
    {"dim", &Theme::dim},
    {"stateHover", &Theme::state_hover},
    {"stateFocus", &Theme::state_focus},
    {"statePressed", &Theme::state_pressed},
    {"stateDragged", &Theme::state_dragged},
};

constexpr std::pair<const char*, float Theme::*> kRadii[] = {
    {"xs", &Theme::radius_xs}, {"s", &Theme::radius_s},   {"m", &Theme::radius_m},
    {"l", &Theme::radius_l},   {"xl", &Theme::radius_xl}, {"full", &Theme::radius_full},
};

constexpr std::pair<const char*, float Theme::*> kTargets[] = {
    {"min", &Theme::target_min},
    {"touch", &Theme::target_touch},
};

const rapidjson::Value* member(const rapidjson::Value& object, const char* name) {
    if (!object.IsObject()) return nullptr;
    const auto found = object.FindMember(name);
    return found == object.MemberEnd() ? nullptr : &found->value;
}

Result<void> read_colors(const rapidjson::Value& document, Theme& theme) {
    const rapidjson::Value* colors = member(document, "color");
    if (!colors) return fail(ErrorKind::Corrupted, "The theme has no \"color\" object.", "color");
    for (const auto& [name, field] : kColors) {
        const rapidjson::Value* value = member(*colors, name);
        if (!value || !value->IsString()) {
            return fail(ErrorKind::Corrupted, "The theme lacks a colour.", std::string("color.") + name);
        }
        const auto color = parse_color(value->GetString());
        if (!color) return fail(ErrorKind::Corrupted, color.error().message, std::string("color.") + name);
        theme.*field = *color;
    }
    return {};
}

template <std::size_t N>
Result<void> read_numbers(const rapidjson::Value& document, const char* group,
                          const std::pair<const char*, float Theme::*> (&fields)[N], Theme& theme) {
    const rapidjson::Value* values = member(document, group);
    for (const auto& [name, field] : fields) {
        const rapidjson::Value* value = values ? member(*values, name) : nullptr;
        if (!value || !value->IsNumber() || value->GetFloat() < 0) {
            return fail(ErrorKind::Corrupted, "The theme lacks a size.", std::string(group) + "." + name);
        }
        theme.*field = value->GetFloat();
    }
    return {};
}

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

}  // namespace

Theme high_contrast(Theme theme) {
    constexpr Color kWhite{255, 255, 255}, kOutline{255, 255, 255, 0xB3};
    theme.bg = theme.surface1 = Color{0, 0, 0};
    theme.surface2 = Color{0x12, 0x12, 0x18};
    theme.surface3 = Color{0x20, 0x20, 0x2A};
    theme.text_mid = theme.text_lo = kWhite;
    theme.text_disabled = Color{255, 255, 255, 0xC0};
    theme.accent = Color{0xFF, 0x8F, 0xA3};
    theme.accent_fill = Color{0xA8, 0x0F, 0x35};
    theme.accent_pressed = Color{0x80, 0x08, 0x26};
    theme.accent_on_tint = Color{0xFF, 0xC2, 0xCC};
    theme.error = Color{0xFF, 0x9C, 0x9C};
    theme.outline_lo = theme.outline_mid = theme.outline_hi = kOutline;
    theme.glass = Color{0x2A, 0x2A, 0x35, 0xE6};
    theme.panel = Color{0, 0, 0, 0xE6};
    theme.dim = Color{0, 0, 0, 0xD9};
    theme.focus_halo = Color{0, 0, 0, 0xE6};
    return theme;
}

Result<Color> parse_color(std::string_view text) {
    if ((text.size() != 7 && text.size() != 9) || text[0] != '#') {
        return fail(ErrorKind::Corrupted, "A colour is written #RRGGBB or #RRGGBBAA.", std::string(text));
    }
    std::uint8_t channels[4] = {0, 0, 0, 255};
    for (std::size_t i = 1; i + 1 < text.size(); i += 2) {
        const int high = hex_digit(text[i]), low = hex_digit(text[i + 1]);
        if (high < 0 || low < 0) {
            return fail(ErrorKind::Corrupted, "A colour has only hexadecimal digits.", std::string(text));
        }
        channels[i / 2] = static_cast<std::uint8_t>(high * 16 + low);
    }
    return Color{channels[0], channels[1], channels[2], channels[3]};
}

Result<Theme> parse_theme(std::string_view json) {
    rapidjson::Document document;
    document.Parse(json.data(), json.size());
    if (document.HasParseError()) {
        return fail(ErrorKind::Corrupted, "The theme is not valid JSON.",
                    "byte " + std::to_string(document.GetErrorOffset()));
    }
    Theme theme;
    if (auto done = read_colors(document, theme); !done) return tl::unexpected(done.error());
    if (auto done = read_numbers(document, "radius", kRadii, theme); !done) return tl::unexpected(done.error());
    if (auto done = read_numbers(document, "target", kTargets, theme); !done) return tl::unexpected(done.error());
    return theme;
}

Result<Theme> load_theme(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return fail(ErrorKind::NotFound, "The theme cannot be opened.", path);
    std::ostringstream text;
    text << file.rdbuf();
    auto theme = parse_theme(text.str());
    if (!theme) theme.error().context = path + ": " + theme.error().context;
    return theme;
}

}  // namespace cliffhanger
