// Which of a source's streams play. Pure.
#pragma once

#include <string_view>

#include "player/packet.h"

namespace cliffhanger {

/// The default or largest video that can be decoded; cover art when there is no other; -1 = none.
int choose_video(const MediaInfo& info);

/// The preferred language's first, else the default, else the first that can be decoded; one that tells the pictures or
/// lies in a file of its own when there is no other; -1 = none.
int choose_audio(const MediaInfo& info, std::string_view preferred_language);

/// Whether two language tags (BCP 47 or ISO 639-2, as containers have them) mean the same language.
bool same_language(std::string_view a, std::string_view b);

}  // namespace cliffhanger
