#include "app/screens/sections.h"

#include <algorithm>
#include <cmath>

#include "app/screens/page_chrome.h"
#include "app/ui/widgets.h"
#include "player/packet.h"

namespace cliffhanger {
namespace {

using namespace std::chrono_literals;

constexpr MediaTime kTooLate = 1s;    ///< nothing is offered so close to the part's end
constexpr MediaTime kAlreadyIn = 3s;  ///< back leads to the beginning of the part that plays
constexpr MediaTime kApart = 500ms;   ///< beginnings closer together are one
constexpr float kGap = 12;

Text skip_text(const std::string& type) {
    if (type == "intro") return Text::SkipIntro;
    if (type == "recap") return Text::SkipRecap;
    return type == "end" ? Text::SkipCredits : Text::SkipSection;
}

}  // namespace

const CuePoint* section_at(const PageView& view, MediaTime position) {
    const auto& cues = view.page.episode->cue_points;
    const auto found = std::find_if(cues.begin(), cues.end(), [&](const CuePoint& cue) {
        return position >= from_seconds(cue.start_s) && position + kTooLate < from_seconds(cue.end_s);
    });
    return found == cues.end() ? nullptr : &*found;
}

std::vector<MediaTime> section_starts(const PageView& view) {
    std::vector<MediaTime> all;
    if (view.snapshot && view.snapshot->chapters) {
        for (const Chapter& chapter : *view.snapshot->chapters) all.push_back(chapter.start);
    }
    for (const CuePoint& cue : view.page.episode->cue_points) {
        all.push_back(from_seconds(cue.start_s));
        all.push_back(from_seconds(cue.end_s));
    }
    std::sort(all.begin(), all.end());
    std::vector<MediaTime> starts;
    for (const MediaTime time : all) {
        const bool inside = time >= kApart && time + kApart <= view.duration();
        if (inside && (starts.empty() || time - starts.back() >= kApart)) starts.push_back(time);
    }
    return starts;
}

std::optional<MediaTime> section_jump(const PageView& view, MediaTime position, int direction) {
    const std::vector<MediaTime> starts = section_starts(view);
    if (starts.empty()) return std::nullopt;
    if (direction > 0) {
        const auto next = std::upper_bound(starts.begin(), starts.end(), position + 100ms);
        return next == starts.end() ? std::nullopt : std::optional(*next);
    }
    const auto after = std::upper_bound(starts.begin(), starts.end(), position - kAlreadyIn);
    return after == starts.begin() ? MediaTime{0} : *(after - 1);
}

std::string chapter_title(const PageView& view, MediaTime time) {
    if (!view.snapshot || !view.snapshot->chapters) return {};
    std::string title;
    for (const Chapter& chapter : *view.snapshot->chapters) {
        if (chapter.start <= time) title = chapter.title;
    }
    return title;
}

void draw_skip_button(Frame& frame, const PageView& view, const Rect& slot) {
    if (!view.snapshot || view.snapshot->state == SessionState::Ended) return;
    const CuePoint* section = section_at(view, view.position());
    if (section == nullptr) return;
    const Metrics& m = frame.metrics;
    const TextButton button{.id = "player.skip",
                            .text = std::string(frame.strings(skip_text(section->type))),
                            .action = {ActionKind::SkipSection},
                            .icon = Icon::SkipNext};
    const Rect size = text_button_size(frame, button, slot.w * 0.7f);
    const Rect rail = mirrored_in(lay_out_page_chrome(m, slot).rail, slot, m.rtl);
    const Rect box = rounded({slot.right() - m.sdp(16) - size.w, rail.y - m.dp(kGap) - size.h, size.w, size.h});
    const Rect place = frame.mirror(box, slot);
    frame.canvas.fill_rounded(place, place.h / 2, frame.theme.surface1.with_alpha(0.85f));
    text_button(frame, button, place);
    frame.canvas.stroke_rounded(place, place.h / 2, std::max(1.0f, m.dp(1)), frame.theme.outline_hi);
}

}  // namespace cliffhanger
