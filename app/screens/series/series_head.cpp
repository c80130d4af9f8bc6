#include "app/screens/series/series_head.h"

#include <algorithm>
#include <cmath>

#include "app/screens/series/series_facts.h"
#include "app/ui/poster_card.h"
#include "app/ui/widgets.h"

namespace cliffhanger {
namespace {

constexpr float kWideDp = 640, kTextDp = 720;

bool wide(const Metrics& m, float width) { return width >= m.dp(kWideDp); }

Rect poster_of(const Metrics& m, const Rect& column) {
    const float w = m.dp(!wide(m, column.w) ? 112.0f : (column.w < m.dp(900) ? 160.0f : 200.0f));
    return {column.x, column.y, w, std::round(w * 1.5f)};
}

/// Where a mark of this height stands beside the first line of a text.
float beside_first_line(Frame& frame, const std::string& text, TextStyle style, const Rect& column, float height) {
    style.max_lines = 1;
    return std::round(column.y + (frame.label(text, style, column.w).height - height) / 2);
}

/// A line of text that begins with an icon or a badge; gives its height.
float draw_fact(Frame& frame, const std::string& id, Icon icon, Color icon_color, const std::string& text,
                const Rect& column) {
    const Metrics& m = frame.metrics;
    const float size = m.dp(18), indent = size + m.dp(8);
    TextStyle style = frame.style(TypeToken::Body);
    style.max_lines = 0;
    const Label label = frame.label(text, style, column.w - indent);
    const float y = beside_first_line(frame, text, style, column, size);
    const Rect mark = frame.mirror({column.x, y, size, size}, column);
    frame.canvas.icon(icon, mark.center(), size, icon_color);
    const Rect box = frame.mirror({column.x + indent, column.y, column.w - indent, label.height}, column);
    frame.node(id, "text", text, frame.text_at_top(label, box, Frame::At::Start, frame.theme.text_mid), text);
    return label.height;
}

/// The rating in a box of its own, "TV-14"; gives its width.
float draw_rating(Frame& frame, const std::string& rating, const Rect& column) {
    const Metrics& m = frame.metrics;
    const Label label = frame.label(rating, frame.style(TypeToken::Micro), column.w, "en");
    const Rect box =
        frame.mirror(rounded({column.x, column.y, std::max(label.width + m.dp(12), m.dp(28)), m.dp(20)}), column);
    frame.canvas.stroke_rounded(box, m.dp(frame.theme.radius_xs), std::max(1.0f, m.dp(1)), frame.theme.outline_hi);
    frame.text_in(label, box, Frame::At::Center, frame.theme.text_hi);
    const std::string name = std::string(frame.strings(Text::AgeRating)) + ": " + rating;
    frame.node("series.rating", "text", name, box, rating);
    return box.w;
}

}  // namespace

float SeriesHead::draw(Frame& frame, PlayerHost& host, const Shown& shown, const Rect& column) const {
    const Metrics& m = frame.metrics;
    const bool beside = wide(m, column.w);
    const Rect poster = poster_of(m, column), at = frame.mirror(rounded(poster), column);
    const float radius = m.dp(beside ? frame.theme.radius_m : frame.theme.radius_s);
    frame.canvas.shadow(at, radius, Elevation::E2);
    draw_poster(frame, host, shown.series, at, radius);
    frame.node("series.poster", "image", shown.series.title.get(frame.strings.language()), at);

    const float start = poster.w + m.dp(beside ? 32 : 16);
    Rect text = frame.mirror({column.x + start, column.y, std::min(column.w - start, m.dp(kTextDp)), 0}, column);
    text.y += draw_titles(frame, shown, text);
    title_bottom_ = text.y - column.y;
    Rect rest = text;
    if (!beside) rest = {column.x, std::max(text.y, poster.bottom()), column.w, 0};
    const auto below = [&](float height, float gap) {
        if (height > 0) rest.y += height + m.dp(gap);
    };
    rest.y += m.dp(beside ? 20 : 16);
    below(draw_buttons(frame, shown, rest), 16);
    below(draw_synopsis(frame, shown.series, rest), 12);
    below(draw_facts(frame, shown.series, rest), 0);
    return std::max(rest.y, poster.bottom()) - column.y;
}

float SeriesHead::draw_titles(Frame& frame, const Shown& shown, const Rect& column) const {
    const Metrics& m = frame.metrics;
    const Theme& theme = frame.theme;
    const Series& series = shown.series;
    const Strings& strings = frame.strings;
    const bool large = column.w >= m.dp(440);
    float y = column.y;
    const auto line = [&](const char* id, const char* role, const std::string& words, TextStyle style, Color color) {
        if (words.empty()) return;
        const Label label = frame.label(words, style, column.w);
        const Rect drawn = frame.text_at_top(label, {column.x, y, column.w, label.height}, Frame::At::Start, color);
        frame.node(id, role, words, drawn, words);
        y += label.height + m.dp(4);
    };
    TextStyle style = frame.style(large ? TypeToken::Display : TypeToken::Headline);
    style.max_lines = large ? 2 : 3;
    line("series.title", "heading", series.title.get(strings.language()), style, theme.text_hi);
    y += m.dp(4);
    style = frame.style(TypeToken::Meta);
    style.max_lines = 2;
    line("series.genres", "text", genre_text(strings, series), style, theme.text_mid);
    line("series.length", "text", length_text(strings, series), style, theme.text_mid);
    std::string status;
    if (series.status == "complete") status = strings(Text::SeriesComplete);
    if (series.status == "ongoing") status = strings(Text::SeriesOngoing);
    if (!series.update_note.empty())
        status += (status.empty() ? "" : " · ") + isolated(series.update_note, strings.language());
    line("series.status", "text", status.empty() ? status : std::string(strings.mark()) + status, style,
         theme.text_mid);
    return y - column.y;
}

float SeriesHead::draw_buttons(Frame& frame, const Shown& shown, const Rect& column) const {
    const Metrics& m = frame.metrics;
    const Strings& strings = frame.strings;
    const auto& episodes = shown.series.episodes;
    const SeriesProgress& progress = shown.progress;
    TextButton watch{.id = "series.watch",
                     .text = std::string(strings(Text::Watch)),
                     .action = {ActionKind::Own, kWatch},
                     .look = ButtonLook::Primary,
                     .icon = Icon::PlayArrow,
                     .is_default = true};
    if (progress.goes_on && progress.episode < episodes.size())
        watch.text = strings.with(Text::ResumeEpisode, {{"n", episodes[progress.episode].number}});
    const TextButton list{.id = "series.list",
                          .text = std::string(strings(shown.listed ? Text::InMyList : Text::MyList)),
                          .action = {ActionKind::Own, kList},
                          .icon = shown.listed ? Icon::BookmarkAdded : Icon::BookmarkBorder,
                          .states = shown.listed ? std::vector<std::string>{"checked"} : std::vector<std::string>{}};
    const TextButton share{.id = "series.share",
                           .text = std::string(strings(Text::Share)),
                           .action = {ActionKind::Own, kShare},
                           .icon = Icon::Share};
    const float gap = m.dp(8);
    const Rect a = text_button_size(frame, watch, column.w);
    const Rect b = text_button_size(frame, list, column.w), c = text_button_size(frame, share, column.w);
    const auto place = [&](const TextButton& button, float x, float y, float w, float h) {
        text_button(frame, button, frame.mirror(rounded({column.x + x, column.y + y, w, h}), column));
    };
    if (wide(m, column.w + m.dp(240)) && a.w + b.w + c.w + 2 * gap <= column.w) {
        const float h = std::max({a.h, b.h, c.h});
        place(watch, 0, 0, a.w, h);
        place(list, a.w + gap, 0, b.w, h);
        place(share, a.w + b.w + 2 * gap, 0, c.w, h);
        return h;
    }
    // The one that matters over the whole width, the others below it in halves.
    const float half = std::floor((column.w - gap) / 2);
    const float h = std::max(text_button_size(frame, list, half).h, text_button_size(frame, share, half).h);
    place(watch, 0, 0, column.w, std::max(a.h, m.dp(48)));
    const float top = std::max(a.h, m.dp(48)) + gap;
    place(list, 0, top, half, h);
    place(share, half + gap, top, half, h);
    return top + h;
}

float SeriesHead::draw_synopsis(Frame& frame, const Series& series, const Rect& column) const {
    const std::string& synopsis = series.synopsis.get(frame.strings.language());
    if (synopsis.empty()) return 0;
    const Metrics& m = frame.metrics;
    TextStyle style = frame.style(TypeToken::Body);
    style.max_lines = 3;
    Label label = frame.label(synopsis, style, column.w);
    const bool folds = label.ellipsized;
    if (folds && synopsis_open_) {
        style.max_lines = 0;
        label = frame.label(synopsis, style, column.w);
    }
    const Rect box{column.x, column.y, column.w, label.height};
    const Rect drawn = frame.text_at_top(label, box, Frame::At::Start, frame.theme.text_mid);
    frame.node("series.synopsis", "text", synopsis, drawn, synopsis);
    if (!folds) return label.height;
    // The text and the word below it are one thing to press.
    const std::string word(frame.strings(synopsis_open_ ? Text::ShowLess : Text::More));
    const Rect row{column.x, column.y + label.height + m.dp(4), column.w, m.dp(20)};
    const Label more = frame.label(word, frame.style(TypeToken::Label), column.w - m.dp(22));
    const Rect at = frame.text_in(more, row, Frame::At::Start, frame.theme.text_hi);
    const float chevron = m.dp(18);
    const Point mark{m.rtl ? at.x - chevron / 2 - m.dp(2) : at.right() + chevron / 2 + m.dp(2), row.center().y};
    frame.canvas.icon(synopsis_open_ ? Icon::KeyboardArrowUp : Icon::ExpandMore, mark, chevron, frame.theme.text_hi);
    const Rect all{column.x, column.y, column.w, row.bottom() - column.y + m.dp(4)};
    frame.control({.id = "series.more",
                   .name = word,
                   .states = synopsis_open_ ? std::vector<std::string>{"expanded"} : std::vector<std::string>{},
                   .rect = all,
                   .action = {ActionKind::Own, kSynopsis},
                   .focus_radius = m.dp(frame.theme.radius_s),
                   .focus_rect = all.inset(-m.dp(4))});
    return all.h;
}

float SeriesHead::draw_facts(Frame& frame, const Series& series, const Rect& column) const {
    const Metrics& m = frame.metrics;
    const Theme& theme = frame.theme;
    Rect row = column;
    const auto next = [&](float height) { row.y += height + m.dp(8); };
    const bool locks = has_locks(series);
    next(draw_fact(frame, "series.price", locks ? Icon::Lock : Icon::LockOpen, locks ? theme.gold : theme.success,
                   price_rule(frame.strings, series), row));
    const std::string rating = rating_text(series), warnings = warning_text(frame.strings, series);
    if (!rating.empty()) {
        float height = m.dp(20);
        TextStyle style = frame.style(TypeToken::Body);
        const float y = warnings.empty() ? row.y : beside_first_line(frame, warnings, style, row, height);
        const float indent = draw_rating(frame, rating, {row.x, y, row.w, row.h}) + m.dp(8);
        if (!warnings.empty()) {
            style.max_lines = 0;
            const Label label = frame.label(warnings, style, row.w - indent);
            const Rect box = frame.mirror({row.x + indent, row.y, row.w - indent, label.height}, row);
            const Rect drawn = frame.text_at_top(label, box, Frame::At::Start, theme.text_mid);
            frame.node("series.warnings", "text", warnings, drawn, warnings);
            height = std::max(height, label.height);
        }
        next(height);
    } else if (!warnings.empty()) {
        next(draw_fact(frame, "series.warnings", Icon::Visibility, theme.text_mid, warnings, row));
    }
    TextStyle style = frame.style(TypeToken::Meta);
    style.max_lines = 2;
    int index = 0;
    for (const std::string& text : registration_texts(frame.strings, series)) {
        const Label label = frame.label(text, style, row.w);
        frame.node("series.registration." + std::to_string(index++), "text", text,
                   frame.text_at_top(label, row, Frame::At::Start, theme.text_lo), text);
        row.y += label.height + m.dp(4);
    }
    return row.y - column.y;
}

}  // namespace cliffhanger
