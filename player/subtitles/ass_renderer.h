// Styled subtitles drawn by libass: fonts of the script and of the medium, positions, movements, karaoke.
// Threads: one at a time. Blocks for as long as drawing takes; the first time opens fonts, some tens of milliseconds.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "player/images/image.h"
#include "player/subtitles/subtitle_document.h"

namespace cliffhanger {

/// Where a script is drawn.
struct AssGeometry {
    int width = 0, height = 0;                     ///< of what can be seen, px
    int left = 0, top = 0, right = 0, bottom = 0;  ///< from there to the video's edges; negative where it is cropped
    int video_width = 0, video_height = 0;         ///< of the video itself
    float scale = 1;                               ///< of the letters
    float raised = 0;                              ///< share of the height that what stands low keeps free
    bool operator==(const AssGeometry&) const = default;
};

struct OverlayImage {
    int x = 0, y = 0;
    ImagePtr image;  ///< straight alpha
};

class AssRenderer {
 public:
    AssRenderer();
    ~AssRenderer();
    AssRenderer(const AssRenderer&) = delete;
    AssRenderer& operator=(const AssRenderer&) = delete;

    /// What `document` shows at a time; nullopt when that is what the last call gave.
    std::optional<std::vector<OverlayImage>> render(const SubtitleDocument& document, MediaTime time,
                                                    const AssGeometry& geometry);

 private:
    class Library;
    std::unique_ptr<Library> library_;
};

}  // namespace cliffhanger
