#include "player/pipeline/open_hardware.h"

extern "C" {
#include <libavutil/hwcontext.h>
#include <libavutil/pixdesc.h>
}

#include <array>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>

#include "player/pipeline/hardware_device.h"

namespace cliffhanger {
namespace {

struct AvBufferDeleter {
    void operator()(AVBufferRef* buffer) const noexcept { av_buffer_unref(&buffer); }
};
using AvBufferPtr = std::unique_ptr<AVBufferRef, AvBufferDeleter>;

constexpr std::string_view kV4l2 = "v4l2m2m";

/// Kinds that "auto" tries, and the folder and the beginning of a name in it without which there is no use in trying.
struct Kind {
    const char* name;
    const char* folder;
    std::string_view node;
};
#if defined(__APPLE__)
constexpr std::array kKinds = {Kind{"videotoolbox", nullptr, {}}};
#elif defined(_WIN32)
constexpr std::array kKinds = {Kind{"d3d11va", nullptr, {}}, Kind{"cuda", nullptr, {}}};
#else
constexpr std::array kKinds = {Kind{"vaapi", "/dev/dri", "renderD"}, Kind{"cuda", "/dev", "nvidiactl"}};
#endif

bool may_exist(const Kind& kind) {
    if (kind.folder == nullptr) return true;
    std::error_code error;
    for (std::filesystem::directory_iterator entry(kind.folder, error), end; !error && entry != end;
         entry.increment(error)) {
        if (entry->path().filename().string().starts_with(kind.node)) return true;
    }
    return false;
}

/// A decoder that hands the work to a device, and the format of the pictures that come back.
std::pair<const AVCodec*, AVPixelFormat> decoder_with(AVHWDeviceType type, AVCodecID codec) {
    void* state = nullptr;
    while (const AVCodec* decoder = av_codec_iterate(&state)) {
        if (decoder->id != codec || av_codec_is_decoder(decoder) == 0) continue;
        for (int i = 0;; ++i) {
            const AVCodecHWConfig* config = avcodec_get_hw_config(decoder, i);
            if (config == nullptr) break;
            if ((config->methods & AV_CODEC_HW_CONFIG_METHOD_HW_DEVICE_CTX) != 0 && config->device_type == type)
                return {decoder, config->pix_fmt};
        }
    }
    return {nullptr, AV_PIX_FMT_NONE};
}

/// What libav calls a hardware acceleration: a common decoder that leaves the pictures to a device.
class Accelerator final : public HardwareDevice {
 public:
    Accelerator(std::string name, AvBufferPtr device, const AVCodec* decoder, AVPixelFormat format)
        : name_(std::move(name)), device_(std::move(device)), decoder_(decoder), format_(format) {}

    std::string name() const override { return name_; }
    const AVCodec* decoder() const override { return decoder_; }
    void attach(AVCodecContext& context) override {
        context.hw_device_ctx = av_buffer_ref(device_.get());
        context.opaque = this;
        context.get_format = [](AVCodecContext* decoding, const AVPixelFormat* offered) {
            const auto wanted = static_cast<Accelerator*>(decoding->opaque)->format_;
            for (const AVPixelFormat* format = offered; *format != AV_PIX_FMT_NONE; ++format) {
                if (*format == wanted) return wanted;
            }
            return avcodec_default_get_format(decoding, offered);
        };
    }
    bool made(const AVFrame& frame) const override { return frame.format == format_; }
    Result<AvFramePtr> to_system_memory(AvFramePtr frame) override {
        auto copy = make_av_frame();
        int code = av_hwframe_transfer_data(copy.get(), frame.get(), 0);
        if (code >= 0) code = av_frame_copy_props(copy.get(), frame.get());
        if (code < 0) return fail(ErrorKind::Io, "a picture cannot be fetched: " + av_error_text(code));
        return copy;
    }

 private:
    const std::string name_;
    const AvBufferPtr device_;
    const AVCodec* const decoder_;
    const AVPixelFormat format_;
};

/// V4L2's memory-to-memory devices have decoders of their own, which give pictures in system memory.
class V4l2Device final : public HardwareDevice {
 public:
    explicit V4l2Device(const AVCodec* decoder) : decoder_(decoder) {}
    std::string name() const override { return std::string(kV4l2); }
    const AVCodec* decoder() const override { return decoder_; }
    void attach(AVCodecContext&) override {}
    bool made(const AVFrame&) const override { return true; }
    Result<AvFramePtr> to_system_memory(AvFramePtr frame) override { return frame; }

 private:
    const AVCodec* const decoder_;
};

Result<std::shared_ptr<HardwareDevice>> open_kind(const std::string& kind, AVCodecID codec) {
    const std::string what = avcodec_get_name(codec);
    if (kind == kV4l2) {
        const AVCodec* decoder = avcodec_find_decoder_by_name((what + "_v4l2m2m").c_str());
        if (decoder == nullptr) return fail(ErrorKind::Unsupported, kind + " does not decode " + what);
        return std::make_shared<V4l2Device>(decoder);
    }
    const AVHWDeviceType type = av_hwdevice_find_type_by_name(kind.c_str());
    if (type == AV_HWDEVICE_TYPE_NONE)
        return fail(ErrorKind::Unsupported, "there is no hardware decoding called " + kind);
    const auto [decoder, format] = decoder_with(type, codec);
    if (decoder == nullptr) return fail(ErrorKind::Unsupported, kind + " does not decode " + what);
    AVBufferRef* device = nullptr;
    if (const int code = av_hwdevice_ctx_create(&device, type, nullptr, nullptr, 0); code < 0) {
        return fail(ErrorKind::Unsupported, kind + " does not open: " + av_error_text(code));
    }
    return std::make_shared<Accelerator>(kind, AvBufferPtr(device), decoder, format);
}

}  // namespace

Result<std::shared_ptr<HardwareDevice>> open_hardware(const std::string& kind, int av_codec_id) {
    install_libav_log();
    const auto codec = static_cast<AVCodecID>(av_codec_id);
    if (kind != "auto") return open_kind(kind, codec);
    std::string reasons;
    for (const Kind& candidate : kKinds) {
        if (!may_exist(candidate)) continue;
        auto device = open_kind(candidate.name, codec);
        if (device) return device;
        reasons += (reasons.empty() ? "" : "; ") + device.error().message;
    }
    return fail(ErrorKind::Unsupported, reasons);
}

}  // namespace cliffhanger
