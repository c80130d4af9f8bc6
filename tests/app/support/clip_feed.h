// A feed of the small clips in tests/fixtures, in a folder of its own that goes with it.
#pragma once

#include <string>
#include <vector>

#include "tests/net/catalog/temporary_folder.h"

namespace cliffhanger::test {

struct ClipCaption {
    std::string language, text;
    bool closed = false;
};

struct ClipEpisode {
    std::string id;
    std::string clip = "numbered.mp4";  ///< a fixture's name or an address; empty = nothing to play
    std::vector<ClipCaption> captions = {};
    bool locked = false;
    std::string rating = {};  ///< by the FSK
};

struct ClipSeries {
    std::string id;
    std::vector<ClipEpisode> episodes;
};

std::string fixture_path(const std::string& name);

class ClipFeed {
 public:
    explicit ClipFeed(const std::vector<ClipSeries>& series) { replace(series); }

    /// Writes the feed anew.
    void replace(const std::vector<ClipSeries>& series);
    /// Puts anything into the feed's place.
    void overwrite(const std::string& text) { folder_.write("feed.json", text); }
    std::string path() const { return file("feed.json"); }
    /// The path of another file beside the feed.
    std::string file(const std::string& name) const { return (folder_.path() / name).string(); }

 private:
    TemporaryFolder folder_;
};

/// One series of so many episodes "e1", "e2", ... of the numbered clip.
std::vector<ClipSeries> numbered_episodes(int count);

}  // namespace cliffhanger::test
