// Bytes that claim to be text, made valid UTF-8. Pure, thread-safe.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace cliffhanger {

struct DecodedText {
    std::string text;  ///< valid UTF-8 without a byte order mark
    /// Where (in `text`) the first byte stood that was not UTF-8; all such bytes became U+FFFD.
    std::optional<std::size_t> first_invalid;
    /// Where the first control character stood that no text holds (NUL, say); they became spaces.
    std::optional<std::size_t> first_control;
};

/// UTF-8 with or without a mark, UTF-16 with a mark or recognisable by its zero bytes.
DecodedText decode_text(std::string bytes);

/// The same text with every invalid byte as U+FFFD; for file names.
std::string valid_utf8(std::string_view bytes);

/// Without the control characters and the overrides, embeddings and isolates of writing direction that could reorder
/// the interface around a text. Tab and line ends stay, and so do the joiners and marks that scripts need.
std::string without_controls(std::string_view text);

/// Code points, invalid bytes as U+FFFD.
std::u32string to_code_points(std::string_view text);
std::string to_utf8(std::u32string_view code_points);
void append_utf8(std::string& text, char32_t code_point);

}  // namespace cliffhanger
