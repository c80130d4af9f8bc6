#include "app/screens/caption_view.h"

#include <algorithm>
#include <cmath>

#include "app/feed/captions.h"
#include "app/screens/page_chrome.h"

namespace cliffhanger {
namespace {

using namespace std::chrono_literals;

constexpr float kLow = 0.12f, kHigh = 0.26f;  ///< plate bottom, share of the stage's height from below
constexpr float kSizeShare = 0.052f;          ///< of the stage's width
constexpr float kSideDp = 72;                 ///< kept free on both sides, for the rail
constexpr float kClearDp = 4;                 ///< between the plate and the title
constexpr float kPlateOpacity = 0.60f;

std::string caption_text(const std::vector<const SubtitleCue*>& cues) {
    std::string text;
    for (const SubtitleCue* cue : cues) {
        if (!text.empty()) text += '\n';
        text += cue->text;
    }
    return text;
}

Label fitting_label(const Frame& frame, const std::string& text, std::string_view language, float size, float width) {
    TextStyle style;
    style.token = TypeToken::Subtitle;
    style.align = TextAlign::Center;
    style.max_lines = 3;
    // A long cue is set smaller rather than cut off.
    for (const float scale : {1.0f, 0.85f, 0.72f}) {
        style.size_px = std::round(size * scale);
        const Label label = frame.label(text, style, width, language);
        if (!label.ellipsized || scale < 0.8f) return label;
    }
    return {};
}

}  // namespace

void CaptionView::update(Microseconds now, bool chrome_shown) {
    rise_.go(now, chrome_shown ? 1 : 0, 200ms, Easing::Standard);
}

void CaptionView::draw(Frame& frame, PlayerHost& host, const PageView& view, const Rect& slot) {
    const std::string text = caption_text(host.cues(view.index));
    if (text.empty()) return;
    const auto captions = captions_of(*view.page.episode, view.snapshot);
    const int track = host.caption_track();
    const bool known = track >= 0 && static_cast<std::size_t>(track) < captions.size();
    const std::string language = known ? captions[static_cast<std::size_t>(track)].language : std::string();

    const Metrics& m = frame.metrics;
    const float size = std::max(kSizeShare * slot.w, 12 * m.u);
    const Label label = fitting_label(frame, text, language, size, slot.w - 2 * m.sdp(kSideDp));
    if (label.id == 0) return;
    // On a low stage the title begins higher than the share says.
    const float low = slot.bottom() - slot.h * kLow;
    const float high = std::min(slot.bottom() - slot.h * kHigh, lay_out_page_chrome(m, slot).title.y - m.sdp(kClearDp));
    const float bottom = low + (high - low) * static_cast<float>(rise_.value(frame.now));
    const float w = label.width + 2 * m.sdp(12), h = label.height + 2 * m.sdp(6);
    const Rect plate = rounded({slot.center().x - w / 2, bottom - h, w, h});
    frame.canvas.fill_rounded(plate, m.sdp(8), Color{0, 0, 0}.with_alpha(kPlateOpacity));
    frame.text_in(label, plate, Frame::At::Center, frame.theme.text_hi);
    frame.node("player.captions", "text", text, plate, text);
}

}  // namespace cliffhanger
