// What both kinds of playlist share while they are parsed: lines, tags, variables, addresses, errors with a line.
// Used by one parse at a time, on one thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "player/source/hls/hls_attributes.h"
#include "player/source/hls/hls_playlist.h"
#include "player/source/hls/hls_uri_resolver.h"

namespace cliffhanger {

/// "#EXTINF:4,title" is {name "EXTINF", value "4,title"}; any other line that is not a comment is an address.
struct HlsLine {
    int number = 0;
    std::string_view tag;    ///< without '#'; empty for an address
    std::string_view value;  ///< what follows the tag's colon, or the address
};

/// Walks over tags and addresses; comments and empty lines are passed over, '\r' ends a line as '\n' does.
class HlsLines {
 public:
    explicit HlsLines(std::string_view text) : rest_(text) {}
    std::optional<HlsLine> next();

 private:
    std::string_view rest_;
    int number_ = 0;
};

class HlsParseContext {
 public:
    enum class Imports { Allowed, Refused };

    explicit HlsParseContext(const HlsPlaylistPlace& place) : place_(place), resolver_(place.url, place.folder) {}

    [[nodiscard]] Result<HlsAttributes> attributes(const HlsLine& line) {
        return HlsAttributes::parse(line.value, scope_);
    }
    /// A reference in which variables are replaced already (from an attribute).
    [[nodiscard]] Result<std::string> resolve(std::string_view reference) { return resolver_.resolve(reference); }
    /// A line that is an address.
    [[nodiscard]] Result<std::string> resolve_line(const HlsLine& line);
    /// EXT-X-DEFINE.
    [[nodiscard]] Result<void> define(const HlsLine& line, Imports imports);
    const HlsVariables& variables() const { return scope_.variables; }

    /// The error with the line in its sentence and the playlist as its context.
    tl::unexpected<Error> at(const HlsLine& line, Error error) const;
    tl::unexpected<Error> corrupted(const HlsLine& line, std::string sentence) const;

 private:
    const HlsPlaylistPlace& place_;
    HlsUriResolver resolver_;
    HlsVariableScope scope_;
};

/// EXT-X-START, or nothing when it says nothing that can be read.
[[nodiscard]] Result<std::optional<HlsStart>> parse_hls_start(const HlsLine& line, HlsParseContext& context);

[[nodiscard]] Result<HlsMediaPlaylist> parse_hls_media(std::string_view text, HlsParseContext& context);
[[nodiscard]] Result<HlsMultivariantPlaylist> parse_hls_multivariant(std::string_view text, HlsParseContext& context);

}  // namespace cliffhanger
