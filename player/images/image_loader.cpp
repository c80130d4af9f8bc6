#include "player/images/image_loader.h"

#include <string>

#include "player/background_cache.h"
#include "player/fetch_bytes.h"

namespace cliffhanger {
namespace {

struct ImageRequest {
    MediaAddress address;
    int max_side;
};

}  // namespace

struct ImageLoader::State {
    BackgroundCache<ImageRequest, Image> cache;
};

ImageLoader::ImageLoader(HttpClient& http, const Clock& clock, std::function<void()> wake, std::size_t budget_bytes) {
    auto load = [&http, &clock](const ImageRequest& request, std::stop_token stop) -> Result<Image> {
        MediaAddress address = request.address;
        address.priority = Priority::Artwork;
        auto bytes = fetch_bytes(address, http, clock, kMaxImageBytes, std::move(stop));
        if (!bytes) return tl::unexpected(std::move(bytes.error()));
        Result<Image> image = decode_image(*bytes, request.max_side);
        if (image) image->ready_at = clock.now();
        return image;
    };
    auto cost = [](const Image& image) { return image.argb.size() * sizeof(std::uint32_t); };
    state_.reset(new State{{std::move(load), std::move(cost), budget_bytes, std::move(wake)}});
}

ImageLoader::~ImageLoader() = default;

bool ImageLoader::busy() const { return state_->cache.busy(); }

ImageFigures ImageLoader::figures() const {
    const auto use = state_->cache.use();
    return {use.made, use.peak};
}

ImagePtr ImageLoader::get(const MediaAddress& address, int max_side) {
    return state_->cache.get(std::to_string(max_side) + " " + address.url, {address, max_side});
}

}  // namespace cliffhanger
