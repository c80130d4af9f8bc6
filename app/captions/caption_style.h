// How captions look and where they stand, as the viewer wants them. Plain values.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace cliffhanger {

enum class CaptionSize { Small, Medium, Large, ExtraLarge };
enum class CaptionPosition { Low, Middle, High };
enum class CaptionPlate { None, Light, Dense, Solid };  ///< 0, 60, 75, 100 %
enum class CaptionColor { White, Yellow, Cyan };
enum class CaptionFont { Sans, Serif, Spaced };  ///< the last for readers whom close letters trouble

struct CaptionStyle {
    CaptionSize size = CaptionSize::Medium;
    CaptionPosition position = CaptionPosition::Low;
    CaptionPlate plate = CaptionPlate::Light;
    bool outline = false;
    CaptionColor color = CaptionColor::White;
    CaptionFont font = CaptionFont::Sans;
    bool operator==(const CaptionStyle&) const = default;
};

/// As it is kept from one run to the next.
std::string to_text(const CaptionStyle& style);
/// nullopt when that is no style of this version.
std::optional<CaptionStyle> parse_caption_style(std::string_view text);

}  // namespace cliffhanger
