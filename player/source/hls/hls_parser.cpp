#include "player/source/hls/hls_parser.h"

#include <algorithm>
#include <cmath>

#include "net/url.h"
#include "player/source/hls/hls_values.h"

namespace cliffhanger {
namespace {

/// A query parameter's value as it stands in the address, percent-decoded.
std::optional<std::string> query_parameter(std::string_view url, std::string_view name) {
    url = url.substr(0, url.find('#'));
    const auto question = url.find('?');
    if (question == std::string_view::npos) return std::nullopt;
    std::string_view query = url.substr(question + 1);
    while (!query.empty()) {
        const std::string_view pair = query.substr(0, query.find('&'));
        query.remove_prefix(std::min(pair.size() + 1, query.size()));
        const auto equals = pair.find('=');
        if (percent_decode(pair.substr(0, equals)) != name) continue;
        return equals == std::string_view::npos ? std::string() : percent_decode(pair.substr(equals + 1));
    }
    return std::nullopt;
}

}  // namespace

std::optional<HlsLine> HlsLines::next() {
    while (!rest_.empty()) {
        const auto end = std::min(rest_.find_first_of("\r\n"), rest_.size());
        std::string_view text = trim_spaces(rest_.substr(0, end));
        rest_.remove_prefix(end);
        if (!rest_.empty()) rest_.remove_prefix(rest_.starts_with("\r\n") ? 2 : 1);
        ++number_;
        if (text.empty()) continue;
        if (text.front() != '#') return HlsLine{number_, {}, text};
        if (!text.starts_with("#EXT")) continue;
        text.remove_prefix(1);
        const auto colon = text.find(':');
        const std::string_view value = colon == std::string_view::npos ? std::string_view() : text.substr(colon + 1);
        return HlsLine{number_, trim_spaces(text.substr(0, colon)), trim_spaces(value)};
    }
    return std::nullopt;
}

Result<std::string> HlsParseContext::resolve_line(const HlsLine& line) {
    if (line.value.find("{$") == std::string_view::npos) return resolver_.resolve(line.value);
    const auto reference = scope_.substitute(line.value);
    return reference ? resolver_.resolve(*reference) : reference;
}

Result<void> HlsParseContext::define(const HlsLine& line, Imports imports) {
    const auto list = attributes(line);
    if (!list) return at(line, list.error());
    std::string name;
    std::optional<std::string> value;
    if (const auto defined = list->find("NAME")) {
        name = *defined;
        value = list->text("VALUE");
    } else if (const auto imported = list->find("IMPORT")) {
        name = *imported;
        const auto found = place_.imports.find(name);
        if (imports == Imports::Allowed && found != place_.imports.end()) value = found->second;
    } else if (const auto parameter = list->find("QUERYPARAM")) {
        name = *parameter;
        value = query_parameter(place_.url, name);
    }
    const std::string shown = name.substr(0, 100);
    if (name.empty()) return corrupted(line, "the definition has no name");
    if (!value) return corrupted(line, "there is no value for the variable \"" + shown + "\"");
    if (!scope_.variables.emplace(std::move(name), std::move(*value)).second)
        return corrupted(line, "the variable \"" + shown + "\" is defined twice");
    return {};
}

tl::unexpected<Error> HlsParseContext::at(const HlsLine& line, Error error) const {
    error.message = "Line " + std::to_string(line.number) + ": " + error.message;
    error.context = place_.url;
    return tl::unexpected(std::move(error));
}

tl::unexpected<Error> HlsParseContext::corrupted(const HlsLine& line, std::string sentence) const {
    return fail(ErrorKind::Corrupted, "Line " + std::to_string(line.number) + ": " + std::move(sentence) + ".",
                place_.url);
}

Result<std::optional<HlsStart>> parse_hls_start(const HlsLine& line, HlsParseContext& context) {
    const auto list = context.attributes(line);
    if (!list) return context.at(line, list.error());
    const auto seconds = parse_hls_decimal(list->find("TIME-OFFSET").value_or(""));
    const auto size = seconds ? parse_hls_duration(std::to_string(std::abs(*seconds))) : std::nullopt;
    if (!size) return std::nullopt;
    return HlsStart{*seconds < 0 ? -*size : *size, list->is_yes("PRECISE")};
}

}  // namespace cliffhanger
