#include "app/screens/episode_grid.h"

#include <algorithm>
#include <cmath>

#include "app/ui/widgets.h"

namespace cliffhanger {
namespace {

constexpr float kCellHeight = 44, kGap = 8, kTabRow = 44, kTabGap = 8, kKioskDp = 64, kTvCell = 48;
constexpr int kTabsAround = 12;
constexpr double kWatched = 0.9, kBegun = 0.02;

float cell_height(const Metrics& m) { return m.dp(m.kiosk ? kKioskDp : (m.tv() ? kTvCell : kCellHeight)); }
float tab_row(const Metrics& m) { return m.dp(m.kiosk ? kKioskDp : kTabRow); }

int tab_count(const EpisodeList& list) {
    const int episodes = static_cast<int>(list.series->episodes.size());
    return std::max(1, (episodes + EpisodeGrid::kPerTab - 1) / EpisodeGrid::kPerTab);
}

int rows_in_tab(const EpisodeList& list, int tab) {
    const int episodes = static_cast<int>(list.series->episodes.size());
    const int here = std::clamp(episodes - tab * EpisodeGrid::kPerTab, 0, EpisodeGrid::kPerTab);
    return (here + list.columns - 1) / list.columns;
}

std::string tab_text(const EpisodeList& list, int tab) {
    const auto& episodes = list.series->episodes;
    const auto first = static_cast<std::size_t>(tab * EpisodeGrid::kPerTab);
    const auto last = std::min(first + EpisodeGrid::kPerTab, episodes.size()) - 1;
    return std::to_string(episodes[first].number) + "–" + std::to_string(episodes[last].number);
}

}  // namespace

EpisodePresence presence_of(const std::optional<Download>& download) {
    if (!download) return EpisodePresence::Elsewhere;
    return download->state == DownloadState::Finished ? EpisodePresence::Here : EpisodePresence::Coming;
}

bool EpisodeGrid::follow(std::size_t place, std::size_t episode) {
    if (followed_ == place) return false;
    followed_ = place;
    tab_ = static_cast<int>(episode) / kPerTab;
    return true;
}

float EpisodeGrid::height(const Metrics& m, const EpisodeList& list) const {
    const int tab = std::clamp(tab_, 0, tab_count(list) - 1), rows = rows_in_tab(list, tab);
    const float tabs = tab_count(list) > 1 ? tab_row(m) + m.dp(kTabGap) : 0;
    return tabs + static_cast<float>(rows) * cell_height(m) + static_cast<float>(std::max(0, rows - 1)) * m.dp(kGap);
}

float EpisodeGrid::draw(Frame& frame, const EpisodeList& list, const Rect& column, const std::string& prefix) {
    const float ranges = draw_ranges(frame, list, column, prefix);
    draw_cells(frame, list, {column.x, column.y + ranges, column.w, 0}, prefix);
    if (focused_cell_) focused_cell_ = focused_cell_->moved(0, ranges);
    return height(frame.metrics, list);
}

float EpisodeGrid::draw_ranges(Frame& frame, const EpisodeList& list, const Rect& column, const std::string& prefix) {
    const Metrics& m = frame.metrics;
    const int tabs = tab_count(list);
    tab_ = std::clamp(tab_, 0, tabs - 1);
    if (tabs < 2) return 0;
    const Rect row{column.x, column.y, column.w, tab_row(m)};
    frame.open(prefix + ".tabs", "tablist", std::string(frame.strings(Text::Episodes)), row);
    frame.push_clip(row, Frame::Outside::Focusable);
    draw_tabs(frame, list, tabs, row, prefix);
    frame.pop_clip();
    frame.close();
    return row.h + m.dp(kTabGap);
}

float EpisodeGrid::draw_cells(Frame& frame, const EpisodeList& list, const Rect& column, const std::string& prefix) {
    const Metrics& m = frame.metrics;
    const auto& episodes = list.series->episodes;
    const float y = column.y;
    tab_ = std::clamp(tab_, 0, tab_count(list) - 1);
    focused_cell_.reset();
    const auto columns = static_cast<float>(list.columns);
    const float gap = m.dp(kGap), width = (column.w - gap * (columns - 1)) / columns, height = cell_height(m);
    const auto first = static_cast<std::size_t>(tab_ * kPerTab);
    const auto end = std::min(first + kPerTab, episodes.size());
    for (std::size_t i = first; i < end; ++i) {
        const auto slot = static_cast<int>(i - first);
        const float x = column.x + static_cast<float>(slot % list.columns) * (width + gap);
        Cell cell;
        cell.number = episodes[i].number;
        cell.episode = i;
        cell.rect = frame.mirror(
            rounded({x, y + static_cast<float>(slot / list.columns) * (height + gap), width, height}), column);
        cell.current = i == list.current;
        cell.plays = cell.current && list.plays;
        const EpisodeState state = list.state(i);
        cell.locked = state.locked;
        cell.watched = state.watched;
        cell.presence = state.presence;
        const std::string id = prefix + ".cell." + std::to_string(cell.number);
        if (frame.focused(id)) focused_cell_ = cell.rect.moved(0, -column.y);
        draw_cell(frame, cell, id);
    }
    const auto rows = static_cast<float>(rows_in_tab(list, tab_));
    return rows * height + std::max(0.0f, rows - 1) * gap;
}

void EpisodeGrid::draw_tabs(Frame& frame, const EpisodeList& list, int tabs, const Rect& row,
                            const std::string& prefix) const {
    const Metrics& m = frame.metrics;
    std::vector<std::string> texts;
    std::vector<float> starts, widths;
    float x = 0;
    // Of a hundred thousand episodes only the ranges around the one that is shown.
    const int first = std::max(0, tab_ - kTabsAround), end = std::min(tabs, tab_ + kTabsAround + 1);
    for (int i = first; i < end; ++i) {
        texts.push_back(tab_text(list, i));
        widths.push_back(chip_width(frame, texts.back()));
        starts.push_back(x);
        x += widths.back() + m.dp(kGap);
    }
    // The row follows the selection: its neighbours are always within reach.
    const float total = x - m.dp(kGap);
    const auto s = static_cast<std::size_t>(tab_ - first);
    const float wanted = starts[s] + widths[s] / 2 - row.w / 2;
    const float offset = std::clamp(wanted, 0.0f, std::max(0.0f, total - row.w));
    for (int i = first; i < end; ++i) {
        const auto n = static_cast<std::size_t>(i - first);
        const Rect rect = frame.mirror(rounded({row.x + starts[n] - offset, row.y, widths[n], row.h}), row);
        chip(frame, prefix + ".range." + std::to_string(i), texts[n], rect, i == tab_, {ActionKind::SelectRange, i});
    }
}

void EpisodeGrid::draw_cell(Frame& frame, const Cell& cell, const std::string& id) const {
    const Metrics& m = frame.metrics;
    const Theme& theme = frame.theme;
    const float radius = m.dp(theme.radius_s);
    const bool watched = cell.watched >= kWatched && !cell.current;
    frame.canvas.fill_rounded(cell.rect, radius, cell.current ? theme.accent_tint : theme.surface2);
    const Color tint = frame.state_tint(id);
    if (tint.a > 0) frame.canvas.fill_rounded(cell.rect, radius, tint);
    // On a panel that a bright picture shines through, only their edges tell cells apart.
    const float line = cell.current ? std::max(1.5f, m.dp(1.5f)) : 1;
    frame.canvas.stroke_rounded(cell.rect, radius, line, cell.current ? theme.accent : theme.outline_lo);

    Color color = theme.text_hi;
    if (cell.current) color = theme.accent_on_tint;
    if (watched || cell.locked) color = theme.text_lo;
    const Label label = frame.label(std::to_string(cell.number), frame.style(TypeToken::Label), cell.rect.w, "en");
    frame.text_in(label, cell.rect, Frame::At::Center, color);

    const Rect corner =
        frame.mirror({cell.rect.right() - m.dp(15), cell.rect.y + m.dp(4), m.dp(11), m.dp(11)}, cell.rect);
    if (cell.locked) {
        frame.canvas.icon(Icon::Lock, corner.center(), m.dp(11), theme.text_mid);
    } else if (cell.current && !cell.plays) {
        frame.canvas.icon(Icon::PlayArrow, corner.center(), m.dp(14), theme.accent_on_tint);
    } else if (cell.current) {
        equaliser(frame, {corner.center().x - (m.rtl ? -1 : 1) * m.dp(1), corner.center().y + m.dp(1)},
                  theme.accent_on_tint);
    } else if (watched) {
        frame.canvas.icon(Icon::Check, corner.center(), m.dp(12), theme.text_mid);
    }
    if (cell.presence != EpisodePresence::Elsewhere) {
        const Rect start = frame.mirror({cell.rect.x + m.dp(4), cell.rect.y + m.dp(4), m.dp(11), m.dp(11)}, cell.rect);
        const bool here = cell.presence == EpisodePresence::Here;
        frame.canvas.icon(here ? Icon::DownloadDone : Icon::Download, start.center(), m.dp(12),
                          here ? theme.text_mid : theme.accent_on_tint);
    }
    const bool begun = cell.watched >= kBegun && cell.watched < kWatched;
    if (begun && !cell.locked && !cell.plays) {
        const Rect track{cell.rect.x + radius, cell.rect.bottom() - m.dp(5), cell.rect.w - 2 * radius,
                         std::max(2.0f, m.dp(2))};
        frame.canvas.fill(rounded(track), theme.outline_mid);
        frame.canvas.fill(rounded({track.x, track.y, track.w * static_cast<float>(cell.watched), track.h}),
                          theme.accent);
    }
    std::vector<std::string> states;
    if (cell.current) states.emplace_back("current");
    if (cell.locked) states.emplace_back("locked");
    if (watched) states.emplace_back("watched");
    if (cell.presence == EpisodePresence::Here) states.emplace_back("downloaded");
    if (cell.presence == EpisodePresence::Coming) states.emplace_back("downloading");
    const Control control{.id = id,
                          .name = std::to_string(cell.number),
                          .states = std::move(states),
                          .rect = cell.rect,
                          .action = {ActionKind::GoToEpisode, static_cast<int>(cell.episode)},
                          .focus_radius = radius};
    cell.plays ? frame.default_control(control) : frame.control(control);
}

}  // namespace cliffhanger
