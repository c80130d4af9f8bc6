// The pictures beside the time while somebody scrubs: of the episode that is current, from the best place that has
// them (the feed's BIF file or thumbnails, the stream's I-frames, else the episode's own keyframes where that needs no
// network). Main thread only, one worker thread inside; nothing here blocks but the destructor, which ends the worker
// promptly.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "net/byte_source.h"
#include "net/catalog/catalog.h"
#include "player/previews/preview_source.h"

namespace cliffhanger {

/// Where the pictures of an episode may come from. Plain values.
struct PreviewEpisode {
    std::string id;                     ///< another one is another episode
    std::vector<TrickPlayFile> tracks;  ///< as the feed names them
    MediaAddress media;
};

struct ScrubPreviewsSetup {
    HttpClient& http;
    HttpClient* cached = nullptr;  ///< answers from the cache alone; nullptr: nothing that is far away is decoded
    const Clock& clock;
    std::function<void()> wake;  ///< called on the worker: at() may give something new
    std::size_t budget_bytes = 16u << 20;
};

class ScrubPreviews {
 public:
    explicit ScrubPreviews(ScrubPreviewsSetup setup);
    ~ScrubPreviews();
    ScrubPreviews(const ScrubPreviews&) = delete;
    ScrubPreviews& operator=(const ScrubPreviews&) = delete;

    /// Cheap when it is the same one. Nothing is fetched before at() asks for a picture.
    void set_episode(PreviewEpisode episode);
    /// The nearest picture there is, at once; a nearer one is made meanwhile. nullopt while there is none.
    std::optional<PreviewPicture> at(MediaTime time);
    /// What at() asked for last is neither there nor out of reach yet.
    bool busy() const;

 private:
    class Worker;
    std::unique_ptr<Worker> worker_;
};

}  // namespace cliffhanger
