#include "player/decoder_version.h"

extern "C" {
#include <libavutil/avutil.h>
}

namespace cliffhanger {

std::string decoder_version() { return av_version_info(); }

}  // namespace cliffhanger
