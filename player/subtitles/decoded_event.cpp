#include "player/subtitles/decoded_event.h"

#include "player/libav.h"
#include "player/subtitles/cue_text.h"

namespace cliffhanger {
namespace {

constexpr int kFieldsBeforeText = 8;

}  // namespace

std::string_view decoded_event_body(std::string_view event) {
    for (int field = 0; field < kFieldsBeforeText; ++field) {
        const std::size_t comma = event.find(',');
        if (comma == std::string_view::npos) return {};
        event.remove_prefix(comma + 1);
    }
    return event;
}

MarkedText decoded_event_text(const AVSubtitleRect& rect) {
    if (rect.ass != nullptr) return text_from_ass(decoded_event_body(rect.ass));
    MarkedText plain;
    if (rect.text != nullptr) plain.styled.text = trim_lines(rect.text);
    return plain;
}

}  // namespace cliffhanger
