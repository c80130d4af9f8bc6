// `cliffhanger probe MEDIA`: what playing a medium, or reading a subtitle file, would give.
#pragma once

#include <iosfwd>
#include <string>

#include "net/http_client.h"

namespace cliffhanger {

struct ProbeOptions {
    std::string media;  ///< a URL, or the path of a file
    bool json = false;
    bool subtitles = false;  ///< `media` is a subtitle file
};

/// Blocks until the medium is decoded or probing's time is over. Returns the exit code: 0 played, 3 refused with a
/// reason, which goes to `err`, or into the JSON.
int run_probe(const ProbeOptions& options, HttpClient& http, const Clock& clock, std::ostream& out, std::ostream& err);

}  // namespace cliffhanger
