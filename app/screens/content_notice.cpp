#include "app/screens/content_notice.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "app/screens/series/series_facts.h"
#include "net/catalog/advisory_ratings.h"

namespace cliffhanger {
namespace {

constexpr float kTop = 64, kGutter = 16, kBar = 3, kShare = 0.66f;
constexpr MediaTime kFade = std::chrono::milliseconds(400);

}  // namespace

void draw_content_notice(Frame& frame, const PageView& view, const Rect& slot) {
    if (!view.snapshot || !view.snapshot->has_first_frame || view.snapshot->position >= kContentNotice) return;
    const Metrics& m = frame.metrics;
    const Series& series = *view.page.series;
    const auto rating = deciding_rating(series, *view.page.episode);
    std::vector<std::string> lines = registration_texts(frame.strings, series);
    if (const std::string warnings = warning_text(frame.strings, series); !warnings.empty())
        lines.insert(lines.begin(), warnings);
    if (rating.empty() && lines.empty()) return;

    const float most = std::round(slot.w * kShare), gap = m.sdp(2);
    float width = 0;
    std::vector<Label> labels;
    std::string said;
    float height = 0;
    const auto add = [&](const std::string& text, TypeToken token) {
        TextStyle style = frame.style(token, Frame::Scale::OnStage);
        style.max_lines = 2;
        labels.push_back(frame.label(text, style, most));
        width = std::max(width, labels.back().width);
        height += labels.back().height + (labels.size() > 1 ? gap : 0);
        said += (said.empty() ? "" : ". ") + text;
    };
    if (!rating.empty()) add(rating, TypeToken::TitleM);
    for (const std::string& line : lines) add(line, TypeToken::Meta);

    const MediaTime left = kContentNotice - view.snapshot->position;
    frame.canvas.push_opacity(std::min(1.0f, static_cast<float>(to_seconds(left) / to_seconds(kFade))));
    const float bar = m.sdp(kBar), indent = bar + m.sdp(10);
    const Rect box =
        frame.mirror(rounded({slot.x + m.sdp(kGutter), slot.y + m.sdp(kTop), width + indent, height}), slot);
    // It must be read on any picture.
    frame.canvas.fill_rounded(rounded(box.inset(-m.sdp(8))), m.sdp(8), Color{0, 0, 0}.with_alpha(0.5f));
    frame.canvas.fill(frame.mirror({box.x, box.y, bar, box.h}, box), frame.theme.accent);
    float y = box.y;
    for (const Label& label : labels) {
        const Rect row = frame.mirror({box.x + indent, y, width, label.height}, box);
        frame.text_at_top(label, row, Frame::At::Start, frame.theme.text_hi, true);
        y += label.height + gap;
    }
    frame.canvas.pop_opacity();
    frame.node("player.notice", "text", said, box, said);
}

}  // namespace cliffhanger
