// A device that decodes pictures: VAAPI, NVDEC (cuda), VideoToolbox, D3D11, V4L2. Its pictures are brought to system
// memory, where both presenters take them from. For .cpp files inside player/ only.
// Threads: one at a time. Opening a device may take some ten milliseconds and never waits for longer.
#pragma once

#include <memory>
#include <string>

#include "net/result.h"
#include "player/libav.h"

namespace cliffhanger {

class HardwareDevice {
 public:
    virtual ~HardwareDevice() = default;

    /// libav's name of its kind.
    virtual std::string name() const = 0;
    /// libav's decoder that works with it.
    virtual const AVCodec* decoder() const = 0;
    /// Before the decoder is opened.
    virtual void attach(AVCodecContext& context) = 0;
    /// False for what the decoder gives when it has found that the device cannot decode this stream.
    virtual bool made(const AVFrame& frame) const = 0;
    [[nodiscard]] virtual Result<AvFramePtr> to_system_memory(AvFramePtr frame) = 0;
};

}  // namespace cliffhanger
