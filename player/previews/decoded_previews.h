// Previews made of the episode's own keyframes, with a demuxer and a decoder of their own. The client that they read
// through decides what that may cost: one that answers from the cache alone costs no network.
#pragma once

#include <memory>
#include <optional>

#include "net/byte_source.h"
#include "player/previews/keyframe_reader.h"

namespace cliffhanger {

class DecodedPreviews final : public PreviewSource {
 public:
    DecodedPreviews(MediaAddress address, HttpClient& http, const Clock& clock);

    Result<void> open(std::stop_token stop) override;
    std::size_t count() const override { return count_; }
    std::size_t nearest(MediaTime time) const override;
    Result<PreviewPicture> picture(std::size_t index, std::stop_token stop) override;
    bool may_run_ahead() const override { return true; }

 private:
    std::unique_ptr<MediaSource> source_;
    KeyframeReader keyframes_;
    MediaTime step_{0};
    std::size_t count_ = 0;
};

}  // namespace cliffhanger
