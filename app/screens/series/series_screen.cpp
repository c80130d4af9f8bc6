#include "app/screens/series/series_screen.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "app/screens/downloads/download_groups.h"
#include "app/screens/downloads/download_texts.h"
#include "app/screens/page_heading.h"
#include "app/screens/page_view.h"
#include "app/screens/series/series_facts.h"
#include "app/screens/soft_picture.h"
#include "app/ui/widgets.h"

namespace cliffhanger {
namespace {

constexpr float kBarDp = 56, kBackdropDp = 360, kSectionDp = 28;
/// From this width on there are ten episodes a row, and the cast stands beside them.
constexpr float kTenColumnsDp = 620, kBesideDp = 1000;
constexpr std::size_t kRemembered = 32;
constexpr int kBackdropWidth = 64;
/// Beside those of SeriesHead.
constexpr int kDownload = 100;

/// The artwork, blurred and dimmed, running out into the page's own colour; as wide and high as it will be shown, so
/// that nothing of that end is cropped.
ImagePtr make_backdrop(const Image& art, Color page, int height) {
    const ImagePtr soft =
        soften(art, {.width = kBackdropWidth, .height = height, .blur = 4, .brightness = 0.5f, .enlarge = 5});
    auto faded = std::make_shared<Image>(*soft);
    const auto mix = [](std::uint32_t a, std::uint8_t b, float t) {
        return static_cast<std::uint32_t>(static_cast<float>(a) * (1 - t) + static_cast<float>(b) * t + 0.5f);
    };
    for (int y = 0; y < faded->height; ++y) {
        const float t = static_cast<float>(y) / static_cast<float>(faded->height - 1), away = t * t * (3 - 2 * t);
        for (int x = 0; x < faded->width; ++x) {
            std::uint32_t& pixel = faded->argb[static_cast<std::size_t>(y * faded->width + x)];
            pixel = 0xFF000000u | mix(pixel >> 16 & 0xFF, page.r, away) << 16 |
                    mix(pixel >> 8 & 0xFF, page.g, away) << 8 | mix(pixel & 0xFF, page.b, away);
        }
    }
    return faded;
}

float draw_heading(Frame& frame, const std::string& id, Text text, const Rect& column) {
    const std::string name(frame.strings(text));
    const Label label = frame.label(name, frame.style(TypeToken::TitleM), column.w);
    frame.node(id, "heading", name, frame.text_at_top(label, column, Frame::At::Start, frame.theme.text_hi), name);
    return label.height + frame.metrics.dp(12);
}

}  // namespace

void SeriesScreen::enter(Microseconds, const Route& route) {
    if (context_.host.catalog() == nullptr) return;
    show(route.series);
    const auto left = left_at_.find(id_);
    const bool back = context_.navigator.last_direction() == Navigator::Direction::Back;
    view_.restore(back && left != left_at_.end() ? left->second : ScrollView::Place{});
}

void SeriesScreen::leave(Microseconds) {
    if (left_at_.size() >= kRemembered) left_at_.clear();
    left_at_[id_] = view_.place();
}

void SeriesScreen::show(std::size_t index) {
    const auto& all = context_.host.catalog()->series;
    if (index >= all.size()) {
        id_.clear();
        return;
    }
    index_ = index;
    id_ = all[index].id;
    edition_ = context_.host.catalog_edition();
    similar_ = context_.host.similar_to(index);
    similar_view_ = ShelfView("series.similar");
    head_.reset();
    grid_ = EpisodeGrid();
    const SeriesProgress progress = context_.host.progress(index);
    grid_.follow(index, progress.begun ? progress.episode : 0);
}

const Series* SeriesScreen::series() {
    const Catalog* catalog = context_.host.catalog();
    if (catalog == nullptr || id_.empty()) return nullptr;
    if (edition_ != context_.host.catalog_edition()) {
        const auto found = std::ranges::find(catalog->series, id_, &Series::id);
        if (found == catalog->series.end()) {
            id_.clear();
            return nullptr;
        }
        show(static_cast<std::size_t>(found - catalog->series.begin()));
    }
    return &catalog->series[index_];
}

EpisodeList SeriesScreen::episodes(const Series& series, const SeriesProgress& progress) const {
    const auto state = [this, &series](std::size_t i) {
        const Episode& episode = series.episodes[i];
        const EpisodeRecord known = context_.host.library().episode({context_.host.feed_key(), series.id, episode.id});
        return EpisodeState{known.watched,
                            context_.player.age_gate().locks(episode) || (episode.lock && !known.unlocked),
                            presence_of(context_.player.downloads().of(index_, i))};
    };
    EpisodeList list{.series = &series, .state = state};
    if (progress.begun && progress.goes_on) list.current = progress.episode;
    return list;
}

void SeriesScreen::draw(Frame& frame, const Rect& area) {
    const Series* shown = series();
    if (shown == nullptr) return;
    const Metrics& m = frame.metrics;
    const SeriesProgress progress = context_.host.progress(index_);
    const Rect bar{area.x, area.y, area.w, m.dp(kBarDp)};
    const Rect body{area.x, bar.bottom(), area.w, area.h - bar.h};
    frame.open("series", "region", shown->title.get(frame.strings.language()), area);
    draw_backdrop(frame, *shown, area);
    const float top = view_.begin(frame, "series.list", body), gutter = screen_gutter(m);
    const Rect column{area.x + gutter, top + m.dp(4), area.w - 2 * gutter, 0};
    float y = column.y;
    y += head_.draw(frame, context_.player,
                    {.series = *shown, .progress = progress, .listed = context_.player.listed(index_)}, column);
    y += m.dp(kSectionDp);
    y += draw_sections(frame, *shown, progress, {column.x, y, column.w, 0}) + m.dp(kSectionDp - 8);
    if (!similar_.items.empty()) {
        const float height = ShelfView::height(frame);
        similar_view_.draw(frame, context_, similar_, {area.x, y, area.w, height}, {});
        y += height;
    }
    view_.end(frame, y - top + m.dp(16));
    draw_bar(frame, *shown, bar);
    frame.close();
}

void SeriesScreen::draw_backdrop(Frame& frame, const Series& series, const Rect& area) {
    if (context_.player.age_gate().locks(series)) return;
    const ImagePtr art = series.posters.empty() ? nullptr : context_.player.artwork(series.posters.front().url, 320);
    if (!art) return;
    const float offset = std::round(std::max(0.0f, static_cast<float>(view_.scroller().offset())));
    const Rect at{area.x, area.y - offset, area.w, frame.metrics.dp(kBackdropDp)};
    const int height = std::max(8, static_cast<int>(std::lround(kBackdropWidth * at.h / at.w)));
    if (backdrop_of_ != art.get() || backdrop_height_ != height) {
        backdrop_of_ = art.get();
        backdrop_height_ = height;
        backdrop_ = make_backdrop(*art, frame.theme.bg, height);
    }
    if (at.bottom() <= area.y) return;
    frame.push_clip(area);
    frame.canvas.image(backdrop_, at, 0);
    frame.pop_clip();
}

void SeriesScreen::draw_bar(Frame& frame, const Series& series, const Rect& bar) const {
    const Metrics& m = frame.metrics;
    const float gutter = screen_gutter(m);
    const auto offset = static_cast<float>(view_.scroller().offset());
    const float solid = std::clamp(offset / m.dp(48), 0.0f, 1.0f);
    if (solid > 0) {
        frame.canvas.fill(bar, frame.theme.bg.with_alpha(solid));
        frame.canvas.fill({bar.x, bar.bottom() - 1, bar.w, 1}, frame.theme.outline_lo.with_alpha(solid));
    }
    const float arrow = draw_back_arrow(frame, "series.back", bar);
    const float title = std::clamp((offset - head_.title_bottom()) / m.dp(32), 0.0f, 1.0f);
    if (title <= 0) return;
    const float start = gutter + arrow + m.dp(4);
    const Rect text = frame.mirror({bar.x + start, bar.y, bar.w - start - gutter, bar.h}, bar);
    const Label label = frame.label(series.title.get(frame.strings.language()), frame.style(TypeToken::TitleM), text.w);
    frame.text_in(label, text, Frame::At::Start, frame.theme.text_hi.with_alpha(title));
}

float SeriesScreen::draw_sections(Frame& frame, const Series& series, const SeriesProgress& progress, const Rect& row) {
    const Metrics& m = frame.metrics;
    EpisodeList list = episodes(series, progress);
    Rect left = row, right = row;
    const bool beside = row.w >= m.dp(kBesideDp) && !series.credits.empty();
    if (beside) {
        left.w = std::min(m.dp(760), std::floor(row.w * 0.62f));
        right.x = row.x + left.w + m.dp(48);
        right.w = row.w - left.w - m.dp(48);
    }
    left.w = std::min(left.w, m.dp(760));
    if (left.w >= m.dp(kTenColumnsDp)) list.columns = 10;
    left = frame.mirror(left, row);
    right = frame.mirror(right, row);
    const float height = draw_episodes(frame, list, left);
    if (series.credits.empty()) return height;
    right.y += beside ? heading_drop_ : height + m.dp(kSectionDp);
    const float cast = draw_cast(frame, series, right);
    return beside ? std::max(height, heading_drop_ + cast) : height + m.dp(kSectionDp) + cast;
}

float SeriesScreen::draw_episodes(Frame& frame, const EpisodeList& list, const Rect& column) {
    const float button = draw_download(frame, column), gap = frame.metrics.dp(12);
    Rect line = column;
    const float words_height = frame.label("A", frame.style(TypeToken::TitleM), line.w).height;
    heading_drop_ = std::max(0.0f, std::round((button - words_height) / 2));
    line.y += heading_drop_;
    const float words = draw_heading(frame, "series.episodes.heading", Text::Episodes, line);
    const float head = button > 0 ? button + gap : words;
    const Rect grid{column.x, column.y + head, column.w, grid_.height(frame.metrics, list)};
    frame.open("series.episodes", "list", std::string(frame.strings(Text::Episodes)), grid);
    grid_.draw(frame, list, grid, "series.episodes");
    frame.close();
    return head + grid.h;
}

/// Servers answer while the question is open.
void SeriesScreen::update(Microseconds) {
    if (!asking_ || series() == nullptr) return;
    asking_ = context_.dialog.is_open();
    if (!asking_) return;
    const Strings strings(context_.player.language());
    context_.dialog.say(plan_text(strings, plan(), context_.player.downloads().space()));
}

DownloadPlan SeriesScreen::plan() const {
    std::vector<std::size_t> all(context_.host.catalog()->series[index_].episodes.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    return context_.player.downloads().plan(index_, all);
}

/// At the end of the episodes' heading: to have them all here, or how far that is. Gives the height taken.
float SeriesScreen::draw_download(Frame& frame, const Rect& column) const {
    const DownloadControl& downloads = context_.player.downloads();
    if (!downloads.possible()) return 0;
    const Series& series = context_.host.catalog()->series[index_];
    DownloadGroup group;
    for (std::size_t i = 0; i < series.episodes.size(); ++i) {
        if (const auto there = downloads.of(index_, i)) group.items.push_back({*there, i});
    }
    TextButton button{.id = "series.download",
                      .text = std::string(frame.strings(Text::Download)),
                      .action = {ActionKind::Own, kDownload},
                      .icon = Icon::Download};
    const bool under_way = !group.items.empty() && group.unfinished();
    if (under_way || plan().episodes.empty()) {
        if (group.items.empty()) return 0;
        button.action = action_to({ScreenKind::Downloads});
        button.text = std::string(frame.strings(Text::Downloaded));
        button.icon = Icon::DownloadDone;
        if (under_way) {
            button.icon = Icon::Download;
            button.text = state_text(frame.strings, group.speaking());
            if (group.state() == DownloadState::Running)
                button.text =
                    frame.strings.with(Text::Downloading, {{"percent", frame.strings.percent(group.share())}});
            if (group.state() == DownloadState::Failed) button.text = std::string(frame.strings(Text::DownloadFailed));
        }
    }
    const Rect size = text_button_size(frame, button, column.w * 0.6f);
    text_button(frame, button, frame.mirror(rounded({column.right() - size.w, column.y, size.w, size.h}), column));
    return size.h;
}

/// How much it is, before anything is fetched.
void SeriesScreen::download(Microseconds now) {
    const DownloadPlan planned = plan();
    if (planned.episodes.empty()) return;
    const Strings strings(context_.player.language());
    context_.player.downloads().measure(index_, planned.episodes);
    asking_ = true;
    context_.dialog.open(now, {.title = std::string(strings(Text::DownloadSeries)),
                               .text = plan_text(strings, planned, context_.player.downloads().space()),
                               .confirm = std::string(strings(Text::Download)),
                               .cancel = std::string(strings(Text::Cancel)),
                               .on_confirm = [this, id = id_, episodes = planned.episodes](Microseconds) {
                                   if (series() != nullptr && id == id_)
                                       context_.player.downloads().order(index_, episodes);
                               }});
}

float SeriesScreen::draw_cast(Frame& frame, const Series& series, const Rect& column) const {
    const Metrics& m = frame.metrics;
    const Theme& theme = frame.theme;
    const std::vector<CastMember> cast = cast_of(frame.strings, series);
    const float head = draw_heading(frame, "series.cast.heading", Text::Cast, column);
    const float gap = m.dp(12), disc = m.dp(40), row = m.dp(56);
    const auto columns = static_cast<std::size_t>(std::clamp(std::floor(column.w / m.dp(168)), 1.0f, 4.0f));
    const float width = std::floor((column.w - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns));
    frame.open("series.cast", "list", std::string(frame.strings(Text::Cast)), {column.x, column.y + head, column.w, 0});
    for (std::size_t i = 0; i < cast.size(); ++i) {
        const Rect cell = frame.mirror(rounded({column.x + static_cast<float>(i % columns) * (width + gap),
                                                column.y + head + static_cast<float>(i / columns) * row, width, row}),
                                       column);
        const Rect face = frame.mirror({cell.x, cell.y + m.dp(4), disc, disc}, cell);
        frame.canvas.circle(face.center(), disc / 2, theme.surface3);
        frame.text_in(frame.label(initials(cast[i].name), frame.style(TypeToken::Label), disc), face, Frame::At::Center,
                      theme.text_mid);
        const float start = disc + m.dp(12);
        const Rect text = frame.mirror({cell.x + start, cell.y, width - start, cell.h}, cell);
        const Label name = frame.label(cast[i].name, frame.style(TypeToken::Label), text.w);
        const Label part = frame.label(cast[i].part, frame.style(TypeToken::Meta), text.w);
        const float height = name.height + (cast[i].part.empty() ? 0 : part.height);
        const float y = std::round(face.center().y - height / 2);
        frame.text_at_top(name, {text.x, y, text.w, 0}, Frame::At::Start, theme.text_hi);
        if (!cast[i].part.empty())
            frame.text_at_top(part, {text.x, y + name.height, text.w, 0}, Frame::At::Start, theme.text_lo);
        frame.node("series.cast." + std::to_string(i), "text", cast[i].name, cell, cast[i].part);
    }
    frame.close();
    return head + row * static_cast<float>((cast.size() + columns - 1) / columns);
}

void SeriesScreen::play(std::optional<std::size_t> episode) {
    context_.host.play_series(index_, episode);
    context_.navigator.open({ScreenKind::Player});
}

void SeriesScreen::toggle_list(Microseconds now) {
    const bool listed = !context_.player.listed(index_);
    context_.player.set_listed(index_, listed);
    const Strings strings(context_.player.language());
    context_.hud.toast(now, std::string(strings(listed ? Text::Listed : Text::Unlisted)),
                       listed ? Icon::BookmarkAdded : Icon::BookmarkBorder);
}

void SeriesScreen::share(Microseconds now) {
    const Series* shown = series();
    if (shown == nullptr || shown->episodes.empty()) return;
    const std::string address = share_address({shown, &shown->episodes.front(), index_, 0});
    if (address.empty()) return;
    context_.player.copy_to_clipboard(address);
    context_.hud.toast(now, std::string(Strings(context_.player.language())(Text::LinkCopied)), Icon::Check);
}

void SeriesScreen::own_action(Microseconds now, int value) {
    if (series() == nullptr) return;
    switch (value) {
        case SeriesHead::kWatch: {
            const SeriesProgress progress = context_.host.progress(index_);
            // A series that was finished begins again.
            return play(progress.finished && !progress.goes_on ? std::optional<std::size_t>(0) : std::nullopt);
        }
        case SeriesHead::kList:
            return toggle_list(now);
        case SeriesHead::kShare:
            return share(now);
        case SeriesHead::kSynopsis:
            return head_.toggle_synopsis();
        case kDownload:
            return download(now);
        default:
            return;
    }
}

void SeriesScreen::other_action(Microseconds, const Action& action) {
    if (series() == nullptr) return;
    if (action.kind == ActionKind::GoToEpisode) play(static_cast<std::size_t>(action.value));
    if (action.kind == ActionKind::SelectRange) grid_.select_tab(action.value);
}

bool SeriesScreen::handle_intent(Microseconds now, Intent intent) {
    if (series() == nullptr) return false;
    switch (intent) {
        case Intent::MyList:
            toggle_list(now);
            return true;
        case Intent::TogglePlay:
            own_action(now, SeriesHead::kWatch);
            return true;
        default:
            return false;
    }
}

bool SeriesScreen::animating(Microseconds) const { return view_.animating(); }

}  // namespace cliffhanger
