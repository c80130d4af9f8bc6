// Devices that decode pictures, by their names. Without libav's types, for those who only pass them on. Thread-safe.
#pragma once

#include <memory>
#include <string>

#include "net/result.h"

namespace cliffhanger {

class HardwareDevice;

/// Opens a device of `kind`, libav's name of it, for a codec; "auto" takes the first that there is. Unsupported, with a
/// sentence, when there is none; with "auto" an empty sentence means that the machine has nothing of the sort, which
/// costs it a look at a few paths.
[[nodiscard]] Result<std::shared_ptr<HardwareDevice>> open_hardware(const std::string& kind, int av_codec_id);

}  // namespace cliffhanger
