#include "app/captions/caption_layout.h"

#include <algorithm>

#include "app/ui/metrics.h"

namespace cliffhanger {
namespace {

/// Where vertical dramas put their one line.
constexpr float kMiddle = 0.58f;

bool overlap(const Rect& a, const Rect& b) {
    return a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom();
}

}  // namespace

Rect place_caption(const CaptionRoom& room, const Rect& rail, const CuePlace& place, const Rect& video, Size plate,
                   const std::vector<Rect>& taken) {
    const auto w = static_cast<float>(plate.width), h = static_cast<float>(plate.height);
    const float left = std::max(video.x, room.stage.x), right = std::min(video.right(), room.stage.right());
    Rect rect{left + (right - left) * place.position - w * 0.5f * static_cast<float>(place.position_anchor), 0, w, h};
    rect.y = room.low - h;
    if (place.line) {
        const float top = std::max(video.y, room.stage.y), bottom = std::min(video.bottom(), room.stage.bottom());
        rect.y = top + (bottom - top) * *place.line - h * 0.5f * static_cast<float>(place.line_anchor);
    }
    rect.y = std::max(std::min(rect.y, room.bottom - h), room.top);
    float low = room.stage.x + room.side, high = room.stage.right() - room.side;
    if (!rail.empty() && rail.center().x > room.stage.center().x) high = std::min(high, rail.x - room.side);
    if (!rail.empty() && rail.center().x < room.stage.center().x) low = std::max(low, rail.right() + room.side);
    rect.x = std::max(std::min(rect.x, high - w), low);
    // What stands where another one is moves on: towards the middle, or, without room there, away from it.
    const bool downwards = rect.center().y < (room.top + room.bottom) / 2;
    for (const bool down : {downwards, !downwards}) {
        Rect moved = rect;
        auto other = taken.end();
        for (std::size_t tries = 0; tries <= taken.size(); ++tries) {
            other = std::ranges::find_if(taken, [&](const Rect& there) { return overlap(there, moved); });
            if (other == taken.end()) return rounded(moved);
            const float y = down ? other->bottom() + room.gap : other->y - room.gap - h;
            moved.y = std::max(std::min(y, room.bottom - h), room.top);
        }
    }
    return rounded(rect);
}

std::vector<Rect> clear_of_bars(std::vector<Rect> places, const Rect& stage, float top, float bottom) {
    const float middle = stage.center().y;
    const auto moves = [&](const Rect& place) { return place.h < stage.h / 2; };
    float down = 0, up = 0;
    for (const Rect& place : places) {
        if (!moves(place)) continue;
        if (place.center().y < middle)
            down = std::max(down, top - place.y);
        else
            up = std::max(up, place.bottom() - bottom);
    }
    for (Rect& place : places) {
        if (moves(place)) place.y += place.center().y < middle ? down : -up;
    }
    return places;
}

std::vector<Rect> stack_captions(const CaptionRoom& room, CaptionPosition position, const std::vector<Size>& plates) {
    float height = room.gap * static_cast<float>(std::max<std::ptrdiff_t>(std::ssize(plates) - 1, 0));
    for (const Size& plate : plates) height += static_cast<float>(plate.height);
    float y = room.low - height;
    if (position == CaptionPosition::Middle) y = room.stage.y + room.stage.h * kMiddle - height / 2;
    if (position == CaptionPosition::High) y = room.top;
    y = std::max(std::min(y, room.bottom - height), room.top);
    std::vector<Rect> places;
    for (const Size& plate : plates) {
        const auto w = static_cast<float>(plate.width), h = static_cast<float>(plate.height);
        places.push_back(rounded({room.stage.center().x - w / 2, y, w, h}));
        y += h + room.gap;
    }
    return places;
}

}  // namespace cliffhanger
