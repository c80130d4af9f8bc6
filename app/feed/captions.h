// The captions that a page offers: those that the feed names, then those inside its stream. Pure.
#pragma once

#include <optional>
#include <vector>

#include "net/catalog/catalog.h"
#include "player/playback_session.h"

namespace cliffhanger {

/// `session`: nullopt while the page has none.
std::vector<Caption> captions_of(const Episode& episode, const std::optional<SessionSnapshot>& session);

/// What the stream's clock says where its timeline begins; 0 for the feed's own.
MediaTime caption_stamp_at_zero(const Caption& caption, const std::optional<SessionSnapshot>& session);

}  // namespace cliffhanger
