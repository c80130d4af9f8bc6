#include "player/previews/bif_previews.h"

#include "player/fetch_bytes.h"

namespace cliffhanger {

Result<void> BifPreviews::open(std::stop_token stop) {
    auto bytes = fetch_bytes(address_, http_, clock_, kMaxBifBytes, std::move(stop));
    if (!bytes) return tl::unexpected(bytes.error());
    bytes_ = *std::move(bytes);
    auto entries = parse_bif(bytes_);
    if (!entries) return tl::unexpected(entries.error());
    entries_ = *std::move(entries);
    return {};
}

std::size_t BifPreviews::nearest(MediaTime time) const { return nearest_by_time(entries_, time); }

Result<PreviewPicture> BifPreviews::picture(std::size_t index, std::stop_token) {
    auto image = decode_image(entries_[index].jpeg, kPreviewSide);
    if (!image) return tl::unexpected(image.error());
    return PreviewPicture{entries_[index].time, std::make_shared<const Image>(*std::move(image))};
}

}  // namespace cliffhanger
