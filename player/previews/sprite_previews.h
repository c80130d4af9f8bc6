// Previews out of a WebVTT track of thumbnails. Keeps the sheet that was used last.
#pragma once

#include <string>
#include <vector>

#include "net/byte_source.h"
#include "player/previews/preview_source.h"
#include "player/previews/sprite_track.h"

namespace cliffhanger {

class SpritePreviews final : public PreviewSource {
 public:
    SpritePreviews(MediaAddress address, HttpClient& http, const Clock& clock)
        : address_(std::move(address)), http_(http), clock_(clock) {}

    Result<void> open(std::stop_token stop) override;
    std::size_t count() const override { return cues_.size(); }
    std::size_t nearest(MediaTime time) const override;
    Result<PreviewPicture> picture(std::size_t index, std::stop_token stop) override;

 private:
    Result<std::string> fetch(const std::string& url, std::size_t limit, std::stop_token stop) const;
    Result<void> load_sheet(const std::string& url, std::stop_token stop);

    const MediaAddress address_;
    HttpClient& http_;
    const Clock& clock_;
    std::vector<SpriteCue> cues_;
    std::string sheet_url_;
    Image sheet_;
};

}  // namespace cliffhanger
