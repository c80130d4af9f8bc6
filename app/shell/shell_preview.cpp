// The part of Shell that plays the poster under the pointer.
#include <algorithm>
#include <cmath>

#include "app/shell/shell.h"

namespace cliffhanger {
namespace {

Rect overlap(const Rect& a, const Rect& b) {
    const float x = std::max(a.x, b.x), y = std::max(a.y, b.y);
    return {x, y, std::max(0.0f, std::min(a.right(), b.right()) - x),
            std::max(0.0f, std::min(a.bottom(), b.bottom()) - y)};
}

}  // namespace

/// Where there is a pointer, and nobody wants calm or to save data.
bool Shell::previews_wanted() const {
    const SettingValues& values = host_.settings().values();
    return !in_player() && state_.metrics.window_class == WindowClass::Desktop && !state_.modal &&
           values.poster_previews && !values.data_saver && !host_.quality().data_saver && !host_.reduced_motion() &&
           !kiosk_;
}

void Shell::follow_preview(Microseconds now) {
    const Target* under = previews_wanted() ? state_.record.find(state_.interaction.hovered) : nullptr;
    preview_.follow(now, under);
    browse_.play_preview(preview_.series());
}

/// Below the interface, where the poster was.
void Shell::show_preview(Scene& scene, Microseconds now) {
    const VideoFramePtr picture = preview_.series() ? browse_.preview_picture(now) : nullptr;
    preview_.note_picture(now, picture != nullptr);
    const Target* poster = state_.record.find(preview_.id());
    if (!picture || poster == nullptr) return;
    const Rect flat = poster->focus_rect;
    const float w = flat.w * poster->grown, h = flat.h * poster->grown;
    const Rect place = rounded({flat.center().x - w / 2, flat.center().y - h / 2, w, h});
    Rect clip = place;
    for (int i = poster->scroll_area; i >= 0; i = state_.record.scroll_areas[static_cast<std::size_t>(i)].parent)
        clip = overlap(clip, state_.record.scroll_areas[static_cast<std::size_t>(i)].rect);
    if (clip.empty()) return;
    scene.pictures.push_back(
        {picture, place_picture(picture->display_width(), picture->display_height(), place, PictureFit::Fill), clip,
         state_.metrics.dp(theme_.radius_s)});
}

}  // namespace cliffhanger
