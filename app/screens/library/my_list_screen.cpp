#include "app/screens/library/my_list_screen.h"

#include <algorithm>
#include <utility>

#include "app/screens/home/shelf_view.h"
#include "app/screens/library/viewing_lists.h"
#include "app/screens/message_page.h"
#include "app/screens/page_heading.h"
#include "app/screens/poster_grid.h"
#include "app/screens/series/series_facts.h"

namespace cliffhanger {
namespace {

enum Own { kSelect, kDone, kAll, kRemove, kToggle };  // kToggle + index
constexpr float kBarDp = 68;

}  // namespace

void MyListScreen::enter(Microseconds, const Route&) { follow(); }

void MyListScreen::leave(Microseconds) { end_selection(); }

void MyListScreen::follow() {
    if (context_.host.catalog() == nullptr || !marks_.follow()) return;
    listed_ = listed_series(marks_.marks());
    const auto& series = context_.host.catalog()->series;
    std::erase_if(chosen_, [&](const std::string& id) {
        return std::ranges::none_of(listed_, [&](std::size_t index) { return series[index].id == id; });
    });
    if (listed_.empty()) end_selection();
}

void MyListScreen::end_selection() {
    selecting_ = false;
    chosen_.clear();
}

void MyListScreen::draw(Frame& frame, const Rect& area) {
    follow();
    const Metrics& m = frame.metrics;
    frame.open("my_list", "region", std::string(frame.strings(Text::MyList)), area);
    if (listed_.empty()) {
        draw_empty(frame, area);
        return frame.close();
    }
    const float bar = selecting_ ? m.dp(kBarDp) : 0;
    const Rect list{area.x, area.y, area.w, area.h - bar};
    const float gutter = screen_gutter(m);
    const float top = view_.begin(frame, "my_list.list", list);
    float y = top + draw_heading(frame, {area.x, top, area.w, 0});
    y += draw_poster_grid(frame, context_.player,
                          {.id = "my_list",
                           .count = listed_.size(),
                           .column = {area.x + gutter, y, area.w - 2 * gutter, 0},
                           .view = list,
                           .card = [&](std::size_t i) { return card(frame, i); }});
    view_.end(frame, y - top + m.dp(16));
    if (selecting_) draw_bar(frame, {area.x, list.bottom(), area.w, bar});
    frame.close();
}

void MyListScreen::draw_empty(Frame& frame, const Rect& area) const {
    draw_page_heading(frame, "my_list", std::string(frame.strings(Text::MyList)), area, BackArrow::Without);
    draw_empty_list(frame, "my_list", Icon::BookmarkBorder, Text::ListEmpty, Text::ListEmptyHint, area);
}

float MyListScreen::draw_heading(Frame& frame, const Rect& area) const {
    const Metrics& m = frame.metrics;
    const TextButton button{.id = selecting_ ? "my_list.done" : "my_list.select",
                            .text = std::string(frame.strings(selecting_ ? Text::Done : Text::Select)),
                            .action = {ActionKind::Own, selecting_ ? kDone : kSelect}};
    const Rect size = text_button_size(frame, button, area.w / 2);
    const std::string title = selecting_ ? frame.strings.plural(Plural::Selected, static_cast<int>(chosen_.size()))
                                         : std::string(frame.strings(Text::MyList));
    const float height = draw_page_heading(frame, "my_list", title, area, BackArrow::Without, size.w + m.dp(12));
    const Rect at{area.right() - screen_gutter(m) - size.w, area.y + (height - size.h) / 2, size.w, size.h};
    text_button(frame, button, frame.mirror(rounded(at), area));
    return height;
}

void MyListScreen::draw_bar(Frame& frame, const Rect& bar) const {
    const Metrics& m = frame.metrics;
    frame.canvas.fill(bar, frame.theme.surface1);
    frame.canvas.fill({bar.x, bar.y, bar.w, 1}, frame.theme.outline_lo);
    const float gutter = screen_gutter(m), gap = m.dp(12);
    const TextButton all{
        .id = "my_list.all", .text = std::string(frame.strings(Text::SelectAll)), .action = {ActionKind::Own, kAll}};
    const TextButton remove{
        .id = "my_list.remove",
        .text = std::string(frame.strings(Text::Remove)),
        .action = {ActionKind::Own, kRemove},
        .look = chosen_.empty() ? ButtonLook::Tonal : ButtonLook::Primary,
        .icon = Icon::Delete,
        .states = chosen_.empty() ? std::vector<std::string>{"disabled"} : std::vector<std::string>{}};
    const float half = (bar.w - 2 * gutter - gap) / 2;
    const Rect all_size = text_button_size(frame, all, half), remove_size = text_button_size(frame, remove, half);
    const auto centred = [&](float x, const Rect& size) {
        return frame.mirror(rounded({x, bar.y + (bar.h - size.h) / 2, size.w, size.h}), bar);
    };
    frame.canvas.push_opacity(chosen_.empty() ? 0.5f : 1);
    text_button(frame, remove, centred(bar.right() - gutter - remove_size.w, remove_size));
    frame.canvas.pop_opacity();
    text_button(frame, all, centred(bar.x + gutter, all_size));
}

PosterCard MyListScreen::card(const Frame& frame, std::size_t index) {
    const std::size_t number = listed_[index];
    const Series& series = context_.host.catalog()->series[number];
    const SeriesProgress progress = context_.host.progress(number);
    std::string meta = frame.strings.episodes(static_cast<int>(series.episodes.size()));
    if (progress.finished && !progress.goes_on) {
        meta = frame.strings(Text::Watched);
    } else if (progress.begun && progress.episode < series.episodes.size()) {
        meta = place_text(frame.strings, series.episodes[progress.episode].number, progress.progress);
    }
    Action action{ActionKind::PlaySeries, static_cast<int>(number)};
    if (selecting_) action = {ActionKind::Own, kToggle + static_cast<int>(index)};
    return {.series = &series,
            .meta = std::move(meta),
            .progress = progress.goes_on ? progress.progress : 0,
            .action = action,
            .selecting = selecting_,
            .selected = chosen_.contains(series.id)};
}

void MyListScreen::own_action(Microseconds now, int value) {
    if (context_.host.catalog() == nullptr) return;
    const auto& series = context_.host.catalog()->series;
    switch (value) {
        case kSelect:
            selecting_ = true;
            return;
        case kDone:
            return end_selection();
        case kAll: {
            const bool all = chosen_.size() == listed_.size();
            chosen_.clear();
            for (const std::size_t index : listed_) {
                if (!all) chosen_.insert(series[index].id);
            }
            return;
        }
        case kRemove:
            return remove_chosen(now);
        default:
            break;
    }
    const auto index = static_cast<std::size_t>(value - kToggle);
    if (index >= listed_.size()) return;
    const std::string& id = series[listed_[index]].id;
    if (chosen_.erase(id) == 0) chosen_.insert(id);
}

void MyListScreen::remove_chosen(Microseconds now) {
    if (chosen_.empty()) return;
    std::vector<std::pair<SeriesKey, SeriesRecord>> removed;
    for (const std::string& id : chosen_) {
        const SeriesKey key{context_.host.feed_key(), id};
        removed.emplace_back(key, context_.host.library().series(key));
        context_.host.library().set_listed(key, false);
    }
    end_selection();
    const auto undo = [&library = context_.host.library(), removed = std::move(removed)](Microseconds) {
        for (const auto& [key, record] : removed) {
            SeriesRecord now_known = library.series(key);
            now_known.listed_at = record.listed_at;
            library.set_series(key, now_known);
        }
    };
    const Strings strings(context_.player.language());
    context_.hud.toast(now, std::string(strings(Text::Unlisted)), Icon::Delete,
                       {std::string(strings(Text::Undo)), undo});
}

bool MyListScreen::back(Microseconds) {
    if (!selecting_) return false;
    end_selection();
    return true;
}

}  // namespace cliffhanger
