#include "player/libav.h"

extern "C" {
#include <libavutil/error.h>
#include <libswresample/swresample.h>
#include <libswscale/swscale.h>
}

#include <new>

namespace cliffhanger {

void AvPacketDeleter::operator()(AVPacket* packet) const noexcept { av_packet_free(&packet); }

void SwrContextDeleter::operator()(SwrContext* context) const noexcept { swr_free(&context); }

void SwsContextDeleter::operator()(SwsContext* context) const noexcept { sws_freeContext(context); }

std::size_t Packet::bytes() const noexcept { return data ? static_cast<std::size_t>(data->size) : 0; }

AvPacketPtr make_av_packet() {
    AvPacketPtr packet{av_packet_alloc()};
    if (!packet) throw std::bad_alloc();
    return packet;
}

AvFramePtr make_av_frame() {
    AvFramePtr frame{av_frame_alloc()};
    if (!frame) throw std::bad_alloc();
    return frame;
}

std::string av_error_text(int code) {
    char text[AV_ERROR_MAX_STRING_SIZE] = {};
    av_strerror(code, text, sizeof text);
    return text;
}

}  // namespace cliffhanger
