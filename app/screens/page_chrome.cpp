#include "app/screens/page_chrome.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "app/feed/captions.h"
#include "app/shell/route.h"
#include "app/ui/widgets.h"

namespace cliffhanger {
namespace {

constexpr float kGutter = 16, kBottomMargin = 16, kPill = 44, kRow = 44, kTitleText = 28;
constexpr float kTextEnd = 100;  ///< kept free beside title and synopsis
constexpr float kRailWidth = 56, kRailEnd = 8, kRailItem = 64, kRailBottom = 190;
constexpr int kRailItems = 4;
constexpr float kKioskTarget = 64, kKioskGap = 8, kKioskHome = 160;

std::string pill_text(const Frame& frame, const PageView& view, bool one_of_series) {
    if (frame.metrics.kiosk) return frame.strings.episodes(view.episode_total());
    double seconds = 0;
    bool all_known = true;
    for (const Episode& episode : view.page.series->episodes) {
        all_known = all_known && episode.duration_s.has_value();
        seconds += episode.duration_s.value_or(0);
    }
    std::string text = one_of_series ? frame.strings.plural(Plural::WatchAllEpisodes, view.episode_total())
                                     : std::string(frame.strings(Text::Episodes)) + " · " +
                                           frame.strings.episodes(view.episode_total());
    if (all_known && seconds > 0) text += " · " + frame.strings.duration(seconds);
    return text;
}

void draw_rail(Frame& frame, const PageView& view, const Rect& rail) {
    const float item = rail.h / kRailItems;
    const auto rect = [&](int i) {
        return Rect{rail.x, std::round(rail.y + item * static_cast<float>(i)), rail.w, std::round(item)};
    };
    const auto checked = [](bool on) { return on ? std::vector<std::string>{"checked"} : std::vector<std::string>{}; };
    const auto word = [&](Text text) { return std::string(frame.strings(text)); };
    const Theme& theme = frame.theme;
    const std::int64_t likes = view.page.episode->likes + (view.liked ? 1 : 0);
    rail_button(frame, {.id = "player.rail.like",
                        .icon = view.liked ? Icon::Favorite : Icon::FavoriteBorder,
                        .color = view.liked ? theme.accent : theme.text_hi,
                        .label = likes > 0 ? frame.strings.count(likes) : word(Text::Like),
                        .name = word(Text::Like),
                        .action = {ActionKind::Like},
                        .rect = rect(0),
                        .states = checked(view.liked)});
    rail_button(frame, {.id = "player.rail.list",
                        .icon = view.listed ? Icon::BookmarkAdded : Icon::BookmarkBorder,
                        .color = theme.text_hi,
                        .label = word(Text::MyList),
                        .name = word(Text::MyList),
                        .action = {ActionKind::MyList},
                        .rect = rect(1),
                        .states = checked(view.listed)});
    rail_button(frame, {.id = "player.rail.episodes",
                        .icon = Icon::PlaylistPlay,
                        .color = theme.text_hi,
                        .label = word(Text::Episodes),
                        .name = word(Text::Episodes),
                        .action = {ActionKind::OpenEpisodes},
                        .rect = rect(2),
                        .directional = true});
    rail_button(frame, {.id = "player.rail.share",
                        .icon = Icon::Share,
                        .color = theme.text_hi,
                        .label = word(Text::Share),
                        .name = word(Text::Share),
                        .action = {ActionKind::Share},
                        .rect = rect(3)});
}

/// What a public screen offers: no list, nothing to share; sound and language are within reach.
void draw_kiosk_rail(Frame& frame, const PageView& view, const Rect& rail, const PageChromeLook& look) {
    const Theme& theme = frame.theme;
    const auto word = [&](Text text) { return std::string(frame.strings(text)); };
    const auto checked = [](bool on) { return on ? std::vector<std::string>{"checked"} : std::vector<std::string>{}; };
    const std::int64_t likes = view.page.episode->likes + (view.liked ? 1 : 0);
    std::vector<RailButton> buttons;
    buttons.push_back({.id = "player.rail.like",
                       .icon = view.liked ? Icon::Favorite : Icon::FavoriteBorder,
                       .color = view.liked ? theme.accent : theme.text_hi,
                       .label = likes > 0 ? frame.strings.count(likes) : word(Text::Like),
                       .name = word(Text::Like),
                       .action = {ActionKind::Like},
                       .states = checked(view.liked)});
    buttons.push_back({.id = "player.rail.sound",
                       .icon = look.muted ? Icon::VolumeOff : Icon::VolumeUp,
                       .color = theme.text_hi,
                       .label = word(Text::Sound),
                       .name = word(Text::Sound),
                       .action = {ActionKind::ToggleMute},
                       .states = checked(!look.muted)});
    if (!captions_of(*view.page.episode, view.snapshot).empty()) {
        buttons.push_back({.id = "player.rail.captions",
                           .icon = look.captions_on ? Icon::Subtitles : Icon::SubtitlesOff,
                           .color = theme.text_hi,
                           .label = word(Text::Subtitles),
                           .name = word(Text::Subtitles),
                           .action = {ActionKind::ToggleCaptions},
                           .states = checked(look.captions_on)});
    }
    buttons.push_back({.id = "player.rail.language",
                       .icon = Icon::Language,
                       .color = theme.text_hi,
                       .label = word(Text::Language),
                       .name = word(Text::Language),
                       .action = {ActionKind::ChooseLanguage}});
    const float item = rail.h / kRailItems;
    float y = rail.bottom() - item * static_cast<float>(buttons.size());
    for (RailButton& button : buttons) {
        button.rect = {rail.x, std::round(y), rail.w, std::round(item)};
        rail_button(frame, button);
        y += item;
    }
}

/// Beside the episodes: to everything that there is.
void draw_kiosk_home(Frame& frame, const Rect& rect) {
    text_button(frame,
                {.id = "player.home",
                 .text = std::string(frame.strings(Text::Home)),
                 .action = action_to({ScreenKind::Home}),
                 .icon = Icon::Home},
                rect);
}

/// The same places for a public screen: all of it where everybody reaches it.
PageChromeLayout lay_out_kiosk_chrome(const Metrics& m, const Rect& slot) {
    PageChromeLayout at;
    const float gutter = m.dp(kGutter), target = m.dp(kKioskTarget), gap = m.dp(kKioskGap);
    const float width = slot.w - 2 * gutter, home = std::min(m.dp(kKioskHome), width / 2);
    const float bottom = slot.bottom() - m.dp(kBottomMargin) - target;
    at.pill = {slot.x + gutter, bottom, width - home - gap, target};
    at.home = {slot.x + slot.w - gutter - home, bottom, home, target};
    at.progress = {slot.x + gutter, bottom - target, width, target};
    const float text_width = slot.w - gutter - m.sdp(kTextEnd),
                lines = std::round(m.sdp(kRow) * std::max(1.0f, m.text));
    at.synopsis = {slot.x + gutter, at.progress.y - lines, text_width, lines};
    at.title = {slot.x + gutter, at.synopsis.y - m.sdp(kRow), text_width, m.sdp(kRow)};
    const float item = std::max(m.sdp(kRailItem), target), rail_width = std::max(m.sdp(kRailWidth), target);
    at.rail = {slot.right() - m.sdp(kRailEnd) - rail_width, at.progress.y - gap - kRailItems * item, rail_width,
               kRailItems * item};
    for (Rect* rect : {&at.pill, &at.home, &at.synopsis, &at.title, &at.rail}) *rect = mirrored_in(*rect, slot, m.rtl);
    return at;
}

void draw_title(Frame& frame, const PageView& view, const PageChromeLayout& at) {
    const Metrics& m = frame.metrics;
    const std::string& title = view.page.series->title.get(frame.strings.language());
    const float chevron = m.sdp(22);
    const Label label = frame.label(title, frame.style(TypeToken::TitleL, Frame::Scale::OnStage), at.title.w - chevron);
    const Rect text_row{at.title.x, at.title.bottom() - m.sdp(kTitleText), at.title.w, m.sdp(kTitleText)};
    const Rect drawn = frame.text_in(label, text_row, Frame::At::Start, frame.theme.text_hi, true);
    if (m.kiosk) return frame.node("player.title", "text", title, drawn, title);
    const Point mark{m.rtl ? drawn.x - chevron / 2 : drawn.right() + chevron / 2,
                     std::round(text_row.center().y + m.sdp(1))};
    frame.canvas.icon(Icon::ChevronRight, mark, chevron, frame.theme.text_mid, m.rtl);
    const float hit_width = std::min(at.title.w, std::max(drawn.w + chevron + m.sdp(8), m.dp(frame.theme.target_min)));
    const Rect hit = frame.mirror({at.title.x, at.title.y, hit_width, at.title.h}, at.title);
    frame.control({.id = "player.title",
                   .name = title,
                   .value = title,
                   .rect = hit,
                   .action = {ActionKind::OpenSeries},
                   .focus_radius = m.sdp(8)});
}

/// At the end of the last line, beside less of the text: gives that.
Label draw_more(Frame& frame, const std::string& text, const TextStyle& style, const Rect& box) {
    TextStyle bold = frame.style(TypeToken::Label, Frame::Scale::OnStage);
    const Label more = frame.label(frame.strings(Text::More), bold, box.w / 3);
    const Label words = frame.label(text, style, box.w - more.width - frame.metrics.sdp(8));
    const float line = words.height / static_cast<float>(std::max(1, words.lines));
    const Rect end = frame.mirror({box.right() - more.width, box.y + words.height - line, more.width, line}, box);
    frame.text_in(more, end, Frame::At::Start, frame.theme.text_hi, true);
    return words;
}

void draw_synopsis(Frame& frame, const PageView& view, const PageChromeLayout& at) {
    const std::string_view language = frame.strings.language();
    const std::string& own = view.page.episode->synopsis.get(language);
    const std::string& text = own.empty() ? view.page.series->synopsis.get(language) : own;
    if (text.empty()) return;
    TextStyle style = frame.style(TypeToken::Body, Frame::Scale::OnStage);
    style.max_lines = 2;
    Label label = frame.label(text, style, at.synopsis.w);
    if (label.ellipsized && !frame.metrics.kiosk) label = draw_more(frame, text, style, at.synopsis);
    frame.text_at_top(label, at.synopsis, Frame::At::Start, frame.theme.text_hi.with_alpha(0.86f), true);
    if (frame.metrics.kiosk) return frame.node("player.synopsis", "text", text, at.synopsis, text);
    frame.control({.id = "player.synopsis",
                   .name = text,
                   .value = text,
                   .rect = at.synopsis,
                   .action = {ActionKind::OpenSeries},
                   .focus_radius = frame.metrics.sdp(8)});
}

void draw_pill(Frame& frame, const PageView& view, const Rect& pill, bool one_of_series) {
    const Metrics& m = frame.metrics;
    const Theme& theme = frame.theme;
    frame.canvas.fill_rounded(pill, pill.h / 2, theme.glass);
    const Color tint = frame.state_tint("player.episodes_pill");
    if (tint.a > 0) frame.canvas.fill_rounded(pill, pill.h / 2, tint);
    const float icon = m.sdp(22), pad = m.sdp(16);
    const Rect icon_box = frame.mirror({pill.x + pad, pill.y, icon, pill.h}, pill);
    const Rect chevron_box = frame.mirror({pill.right() - pad - icon, pill.y, icon, pill.h}, pill);
    frame.canvas.icon(Icon::PlaylistPlay, icon_box.center(), icon, theme.text_hi, m.rtl);
    frame.canvas.icon(Icon::ChevronRight, chevron_box.center(), icon, theme.text_mid, m.rtl);
    const float start = pad + icon + m.sdp(12);
    const Rect text_box = frame.mirror({pill.x + start, pill.y, pill.w - start - pad - icon - m.sdp(8), pill.h}, pill);
    const std::string text = pill_text(frame, view, one_of_series);
    TextStyle style = frame.style(m.kiosk ? TypeToken::TitleM : TypeToken::Label, Frame::Scale::OnStage);
    if (!m.kiosk) style.weight = 500;
    const Label label = frame.whole_label(text, style, text_box.w);
    frame.text_in(label, text_box, Frame::At::Start, theme.text_hi);
    frame.control({.id = "player.episodes_pill",
                   .name = text,
                   .rect = at_least(pill, m.dp(theme.target_min)),
                   .action = {one_of_series ? ActionKind::WatchAll : ActionKind::OpenEpisodes},
                   .focus_radius = pill.h / 2,
                   .focus_rect = pill});
}

}  // namespace

PageChromeLayout lay_out_page_chrome(const Metrics& m, const Rect& slot) {
    if (m.kiosk) return lay_out_kiosk_chrome(m, slot);
    PageChromeLayout at;
    const float gutter = m.sdp(kGutter), width = slot.w - 2 * gutter;
    const float row = std::max(m.sdp(kRow), m.dp(44)), pill = std::max(m.sdp(kPill), m.dp(44));
    at.pill = {slot.x + gutter, slot.bottom() - m.sdp(kBottomMargin) - pill, width, pill};
    at.progress = {slot.x + gutter, at.pill.y - row, width, row};
    const float text_width = slot.w - gutter - m.sdp(kTextEnd);
    const float lines = std::round(row * std::max(1.0f, m.text));
    at.synopsis = {slot.x + gutter, at.progress.y - lines, text_width, lines};
    at.title = {slot.x + gutter, at.synopsis.y - row, width, row};
    const float item = std::max(m.sdp(kRailItem), m.dp(44));
    const float bottom = std::min(slot.bottom() - m.sdp(kRailBottom), at.title.y);
    const float rail_width = std::max(m.sdp(kRailWidth), m.dp(44));
    at.rail = {slot.right() - m.sdp(kRailEnd) - rail_width, bottom - kRailItems * item, rail_width, kRailItems * item};
    for (Rect* rect : {&at.pill, &at.synopsis, &at.title, &at.rail}) *rect = mirrored_in(*rect, slot, m.rtl);
    return at;
}

void draw_page_chrome(Frame& frame, const PageView& view, const Rect& slot, const PageChromeLook& look) {
    PageChromeLayout at = lay_out_page_chrome(frame.metrics, slot);
    if (look.card) at.title.y = at.pill.y - at.title.h - frame.metrics.sdp(8);
    draw_title(frame, view, at);
    if (!look.card) {
        frame.metrics.kiosk ? draw_kiosk_rail(frame, view, at.rail, look) : draw_rail(frame, view, at.rail);
        draw_synopsis(frame, view, at);
        draw_progress_bar(frame, view, at.progress, look.progress);
    }
    draw_pill(frame, view, at.pill, look.one_of_series);
    if (frame.metrics.kiosk) draw_kiosk_home(frame, at.home);
}

}  // namespace cliffhanger
