// HLS streams on the test server, made of the segments in fixtures/hls: six seconds, two a segment, thirty numbered
// pictures a second, on a clock that begins at ten seconds.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "net/curl_http_client.h"
#include "player/source/hls/hls_source.h"
#include "tests/support/http_test_server.h"

namespace cliffhanger::test {

std::string hls_fixture(const std::string& name);

/// "#EXTM3U", a version and a target duration of 2 s; then the lines; then the end, unless it is left open.
std::string media_playlist(const std::vector<std::string>& lines, bool ended = true, int sequence = 0);

/// What was read of a source, decoded.
struct Seen {
    struct Picture {
        int number = 0;
        MediaTime time{0};
        int width = 0;
    };
    std::vector<Picture> pictures;
    MediaTime sound_from{0}, sound_until{0}, sound{0};
    double pitch = 0;      ///< of the sound, in Hz
    MediaTime silence{0};  ///< that was told instead of sound
    int announced = 0;     ///< streams that appeared on the way
    int refused = 0;       ///< packets and streams that a decoder would not take
    Error end;             ///< what ended the reading
};

class HlsServer {
 public:
    HlsServer();

    /// A file of the fixtures under its name.
    void add_file(const std::string& name);
    void add_text(const std::string& path, const std::string& text);
    /// Three segments and their playlist: "high" gives high0.ts ... and /high.m3u8.
    void add_rung(const std::string& name);
    std::unique_ptr<HlsSource> source(const std::string& path, HlsOptions options = {});
    std::size_t requests() const { return server.requests().size(); }

    HttpTestServer server;
    std::unique_ptr<HttpClient> http;
    SystemClock clock;
};

/// Reads and decodes until something ends it, or so many pictures are there. `info` is what open() said.
Seen watch(MediaSource& source, const MediaInfo& info, std::size_t most_pictures = 100000);

}  // namespace cliffhanger::test
