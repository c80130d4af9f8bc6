#include "app/screens/search/search_screen.h"

#include <algorithm>
#include <cmath>

#include "app/screens/home/shelf_view.h"
#include "app/screens/page_heading.h"
#include "app/screens/poster_grid.h"
#include "app/ui/widgets.h"

namespace cliffhanger {
namespace {

using namespace std::chrono_literals;

constexpr Microseconds kTypeAhead = 150ms;
constexpr float kRowDp = 56, kFieldDp = 44, kFieldMostDp = 720;

/// Values of ActionKind::Own; ranges begin here.
constexpr int kFocusField = 1, kClearField = 2, kClearRecent = 3;
constexpr int kRecent = 100, kForget = 200, kKeys = 1000, kResult = 10'000;

/// Letters that are marked, as spans of a label.
std::vector<TextSpan> marked(const std::vector<TextRange>& ranges, Color color) {
    std::vector<TextSpan> spans;
    for (const TextRange& range : ranges) {
        TextSpan span{.begin = range.begin, .end = range.end};
        span.rgb = static_cast<std::uint32_t>(color.r) << 16 | static_cast<std::uint32_t>(color.g) << 8 | color.b;
        spans.push_back(span);
    }
    return spans;
}

bool is_field(const std::string& id) { return id.empty() || id.rfind("search.field", 0) == 0; }

}  // namespace

SearchScreen::SearchScreen(const BrowseContext& context)
    : context_(context),
      recent_(context.host.library()),
      field_({[&host = context.player](const std::string& text) { host.copy_to_clipboard(text); },
              [&host = context.host] { return host.clipboard_text(); }}),
      keyboard_("search.keys", kKeys) {}

void SearchScreen::enter(Microseconds now, const Route&) {
    const bool back = context_.navigator.last_direction() == Navigator::Direction::Back;
    if (!back) {
        field_.edit().clear();
        view_.scroller().jump_to(0);
        changed(now);
        ask_at_ = now;
    }
    field_.wake(now);
    context_.host.search().prepare();
}

void SearchScreen::leave(Microseconds) { dragging_ = false; }

void SearchScreen::update(Microseconds now) {
    SearchService& search = context_.host.search();
    // Results are of one catalog: with another one they are asked for anew.
    if (edition_ != context_.host.catalog_edition()) {
        edition_ = context_.host.catalog_edition();
        asked_.clear();
        ask_at_ = now;
    }
    if (ask_at_ && now >= *ask_at_) {
        ask_at_.reset();
        if (asked_ != field_.text()) {
            asked_ = field_.text();
            search.set_query(asked_, context_.player.language());
        }
    }
    if (!search.take()) return;
    results_edition_ = edition_;
    view_.scroller().jump_to(0);
}

/// Those of the catalog that there is.
const SearchResults& SearchScreen::results() const {
    static const SearchResults kNone;
    const bool fresh = results_edition_ == context_.host.catalog_edition();
    return fresh ? context_.host.search().results() : kNone;
}

void SearchScreen::changed(Microseconds now) { ask_at_ = now + kTypeAhead; }

void SearchScreen::search_for(Microseconds now, const std::string& query) {
    field_.edit().set_text(query);
    field_.wake(now);
    ask_at_ = now;
}

bool SearchScreen::field_has_keys() const { return is_field(focused_); }

bool SearchScreen::handle_typing(const InputEvent& event) {
    const Microseconds now = event.time;
    if (const auto* text = std::get_if<TextEvent>(&event.what)) {
        field_.insert(now, text->utf8);
        changed(now);
        return true;
    }
    if (const auto* editing = std::get_if<TextEditingEvent>(&event.what)) {
        field_.compose(now, editing->utf8);
        return true;
    }
    // Who has a keyboard types; who reaches for the field otherwise may have none.
    if (std::holds_alternative<PadEvent>(event.what)) keyboard_shows_ = true;
    if (const auto* touch = std::get_if<TouchEvent>(&event.what)) {
        if (touch->type == PressType::Down && field_.place().contains(touch->position)) keyboard_shows_ = true;
        return false;
    }
    if (const auto* mouse = std::get_if<MouseEvent>(&event.what)) {
        if (mouse->type == PressType::Down && mouse->button == MouseButton::Left)
            dragging_ = field_.handle_press(now, mouse->position, TextEdit::Selecting::No);
        if (mouse->type == PressType::Move && dragging_)
            field_.handle_press(now, mouse->position, TextEdit::Selecting::Yes);
        if (mouse->type == PressType::Up) dragging_ = false;
        return false;
    }
    const auto* key = std::get_if<KeyEvent>(&event.what);
    if (key == nullptr || !key->down) return false;
    const bool on_letters = focused_.rfind("search.keys", 0) == 0;
    if (!on_letters) keyboard_shows_ = false;
    if (field_.composing()) return field_.handle_key(now, *key);
    if (field_has_keys() && (key->key == "Return" || key->key == "Keypad Enter")) {
        if (!field_.text().empty()) recent_.add(field_.text());
        ask_at_ = now;
        return true;
    }
    // On a poster, arrows lead on; what edits goes to the field from everywhere.
    const bool edits = key->key == "Backspace" || (key->ctrl && (key->key == "A" || key->key == "V"));
    if (!field_has_keys() && !edits) return false;
    const std::string before = field_.text();
    if (!field_.handle_key(now, *key)) return false;
    if (field_.text() != before) changed(now);
    return true;
}

bool SearchScreen::back(Microseconds now) {
    if (field_.text().empty()) return false;
    search_for(now, {});
    return true;
}

void SearchScreen::press_key(Microseconds now, const OnscreenKeyboard::Key& key) {
    switch (key.kind) {
        case OnscreenKeyboard::Key::Kind::Letter:
        case OnscreenKeyboard::Key::Kind::Space:
            field_.insert(now, key.text);
            return changed(now);
        case OnscreenKeyboard::Key::Kind::Backspace:
            field_.edit().erase_before();
            field_.wake(now);
            return changed(now);
        case OnscreenKeyboard::Key::Kind::OtherScript:
            return keyboard_.toggle_script();
    }
}

void SearchScreen::open_result(std::size_t index) {
    const auto& found = results().results;
    if (index >= found.size()) return;
    recent_.add(field_.text());
    context_.navigator.open({ScreenKind::Series, found[index].series});
}

void SearchScreen::own_action(Microseconds now, int value) {
    if (value >= kResult) return open_result(static_cast<std::size_t>(value - kResult));
    if (const auto* key = keyboard_.key(value)) {
        const OnscreenKeyboard::Key pressed = *key;
        return press_key(now, pressed);
    }
    const auto chosen = [&](int base) -> const std::string* {
        const auto index = static_cast<std::size_t>(value - base);
        return value >= base && index < shown_recent_.size() ? &shown_recent_[index] : nullptr;
    };
    if (value == kFocusField) return field_.wake(now);
    if (value == kClearField) return search_for(now, {});
    if (value == kClearRecent) return recent_.clear();
    if (value >= kForget) {
        if (const std::string* query = chosen(kForget)) recent_.remove(*query);
    } else if (const std::string* query = chosen(kRecent)) {
        search_for(now, *query);
    }
}

void SearchScreen::draw(Frame& frame, const Rect& area) {
    const Metrics& m = frame.metrics;
    focused_ = frame.interaction.focus_visible ? frame.interaction.focused : std::string();
    if (m.tv()) return draw_beside_keys(frame, area);
    const float keys = keyboard_shows_ ? std::min(OnscreenKeyboard::height(m), area.h * 0.6f) : 0;
    const Rect head{area.x, area.y, area.w, m.dp(kRowDp + 8)};
    const Rect body{area.x, head.bottom(), area.w, area.h - head.h - keys};
    frame.open("search", "region", std::string(frame.strings(Text::Search)), area);
    draw_field(frame, head);
    const float top = view_.begin(frame, "search.list", body), gutter = screen_gutter(m);
    const Rect column{area.x + gutter, top + m.dp(8), area.w - 2 * gutter, 0};
    const float height = field_.text().empty() ? draw_start(frame, column, body) : draw_results(frame, column, body);
    view_.end(frame, column.y - top + height + m.dp(16));
    if (keys > 0) keyboard_.draw(frame, {area.x, area.bottom() - keys, area.w, keys});
    frame.close();
}

/// On a television set: letters and what they make at the start, what is found beside them.
void SearchScreen::draw_beside_keys(Frame& frame, const Rect& area) {
    const Metrics& m = frame.metrics;
    const float gutter = screen_gutter(m), gap = m.dp(8);
    const Rect letters = keyboard_.grid(frame);
    const Rect keys = frame.mirror({area.x + gutter, area.y + m.dp(kFieldDp) + 2 * gap, letters.w, letters.h}, area);
    const float taken = gutter + letters.w + m.dp(8);
    const Rect body = frame.mirror({area.x + taken, area.y, area.w - taken, area.h}, area);
    frame.open("search", "region", std::string(frame.strings(Text::Search)), area);
    draw_field_in(frame, {keys.x, area.y + gap, keys.w, m.dp(kFieldDp)});
    keyboard_.draw_grid(frame, keys);
    const float top = view_.begin(frame, "search.list", body);
    const Rect column{body.x + gutter, top + m.dp(12), body.w - 2 * gutter, 0};
    const float height = field_.text().empty() ? draw_start(frame, column, body) : draw_results(frame, column, body);
    view_.end(frame, column.y - top + height + m.dp(16));
    frame.close();
}

void SearchScreen::draw_field(Frame& frame, const Rect& row) {
    const Metrics& m = frame.metrics;
    const float gutter = screen_gutter(m);
    const bool arrow = m.window_class != WindowClass::Desktop;
    const float start = gutter + (arrow ? draw_back_arrow(frame, "search.back", row) : 0);
    const float width = std::min(row.w - start - gutter, m.dp(kFieldMostDp)), height = m.dp(kFieldDp);
    draw_field_in(frame, frame.mirror(rounded({row.x + start, row.center().y - height / 2, width, height}), row));
}

void SearchScreen::draw_field_in(Frame& frame, const Rect& field) {
    field_.draw(frame,
                {.id = "search.field",
                 .hint = std::string(frame.strings(Text::SearchHint)),
                 .clear_name = std::string(frame.strings(Text::ClearText)),
                 .focus = {ActionKind::Own, kFocusField},
                 .clear = {ActionKind::Own, kClearField},
                 .active = field_has_keys()},
                field);
}

float SearchScreen::draw_start(Frame& frame, const Rect& column, const Rect& view) {
    Rect rest = column;
    rest.y += draw_recent(frame, rest);
    rest.y += draw_trending(frame, rest, view);
    return rest.y - column.y;
}

/// Chips that flow over lines; each is chosen or forgotten.
float SearchScreen::draw_recent(Frame& frame, const Rect& column) {
    shown_recent_ = recent_.list();
    if (shown_recent_.empty()) return 0;
    const Metrics& m = frame.metrics;
    const Theme& theme = frame.theme;
    const std::string heading(frame.strings(Text::RecentSearches));
    const float target = m.dp(theme.target_min), remove = target, gap = m.dp(8);
    const Rect row{column.x, column.y, column.w, target};
    const Rect clear_box = frame.mirror({row.right() - target, row.y, target, row.h}, row);
    frame.open("search.recent", "list", heading, column);
    const Rect words = frame.mirror({row.x, row.y, row.w - target, row.h}, row);
    frame.text_in(frame.label(heading, frame.style(TypeToken::TitleM), words.w), words, Frame::At::Start,
                  theme.text_hi);
    icon_button(frame,
                {.id = "search.recent.clear",
                 .icon = Icon::Close,
                 .name = std::string(frame.strings(Text::ClearSearches)),
                 .action = {ActionKind::Own, kClearRecent},
                 .center = clear_box.center(),
                 .size = 20},
                Frame::Scale::Plain);
    float x = 0, y = row.bottom();
    for (std::size_t i = 0; i < shown_recent_.size(); ++i) {
        const std::string id = "search.recent." + std::to_string(i);
        const Label label = frame.label(shown_recent_[i], frame.style(TypeToken::Label), column.w - remove - m.dp(16));
        const float text = std::max(label.width + m.dp(16), target), width = text + remove;
        if (x > 0 && x + width > column.w) {
            x = 0;
            y += target + gap;
        }
        const Rect all = frame.mirror(rounded({column.x + x, y, width, target}), column);
        const Rect shape = rounded({all.x, all.center().y - m.dp(18), all.w, m.dp(36)});
        frame.canvas.fill_rounded(shape, shape.h / 2, theme.surface2);
        const Rect name = frame.mirror({all.x, all.y, text, all.h}, all);
        const Rect end = frame.mirror({all.x + text, all.y, remove, all.h}, all);
        const Color tint = frame.state_tint(id);
        if (tint.a > 0) frame.canvas.fill_rounded(shape, shape.h / 2, tint);
        frame.text_in(label, frame.mirror({all.x + m.dp(16), all.y, text - m.dp(16), all.h}, all), Frame::At::Start,
                      theme.text_hi);
        frame.control({.id = id,
                       .name = shown_recent_[i],
                       .rect = name,
                       .action = {ActionKind::Own, kRecent + static_cast<int>(i)},
                       .focus_radius = shape.h / 2,
                       .focus_rect = shape});
        icon_button(frame,
                    {.id = id + ".remove",
                     .icon = Icon::Close,
                     .name = std::string(frame.strings(Text::Remove)) + ": " + shown_recent_[i],
                     .action = {ActionKind::Own, kForget + static_cast<int>(i)},
                     .center = end.center(),
                     .size = 16},
                    Frame::Scale::Plain);
        x += width + gap;
    }
    frame.close();
    return y + target + m.dp(20) - column.y;
}

float SearchScreen::draw_results(Frame& frame, const Rect& column, const Rect& view) {
    const Metrics& m = frame.metrics;
    const Theme& theme = frame.theme;
    const SearchService& search = context_.host.search();
    const SearchResults& found = results();
    const Catalog& catalog = *context_.host.catalog();
    Rect rest = column;
    const auto line = [&](const char* id, const std::string& text, TypeToken token, Color color, int lines) {
        TextStyle style = frame.style(token);
        style.max_lines = lines;
        const Label label = frame.label(text, style, rest.w);
        frame.node(id, "text", text, frame.text_at_top(label, rest, Frame::At::Start, color), text);
        rest.y += label.height + m.dp(4);
    };
    const bool settled = asked_ == field_.text() && !search.searching();
    const bool nothing = found.results.empty() || found.similar;
    if (settled && nothing) {
        line("search.none", frame.strings.with(Text::NoResults, {{"query", found.query}}), TypeToken::TitleM,
             theme.text_hi, 2);
        if (found.results.empty())
            line("search.hint", std::string(frame.strings(Text::NoResultsHint)), TypeToken::Body, theme.text_mid, 2);
        rest.y += m.dp(12);
    }
    if (found.results.empty()) {
        rest.y += draw_trending(frame, rest, view);  // also while it is looked for
        return rest.y - column.y;
    }
    if (found.similar) {
        line("search.similar", std::string(frame.strings(Text::SimilarTitles)), TypeToken::TitleM, theme.text_hi, 1);
    } else {
        line("search.count", frame.strings.plural(Plural::Results, static_cast<int>(found.results.size())),
             TypeToken::Meta, theme.text_lo, 1);
    }
    rest.y += m.dp(8);
    const auto card = [&](std::size_t i) {
        const SearchResult& result = found.results[i];
        const Series& series = catalog.series[result.series];
        PosterCard shown{
            .series = &series, .action = {ActionKind::Own, kResult + static_cast<int>(i)}, .index = result.series};
        shown.title_spans = marked(result.title_ranges, theme.accent_on_tint);
        if (result.episode && *result.episode < series.episodes.size())
            shown.meta =
                frame.strings.with(Text::EpisodeNumber, {{"n", series.episodes[*result.episode].number}}) + " · ";
        if (!result.found.empty()) {
            const std::size_t before = shown.meta.size();
            shown.meta += result.found;
            shown.meta_spans = marked(result.found_ranges, theme.accent_on_tint);
            for (TextSpan& span : shown.meta_spans) span.begin += before, span.end += before;
        } else if (shown.meta.empty()) {
            shown.meta = frame.strings.episodes(static_cast<int>(series.episodes.size()));
        }
        return shown;
    };
    rest.y += draw_poster_grid(frame, context_.player,
                               {.id = "search.results",
                                .count = found.results.size(),
                                .column = {rest.x, rest.y, rest.w, 0},
                                .view = view,
                                .card = card});
    return rest.y - column.y;
}

bool SearchScreen::animating(Microseconds) const { return view_.animating(); }

std::optional<Microseconds> SearchScreen::next_change(Microseconds now) const {
    std::optional<Microseconds> next;
    if (field_has_keys() && !context_.player.reduced_motion()) next = field_.next_blink(now);
    if (ask_at_ && (!next || *ask_at_ < *next)) next = ask_at_;
    return next;
}

}  // namespace cliffhanger
