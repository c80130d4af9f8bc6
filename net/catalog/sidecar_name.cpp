#include "net/catalog/sidecar_name.h"

#include <vector>

#include "net/catalog/feed_values.h"
#include "net/catalog/language_tag.h"
#include "net/catalog/text_encoding.h"

namespace cliffhanger {

namespace {

enum class Flag { None, Default, Forced, ClosedCaption };

Flag flag_of(std::string_view lower) {
    if (lower == "default") return Flag::Default;
    if (lower == "forced" || lower == "foreign") return Flag::Forced;
    if (lower == "sdh" || lower == "cc") return Flag::ClosedCaption;
    return Flag::None;
}

std::string unbracketed(std::string token) {
    const std::string_view text = trimmed(token);
    const bool bracketed = text.size() > 2 && (text.front() == '[' || text.front() == '(');
    return std::string(bracketed ? text.substr(1, text.size() - 2) : text);
}

}  // namespace

SidecarName parse_sidecar_suffix(std::string_view suffix) {
    std::vector<std::string> tokens = split(suffix, '.');
    SidecarName name;
    bool forced = false, hi = false;
    while (!tokens.empty()) {
        const std::string token = unbracketed(tokens.back());
        const std::string_view bare =
            std::string_view(token).substr(std::min(token.find_first_not_of("_-"), token.size()));
        const std::string lower = ascii_lower(bare);
        const Flag flag = flag_of(lower);
        if (flag == Flag::Default) {
            name.is_default = true;
        } else if (flag == Flag::Forced) {
            forced = true;
        } else if (flag == Flag::ClosedCaption) {
            name.closed_caption = true;
        } else if (lower == "hi" && !hi) {
            hi = true;  // Hindi alone, "hearing impaired" beside another language
        } else if (const auto language = name.language.empty() ? language_from_file_name(bare) : std::nullopt) {
            name.language = *language;
        } else {
            break;
        }
        tokens.pop_back();
    }
    if (hi && name.language.empty()) {
        name.language = "hi";
    } else if (hi) {
        name.closed_caption = true;
    }
    for (const std::string& token : tokens) name.label += (name.label.empty() ? "" : ".") + valid_utf8(token);
    if (forced) name.label += name.label.empty() ? "forced" : " (forced)";
    return name;
}

std::size_t sidecar_cut(std::string_view stem) {
    const std::size_t at = stem.find_last_of("._- ");
    if (at == std::string_view::npos || at == 0) return std::string_view::npos;
    if (stem[at] != '.') {
        const std::string token = unbracketed(std::string(stem.substr(at + 1)));
        if (!language_from_file_name(token)) {
            const std::size_t dot = stem.find_last_of('.');
            return dot == std::string_view::npos || dot == 0 ? std::string_view::npos : dot;
        }
    }
    return at;
}

}  // namespace cliffhanger
