#include "app/screens/home/tv_home.h"

#include <algorithm>
#include <cmath>

#include "app/screens/home/home_layout.h"
#include "app/screens/series/series_facts.h"

namespace cliffhanger {
namespace {

using namespace std::chrono_literals;

constexpr Microseconds kRest = 250ms, kFade = 200ms, kGoes = 100ms;

}  // namespace

/// Who only passes by asks for no details.
void TvHome::update(Microseconds now, bool still) {
    if (!wanted_ || wanted_ == shown_ || now - wanted_since_ < kRest) return;
    shown_ = wanted_;
    shown_share_.set(still ? 1 : 0);
    if (!still) shown_share_.go(now, 1, kFade, Easing::Decelerate);
}

std::optional<Microseconds> TvHome::next_change() const {
    return wanted_ && wanted_ != shown_ ? std::optional(wanted_since_ + kRest) : std::nullopt;
}

/// The focus may be among the screens' names: then the last series stays.
void TvHome::follow_focus(Microseconds now) {
    for (const ShelfView& shelf : shelves_) {
        const auto item = shelf.focused();
        if (!item || item->series == wanted_) continue;
        wanted_ = item->series;
        wanted_since_ = now;
        if (shown_ && shown_ != wanted_) shown_share_.go(now, 0, kGoes, Easing::Standard);
        if (shown_ == wanted_) shown_share_.go(now, 1, kFade, Easing::Decelerate);
    }
}

void TvHome::draw(Frame& frame, const BrowseContext& context, const Rect& area) {
    const Metrics& m = frame.metrics;
    const auto& shelves = context.host.shelves();
    const float details = m.text_dp(kTvDetailsDp), height = ShelfView::height(frame);
    while (shelves_.size() < shelves.size()) shelves_.emplace_back("home.shelf." + std::to_string(shelves_.size()));
    if (shelves_.size() > shelves.size())
        shelves_.erase(shelves_.begin() + static_cast<long>(shelves.size()), shelves_.end());
    draw_details(frame, context, {area.x, area.y, area.w, details});
    const Rect list{area.x, area.y + details, area.w, area.h - details};
    view_.set_keyline(shelf_heading(m));
    const float top = view_.begin(frame, "home.list", list);
    float y = top;
    for (std::size_t i = 0; i < shelves.size(); ++i, y += height) {
        // One beyond each edge, so that the focus finds its way on.
        if (y + 2 * height <= list.y || y - height >= list.bottom()) continue;
        shelves_[i].draw(frame, context, shelves[i], {list.x, y, list.w, height},
                         action_to({ScreenKind::Shelf, 0, static_cast<int>(i)}));
    }
    // The last shelf, too, comes up to where the focus is.
    view_.end(frame, y - top + std::max(0.0f, list.h - height));
    follow_focus(frame.now);
}

void TvHome::draw_details(Frame& frame, const BrowseContext& context, const Rect& area) {
    const auto& all = context.host.catalog()->series;
    if (shown_ && *shown_ >= all.size()) shown_.reset(), wanted_.reset();
    if (!shown_) return;
    const Metrics& m = frame.metrics;
    const Theme& theme = frame.theme;
    const Series& series = all[*shown_];
    const auto share = static_cast<float>(shown_share_.value(frame.now));
    if (share <= 0) return;
    const Rect window = m.window_rect();
    const float gutter = screen_gutter(m);
    frame.canvas.push_opacity(share);
    if (!context.player.age_gate().locks(series))
        backdrop_.draw(frame, context.player, series, {0, 0, window.w, area.bottom() + shelf_heading(m)}, window);
    Rect text = frame.mirror({area.x + gutter, area.y, std::min(area.w - 2 * gutter, m.dp(620)), 0}, area);
    const auto line = [&](const char* id, const char* role, const std::string& words, TextStyle style, Color color) {
        if (words.empty()) return;
        const Label label = frame.label(words, style, text.w);
        if (text.y + label.height > area.bottom()) return;
        frame.node(id, role, words, frame.text_at_top(label, text, Frame::At::Start, color, true), words);
        text.y += label.height + m.dp(4);
    };
    line("home.details.title", "heading", series.title.get(frame.strings.language()), frame.style(TypeToken::Display),
         theme.text_hi);
    line("home.details.meta", "text", overview_text(frame.strings, series, 2), frame.style(TypeToken::Meta),
         theme.text_mid);
    TextStyle style = frame.style(TypeToken::Body);
    style.max_lines = 2;
    text.y += m.dp(4);
    line("home.details.synopsis", "text", series.synopsis.get(frame.strings.language()), style, theme.text_mid);
    frame.canvas.pop_opacity();
}

}  // namespace cliffhanger
