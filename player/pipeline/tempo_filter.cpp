#include "player/pipeline/tempo_filter.h"

extern "C" {
#include <libavfilter/avfilter.h>
#include <libavfilter/buffersink.h>
#include <libavfilter/buffersrc.h>
#include <libavutil/channel_layout.h>
}

#include <algorithm>
#include <string>

#include "player/audio_output.h"
#include "player/libav.h"

namespace cliffhanger {
namespace {

// Beyond twice the speed one atempo skips sound instead of blending it.
constexpr double kMaxPerStage = 2.0;

}  // namespace

class TempoFilter::Graph {
 public:
    bool open(double rate) {
        if (!graph_) return false;
        graph_->nb_threads = 1;
        const std::string input = "sample_rate=" + std::to_string(kAudioSampleRate) +
                                  ":sample_fmt=flt:channel_layout=stereo:time_base=1/" +
                                  std::to_string(kAudioSampleRate);
        AVFilterContext* last = nullptr;
        AVFilterContext* previous = nullptr;
        if (avfilter_graph_create_filter(&source_, avfilter_get_by_name("abuffer"), "in", input.c_str(), nullptr,
                                         graph_.get()) < 0 ||
            avfilter_graph_create_filter(&sink_, avfilter_get_by_name("abuffersink"), "out", nullptr, nullptr,
                                         graph_.get()) < 0) {
            return false;
        }
        previous = source_;
        for (double left = rate; left > 0;) {
            const double part = std::min(left, kMaxPerStage);
            // A fraction, because the decimal point depends on the locale.
            const std::string tempo = "tempo=" + std::to_string(static_cast<int>(part * 1000 + 0.5)) + "/1000";
            if (avfilter_graph_create_filter(&last, avfilter_get_by_name("atempo"), nullptr, tempo.c_str(), nullptr,
                                             graph_.get()) < 0 ||
                avfilter_link(previous, 0, last, 0) < 0) {
                return false;
            }
            previous = last;
            left = left > kMaxPerStage ? left / kMaxPerStage : 0;
        }
        return avfilter_link(previous, 0, sink_, 0) >= 0 && avfilter_graph_config(graph_.get(), nullptr) >= 0;
    }

    bool push(std::span<const float> interleaved) {
        auto frame = make_av_frame();
        frame->format = AV_SAMPLE_FMT_FLT;
        frame->sample_rate = kAudioSampleRate;
        frame->nb_samples = static_cast<int>(interleaved.size() / kAudioChannels);
        frame->pts = pushed_;
        av_channel_layout_default(&frame->ch_layout, kAudioChannels);
        if (av_frame_get_buffer(frame.get(), 0) < 0) return false;
        std::copy(interleaved.begin(), interleaved.end(), reinterpret_cast<float*>(frame->data[0]));
        pushed_ += frame->nb_samples;
        return av_buffersrc_add_frame(source_, frame.get()) >= 0;
    }

    bool push_end() { return av_buffersrc_add_frame(source_, nullptr) >= 0; }

    std::vector<float> pull() {
        std::vector<float> samples;
        for (;;) {
            auto frame = make_av_frame();
            if (av_buffersink_get_frame(sink_, frame.get()) < 0) return samples;
            const auto* data = reinterpret_cast<const float*>(frame->data[0]);
            samples.insert(samples.end(), data, data + static_cast<std::ptrdiff_t>(frame->nb_samples) * kAudioChannels);
        }
    }

 private:
    AvFilterGraphPtr graph_{avfilter_graph_alloc()};
    AVFilterContext* source_ = nullptr;
    AVFilterContext* sink_ = nullptr;
    std::int64_t pushed_ = 0;
};

Result<std::unique_ptr<TempoFilter>> TempoFilter::open(double rate) {
    install_libav_log();
    auto graph = std::make_unique<Graph>();
    if (!graph->open(rate)) return fail(ErrorKind::Internal, "the tempo filter cannot be set up");
    return std::unique_ptr<TempoFilter>(new TempoFilter(std::move(graph)));
}

TempoFilter::TempoFilter(std::unique_ptr<Graph> graph) : graph_(std::move(graph)) {}
TempoFilter::~TempoFilter() = default;

std::vector<float> TempoFilter::process(std::span<const float> interleaved) {
    if (interleaved.empty() || !graph_->push(interleaved)) return {};
    return graph_->pull();
}

std::vector<float> TempoFilter::finish() {
    if (!graph_->push_end()) return {};
    return graph_->pull();
}

}  // namespace cliffhanger
