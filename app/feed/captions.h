// The captions that a page offers: those that the feed names, then those inside its stream or its medium. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "net/catalog/catalog.h"
#include "player/playback_session.h"

namespace cliffhanger {

struct CaptionOption {
    std::string url;  ///< empty: inside the medium, the session has it
    std::string language, label;
    bool closed_caption = false;
    int session_track = -1;                                  ///< -1: the feed's own
    MediaTime stamp_at_zero{0};                              ///< what the stream's clock says where its timeline begins
    std::shared_ptr<const SubtitleOrigin> origin = nullptr;  ///< the stream that names it
    bool operator==(const CaptionOption&) const = default;
};

/// `session`: nullopt while the page has none. Forced ones, which translate what is foreign in a scene, are not among
/// them: nobody chooses those.
std::vector<CaptionOption> captions_of(const Episode& episode, const std::optional<SessionSnapshot>& session);

/// Those that translate only what is foreign in a scene.
std::vector<CaptionOption> forced_captions_of(const std::optional<SessionSnapshot>& session);

}  // namespace cliffhanger
