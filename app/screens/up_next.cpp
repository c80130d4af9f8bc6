#include "app/screens/up_next.h"

#include <algorithm>
#include <cmath>

#include "app/motion/bezier.h"
#include "app/screens/page_chrome.h"
#include "app/ui/widgets.h"

namespace cliffhanger {
namespace {

using namespace std::chrono_literals;

constexpr Microseconds kSlide = 300ms;
constexpr float kPad = 16, kPosterWidth = 72, kPosterHeight = 108, kGap = 12, kRing = 18;
constexpr int kArtworkSide = 320;

std::string title_of(const Frame& frame, const PageView& view, const Page& next) {
    const std::string& series = next.series->title.get(frame.strings.language());
    if (next.series_index != view.page.series_index) return series;
    const std::string& own = next.episode->title.get(frame.strings.language());
    const std::string number =
        frame.strings.with(Text::EpisodeOf, {{"n", next.episode->number}, {"total", view.episode_total()}});
    return own.empty() ? number : number + " · " + own;
}

ImagePtr artwork_of(PlayerHost& host, const Page& next) {
    if (host.age_gate().locks(*next.episode)) return nullptr;
    std::string url = next.episode->thumbnail_url;
    if (url.empty() && !next.series->posters.empty()) url = next.series->posters.front().url;
    return url.empty() ? nullptr : host.artwork(url, kArtworkSide);
}

}  // namespace

void UpNext::open(Microseconds now) {
    if (!since_) since_ = now;
}

std::optional<Microseconds> UpNext::due_at() const {
    return since_ ? std::optional(*since_ + kCountdown) : std::nullopt;
}

void UpNext::draw_ring(Frame& frame, Point center) const {
    const Metrics& m = frame.metrics;
    const Microseconds left = std::max(kCountdown - (frame.now - *since_), Microseconds{0});
    const float share = static_cast<float>(left.count()) / static_cast<float>(Microseconds(kCountdown).count());
    const float radius = m.dp(kRing), stroke = m.dp(3);
    frame.canvas.arc(center, radius, stroke, 0, 360, frame.theme.outline_mid);
    if (share > 0) frame.canvas.arc(center, radius, stroke, 0, std::round(share * 360), frame.theme.text_hi);
    const std::string seconds = std::to_string((left + 999ms) / 1s);
    const Label label = frame.label(seconds, frame.style(TypeToken::Label), 2 * radius, "en");
    frame.text_in(label, {center.x - radius, center.y - radius, 2 * radius, 2 * radius}, Frame::At::Center,
                  frame.theme.text_hi);
}

void UpNext::draw(Frame& frame, PlayerHost& host, const PageView& view, const Page& next, const Rect& slot) const {
    if (!since_) return;
    const Metrics& m = frame.metrics;
    const Theme& theme = frame.theme;
    const auto word = [&](Text text) { return std::string(frame.strings(text)); };
    const Rect foot = lay_out_page_chrome(m, slot).progress;
    const float pad = m.dp(kPad), gap = m.dp(kGap), ring = 2 * m.dp(kRing) + m.dp(4);
    const Rect outer{foot.x, 0, foot.w, 0};
    const float column = outer.w - 2 * pad - m.dp(kPosterWidth) - gap;
    const TextButton play{.id = "player.upnext.play",
                          .text = word(Text::PlayNow),
                          .action = {ActionKind::NextEpisode},
                          .look = ButtonLook::Primary,
                          .is_default = true};
    const TextButton wait{
        .id = "player.upnext.cancel", .text = word(Text::NotNow), .action = {ActionKind::CancelAdvance}};
    const float half = std::floor((column - m.dp(8)) / 2);
    const Rect play_size = text_button_size(frame, play, half), wait_size = text_button_size(frame, wait, half);
    const float buttons = std::max(play_size.h, wait_size.h);
    TextStyle title_style = frame.style(TypeToken::TitleM);
    title_style.max_lines = 2;
    const bool other = next.series_index != view.page.series_index;
    const Label head =
        frame.label(word(other ? Text::NextSeries : Text::UpNext), frame.style(TypeToken::Meta), column - ring - gap);
    const Label title = frame.label(title_of(frame, view, next), title_style, column - ring - gap);
    const float texts = std::max(head.height + m.dp(2) + title.height, ring);
    const float h = 2 * pad + std::max(m.dp(kPosterHeight), texts + gap + buttons);

    const double in =
        std::clamp(static_cast<double>((frame.now - *since_).count()) / Microseconds(kSlide).count(), 0.0, 1.0);
    const auto shown = static_cast<float>(host.reduced_motion() ? 1.0 : ease(Easing::EmphasizedDecelerate, in));
    const Rect card = rounded({outer.x, foot.y - h + m.dp(24) * (1 - shown), outer.w, h});
    frame.canvas.push_opacity(shown);
    frame.open("player.upnext", "dialog", word(other ? Text::NextSeries : Text::UpNext), card);
    frame.control({.id = "player.upnext.surface", .role = "region", .rect = card, .focusable = false});
    frame.canvas.shadow(card, m.dp(theme.radius_l), Elevation::E2);
    frame.canvas.fill_rounded(card, m.dp(theme.radius_l), theme.surface2);
    const Rect poster = frame.mirror({card.x + pad, card.y + pad, m.dp(kPosterWidth), m.dp(kPosterHeight)}, card);
    frame.canvas.fill_rounded(poster, m.dp(theme.radius_s), theme.surface3);
    if (const ImagePtr image = artwork_of(host, next)) frame.canvas.image(image, poster, m.dp(theme.radius_s));
    const float x = card.x + pad + m.dp(kPosterWidth) + gap;
    const Rect head_box = frame.mirror({x, card.y + pad, column - ring - gap, head.height}, card);
    frame.text_at_top(head, head_box, Frame::At::Start, theme.text_mid);
    const Rect title_box =
        frame.mirror({x, card.y + pad + head.height + m.dp(2), column - ring - gap, title.height}, card);
    frame.text_at_top(title, title_box, Frame::At::Start, theme.text_hi);
    draw_ring(frame, frame.mirror({x + column - ring, card.y + pad, ring, ring}, card).center());
    const float y = card.bottom() - pad - buttons;
    text_button(frame, play, frame.mirror(rounded({x, y, half, buttons}), card));
    text_button(frame, wait, frame.mirror(rounded({x + half + m.dp(8), y, half, buttons}), card));
    frame.close();
    frame.canvas.pop_opacity();
}

}  // namespace cliffhanger
