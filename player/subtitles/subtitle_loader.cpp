#include "player/subtitles/subtitle_loader.h"

#include <string>
#include <unordered_map>
#include <utility>

#include "net/catalog/media_extension.h"
#include "net/retry_policy.h"
#include "net/url.h"
#include "player/background_cache.h"
#include "player/fetch_bytes.h"
#include "player/subtitles/hls_subtitles.h"

namespace cliffhanger {
namespace {

/// The last few episodes' worth, in several languages.
constexpr std::size_t kMaxDocuments = 16;
/// A live playlist that fails is asked for this often.
constexpr Microseconds kBetweenTries = std::chrono::seconds(1);

struct Wanted {
    MediaAddress address;
    MediaTime stamp_at_zero{0};
    std::shared_ptr<const SubtitleOrigin> origin;
    std::shared_ptr<const SubtitleDocument> before;
};

}  // namespace

Result<SubtitleDocument> load_subtitles(const MediaAddress& address, HttpClient& http, const Clock& clock,
                                        std::stop_token stop, MediaTime stamp_at_zero, const SubtitleOrigin* origin,
                                        const SubtitleDocument* before) {
    const std::string path = scheme(address.url).empty() ? address.url : url_path(address.url);
    if (file_kind(path) == FileKind::Playlist) {
        const SubtitleOrigin nothing{};
        return load_hls_subtitles(address, stamp_at_zero, origin != nullptr ? *origin : nothing, before, http, clock,
                                  std::move(stop));
    }
    auto bytes = fetch_bytes(address, http, clock, kMaxSubtitleBytes, std::move(stop));
    if (!bytes) return tl::unexpected(std::move(bytes.error()));
    return parse_subtitles(*bytes, path);
}

struct SubtitleLoader::State {
    BackgroundCache<Wanted, SubtitleDocument> cache;
    const Clock& clock;
    std::unordered_map<std::string, Microseconds> asked_again;  // main thread
};

SubtitleLoader::SubtitleLoader(HttpClient& http, const Clock& clock, std::function<void()> wake) {
    auto fetch = [&http, &clock](const Wanted& wanted, std::stop_token stop) {
        return load_subtitles(wanted.address, http, clock, std::move(stop), wanted.stamp_at_zero, wanted.origin.get(),
                              wanted.before.get());
    };
    auto cost = [](const SubtitleDocument&) { return std::size_t{1}; };
    state_.reset(new State{{std::move(fetch), std::move(cost), kMaxDocuments, std::move(wake)}, clock, {}});
}

SubtitleLoader::~SubtitleLoader() = default;

std::shared_ptr<const SubtitleDocument> SubtitleLoader::get(const MediaAddress& address, MediaTime stamp_at_zero,
                                                            std::shared_ptr<const SubtitleOrigin> origin) {
    auto document = state_->cache.get(address.url, {address, stamp_at_zero, origin, nullptr});
    if (!document || !document->live) return document;
    const Microseconds now = state_->clock.now();
    const auto [asked, first] = state_->asked_again.try_emplace(address.url, now);
    if (now < document->live->more_at || (!first && now - asked->second < kBetweenTries)) return document;
    asked->second = now;
    state_->cache.renew(address.url, {address, stamp_at_zero, std::move(origin), document});
    return document;
}

void SubtitleLoader::try_again() {
    state_->cache.forget_failures([](const Error& error) { return may_pass(error.kind); });
}

bool SubtitleLoader::busy() const { return state_->cache.busy(); }

std::optional<Error> SubtitleLoader::error(const MediaAddress& address) const {
    return state_->cache.error(address.url);
}

}  // namespace cliffhanger
