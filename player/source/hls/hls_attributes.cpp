#include "player/source/hls/hls_attributes.h"

#include <algorithm>

#include "player/source/hls/hls_values.h"

namespace cliffhanger {
namespace {

/// No playlist needs more than a playlist's worth of text out of its variables.
constexpr std::size_t kMaxProducedBytes = kMaxHlsPlaylistBytes;

}  // namespace

Result<std::string> HlsVariableScope::substitute(std::string_view text) {
    std::string result;
    for (;;) {
        const auto open = text.find("{$");
        const auto close = open == std::string_view::npos ? open : text.find('}', open);
        if (close == std::string_view::npos) return result.append(text);
        const std::string_view name = text.substr(open + 2, close - open - 2);
        const auto found = variables.find(name);
        if (found == variables.end())
            return fail(ErrorKind::Corrupted,
                        "The variable \"" + std::string(name.substr(0, 100)) + "\" is not defined.");
        produced_bytes_ += found->second.size();
        if (produced_bytes_ > kMaxProducedBytes)
            return fail(ErrorKind::TooLarge, "The playlist's variables produce too much text.");
        result.append(text.substr(0, open)).append(found->second);
        text.remove_prefix(close + 1);
    }
}

Result<HlsAttributes> HlsAttributes::parse(std::string_view list, HlsVariableScope& scope) {
    HlsAttributes attributes;
    while (!(list = trim_spaces(list)).empty()) {
        if (list.front() == ',') {
            list.remove_prefix(1);
            continue;
        }
        const auto equals = list.find_first_of("=,");
        if (equals == std::string_view::npos || list[equals] == ',') {  // a name without a value says nothing
            list.remove_prefix(std::min(equals, list.size()));
            continue;
        }
        const std::string_view name = trim_spaces(list.substr(0, equals));
        list = trim_spaces(list.substr(equals + 1));
        const bool quoted = list.starts_with('"');
        if (quoted) list.remove_prefix(1);
        const auto end = list.find(quoted ? '"' : ',');
        if (quoted && end == std::string_view::npos)
            return fail(ErrorKind::Corrupted,
                        "The value of " + std::string(name.substr(0, 100)) + " has no closing quote.");
        std::string_view value = list.substr(0, end);
        list.remove_prefix(std::min(value.size() + (quoted ? 1 : 0), list.size()));
        if (!quoted) value = trim_spaces(value);
        auto text = scope.substitute(value);
        if (!text) return tl::unexpected(text.error());
        attributes.attributes_.push_back({name, std::move(*text), quoted});
    }
    return attributes;
}

const HlsAttributes::Attribute* HlsAttributes::attribute(std::string_view name) const {
    const auto found = std::find_if(attributes_.begin(), attributes_.end(),
                                    [&](const Attribute& attribute) { return attribute.name == name; });
    return found == attributes_.end() ? nullptr : &*found;
}

std::optional<std::string_view> HlsAttributes::find(std::string_view name) const {
    const Attribute* found = attribute(name);
    return found ? std::optional<std::string_view>(found->value) : std::nullopt;
}

std::string HlsAttributes::text(std::string_view name) const { return std::string(find(name).value_or("")); }

std::int64_t HlsAttributes::integer(std::string_view name) const {
    return parse_hls_integer(find(name).value_or("")).value_or(0);
}

bool HlsAttributes::is_yes(std::string_view name) const { return find(name) == "YES"; }

bool HlsAttributes::is_quoted(std::string_view name) const {
    const Attribute* found = attribute(name);
    return found && found->quoted;
}

}  // namespace cliffhanger
