#include "app/screens/home/hero.h"

#include <algorithm>
#include <cmath>

#include "app/screens/home/home_layout.h"
#include "app/screens/home/shelf_view.h"
#include "app/screens/series/series_facts.h"
#include "app/screens/soft_picture.h"
#include "app/ui/poster_card.h"
#include "app/ui/widgets.h"

namespace cliffhanger {
namespace {

using namespace std::chrono_literals;

constexpr Microseconds kTurn = 5s;

bool wide(const Metrics& m) { return m.window_class == WindowClass::Desktop; }

}  // namespace

void Hero::set_series(std::vector<std::size_t> series) {
    if (series.size() > kCards) series.resize(kCards);
    if (series == series_) return;
    series_ = std::move(series);
    view_.scroller().jump_to(0);
    turn_at_.reset();
}

float Hero::height(const Metrics& m, float width) {
    if (wide(m)) return std::clamp(std::round(m.window_rect().h * 0.46f), m.dp(260), m.dp(420)) + m.dp(kHeroDotsDp);
    // Of what comes below something is always seen.
    const float most = m.window_rect().h * 0.46f;
    return std::round(std::min((width - 2 * screen_gutter(m)) * 10 / 16, most)) + m.dp(kHeroDotsDp);
}

std::size_t Hero::shown() const {
    const long index = std::lround(view_.scroller().offset() / step_);
    return static_cast<std::size_t>(std::clamp(index, 0L, static_cast<long>(series_.size()) - 1));
}

void Hero::update(Microseconds now, bool may_turn) {
    if (!may_turn || touched_ || series_.size() < 2 || view_.animating()) {
        turn_at_.reset();
        return;
    }
    if (!turn_at_) turn_at_ = now + kTurn;
    if (now < *turn_at_) return;
    view_.scroller().scroll_to(now, step_ * static_cast<float>((shown() + 1) % series_.size()));
    turn_at_ = now + kTurn;
}

void Hero::draw(Frame& frame, const BrowseContext& context, const Rect& row) {
    if (series_.empty()) return;
    const Metrics& m = frame.metrics;
    const float pad = screen_gutter(m), gap = m.dp(kHomeGapDp);
    const Rect strip{row.x, row.y, row.w, row.h - m.dp(kHeroDotsDp)};
    const float width = row.w - 2 * pad;
    step_ = width + gap;
    std::vector<double> stops;
    for (std::size_t i = 0; i < series_.size(); ++i) stops.push_back(step_ * static_cast<float>(i));
    view_.scroller().set_snap_points(std::move(stops));
    const float start = view_.begin(frame, "home.hero", strip) + pad;
    frame.open("home.hero", "list", std::string(frame.strings(Text::Trending)), strip);
    for (std::size_t i = 0; i < series_.size(); ++i) {
        const float x = start + step_ * static_cast<float>(i);
        const bool near_view = x + width > -step_ && x < strip.w + step_;
        if (near_view)
            draw_card(frame, context, i, frame.mirror(rounded({strip.x + x, strip.y, width, strip.h}), strip));
    }
    frame.close();
    view_.end(frame, 2 * pad + step_ * static_cast<float>(series_.size()) - gap);
    touched_ = frame.interaction.hovered.rfind("home.hero", 0) == 0 ||
               (frame.interaction.focus_visible && frame.interaction.focused.rfind("home.hero", 0) == 0);
    draw_dots(frame, row);
}

void Hero::draw_backdrop(Frame& frame, const BrowseContext& context, const Series& series, const Rect& card) {
    const Metrics& m = frame.metrics;
    const float radius = m.dp(frame.theme.radius_l);
    const ImagePtr art =
        series.posters.empty() ? nullptr : context.player.artwork(series.posters.front().url, wide(m) ? 320 : 640);
    if (!art) {
        const auto color = parse_color(series.dominant_color);
        frame.canvas.fill_rounded(card, radius, color ? *color : frame.theme.surface3);
    } else if (wide(m)) {
        ImagePtr& soft = soft_[art.get()];
        if (!soft) soft = soften(*art, {.width = 96, .height = 60, .blur = 8, .brightness = 0.8f, .enlarge = 4});
        frame.canvas.image(soft, card, radius);
    } else {
        frame.canvas.image(art, card, radius);
    }
    frame.canvas.set_stage_corner_radius(radius);
    frame.canvas.bottom_scrim(card, card.h / (wide(m) ? 380 : 300), wide(m) ? 0.75f : 1);
}

void Hero::draw_card(Frame& frame, const BrowseContext& context, std::size_t index, const Rect& card) {
    const Metrics& m = frame.metrics;
    const Series& series = context.host.catalog()->series[series_[index]];
    const std::string id = "home.hero.card." + std::to_string(index);
    const auto own = [&](int base) { return Action{ActionKind::Own, base + static_cast<int>(index)}; };
    draw_backdrop(frame, context, series, card);
    const std::string& title = series.title.get(frame.strings.language());
    frame.control(
        {.id = id, .name = title, .rect = card, .action = own(kOpen), .focus_radius = m.dp(frame.theme.radius_l)});
    const float pad = m.dp(wide(m) ? 32 : 16);
    Rect text = card.inset(pad);
    if (wide(m)) {
        const float h = card.h - 2 * m.dp(24), w = std::round(h * 2 / 3);
        const Rect poster{card.right() - m.dp(32) - w, card.y + m.dp(24), w, h};
        draw_poster(frame, context.player, series, frame.mirror(poster, card), m.dp(frame.theme.radius_m));
        text.w = std::min(text.w - w - m.dp(40), m.dp(560));
        text = frame.mirror(text, card);
    }
    const bool listed = context.player.listed(series_[index]);
    const TextButton watch{
        .id = id + ".watch",
        .text = std::string(frame.strings(context.host.progress(series_[index]).goes_on ? Text::Resume : Text::Watch)),
        .action = own(kWatch),
        .look = ButtonLook::Primary,
        .icon = Icon::PlayArrow};
    const TextButton list{.id = id + ".list",
                          .text = std::string(frame.strings(Text::MyList)),
                          .action = own(kList),
                          .icon = listed ? Icon::BookmarkAdded : Icon::BookmarkBorder,
                          .states = listed ? std::vector<std::string>{"checked"} : std::vector<std::string>{}};
    // From the foot up: buttons, what it is about, the title.
    const bool small = m.window_class == WindowClass::Mini;  // it has room for one button
    const Rect first = text_button_size(frame, watch, small ? text.w : text.w * 0.6f);
    const Rect second = text_button_size(frame, list, text.w - first.w - m.dp(8));
    float y = text.bottom() - std::max(first.h, second.h);
    text_button(frame, watch, frame.mirror(rounded({text.x, y, first.w, first.h}), text));
    if (!small && context.navigator.leads_to(ScreenKind::MyList))
        text_button(frame, list, frame.mirror(rounded({text.x + first.w + m.dp(8), y, second.w, second.h}), text));
    TextStyle style = frame.style(TypeToken::Body);
    style.max_lines = 3;
    const Label synopsis = frame.label(series.synopsis.get(frame.strings.language()), style, text.w);
    if (wide(m) && card.h > m.dp(300)) {
        y -= m.dp(16) + synopsis.height;
        frame.text_at_top(synopsis, {text.x, y, text.w, 0}, Frame::At::Start, frame.theme.text_mid);
    }
    const Label meta = frame.label(overview_text(frame.strings, series, 2), frame.style(TypeToken::Meta), text.w);
    y -= m.dp(12) + meta.height;
    frame.text_at_top(meta, {text.x, y, text.w, 0}, Frame::At::Start, frame.theme.text_mid);
    style = frame.style(wide(m) ? TypeToken::Display : TypeToken::Headline);
    style.max_lines = 2;
    Label name = frame.label(title, style, text.w);
    if (y - m.dp(4) - name.height < card.y + m.dp(4)) {
        style = frame.style(TypeToken::TitleM);
        style.max_lines = 2;
        name = frame.label(title, style, text.w);
    }
    frame.text_at_top(name, {text.x, y - m.dp(4) - name.height, text.w, 0}, Frame::At::Start, frame.theme.text_hi);
}

void Hero::draw_dots(Frame& frame, const Rect& row) const {
    if (series_.size() < 2) return;
    const Metrics& m = frame.metrics;
    const float dot = m.dp(6), step = m.dp(14);
    const float width = step * static_cast<float>(series_.size() - 1);
    for (std::size_t i = 0; i < series_.size(); ++i) {
        const Rect at = frame.mirror(
            {row.center().x - width / 2 + step * static_cast<float>(i) - dot / 2, row.bottom() - m.dp(12), dot, dot},
            row);
        frame.canvas.circle(at.center(), dot / 2, i == shown() ? frame.theme.text_hi : frame.theme.outline_hi);
    }
}

}  // namespace cliffhanger
