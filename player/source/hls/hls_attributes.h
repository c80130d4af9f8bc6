// Attribute lists of playlist tags, and the variables inside them. Plain values; not thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "net/result.h"
#include "player/source/hls/hls_playlist.h"

namespace cliffhanger {

/// Variables and what they may still produce: a line of a few bytes must not become megabytes, over and over.
class HlsVariableScope {
 public:
    HlsVariables variables;

    /// `text` with every {$name} replaced. Corrupted for a name that is not defined.
    [[nodiscard]] Result<std::string> substitute(std::string_view text);

 private:
    std::size_t produced_bytes_ = 0;
};

/// NAME=value,NAME="value": the first one of a name counts, and spaces around anything are passed over.
class HlsAttributes {
 public:
    /// Variables are replaced in quoted and hexadecimal values. Corrupted for a quote that is not closed and for
    /// undefined variables.
    [[nodiscard]] static Result<HlsAttributes> parse(std::string_view list, HlsVariableScope& scope);

    /// The value without its quotes; nullopt when the attribute is not there.
    std::optional<std::string_view> find(std::string_view name) const;
    /// The same, empty when it is not there.
    std::string text(std::string_view name) const;
    std::int64_t integer(std::string_view name) const;  ///< 0 when there is none
    bool is_yes(std::string_view name) const;
    bool is_quoted(std::string_view name) const;

 private:
    struct Attribute {
        std::string_view name;
        std::string value;
        bool quoted;
    };
    const Attribute* attribute(std::string_view name) const;
    std::vector<Attribute> attributes_;
};

}  // namespace cliffhanger
