#include "player/source/hls/hls_renewal.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "player/source/hls/hls_ladder.h"
#include "player/source/hls/hls_outage.h"

namespace cliffhanger {
namespace {

std::string_view without_query(std::string_view url) { return url.substr(0, url.find('?')); }

/// The variant that takes the place of `old[index]`: the same path, else the same rung, counted where several are
/// equal.
const HlsVariant* successor(const std::vector<HlsVariant>& old, std::size_t index,
                            const std::vector<HlsVariant>& fresh) {
    const HlsVariant& wanted = old[index];
    const auto beside = std::find_if(fresh.begin(), fresh.end(), [&](const HlsVariant& variant) {
        return without_query(variant.url) == without_query(wanted.url);
    });
    if (beside != fresh.end()) return &*beside;
    const auto same = [&](const HlsVariant& variant) { return is_same_rung(variant, wanted); };
    auto equals = std::count_if(old.begin(), old.begin() + static_cast<std::ptrdiff_t>(index), same);
    const HlsVariant* found = nullptr;
    for (const HlsVariant& variant : fresh) {
        if (!same(variant)) continue;
        found = &variant;
        if (equals-- == 0) break;
    }
    return found;
}

bool is_same_rendition(const HlsRendition& a, const HlsRendition& b) {
    return a.type == b.type && a.group == b.group && a.name == b.name && a.language == b.language &&
           a.forced == b.forced;
}

Result<HlsText> first_playlist_again(HlsIo& io) {
    auto text = io.fetch_first_anew();
    // Where the address itself does not expire, what it names may be signed whenever it is read.
    if (!text && text.error().kind == ErrorKind::Forbidden) return io.fetch_text(playlist_address(io.address().url));
    return text;
}

}  // namespace

void HlsRenewal::known(const HlsPlaylist& first, const HlsPlaylistPlace& place) {
    place_ = place;
    if (const auto* master = std::get_if<HlsMultivariantPlaylist>(&first)) master_ = *master;
}

bool HlsRenewal::renew(unsigned generation) {
    if (generation != generation_) return true;
    if (std::exchange(asked_, true)) return false;
    auto read = read_again();
    failure_ = read ? std::nullopt : std::optional(read.error());
    if (read) return true;
    spdlog::info("hls: no newer addresses: {}", failure_->message);
    if (is_passing(*failure_) || failure_->kind == ErrorKind::Aborted) asked_ = false;
    return false;
}

Result<void> HlsRenewal::read_again() {
    auto text = first_playlist_again(io_);
    if (!text) return tl::unexpected(text.error());
    HlsPlaylistPlace place = place_;
    place.url = text->url;
    const auto fresh = parse_hls_playlist(text->text, place);
    if (!fresh) return tl::unexpected(fresh.error());
    const auto* master = std::get_if<HlsMultivariantPlaylist>(&*fresh);
    if ((master != nullptr) != master_.has_value())
        return fail(ErrorKind::Corrupted, "The playlist at the new address is of another kind.", text->url);
    if (master != nullptr) {
        imports_ = master->variables;
        find_variants(*master);
        find_renditions(*master);
    } else {
        moved_[place_.url] = text->url;
        fresh_ = *std::move(text);
    }
    ++generation_;
    spdlog::info("hls: refused addresses are replaced by those of {}", place.url);
    return {};
}

void HlsRenewal::find_variants(const HlsMultivariantPlaylist& fresh) {
    const auto find = [this](const std::vector<HlsVariant>& old, const std::vector<HlsVariant>& variants) {
        for (std::size_t i = 0; i < old.size(); ++i) {
            if (const HlsVariant* found = successor(old, i, variants)) moved_[old[i].url] = found->url;
        }
    };
    find(master_->variants, fresh.variants);
    find(master_->iframe_variants, fresh.iframe_variants);
}

void HlsRenewal::find_renditions(const HlsMultivariantPlaylist& fresh) {
    for (const HlsRendition& old : master_->renditions) {
        const auto found = std::find_if(fresh.renditions.begin(), fresh.renditions.end(),
                                        [&](const HlsRendition& other) { return is_same_rendition(old, other); });
        if (found != fresh.renditions.end() && !old.url.empty()) moved_[old.url] = found->url;
    }
}

HlsPlaylistPlace HlsRenewal::current(const HlsPlaylistPlace& named) const {
    const auto moved = moved_.find(named.url);
    if (moved == moved_.end()) return named;
    HlsPlaylistPlace place = named;
    place.url = moved->second;
    place.imports = imports_;
    return place;
}

RefreshAddress rendition_renewal(const HlsIo& io, const HlsRendition& rendition) {
    return [stream = io.address(), rendition, &http = io.http(), &clock = io.clock()](
               const std::string& refused, const std::stop_token& stop) -> Result<FreshAddress> {
        HlsIo again(stream, http, clock);
        const std::stop_callback abort_on_stop(stop, [&again] { again.abort(); });
        const auto text = first_playlist_again(again);
        if (!text) return tl::unexpected(text.error());
        const auto fresh = parse_hls_playlist(text->text, {text->url});
        if (!fresh) return tl::unexpected(fresh.error());
        const auto* master = std::get_if<HlsMultivariantPlaylist>(&*fresh);
        const auto found = [&]() -> const HlsRendition* {
            if (master == nullptr) return nullptr;
            const auto same =
                std::find_if(master->renditions.begin(), master->renditions.end(),
                             [&](const HlsRendition& other) { return is_same_rendition(rendition, other); });
            return same != master->renditions.end() ? &*same : nullptr;
        }();
        if (found == nullptr || found->url.empty() || found->url == refused)
            return fail(ErrorKind::Forbidden, "The stream names no other address.", refused);
        return FreshAddress{found->url, again.address().headers};
    };
}

std::optional<HlsText> HlsRenewal::take(const std::string& url) {
    if (!fresh_ || fresh_->url != url) return std::nullopt;
    return std::exchange(fresh_, std::nullopt);
}

}  // namespace cliffhanger
