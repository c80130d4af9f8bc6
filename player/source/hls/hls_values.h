// The small grammars inside playlists: numbers, dates, ranges, keys. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "player/source/hls/hls_playlist.h"

namespace cliffhanger {

/// Far above every real number in a playlist, and far enough below overflow to add a few together.
inline constexpr std::int64_t kMaxHlsInteger = std::int64_t{1} << 53;

std::string_view trim_spaces(std::string_view text);

/// A whole decimal number from 0 to kMaxHlsInteger; nullopt for anything else.
std::optional<std::int64_t> parse_hls_integer(std::string_view text);
/// A finite decimal number, with a sign or without; trailing text is not allowed.
std::optional<double> parse_hls_decimal(std::string_view text);
/// Seconds from 0 to a day.
std::optional<MediaTime> parse_hls_duration(std::string_view text);
/// "length[@offset]"; `implicit_offset` where none is given.
std::optional<HlsByteRange> parse_hls_byte_range(std::string_view text, std::int64_t implicit_offset);
/// "0x" and up to 32 hexadecimal digits, as a number of 128 bits.
std::optional<AesBlock> parse_hls_block(std::string_view text);
/// ISO 8601 with a fraction and a zone or without (UTC then).
std::optional<WallTime> parse_hls_date_time(std::string_view text);
/// The bytes of "data:...;base64,..." when they are one block.
std::optional<AesBlock> parse_hls_data_key(std::string_view url);

}  // namespace cliffhanger
