// What a file is, from its first bytes. For .cpp files inside player/ only.
#pragma once

#include <cstddef>
#include <span>

#include "net/result.h"

struct AVInputFormat;

namespace cliffhanger {

class AvioBytes;

/// libavformat's judgement; `bytes` stand at the beginning before and after. What the source says when it fails,
/// Unsupported, with the reason, for what is not played here, Corrupted for an empty file.
[[nodiscard]] Result<const AVInputFormat*> probe_container(AvioBytes& bytes);

/// MP4 with the scheme of an encryption in its description (ISO/IEC 23001-7): libavformat gives up on some such files
/// before it tells why.
bool is_protected_mp4(std::span<const std::byte> head);

}  // namespace cliffhanger
