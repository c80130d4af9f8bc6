// When the events of a styled script move or change by themselves, so that they are drawn anew only then. Pure.
#pragma once

#include <string_view>
#include <vector>

#include "player/subtitles/subtitle_document.h"

namespace cliffhanger {

/// A stretch of time in which an event moves, fades or changes otherwise.
struct AssMotion {
    MediaTime from{0}, until{0};
    bool operator==(const AssMotion&) const = default;
};

/// Of an event's fields, the tags of its text among them, for these times. What is not understood counts as movement of
/// the whole event.
std::vector<AssMotion> ass_motion(std::string_view fields, MediaTime start, MediaTime end);

class AssSchedule {
 public:
    AssSchedule() = default;
    explicit AssSchedule(const SubtitleDocument& document);

    /// The moment whose picture is that of `time` too: the last at which an event came, went or stopped moving.
    MediaTime moment(MediaTime time) const;

 private:
    struct Event {
        MediaTime start{0}, end{0};
        std::vector<AssMotion> moving;
    };
    void add(std::string_view fields, MediaTime start, MediaTime end);

    std::vector<Event> events_;  ///< sorted by start
};

}  // namespace cliffhanger
