#include "app/screens/tv/tv_panel.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "app/feed/captions.h"
#include "app/screens/options_sheet.h"
#include "app/screens/series_panel.h"
#include "app/ui/widgets.h"

namespace cliffhanger {
namespace {

constexpr int kColumns = 6;
constexpr float kToolDp = 44, kToolGapDp = 12, kRowDp = 44, kHintsDp = 24, kCellDp = 48, kFocusRingDp = 6;

const std::vector<std::string>& no_states() {
    static const std::vector<std::string> kNone;
    return kNone;
}

}  // namespace

float TvPanel::draw_title(Frame& frame, const PageView& view, const Rect& column) const {
    const Metrics& m = frame.metrics;
    const std::string& name = view.page.series->title.get(frame.strings.language());
    TextStyle style = frame.style(TypeToken::Headline);
    style.max_lines = 2;
    const Label title = frame.label(name, style, column.w);
    frame.node("player.title", "heading", name, frame.text_at_top(title, column, Frame::At::Start, frame.theme.text_hi),
               name);
    std::string text =
        frame.strings.with(Text::EpisodeOf, {{"n", view.page.episode->number}, {"total", view.episode_total()}});
    if (view.duration().count() > 0) text += " · " + format_time(view.duration());
    const Label line = frame.label(text, frame.style(TypeToken::Body), column.w);
    const Rect box{column.x, column.y + title.height + m.dp(4), column.w, line.height};
    frame.node("player.episode", "text", text, frame.text_at_top(line, box, Frame::At::Start, frame.theme.text_mid),
               text);
    return box.bottom() - column.y;
}

/// Three lines, or what there is room for.
float TvPanel::draw_synopsis(Frame& frame, const PageView& view, const Rect& column, float room) const {
    const std::string_view language = frame.strings.language();
    const std::string& own = view.page.episode->synopsis.get(language);
    const std::string& text = own.empty() ? view.page.series->synopsis.get(language) : own;
    if (text.empty()) return 0;
    TextStyle style = frame.style(TypeToken::Body);
    for (style.max_lines = 3; style.max_lines > 0; --style.max_lines) {
        const Label label = frame.label(text, style, column.w);
        if (label.height > room) continue;
        frame.node("player.synopsis", "text", text,
                   frame.text_at_top(label, column, Frame::At::Start, frame.theme.text_mid), text);
        return label.height;
    }
    return 0;
}

float TvPanel::draw_buttons(Frame& frame, const PageView& view, const TvPanelLook& look, const Rect& column) const {
    const Metrics& m = frame.metrics;
    std::vector<TextButton> buttons;
    if (!view.locked && !view.failed()) {
        buttons.push_back({.id = "tv.resume",
                           .text = std::string(frame.strings(look.playing ? Text::Pause : Text::Resume)),
                           .action = {ActionKind::TogglePlay},
                           .look = ButtonLook::Primary,
                           .icon = look.playing ? Icon::Pause : Icon::PlayArrow});
    }
    buttons.push_back({.id = "tv.episodes",
                       .text = std::string(frame.strings(Text::Episodes)),
                       .action = {look.one_of_series ? ActionKind::WatchAll : ActionKind::OpenEpisodes},
                       .icon = Icon::PlaylistPlay});
    const float gap = m.dp(8), most = (column.w - gap) / 2;
    float height = 0, x = column.x;
    for (const TextButton& button : buttons) height = std::max(height, text_button_size(frame, button, most).h);
    for (const TextButton& button : buttons) {
        const float width = text_button_size(frame, button, most).w;
        text_button(frame, button, frame.mirror(rounded({x, column.y, width, height}), column));
        x += width + gap;
    }
    return height;
}

void TvPanel::draw_tools(Frame& frame, const PageView& view, const TvPanelLook& look, const Rect& row) const {
    const Metrics& m = frame.metrics;
    const auto word = [&](Text text) { return std::string(frame.strings(text)); };
    const auto checked = [](bool on) { return on ? std::vector<std::string>{"checked"} : no_states(); };
    std::vector<IconButton> tools;
    const auto add = [&](const char* id, Icon icon, Text name, Action action, std::vector<std::string> states) {
        tools.push_back({.id = id,
                         .icon = icon,
                         .name = word(name),
                         .action = action,
                         .center = {},
                         .size = 22,
                         .states = std::move(states)});
    };
    add("tv.like", view.liked ? Icon::Favorite : Icon::FavoriteBorder, Text::Like, {ActionKind::Like},
        checked(view.liked));
    add("tv.list", view.listed ? Icon::BookmarkAdded : Icon::BookmarkBorder, Text::MyList, {ActionKind::MyList},
        checked(view.listed));
    if (!captions_of(*view.page.episode, view.snapshot).empty())
        add("tv.captions", look.captions_on ? Icon::Subtitles : Icon::SubtitlesOff, Text::Subtitles,
            {ActionKind::ToggleCaptions}, checked(look.captions_on));
    add("tv.speed", Icon::Speed, Text::Speed, {ActionKind::OpenOptions, static_cast<int>(OptionRow::Speed)}, {});
    add("tv.options", Icon::Tune, Text::Options, {ActionKind::OpenOptions}, {});
    const float size = m.dp(kToolDp), step = size + m.dp(kToolGapDp);
    float x = row.x;
    for (IconButton& tool : tools) {
        tool.center = frame.mirror({x, row.y, size, size}, row).center();
        round_button(frame, tool, size);
        x += step;
    }
}

void TvPanel::draw_episodes(Frame& frame, PlayerHost& host, const PageView& view, const Rect& area) {
    const EpisodeList list = episodes_of(host, view, kColumns);
    const std::string id = "tv.episodes_of";
    frame.open(id, "list", std::string(frame.strings(Text::Episodes)), area);
    const float ranges = grid_.draw_ranges(frame, list, area, id);
    // Wide enough for the ring around a cell at its edge.
    const float ring = frame.metrics.dp(kFocusRingDp);
    const Rect body{area.x - ring, area.y + ranges - ring, area.w + 2 * ring, area.h - ranges + ring};
    if (std::exchange(turned_, false)) {
        const auto row = static_cast<float>(view.page.episode_index % EpisodeGrid::kPerTab / kColumns);
        const float length = grid_.height(frame.metrics, list) - ranges + 2 * ring;
        cells_.restore({row * frame.metrics.dp(kCellDp + 8), length});
    }
    const float top = cells_.begin(frame, "tv.cells", body) + ring;
    const float height = grid_.draw_cells(frame, list, {area.x, top, area.w, 0}, id);
    cells_.end(frame, height + 2 * ring);
    frame.close();
}

void TvPanel::draw(Frame& frame, PlayerHost& host, const PageView& view, const TvPanelLook& look, const Rect& area) {
    const Metrics& m = frame.metrics;
    turned_ = grid_.follow(view.index, view.page.episode_index) || turned_;
    const Rect hints{area.x, area.bottom() - m.text_dp(kHintsDp), area.w, m.text_dp(kHintsDp)};
    progress_row_ = {area.x, hints.y - m.dp(4 + kRowDp), area.w, m.dp(kRowDp)};
    Rect column{area.x, area.y, area.w, 0};
    column.y += draw_title(frame, view, column) + m.dp(8);
    // What comes below it whatever happens: two rows of buttons, tabs and a row of episodes.
    const float taken = m.dp(kRowDp + 8 + kToolDp + 12 + kRowDp + 8 + kCellDp + 8);
    const float synopsis = draw_synopsis(frame, view, column, progress_row_.y - column.y - taken - m.dp(12));
    column.y += synopsis > 0 ? synopsis + m.dp(12) : m.dp(4);
    column.y += draw_buttons(frame, view, look, column) + m.dp(8);
    draw_tools(frame, view, look, {column.x, column.y, column.w, m.dp(kToolDp)});
    column.y += m.dp(kToolDp + 12);
    draw_episodes(frame, host, view, {column.x, column.y, column.w, progress_row_.y - m.dp(4) - column.y});
    if (!view.locked && !view.failed()) draw_progress_bar(frame, view, progress_row_, look.progress);
    draw_button_hints(frame,
                      {{CouchButton::Select, Text::Select},
                       {CouchButton::Back, Text::Back},
                       {CouchButton::Episodes, Text::Episodes},
                       {CouchButton::Like, Text::Like}},
                      look.marks, hints);
}

}  // namespace cliffhanger
