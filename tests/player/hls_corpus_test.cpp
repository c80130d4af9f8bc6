// The collected playlists of other projects, where the machine has them.
#include <filesystem>
#include <fstream>
#include <sstream>

#include "player/source/hls/hls_playlist.h"
#include "tests/support/catch.h"

namespace cliffhanger {
namespace {

namespace fs = std::filesystem;

fs::path corpus_folder() {
    const char* named = std::getenv("CLIFFHANGER_CORPUS");
    return named ? fs::path(named) : fs::path(CLIFFHANGER_TEST_SOURCE_DIR).parent_path() / "shared" / "corpus";
}

std::string content_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

TEST_CASE("hls: every collected playlist parses, but those without a header or content", "[hls][corpus]") {
    const fs::path media = corpus_folder() / "media";
    if (!fs::exists(media)) {
        WARN("No corpus in " << corpus_folder() << ": the collected playlists were not tried.");
        return;
    }
    int seen = 0;
    for (const auto& entry : fs::recursive_directory_iterator(media)) {
        if (entry.path().extension() != ".m3u8") continue;
        CAPTURE(entry.path());
        ++seen;
        const std::string name = entry.path().stem();
        const bool malformed = name == "headerOnly" || name == "manifestNoExtM3u";
        for (const std::string& place : {std::string("https://example.com/a/b.m3u8"), entry.path().string()}) {
            const auto playlist = parse_hls_playlist(content_of(entry.path()), {place});
            if (!playlist) UNSCOPED_INFO(playlist.error().message << " " << playlist.error().context);
            CHECK(playlist.has_value() == !malformed);
            if (malformed) CHECK(playlist.error().kind == ErrorKind::Corrupted);
        }
    }
    CHECK(seen > 0);
}

}  // namespace
}  // namespace cliffhanger
