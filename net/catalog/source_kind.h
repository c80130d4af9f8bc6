// What a source is, by its first bytes. Pure, thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "net/result.h"

namespace cliffhanger {

enum class SourceKind { Json, Media };

/// How many bytes source_kind() wants to see; fewer are enough when the source is shorter.
inline constexpr std::size_t kSniffedBytes = 4096;

/// `name` is the file's or the address's, for what the bytes leave open. Corrupted when there are no bytes,
/// Unsupported, with a sentence that names it, for what is neither a feed that is read nor media.
[[nodiscard]] Result<SourceKind> source_kind(std::string_view first_bytes, std::string_view name);

}  // namespace cliffhanger
