#include "player/subtitles/subtitle_loader.h"

#include <string>

#include "net/catalog/media_extension.h"
#include "net/url.h"
#include "player/background_cache.h"
#include "player/fetch_bytes.h"
#include "player/subtitles/hls_subtitles.h"

namespace cliffhanger {
namespace {

/// The last few episodes' worth, in several languages.
constexpr std::size_t kMaxDocuments = 16;

struct Wanted {
    MediaAddress address;
    MediaTime stamp_at_zero{0};
};

}  // namespace

Result<SubtitleDocument> load_subtitles(const MediaAddress& address, HttpClient& http, const Clock& clock,
                                        std::stop_token stop, MediaTime stamp_at_zero) {
    const std::string path = scheme(address.url).empty() ? address.url : url_path(address.url);
    if (file_kind(path) == FileKind::Playlist) {
        return load_hls_subtitles(address, stamp_at_zero, http, clock, std::move(stop));
    }
    auto bytes = fetch_bytes(address, http, clock, kMaxSubtitleBytes, std::move(stop));
    if (!bytes) return tl::unexpected(std::move(bytes.error()));
    return parse_subtitles(*bytes, path);
}

struct SubtitleLoader::State {
    BackgroundCache<Wanted, SubtitleDocument> cache;
};

SubtitleLoader::SubtitleLoader(HttpClient& http, const Clock& clock, std::function<void()> wake) {
    auto fetch = [&http, &clock](const Wanted& wanted, std::stop_token stop) {
        return load_subtitles(wanted.address, http, clock, std::move(stop), wanted.stamp_at_zero);
    };
    auto cost = [](const SubtitleDocument&) { return std::size_t{1}; };
    state_.reset(new State{{std::move(fetch), std::move(cost), kMaxDocuments, std::move(wake)}});
}

SubtitleLoader::~SubtitleLoader() = default;

std::shared_ptr<const SubtitleDocument> SubtitleLoader::get(const MediaAddress& address, MediaTime stamp_at_zero) {
    return state_->cache.get(address.url, {address, stamp_at_zero});
}

bool SubtitleLoader::busy() const { return state_->cache.busy(); }

std::optional<Error> SubtitleLoader::error(const MediaAddress& address) const {
    return state_->cache.error(address.url);
}

}  // namespace cliffhanger
