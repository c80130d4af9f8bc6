#include "app/screens/library/history_screen.h"

#include <algorithm>
#include <utility>

#include "app/screens/home/shelf_view.h"
#include "app/screens/message_page.h"
#include "app/screens/page_heading.h"
#include "app/ui/widgets.h"

namespace cliffhanger {
namespace {

constexpr double kWatchedToItsEnd = 0.9;
enum Own { kPart, kPause = kPart + 2, kClear, kRow };  // kRow + 2 * index: play it; and one more: remove it

}  // namespace

void HistoryScreen::enter(Microseconds, const Route& route) {
    if (context_.navigator.last_direction() == Navigator::Direction::Back) return;
    part_ = route.part == kLikedPart ? Part::Liked : Part::Watched;
    view_.scroller().jump_to(0);
}

void HistoryScreen::follow() {
    if (!marks_.follow()) return;
    watched_ = watched_last(marks_.marks());
    liked_ = liked_episodes(marks_.marks());
}

std::vector<HistoryScreen::Group> HistoryScreen::groups() const {
    if (part_ == Part::Liked) return {{Text::LikedEpisodes, 0, liked_.size()}};
    constexpr Text kTitles[] = {Text::Today, Text::Yesterday, Text::Earlier};
    std::vector<Group> all;
    const LocalTime now = local_time(context_.host.library().now());
    for (std::size_t i = 0; i < watched_.size(); ++i) {
        const Text title = kTitles[static_cast<int>(history_day(local_time(*watched_[i].at), now))];
        if (all.empty() || all.back().title != title) all.push_back({title, i, 0});
        ++all.back().count;
    }
    return all;
}

void HistoryScreen::draw(Frame& frame, const Rect& area) {
    follow();
    const Metrics& m = frame.metrics;
    frame.open("history", "region", std::string(frame.strings(Text::History)), area);
    const float top = view_.begin(frame, "history.list", area);
    float y = top + draw_heading(frame, {area.x, top, area.w, 0});
    y += draw_parts(frame, {area.x, y, area.w, m.dp(48)}) + m.dp(8);
    y += draw_notice(frame, {area.x, y, area.w, 0});
    if (rows().empty()) {
        const float room = std::max(area.bottom() - y, m.dp(280));
        draw_empty(frame, {area.x, y, area.w, room});
        y += room - m.dp(16);
    } else {
        y = draw_rows(frame, area, y);
    }
    view_.end(frame, y - top + m.dp(16));
    frame.close();
}

/// Where there is no room for words, icons say it.
float HistoryScreen::draw_tools(Frame& frame, const Rect& line) const {
    const Metrics& m = frame.metrics;
    const Library& library = context_.host.library();
    const bool paused = library.history_paused();
    const bool words = m.wide();
    const float gap = m.dp(8);
    float taken = 0;
    const auto tool = [&](const char* id, Text text, Icon icon, int own) {
        const TextButton button{
            .id = id, .text = std::string(frame.strings(text)), .action = {ActionKind::Own, own}, .icon = icon};
        const Rect size = words ? text_button_size(frame, button, m.dp(260))
                                : Rect{0, 0, m.dp(frame.theme.target_touch), m.dp(frame.theme.target_touch)};
        const Rect at = frame.mirror(
            rounded({line.right() - taken - size.w, line.y + (line.h - size.h) / 2, size.w, size.h}), line);
        if (words) {
            text_button(frame, button, at);
        } else {
            icon_button(
                frame,
                {.id = button.id, .icon = icon, .name = button.text, .action = button.action, .center = at.center()},
                Frame::Scale::Plain);
        }
        taken += size.w + gap;
    };
    if (part_ == Part::Watched && !watched_.empty())
        tool("history.clear", Text::ClearHistory, Icon::DeleteSweep, kClear);
    if (part_ == Part::Watched && library.remembers()) {
        tool("history.pause", paused ? Text::ResumeHistory : Text::PauseHistory, paused ? Icon::PlayArrow : Icon::Pause,
             kPause);
    }
    return taken;
}

float HistoryScreen::draw_heading(Frame& frame, const Rect& area) const {
    const Metrics& m = frame.metrics;
    const float gutter = screen_gutter(m);
    const bool words = m.wide();
    // Bare icons stand on the gutter's line, their targets a little beyond.
    const float over = words ? 0 : m.dp(11);
    const float taken = draw_tools(frame, {area.x + gutter, area.y, area.w - 2 * gutter + over, m.dp(64)});
    return draw_page_heading(frame, "history", std::string(frame.strings(Text::History)), area, BackArrow::Without,
                             taken);
}

float HistoryScreen::draw_parts(Frame& frame, const Rect& row) const {
    const Metrics& m = frame.metrics;
    constexpr Text kNames[] = {Text::Watched, Text::LikedEpisodes};
    frame.open("history.parts", "tablist", std::string(frame.strings(Text::History)), row);
    float x = row.x + screen_gutter(m);
    for (int i = 0; i < 2; ++i) {
        const std::string name(frame.strings(kNames[i]));
        const float w = chip_width(frame, name);
        chip(frame, "history.part." + std::to_string(i), name, frame.mirror(rounded({x, row.y, w, row.h}), row),
             static_cast<int>(part_) == i, {ActionKind::Own, kPart + i});
        x += w + m.dp(8);
    }
    frame.close();
    return row.h;
}

float HistoryScreen::draw_notice(Frame& frame, const Rect& row) const {
    const Library& library = context_.host.library();
    const bool is_private = !library.remembers() || library.private_mode();
    if (part_ == Part::Liked || (!is_private && !library.history_paused())) return 0;
    const Metrics& m = frame.metrics;
    const float gutter = screen_gutter(m), pad = m.dp(12), icon = m.dp(22);
    std::string text(frame.strings(Text::HistoryPaused));
    if (is_private)
        text = std::string(frame.strings(Text::PrivateMode)) + ". " + std::string(frame.strings(Text::PrivateModeHint));
    TextStyle style = frame.style(TypeToken::Body);
    style.max_lines = 3;
    const float width = row.w - 2 * gutter - 3 * pad - icon;
    const Label label = frame.label(text, style, width);
    const Rect box = rounded({row.x + gutter, row.y, row.w - 2 * gutter, label.height + 2 * pad});
    frame.canvas.fill_rounded(box, m.dp(frame.theme.radius_m), frame.theme.surface2);
    const Rect mark = frame.mirror({box.x + pad, box.y, icon, box.h}, box);
    frame.canvas.icon(is_private ? Icon::VisibilityOff : Icon::Pause, mark.center(), icon, frame.theme.info);
    frame.text_in(label, frame.mirror({box.x + 2 * pad + icon, box.y, width, box.h}, box), Frame::At::Start,
                  frame.theme.text_hi);
    frame.node("history.notice", "status", text, box);
    return box.h + m.dp(16);
}

void HistoryScreen::draw_empty(Frame& frame, const Rect& area) const {
    const bool liked = part_ == Part::Liked;
    draw_empty_list(frame, "history", liked ? Icon::FavoriteBorder : Icon::History,
                    liked ? Text::LikedEmpty : Text::HistoryEmpty,
                    liked ? Text::LikedEmptyHint : Text::HistoryEmptyHint, area);
}

float HistoryScreen::draw_rows(Frame& frame, const Rect& area, float y) {
    const Metrics& m = frame.metrics;
    const float gutter = screen_gutter(m);
    for (const Group& group : groups()) {
        const Rect line{area.x + gutter, y, area.w - 2 * gutter, m.dp(40)};
        if (part_ == Part::Watched) {
            const std::string title(frame.strings(group.title));
            const Label label = frame.label(title, frame.style(TypeToken::TitleM), line.w);
            const Rect drawn = frame.text_in(label, line, Frame::At::Start, frame.theme.text_hi);
            frame.node("history.day." + std::to_string(group.first), "heading", title, drawn);
            y += line.h;
        }
        y += draw_row_grid(frame, context_.player,
                           {.id = "history",
                            .first = group.first,
                            .count = group.count,
                            .column = {line.x, y, line.w, 0},
                            .view = area,
                            .row = [&](std::size_t i) { return row(frame, i); }}) +
             m.dp(8);
    }
    return y;
}

MediaRow HistoryScreen::row(const Frame& frame, std::size_t index) const {
    const WatchedEpisode& entry = rows()[index];
    const Series& series = context_.host.catalog()->series[entry.series];
    const Strings& strings = frame.strings;
    const int own = kRow + 2 * static_cast<int>(index);
    const bool whole = entry.watched >= kWatchedToItsEnd, liked = part_ == Part::Liked;
    MediaRow row{.series = &series,
                 .first = strings.with(Text::EpisodeOf, {{"n", series.episodes[entry.episode].number},
                                                         {"total", series.episodes.size()}}),
                 .progress = whole || liked ? 0 : entry.watched,
                 .action = {ActionKind::Own, own}};
    if (entry.at && !liked) {
        const LocalTime at = local_time(*entry.at), now = local_time(context_.host.library().now());
        row.second =
            history_day(at, now) == HistoryDay::Earlier ? strings.date(at.year, at.month, at.day) : time_of_day(at);
        row.second = std::string(strings.mark()) + row.second;
        row.second += " · " + (whole ? std::string(strings(Text::Watched)) : strings.percent(entry.watched));
    }
    if (liked) {
        row.buttons = {{std::string(strings(Text::Remove)), Icon::Favorite, {ActionKind::Own, own + 1}}};
    } else {
        row.buttons = {{std::string(strings(Text::Remove)), Icon::Close, {ActionKind::Own, own + 1}}};
    }
    return row;
}

void HistoryScreen::own_action(Microseconds now, int value) {
    if (context_.host.catalog() == nullptr) return;
    follow();
    if (value < kPause) {
        part_ = static_cast<Part>(value - kPart);
        return view_.scroller().jump_to(0);
    }
    Library& library = context_.host.library();
    if (value == kPause) return library.pause_history(!library.history_paused());
    if (value == kClear) return ask_to_clear(now);
    const auto index = static_cast<std::size_t>(value - kRow) / 2;
    if (index >= rows().size()) return;
    if ((value - kRow) % 2 != 0) return part_ == Part::Liked ? unlike(now, index) : remove(now, index);
    // Who saw an episode to its end goes on with the next one.
    const bool exactly = part_ == Part::Liked;
    const WatchedEpisode& entry = rows()[index];
    context_.host.play_series(entry.series, exactly ? std::optional(entry.episode) : std::nullopt);
    context_.navigator.open({ScreenKind::Player});
}

/// What was watched of a series goes with its row.
void HistoryScreen::remove(Microseconds now, std::size_t index) {
    Library& library = context_.host.library();
    const SeriesKey series{context_.host.feed_key(), context_.host.catalog()->series[watched_[index].series].id};
    std::vector<std::pair<EpisodeKey, EpisodeRecord>> removed;
    for (auto& entry : library.episodes_of(series.feed)) {
        if (entry.first.series == series.series && entry.second.watched_at) removed.push_back(std::move(entry));
    }
    const auto place = library.place(series.feed);
    for (const auto& [key, record] : removed) library.forget_watching(key);
    const auto undo = [&library, removed, place](Microseconds) {
        for (const auto& [key, record] : removed) {
            EpisodeRecord known = library.episode(key);
            known.position = record.position;
            known.watched = record.watched;
            known.watched_at = record.watched_at;
            library.set_episode(key, known);
        }
        if (place && !library.place(place->feed)) library.set_place(*place);
    };
    const Strings strings(context_.player.language());
    context_.hud.toast(now, std::string(strings(Text::Removed)), Icon::Delete,
                       {std::string(strings(Text::Undo)), undo});
}

void HistoryScreen::unlike(Microseconds now, std::size_t index) {
    Library& library = context_.host.library();
    const Series& series = context_.host.catalog()->series[liked_[index].series];
    const EpisodeKey key{context_.host.feed_key(), series.id, series.episodes[liked_[index].episode].id};
    const auto set_liked = [&library, key](bool liked) {
        EpisodeRecord record = library.episode(key);
        record.liked = liked;
        library.set_episode(key, record);
    };
    set_liked(false);
    const Strings strings(context_.player.language());
    context_.hud.toast(now, std::string(strings(Text::Removed)), Icon::FavoriteBorder,
                       {std::string(strings(Text::Undo)), [set_liked](Microseconds) { set_liked(true); }});
}

void HistoryScreen::ask_to_clear(Microseconds now) {
    const Strings strings(context_.player.language());
    context_.dialog.open(now, {.title = std::string(strings(Text::ClearHistory)),
                               .text = std::string(strings(Text::ClearHistoryQuestion)),
                               .confirm = std::string(strings(Text::Clear)),
                               .cancel = std::string(strings(Text::Cancel)),
                               .tone = Dialog::Tone::Destructive,
                               .on_confirm = [this](Microseconds then) {
                                   context_.host.library().forget_all_watching();
                                   const Strings words(context_.player.language());
                                   context_.hud.toast(then, std::string(words(Text::HistoryCleared)),
                                                      Icon::CheckCircle);
                               }});
}

}  // namespace cliffhanger
