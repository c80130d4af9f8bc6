#include "player/previews/sprite_previews.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "net/url.h"
#include "player/fetch_bytes.h"
#include "player/previews/bif_previews.h"
#include "player/previews/thumbnail.h"

namespace cliffhanger {
namespace {

constexpr std::int64_t kMaxSheetPixels = 16'000'000;

SourceOrigin origin_of(const std::string& url) {
    if (is_http_url(url)) return SourceOrigin::network(url);
    const auto path = scheme(url).empty() ? Result<std::string>(url) : file_url_to_path(url);
    return SourceOrigin::folder(std::filesystem::path(path.value_or(std::string())).parent_path().string());
}

}  // namespace

Result<std::string> SpritePreviews::fetch(const std::string& url, std::size_t limit, std::stop_token stop) const {
    MediaAddress address{url, address_.headers, Priority::Artwork};
    return fetch_bytes(address, http_, clock_, limit, std::move(stop));
}

Result<void> SpritePreviews::open(std::stop_token stop) {
    auto text = fetch(address_.url, kMaxSpriteTrackBytes, std::move(stop));
    if (!text) return tl::unexpected(text.error());
    auto cues = parse_sprite_track(*text, origin_of(address_.url));
    if (!cues) return tl::unexpected(cues.error());
    cues_ = *std::move(cues);
    return {};
}

std::size_t SpritePreviews::nearest(MediaTime time) const {
    // A cue stands for all of its time, and not for its beginning alone.
    const auto after = std::upper_bound(cues_.begin(), cues_.end(), time,
                                        [](MediaTime at, const SpriteCue& cue) { return at < cue.time; });
    const auto before = after == cues_.begin() ? after : after - 1;
    if (time < before->end) return static_cast<std::size_t>(before - cues_.begin());
    return nearest_by_time(cues_, time);
}

Result<void> SpritePreviews::load_sheet(const std::string& url, std::stop_token stop) {
    if (url == sheet_url_) return {};
    auto bytes = fetch(url, kMaxImageBytes, std::move(stop));
    if (!bytes) return tl::unexpected(bytes.error());
    sheet_url_.clear();
    sheet_ = {};
    auto image = decode_image_unscaled(*bytes, kMaxSheetPixels);
    if (!image) return tl::unexpected(image.error());
    sheet_ = *std::move(image);
    sheet_url_ = url;
    return {};
}

Result<PreviewPicture> SpritePreviews::picture(std::size_t index, std::stop_token stop) {
    const SpriteCue& cue = cues_[index];
    if (auto loaded = load_sheet(cue.url, std::move(stop)); !loaded) return tl::unexpected(loaded.error());
    const SpriteRect part = cue.part.value_or(SpriteRect{0, 0, sheet_.width, sheet_.height});
    const int width = std::min(part.width, sheet_.width - std::min(part.x, sheet_.width));
    const int height = std::min(part.height, sheet_.height - std::min(part.y, sheet_.height));
    if (width <= 0 || height <= 0) return fail(ErrorKind::Corrupted, "The thumbnail lies outside of its picture");
    VideoFrame frame;
    frame.layout = PixelLayout::Argb;
    frame.width = width;
    frame.height = height;
    const std::size_t first =
        static_cast<std::size_t>(part.y) * static_cast<std::size_t>(sheet_.width) + static_cast<std::size_t>(part.x);
    frame.planes[0] = reinterpret_cast<const std::uint8_t*>(sheet_.argb.data() + first);
    frame.strides[0] = sheet_.width * 4;
    auto image = make_thumbnail(frame, kPreviewSide);
    if (!image) return tl::unexpected(image.error());
    return PreviewPicture{cue.time, std::make_shared<const Image>(*std::move(image))};
}

}  // namespace cliffhanger
