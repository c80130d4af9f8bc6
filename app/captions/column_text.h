// Captions in columns, as Chinese and Japanese are set from top to bottom: rows of upright letters. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace cliffhanger {

/// The text's lines as columns side by side, none of more than `most_rows` letters; the first one at the right when
/// `from_right`. nullopt for what is not written in columns: text that is not mostly Chinese, Japanese or Korean, or
/// whose letters depend on their neighbours.
std::optional<std::string> text_in_columns(std::string_view text, bool from_right, std::size_t most_rows);

}  // namespace cliffhanger
