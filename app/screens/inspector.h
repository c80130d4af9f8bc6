// What is going on behind the episode on the screen, for people who look into things: an overlay of stock ImGui
// widgets, and the same as JSON. Stateless but for the report that it was given last. Main thread only.
#pragma once

#include <string>
#include <vector>

#include "app/screens/page_view.h"
#include "app/ui/frame.h"

namespace cliffhanger {

/// One page of the three that have sessions.
struct InspectedPage {
    std::string name;  ///< "EP 12"
    bool current = false;
    std::optional<SessionSnapshot> session;
};

struct InspectorReport {
    std::vector<InspectedPage> pages;
    SystemFigures system;
};

/// Into its rungs: those that what is on the screen may have come from, by its size. Mostly one; none when the stream
/// does not say how large its rungs are.
std::vector<std::size_t> playing_rungs(const SessionSnapshot& session);

InspectorReport inspect(PlayerHost& host, std::size_t current);
/// One JSON object, with everything that the overlay shows and more digits.
std::string to_json(const InspectorReport& report);

void draw_inspector(Frame& frame, const InspectorReport& report, const Rect& stage);

}  // namespace cliffhanger
