// The pictures that PlaybackHost shows while somebody scrubs.
#include "app/feed/feed.h"
#include "app/playback/playback_host.h"

namespace cliffhanger {

std::optional<PreviewPicture> PlaybackHost::preview(MediaTime time) {
    if (page_count() == 0 || !unlocked(current_)) return std::nullopt;
    if (!previews_) {
        previews_ = std::make_unique<ScrubPreviews>(
            ScrubPreviewsSetup{surroundings_.http, surroundings_.cached_only, surroundings_.clock, surroundings_.wake});
    }
    if (std::string id = media_id(current_); id != previewed_) {
        const Episode& episode = *page(current_).episode;
        const VideoAddress* video = choose_video(episode);
        previews_->set_episode({id, episode.trick_play, {video != nullptr ? video->url : "", episode.headers}});
        previewed_ = std::move(id);
    }
    return previews_->at(time);
}

}  // namespace cliffhanger
