#include "player/previews/decoded_previews.h"

#include <algorithm>
#include <utility>

#include "player/source/open_media_source.h"

namespace cliffhanger {
namespace {

constexpr MediaTime kShortestStep = std::chrono::seconds(1), kLongestStep = std::chrono::seconds(10);
constexpr int kPictures = 60;

}  // namespace

DecodedPreviews::DecodedPreviews(MediaAddress address, HttpClient& http, const Clock& clock)
    : source_(open_media_source(address, http, clock)), keyframes_(*source_) {}

Result<void> DecodedPreviews::open(std::stop_token stop) {
    const std::stop_callback abort(stop, [this] { source_->abort(); });
    const auto info = keyframes_.open();
    if (!info) return tl::unexpected(info.error());
    if (!info->duration || *info->duration <= MediaTime{0} || !info->seekable)
        return fail(ErrorKind::Unsupported, "There is no way to its pictures");
    step_ = std::clamp(*info->duration / kPictures, kShortestStep, kLongestStep);
    count_ = static_cast<std::size_t>((*info->duration - MediaTime{1}) / step_) + 1;
    return {};
}

std::size_t DecodedPreviews::nearest(MediaTime time) const {
    return std::min(count_ - 1, static_cast<std::size_t>(std::max(time, MediaTime{0}) / step_));
}

Result<PreviewPicture> DecodedPreviews::picture(std::size_t index, std::stop_token stop) {
    const std::stop_callback abort(stop, [this] { source_->abort(); });
    const MediaTime middle = step_ * static_cast<MediaTime::rep>(index) + step_ / 2;
    if (auto moved = source_->seek(middle); !moved) return tl::unexpected(moved.error());
    return keyframes_.next();
}

}  // namespace cliffhanger
