// Text as a person's language needs it: shaped, bidirectional, wrapped and ellipsised labels, rasterised once into
// atlas pages and drawn as tinted quads from then on. Main thread only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/geometry.h"

namespace cliffhanger {

enum class TypeToken { Display, Headline, TitleL, TitleM, Body, BodyL, Label, Meta, Micro, Subtitle };
enum class TextAlign { Start, Center, End };

enum class FontFace { Sans, Serif, Spaced };

/// Letters that look different from the others of a label.
struct TextSpan {
    std::size_t begin = 0, end = 0;  ///< bytes
    bool bold = false, italic = false;
    std::optional<std::uint32_t> rgb;  ///< their own colour, whatever the label is drawn in
    bool underline = false, strike = false;
    std::optional<std::uint32_t> background;  ///< behind the letters, which need an rgb then
    bool operator==(const TextSpan&) const = default;
};

/// Letters with small ones over them, which say how they are read.
struct TextRuby {
    std::size_t begin = 0, end = 0;  ///< bytes
    std::string reading;
    bool operator==(const TextRuby&) const = default;
};

struct TextStyle {
    TypeToken token = TypeToken::Body;
    float size_px = 0;  ///< overrides the token's size when > 0 (physical px)
    int weight = 0;     ///< overrides the token's weight when > 0
    TextAlign align = TextAlign::Start;
    int max_lines = 1;     ///< 0 = no limit
    bool ellipsis = true;  ///< when it does not fit into max_lines
    FontFace face = FontFace::Sans;
    std::vector<TextSpan> spans;
    std::vector<TextRuby> rubies;  ///< make every line higher
};

/// A handle to a laid-out text; cheap to copy; valid until the engine's next flush (scale, language or font change).
struct Label {
    std::uint32_t id = 0;         ///< 0 = empty
    float width = 0, height = 0;  ///< logical size, physical px, whole numbers
    float baseline = 0;           ///< of the first line, from the top
    int lines = 0;
    bool ellipsized = false;
    bool rtl = false;        ///< the paragraph's base direction
    int unknown_glyphs = 0;  ///< characters no installed font has
};

/// What would have to be installed for texts to be readable.
enum class FontPackage { Cjk, Scripts };

class TextEngine {
 public:
    virtual ~TextEngine() = default;
    /// Lays out `utf8` for `language` (BCP 47) within `max_width` px; cached. Invalid UTF-8 is shown with replacement
    /// characters. The label is as wide as its widest line, whatever max_width allows; with Start alignment the lines
    /// of a right-to-left paragraph are flush right within it. Where the label goes is the caller's business (see
    /// Label::rtl).
    virtual Label label(std::string_view utf8, std::string_view language, const TextStyle& style, float max_width) = 0;
    /// Physical px per dp, and the person's text scale (1.0 = 100 %); a change flushes all labels.
    virtual void set_scale(float px_per_dp, float text_scale) = 0;
    /// What has been missed so far; grows only.
    virtual std::vector<FontPackage> missing_fonts() const { return {}; }
};

/// The token's size in dp, line height in dp and weight (ui-spec, Type).
struct TypeMetrics {
    float size, line;
    int weight;
};
TypeMetrics type_metrics(TypeToken token);

}  // namespace cliffhanger
