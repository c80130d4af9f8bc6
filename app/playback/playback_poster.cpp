// The part of PlaybackHost that plays the beginning of a series on its poster.
#include <algorithm>

#include "app/playback/playback_host.h"

namespace cliffhanger {

/// The first episode that the viewer may watch.
std::optional<MediaItem> PlaybackHost::preview_item(std::size_t series) const {
    if (!feed_ || series >= catalog()->series.size()) return std::nullopt;
    const Series& shown = catalog()->series[series];
    if (age_gate_.locks(shown)) return std::nullopt;
    const auto plays = [this](const Episode& episode) {
        return !episode.lock && !age_gate_.locks(episode) && choose_video(episode) != nullptr;
    };
    const auto found = std::ranges::find_if(shown.episodes, plays);
    if (found == shown.episodes.end()) return std::nullopt;
    MediaItem item;
    item.id = "poster/" + shown.id + "/" + found->id;
    const std::string here = downloads_.local_address({feed_key_, shown.id, found->id});
    if (offline_.shown && here.empty()) return std::nullopt;
    item.address = here.empty() ? MediaAddress{choose_video(*found)->url, found->headers, Priority::Preload}
                                : MediaAddress{here, {}, Priority::Preload};
    return item;
}

void PlaybackHost::play_preview(std::optional<std::size_t> series) {
    std::optional<MediaItem> item = series ? preview_item(*series) : std::nullopt;
    if (!item && !poster_) return;
    if (!poster_) poster_ = std::make_unique<PosterPreview>(player_context_);
    poster_->play(std::move(item));
}

VideoFramePtr PlaybackHost::preview_picture(Microseconds now) { return poster_ ? poster_->picture(now) : nullptr; }

std::optional<Microseconds> PlaybackHost::preview_due(Microseconds now) const {
    return poster_ ? poster_->next_picture_due(now) : std::nullopt;
}

}  // namespace cliffhanger
