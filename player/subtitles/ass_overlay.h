// Styled subtitles drawn on a thread of their own, so that a swipe never waits for a script.
// Main thread only; one worker inside. Nothing blocks, but destruction waits for the drawing under way.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "player/subtitles/ass_motion.h"
#include "player/subtitles/ass_renderer.h"

namespace cliffhanger {

class AssOverlay {
 public:
    /// `wake` is called from the worker when there is another picture.
    explicit AssOverlay(std::function<void()> wake);
    ~AssOverlay() = default;
    AssOverlay(const AssOverlay&) = delete;
    AssOverlay& operator=(const AssOverlay&) = delete;

    /// The newest picture for this script and place; that of `time` is being made when it is another one.
    std::vector<OverlayImage> at(const std::shared_ptr<const SubtitleDocument>& document, MediaTime time,
                                 const AssGeometry& geometry);
    /// What was asked for is not there yet.
    bool busy() const;

 private:
    struct Request {
        std::shared_ptr<const SubtitleDocument> document;
        MediaTime time{0};
        AssGeometry geometry;
        bool operator==(const Request&) const = default;
    };
    void run(const std::stop_token& stop);

    const std::function<void()> wake_;
    std::shared_ptr<const SubtitleDocument> looked_at_;
    AssSchedule schedule_;  ///< of looked_at_

    mutable std::mutex mutex_;
    // guarded by mutex_
    std::condition_variable_any asked_;
    Request wanted_, drawn_;
    bool pending_ = false, drawing_ = false;
    std::vector<OverlayImage> images_;

    std::jthread thread_;  // last: ends before the fields above go
};

}  // namespace cliffhanger
