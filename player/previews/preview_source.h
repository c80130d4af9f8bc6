// Where small pictures of an episode come from, one by one: a BIF file, sprites, I-frames, or the episode itself.
// Used by one thread, the previews' worker. Blocking: open() and picture() on the disk, the network and decoding; a
// stop request ends both at once with Aborted, and the source is used no more after it.
#pragma once

#include <cstddef>
#include <memory>
#include <stop_token>

#include "net/result.h"
#include "player/images/image.h"
#include "player/media_time.h"

namespace cliffhanger {

/// What a preview is kept at: twice the 160 dp that it is shown at.
inline constexpr int kPreviewSide = 320;

struct PreviewPicture {
    MediaTime time{0};  ///< the moment that it shows
    ImagePtr image;
};

class PreviewSource {
 public:
    virtual ~PreviewSource() = default;
    /// Once, before anything else. Any error: there are no previews from here.
    [[nodiscard]] virtual Result<void> open(std::stop_token stop) = 0;
    /// At least one after open().
    virtual std::size_t count() const = 0;
    /// Which picture is the one for a time; held inside what there is.
    virtual std::size_t nearest(MediaTime time) const = 0;
    [[nodiscard]] virtual Result<PreviewPicture> picture(std::size_t index, std::stop_token stop) = 0;
    /// Making all of them costs nobody anything but idle time.
    virtual bool may_run_ahead() const { return false; }
};

}  // namespace cliffhanger
