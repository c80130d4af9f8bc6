// Pictures whose two fields were taken at different times, made whole by libavfilter's bwdif at the stream's own rate.
// The library is loaded when the first such picture comes: few streams have any, and it brings thirty others.
// Progressive pictures pass untouched. For .cpp files inside player/ only. Threads: one at a time.
#pragma once

#include <deque>
#include <memory>

#include "player/libav.h"

struct AVFilterContext;
struct AVFilterGraph;

namespace cliffhanger {

class Deinterlacer {
 public:
    Deinterlacer();
    ~Deinterlacer();
    Deinterlacer(const Deinterlacer&) = delete;
    Deinterlacer& operator=(const Deinterlacer&) = delete;

    /// From the first interlaced picture on everything goes through push() and pull(), which keeps the order.
    bool wants(const AVFrame& frame) const;
    void push(AvFramePtr frame);
    /// No more pictures: pull() gives the one that waits for the next.
    void end();
    /// nullptr when there is none yet.
    AvFramePtr pull();
    void reset();

 private:
    struct GraphDeleter {
        void operator()(AVFilterGraph* graph) const noexcept;
    };

    bool build(const AVFrame& like);
    void take_ready();

    std::unique_ptr<AVFilterGraph, GraphDeleter> graph_;
    AVFilterContext* source_ = nullptr;  // of the graph
    AVFilterContext* sink_ = nullptr;
    int width_ = 0, height_ = 0, format_ = -1;  // that the graph is for
    bool ended_ = false;
    std::deque<AvFramePtr> ready_;
};

}  // namespace cliffhanger
