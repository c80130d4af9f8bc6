#include "player/pipeline/deinterlacer.h"

#include <spdlog/spdlog.h>

extern "C" {
#include <libavfilter/avfilter.h>
#include <libavfilter/buffersink.h>
#include <libavfilter/buffersrc.h>
#include <libavfilter/version.h>
}

#include <string>
#include <type_traits>
#include <utility>

#include "player/late_library.h"

namespace cliffhanger {
namespace {

/// What is used of the library; stays loaded.
struct Filters {
    decltype(&avfilter_graph_alloc) graph_alloc = nullptr;
    decltype(&avfilter_graph_free) graph_free = nullptr;
    decltype(&avfilter_graph_create_filter) create_filter = nullptr;
    decltype(&avfilter_graph_config) graph_config = nullptr;
    decltype(&avfilter_link) link = nullptr;
    decltype(&avfilter_get_by_name) by_name = nullptr;
    decltype(&av_buffersrc_add_frame_flags) add_frame = nullptr;
    decltype(&av_buffersink_get_frame) get_frame = nullptr;
    bool loaded = false;

    static const Filters& instance() {
        static const Filters filters;
        return filters;
    }

 private:
    Filters() {
        const std::string name = "libavfilter.so." + std::to_string(LIBAVFILTER_VERSION_MAJOR);
        const LateLibrary library(name);
        loaded = library.find(graph_alloc, "avfilter_graph_alloc") && library.find(graph_free, "avfilter_graph_free") &&
                 library.find(create_filter, "avfilter_graph_create_filter") &&
                 library.find(graph_config, "avfilter_graph_config") && library.find(link, "avfilter_link") &&
                 library.find(by_name, "avfilter_get_by_name") &&
                 library.find(add_frame, "av_buffersrc_add_frame_flags") &&
                 library.find(get_frame, "av_buffersink_get_frame");
        if (!loaded) spdlog::warn("{} is not installed: interlaced pictures are shown as they are", name);
    }
};

}  // namespace

void Deinterlacer::GraphDeleter::operator()(AVFilterGraph* graph) const noexcept {
    Filters::instance().graph_free(&graph);
}

Deinterlacer::Deinterlacer() = default;
Deinterlacer::~Deinterlacer() = default;

bool Deinterlacer::wants(const AVFrame& frame) const {
    return graph_ || (frame.interlaced_frame != 0 && Filters::instance().loaded);
}

bool Deinterlacer::build(const AVFrame& like) {
    const Filters& filters = Filters::instance();
    graph_.reset(filters.graph_alloc());
    if (!graph_) throw std::bad_alloc();
    graph_->nb_threads = 1;
    width_ = like.width;
    height_ = like.height;
    format_ = like.format;
    const std::string shape = "video_size=" + std::to_string(width_) + "x" + std::to_string(height_) +
                              ":pix_fmt=" + std::to_string(format_) + ":time_base=1/1000000";
    AVFilterContext* bwdif = nullptr;
    const auto create = [&](AVFilterContext** filter, const char* name, const char* arguments) {
        return filters.create_filter(filter, filters.by_name(name), name, arguments, nullptr, graph_.get()) >= 0;
    };
    const bool ok = create(&source_, "buffer", shape.c_str()) && create(&sink_, "buffersink", nullptr) &&
                    create(&bwdif, "bwdif", "mode=send_frame:deint=interlaced") &&
                    filters.link(source_, 0, bwdif, 0) >= 0 && filters.link(bwdif, 0, sink_, 0) >= 0 &&
                    filters.graph_config(graph_.get(), nullptr) >= 0;
    if (!ok) graph_.reset();
    return ok;
}

void Deinterlacer::push(AvFramePtr frame) {
    const bool same = frame->width == width_ && frame->height == height_ && frame->format == format_;
    if (graph_ && !same) {
        end();
        graph_.reset();
    }
    if (!graph_ && !build(*frame)) {
        ready_.push_back(std::move(frame));
        return;
    }
    ended_ = false;
    // The filter passes on what else a frame says, among it the time that the decoder settled on.
    frame->pts = frame->best_effort_timestamp;
    if (Filters::instance().add_frame(source_, frame.get(), 0) < 0) {
        ready_.push_back(std::move(frame));
        return;
    }
    take_ready();
}

void Deinterlacer::end() {
    if (!graph_ || std::exchange(ended_, true)) return;
    if (Filters::instance().add_frame(source_, nullptr, 0) >= 0) take_ready();
}

void Deinterlacer::take_ready() {
    for (;;) {
        auto frame = make_av_frame();
        if (Filters::instance().get_frame(sink_, frame.get()) < 0) return;
        ready_.push_back(std::move(frame));
    }
}

AvFramePtr Deinterlacer::pull() {
    if (ready_.empty()) return nullptr;
    AvFramePtr frame = std::move(ready_.front());
    ready_.pop_front();
    return frame;
}

void Deinterlacer::reset() {
    ready_.clear();
    graph_.reset();
    ended_ = false;
}

}  // namespace cliffhanger
