#include "app/shell/hover_preview.h"

namespace cliffhanger {
namespace {

using namespace std::chrono_literals;

constexpr Microseconds kRest = 400ms, kFade = 200ms;

}  // namespace

void HoverPreview::follow(Microseconds now, const Target* under) {
    const bool poster = under != nullptr && under->poster_of.has_value();
    const std::string id = poster ? under->id : std::string();
    const std::optional<std::size_t> series = poster ? under->poster_of : std::nullopt;
    if (id != id_ || series != series_) {
        id_ = id;
        series_ = series;
        since_ = now;
        playing_ = false;
        share_.set(0);
    }
    if (series_ && now - since_ >= kRest) playing_ = true;
}

void HoverPreview::note_picture(Microseconds now, bool there) {
    if (there && playing_) share_.go(now, 1, kFade, Easing::Standard);
}

std::optional<Microseconds> HoverPreview::next_change() const {
    return series_ && !playing_ ? std::optional(since_ + kRest) : std::nullopt;
}

}  // namespace cliffhanger
