#include "app/screens/downloads/downloads_screen.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/screens/downloads/download_texts.h"
#include "app/screens/home/shelf_view.h"
#include "app/screens/message_page.h"
#include "app/screens/page_heading.h"
#include "app/ui/widgets.h"

namespace cliffhanger {
namespace {

constexpr double kWatchedToItsEnd = 0.9;
enum Own { kDeleteWatched, kRow };  // kRow + 3 * index: press it; and one more: pause or go on; two more: delete it
constexpr int kOwnsPerRow = 3;

bool is_under_way(const Download& download) {
    return download.state == DownloadState::Running || download.state == DownloadState::Queued;
}

std::vector<Download> downloads_of(const DownloadGroup& group) {
    std::vector<Download> all;
    for (const DownloadGroup::Item& item : group.items) all.push_back(item.download);
    return all;
}

}  // namespace

void DownloadsScreen::enter(Microseconds, const Route&) {
    if (context_.navigator.last_direction() != Navigator::Direction::Back) show_series(std::nullopt);
    follow();
}

void DownloadsScreen::show_series(const std::optional<SeriesKey>& key) {
    opened_ = key;
    view_.scroller().jump_to(0);
}

void DownloadsScreen::follow() {
    DownloadControl& downloads = context_.player.downloads();
    if (changes_seen_ == downloads.changes() && edition_seen_ == context_.host.catalog_edition()) return;
    changes_seen_ = downloads.changes();
    edition_seen_ = context_.host.catalog_edition();
    groups_ = group_downloads(downloads.downloads(), context_.host.catalog(), context_.host.feed_key());
    if (opened_ && opened() == nullptr) show_series(std::nullopt);
}

const DownloadGroup* DownloadsScreen::opened() const {
    if (!opened_) return nullptr;
    const auto found = std::ranges::find(groups_, *opened_, &DownloadGroup::key);
    return found == groups_.end() ? nullptr : &*found;
}

const Series& DownloadsScreen::series_of(const DownloadGroup& group) {
    if (group.series) return context_.host.catalog()->series[*group.series];
    Series& lost = lost_[group.key];
    lost.id = group.key.series;
    lost.title.values = {{"", group.title.empty() ? group.key.series : group.title}};
    return lost;
}

void DownloadsScreen::draw(Frame& frame, const Rect& area) {
    follow();
    const Metrics& m = frame.metrics;
    const std::string name(frame.strings(Text::Downloads));
    frame.open("downloads", "region", name, area);
    if (groups_.empty()) {
        draw_empty(frame, area);
        return frame.close();
    }
    const DownloadGroup* group = opened();
    const std::string title = group == nullptr ? name : series_of(*group).title.get(frame.strings.language());
    const float top = view_.begin(frame, "downloads.list", area), gutter = screen_gutter(m);
    float y = top + draw_page_heading(frame, "downloads", title, {area.x, top, area.w, 0}, BackArrow::With);
    const Rect column{area.x + gutter, y, area.w - 2 * gutter, 0};
    if (group == nullptr) y += draw_space(frame, column) + m.dp(16);
    RowGrid grid{.id = "downloads", .column = {column.x, y, column.w, 0}, .view = area};
    if (group == nullptr) {
        grid.count = groups_.size();
        grid.row = [&](std::size_t i) { return series_row(frame, i); };
    } else {
        grid.id = "downloads.episode";
        grid.count = group->items.size();
        grid.row = [&](std::size_t i) { return episode_row(frame, *group, i); };
    }
    y += draw_row_grid(frame, context_.player, grid);
    view_.end(frame, y - top + m.dp(16));
    frame.close();
}

/// How full it is, as a bar and in words, and what can be cleared away at once.
float DownloadsScreen::draw_space(Frame& frame, const Rect& row) const {
    const Metrics& m = frame.metrics;
    const Theme& theme = frame.theme;
    const DownloadSpace space = context_.player.downloads().space();
    const std::string text = space_text(frame.strings, space);
    const float width = std::min(row.w, m.dp(480));
    const Rect box = frame.mirror({row.x, row.y, width, 0}, row);
    TextStyle style = frame.style(TypeToken::Body);
    style.max_lines = 2;
    const Label label = frame.label(text, style, width);
    const Rect drawn = frame.text_at_top(label, {box.x, box.y, width, label.height}, Frame::At::Start, theme.text_mid);
    frame.node("downloads.space", "text", text, drawn, text);
    float height = label.height + m.dp(8);
    const double room = static_cast<double>(space.limit > 0 ? space.limit : space.used + space.free);
    const double full = room > 0 ? std::clamp(static_cast<double>(space.used) / room, 0.0, 1.0) : 0;
    const Rect track = rounded({box.x, box.y + height, width, m.dp(4)});
    frame.canvas.fill_rounded(track, track.h / 2, theme.outline_mid);
    Rect used = track;
    used.w = std::max(track.h, std::round(track.w * static_cast<float>(full)));
    frame.canvas.fill_rounded(frame.mirror(used, track), track.h / 2, full > 0.9 ? theme.error : theme.accent);
    height += track.h;
    if (watched_ones().empty()) return height;
    const TextButton button{.id = "downloads.delete_watched",
                            .text = std::string(frame.strings(Text::DeleteWatched)),
                            .action = {ActionKind::Own, kDeleteWatched},
                            .icon = Icon::DeleteSweep};
    const Rect size = text_button_size(frame, button, row.w);
    height += m.dp(12);
    text_button(frame, button, frame.mirror(rounded({row.x, row.y + height, size.w, size.h}), row));
    return height + size.h;
}

void DownloadsScreen::draw_empty(Frame& frame, const Rect& area) const {
    const std::string title(frame.strings(Text::Downloads));
    draw_page_heading(frame, "downloads", title, area, BackArrow::With);
    const bool possible = context_.player.downloads().possible();
    draw_empty_list(frame, "downloads", Icon::Download, possible ? Text::DownloadsEmpty : Text::PrivateMode,
                    possible ? Text::DownloadsEmptyHint : Text::PrivateModeHint, area);
}

MediaRow DownloadsScreen::series_row(const Frame& frame, std::size_t index) {
    const DownloadGroup& group = groups_[index];
    const Strings& strings = frame.strings;
    const int own = kRow + kOwnsPerRow * static_cast<int>(index);
    const auto count = static_cast<std::int64_t>(group.items.size());
    MediaRow row{.series = &series_of(group),
                 .first = strings.plural(Plural::DownloadedEpisodes, count, {{"size", strings.size(group.bytes())}}),
                 .action = {ActionKind::Own, own}};
    const DownloadState state = group.state();
    row.second = state_text(strings, group.speaking());
    if (state == DownloadState::Running && group.speaking().trouble == DownloadTrouble::None)
        row.second = strings.with(Text::Downloading, {{"percent", strings.percent(group.share())}});
    if (state == DownloadState::Failed) row.second_color = frame.theme.error;
    if (state != DownloadState::Finished) {
        row.progress = group.share();
        const bool pauses = std::ranges::any_of(group.items, [](const auto& i) { return is_under_way(i.download); });
        const Text word = pauses ? Text::Pause : (state == DownloadState::Failed ? Text::Retry : Text::Resume);
        const Icon icon = pauses ? Icon::Pause : (state == DownloadState::Failed ? Icon::Refresh : Icon::Download);
        row.buttons.push_back({std::string(strings(word)), icon, {ActionKind::Own, own + 1}});
    }
    row.buttons.push_back({std::string(strings(Text::Delete)), Icon::Delete, {ActionKind::Own, own + 2}});
    return row;
}

MediaRow DownloadsScreen::episode_row(const Frame& frame, const DownloadGroup& group, std::size_t index) {
    const DownloadGroup::Item& item = group.items[index];
    const Download& download = item.download;
    const Strings& strings = frame.strings;
    const int own = kRow + kOwnsPerRow * static_cast<int>(index);
    const Series& series = series_of(group);
    MediaRow row{.series = &series,
                 .title = item.episode
                              ? strings.with(Text::EpisodeNumber, {{"n", series.episodes[*item.episode].number}})
                              : download.key.episode,
                 .first = state_text(strings, download),
                 .second = strings.size(download.bytes),
                 .action = {ActionKind::Own, own}};
    if (download.state != DownloadState::Finished) {
        if (download.total)
            row.second = (download.bytes > 0 ? row.second + " / " : std::string()) + strings.size(*download.total);
        row.progress = share_of(download).value_or(0);
        const bool pauses = is_under_way(download), failed = download.state == DownloadState::Failed;
        const Text word = pauses ? Text::Pause : (failed ? Text::Retry : Text::Resume);
        const Icon icon = pauses ? Icon::Pause : (failed ? Icon::Refresh : Icon::Download);
        row.buttons.push_back({std::string(strings(word)), icon, {ActionKind::Own, own + 1}});
    } else if (watched(download)) {
        row.second += " · " + std::string(strings(Text::Watched));
    }
    row.buttons.push_back({std::string(strings(Text::Delete)), Icon::Delete, {ActionKind::Own, own + 2}});
    return row;
}

bool DownloadsScreen::watched(const Download& download) const {
    return context_.host.library().episode(download.key).watched >= kWatchedToItsEnd;
}

std::vector<Download> DownloadsScreen::watched_ones() const {
    std::vector<Download> all;
    for (const DownloadGroup& group : groups_) {
        for (const DownloadGroup::Item& item : group.items) {
            if (item.download.state == DownloadState::Finished && watched(item.download)) all.push_back(item.download);
        }
    }
    return all;
}

void DownloadsScreen::own_action(Microseconds now, int value) {
    follow();
    const Strings strings(context_.player.language());
    if (value == kDeleteWatched) return ask_to_delete(now, watched_ones(), std::string(strings(Text::DeleteWatched)));
    const auto index = static_cast<std::size_t>(value - kRow) / kOwnsPerRow;
    const int what = (value - kRow) % kOwnsPerRow;
    const DownloadGroup* within = opened();
    if (index >= (within != nullptr ? within->items.size() : groups_.size())) return;
    const DownloadGroup& group = within != nullptr ? *within : groups_[index];
    std::vector<Download> meant = downloads_of(group);
    if (within != nullptr) meant = {group.items[index].download};
    if (what == 0) return press_row(group, index);
    if (what == 1) return pause_or_resume(meant);
    ask_to_delete(now, meant, series_of(group).title.get(strings.language()));
}

void DownloadsScreen::press_row(const DownloadGroup& group, std::size_t index) {
    if (opened_) return play(group, group.items[index]);
    if (group.items.size() > 1) return show_series(group.key);
    play(group, group.items.front());
}

void DownloadsScreen::play(const DownloadGroup& group, const DownloadGroup::Item& item) {
    if (item.download.state != DownloadState::Finished) return pause_or_resume({item.download});
    if (group.key.feed != context_.host.feed_key())
        return context_.player.downloads().play_elsewhere(item.download.key);
    if (!group.series || !item.episode) return;
    context_.host.play_series(*group.series, *item.episode);
    context_.navigator.open({ScreenKind::Player});
}

void DownloadsScreen::pause_or_resume(const std::vector<Download>& downloads) {
    DownloadControl& control = context_.player.downloads();
    const bool pauses = std::ranges::any_of(downloads, is_under_way);
    for (const Download& download : downloads) {
        if (download.state == DownloadState::Finished) continue;
        if (!pauses) control.resume(download.key);
        if (pauses && is_under_way(download)) control.pause(download.key);
    }
}

void DownloadsScreen::ask_to_delete(Microseconds now, const std::vector<Download>& downloads,
                                    const std::string& title) {
    if (downloads.empty()) return;
    const Strings strings(context_.player.language());
    std::int64_t bytes = 0;
    for (const Download& download : downloads) bytes += download.bytes;
    context_.dialog.open(
        now, {.title = strings.plural(Plural::DeleteEpisodes, static_cast<std::int64_t>(downloads.size())),
              .text = isolated(title, strings.language()) + "\n" + std::string(strings.mark()) + strings.size(bytes),
              .confirm = std::string(strings(Text::Delete)),
              .cancel = std::string(strings(Text::Cancel)),
              .tone = Dialog::Tone::Destructive,
              .on_confirm = [this, downloads](Microseconds then) {
                  for (const Download& download : downloads) context_.player.downloads().remove(download.key);
                  const Strings words(context_.player.language());
                  context_.hud.toast(then, std::string(words(Text::Removed)), Icon::Delete);
              }});
}

bool DownloadsScreen::back(Microseconds) {
    if (!opened_) return false;
    show_series(std::nullopt);
    return true;
}

}  // namespace cliffhanger
