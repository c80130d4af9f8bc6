#include "app/render/hdr_notice.h"

#include <spdlog/spdlog.h>

namespace cliffhanger {

void HdrNotice::check(const Scene& scene) {
    for (const StagePicture& picture : scene.pictures) {
        const auto* frame = std::get_if<VideoFramePtr>(&picture.picture);
        if (said_ || frame == nullptr || !*frame || (*frame)->transfer == ColorTransfer::Sdr) continue;
        said_ = true;
        spdlog::warn("{} video is shown without tone mapping: its colours are not what was graded",
                     (*frame)->transfer == ColorTransfer::Pq ? "HDR10 (PQ)" : "HLG");
    }
}

}  // namespace cliffhanger
