// The design tokens: colours, radii and target sizes. assets/theme/tokens.json is their source; the defaults here are
// what the program falls back on without it, and a test keeps the two equal. Plain values.
#pragma once

#include <string>
#include <string_view>

#include "app/geometry.h"
#include "net/result.h"

namespace cliffhanger {

struct Theme {
    Color bg{0x0B, 0x0B, 0x0F}, surface1{0x15, 0x15, 0x1C}, surface2{0x1E, 0x1E, 0x27}, surface3{0x2A, 0x2A, 0x35};
    Color stage_bg{0, 0, 0};
    Color text_hi{255, 255, 255}, text_mid{255, 255, 255, 0xB8}, text_lo{255, 255, 255, 0x8F};
    Color text_disabled{255, 255, 255, 0x61};
    Color accent{0xFF, 0x3B, 0x5C}, accent_fill{0xE1, 0x1D, 0x48}, accent_pressed{0xB8, 0x14, 0x3A};
    Color accent_tint{0xFF, 0x3B, 0x5C, 0x38}, accent_on_tint{0xFF, 0x6B, 0x84};
    Color gold{0xFF, 0xC8, 0x57}, on_gold{0x1A, 0x12, 0x00};
    Color success{0x3D, 0xDC, 0x97}, info{0x5A, 0xB0, 0xFF}, error{0xFF, 0x6B, 0x6B};
    Color outline_lo{255, 255, 255, 0x14}, outline_mid{255, 255, 255, 0x29}, outline_hi{255, 255, 255, 0x66};
    Color focus{255, 255, 255}, focus_halo{0, 0, 0, 0x99}, glass{255, 255, 255, 0x24};
    Color panel{0x10, 0x10, 0x16, 0xB8}, dim{0, 0, 0, 0x99};
    Color state_hover{255, 255, 255, 0x14}, state_focus{255, 255, 255, 0x1A}, state_pressed{255, 255, 255, 0x1F};
    Color state_dragged{255, 255, 255, 0x29};

    float radius_xs = 4, radius_s = 8, radius_m = 12, radius_l = 16, radius_xl = 24, radius_full = 999;  ///< dp
    float target_min = 44, target_touch = 48;                                                            ///< dp

    bool operator==(const Theme&) const = default;
};

/// The same theme for eyes that need more: black ground, white texts, strong outlines, dense plates; 7:1 everywhere.
Theme high_contrast(Theme theme);

/// "#RRGGBB" or "#RRGGBBAA". Corrupted otherwise.
[[nodiscard]] Result<Color> parse_color(std::string_view text);
/// Corrupted, naming the token, when one is missing or is not what it should be.
[[nodiscard]] Result<Theme> parse_theme(std::string_view json);
/// Blocks on the disk; for the start of the program.
[[nodiscard]] Result<Theme> load_theme(const std::string& path);

}  // namespace cliffhanger
