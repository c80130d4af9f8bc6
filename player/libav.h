// Owning pointers for libav's objects. For .cpp files inside player/ only.
#pragma once

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/frame.h>
}

#include <memory>
#include <string>

#include "player/packet.h"

struct SwrContext;
struct SwsContext;

namespace cliffhanger {

inline constexpr AVRational kMicrosecondBase{1, 1000000};

struct AvFrameDeleter {
    void operator()(AVFrame* frame) const noexcept { av_frame_free(&frame); }
};
using AvFramePtr = std::unique_ptr<AVFrame, AvFrameDeleter>;

struct AvCodecContextDeleter {
    void operator()(AVCodecContext* context) const noexcept { avcodec_free_context(&context); }
};
using AvCodecContextPtr = std::unique_ptr<AVCodecContext, AvCodecContextDeleter>;

struct AvFormatContextDeleter {
    void operator()(AVFormatContext* context) const noexcept { avformat_close_input(&context); }
};
using AvFormatContextPtr = std::unique_ptr<AVFormatContext, AvFormatContextDeleter>;

struct SwrContextDeleter {
    void operator()(SwrContext* context) const noexcept;
};
using SwrContextPtr = std::unique_ptr<SwrContext, SwrContextDeleter>;

struct SwsContextDeleter {
    void operator()(SwsContext* context) const noexcept;
};
using SwsContextPtr = std::unique_ptr<SwsContext, SwsContextDeleter>;

/// Throws std::bad_alloc instead of returning nullptr.
AvPacketPtr make_av_packet();
AvFramePtr make_av_frame();

/// libav's sentence for one of its error codes.
std::string av_error_text(int code);

/// Routes libav's messages to the debug log; the first call does it, later ones do nothing. Thread-safe.
void install_libav_log();

}  // namespace cliffhanger
