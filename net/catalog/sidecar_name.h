// "<video>.<title>.<language>.<flag>": what the name of a subtitle or dub beside a video says. Pure, thread-safe.
#pragma once

#include <string>
#include <string_view>

namespace cliffhanger {

struct SidecarName {
    std::string language;  ///< BCP 47 or empty
    std::string label;     ///< the title part, and "forced" where that is said
    bool closed_caption = false;
    bool is_default = false;
};

/// `suffix` is what stands between the video's stem and the extension: ".zh.default", ".Director's words.en.sdh", "".
SidecarName parse_sidecar_suffix(std::string_view suffix);

/// Where the last ".token" (or "_en", "-en": a language behind another separator) of a stem begins; npos when the stem
/// has none. Cutting there again and again gives every stem that the file may belong to, the longest first.
std::size_t sidecar_cut(std::string_view stem);

}  // namespace cliffhanger
