#include "app/screens/player_view.h"
#include "app/screens/mini_chrome.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "app/kiosk/attract_view.h"
#include "app/library/library.h"
#include "app/screens/content_notice.h"
#include "app/screens/error_page.h"
#include "app/screens/inspector.h"
#include "app/screens/locked_card.h"
#include "app/screens/nav_rail.h"
#include "app/screens/offline_banner.h"
#include "app/screens/page_chrome.h"
#include "app/screens/sections.h"
#include "app/screens/top_bar.h"
#include "app/screens/watch_guard.h"
#include "app/shell/tab_bar.h"
#include "app/ui/widgets.h"

namespace cliffhanger {
namespace {

constexpr float kTeaserZoom = 0.06f;  ///< of the picture's width, by the end of a teaser

/// "2", "1.5".
std::string number_text(double value) {
    char text[16];
    std::snprintf(text, sizeof text, "%g", value);
    return text;
}

}  // namespace

Scene PlayerView::draw(Canvas& canvas, const DrawRequest& request) {
    PlayerState& s = state_;
    const Strings& strings = s.strings;
    s.layout =
        lay_out({request.size, request.px_per_dp, strings.rtl(), s.host.fullscreen() ? Fullscreen::On : Fullscreen::Off,
                 s.screen() == ScreenKind::ForYou ? BottomBar::Tabs : BottomBar::None,
                 s.host.settings().values().text_scale, s.kiosk, s.tv, tv_opened(request.now)});
    s.pager.set_geometry({s.layout.stage.h, s.layout.gap, s.layout.metrics.u});
    canvas.set_stage_corner_radius(s.layout.radius);
    s.interaction.focused = s.focus.focused();
    s.interaction.focus_visible = s.focus.ring_visible();
    s.interaction.lift.follow(request.now, s.focus.ring_visible() ? s.interaction.focused : s.interaction.hovered,
                              s.host.reduced_motion());

    Frame frame(canvas, s.theme, s.layout.metrics, strings, s.interaction, request.now);
    Scene scene;
    scene.background = s.theme.bg;
    scene.stage = s.layout.stage;
    if (s.has_pages()) {
        std::vector<Slot> pages = slots(request.now);
        draw_pictures(scene, pages, request);
        s.captions.set_preview(caption_preview());
        s.teaser ? register_state(frame, s.view()) : draw_interface(frame, pages, s.view());
    } else {
        draw_bars(frame);
        s.feed_page.draw(frame, s.layout.stage, FeedShape::Page, s.host);
        s.hud.draw(frame, s.layout.stage, false, Hud::Toasts::AtFoot);
    }
    s.crash.draw(frame, s.layout.stage);
    FrameRecord record = frame.take();
    ring_.draw(frame, record, s.host.reduced_motion());
    update_focus(record);
    mark_focused(record.root, s.focus.focused());
    s.record = std::move(record);
    s.drawn = true;
    return scene;
}

void PlayerView::draw_interface(Frame& frame, const std::vector<Slot>& pages, const PageView& view) {
    PlayerState& s = state_;
    for (const Slot& slot : pages) draw_page(frame, slot);
    register_state(frame, view);
    draw_fixed_chrome(frame, view);
    if (s.host.offline() && s.chrome.shown() && s.layout.metrics.window_class != WindowClass::Mini)
        draw_offline_plate(frame, s.layout.stage);
    draw_end(frame, view);
    draw_sheet(frame, view);
    draw_watch_card(frame, s, s.layout.stage);
    if (const auto since = s.coach.since()) {
        draw_coach_mark(frame, s.layout.stage,
                        {.hint = s.coach.shown(),
                         .age = frame.now - *since,
                         .still = s.host.reduced_motion(),
                         .fast = number_text(s.host.settings().values().hold_speed)});
    }
    if (s.stats_shown) draw_inspector(frame, inspect(s.host, s.current()), s.layout.stage);
    const bool carded = s.limits.card() != WatchLimits::Card::None;
    const bool calm =
        !carded && !view.locked && !view.failed() && !s.wait.spinning() && !s.scrubber.active() && !s.sheet_open();
    s.hud.draw(frame, s.layout.stage,
               calm && view.snapshot && view.snapshot->has_first_frame && !s.host.wants_to_play(), Hud::Toasts::AtTop);
}

std::vector<PlayerView::Slot> PlayerView::slots(Microseconds now) const {
    PlayerState& s = state_;
    std::vector<Slot> result;
    const auto add = [&](int index, float y, float opacity) {
        if (index < 0 || static_cast<std::size_t>(index) >= s.host.page_count()) return;
        Slot slot;
        slot.view = view_page(s.host, static_cast<std::size_t>(index));
        slot.rect = s.layout.stage.moved(0, s.pager.animating() ? y : std::round(y));
        slot.opacity = opacity;
        result.push_back(std::move(slot));
    };
    if (const auto fade = s.pager.fade(now)) {
        add(static_cast<int>(std::lround(fade->from)), 0, 1);
        add(s.pager.committed(), 0, static_cast<float>(fade->progress));
        return result;
    }
    const auto [first, last] = s.pager.visible();
    for (int i = first; i <= last; ++i) add(i, static_cast<float>(s.pager.offset_of(i)), 1);
    return result;
}

void PlayerView::draw_pictures(Scene& scene, std::vector<Slot>& pages, const DrawRequest& request) {
    PlayerState& s = state_;
    const bool around = s.layout.metrics.wide() || s.layout.metrics.window_class == WindowClass::Square;
    std::vector<PagePicture> pictures;
    for (const Slot& slot : pages) {
        const PagePictures::Look look = slot.view.age_locked ? PagePictures::Look::Hidden
                                        : slot.view.locked   ? PagePictures::Look::Veiled
                                                             : PagePictures::Look::Clear;
        pictures.push_back(s.pictures.resolve(s.host, slot.view, look));
        if (around && slot.view.index == s.current()) {
            s.ambient.update(request.now, slot.view, pictures.back(), request.ambient,
                             s.pager.mode() != PagerMode::Rest);
        }
    }
    if (around) s.ambient.draw(scene, s.layout.metrics.window_rect(), request.now);
    for (std::size_t i = 0; i < pages.size(); ++i) add_page_pictures(scene, pages[i], pictures[i]);
}

void PlayerView::add_page_pictures(Scene& scene, Slot& slot, const PagePicture& picture) {
    PlayerState& s = state_;
    const Rect& stage = s.layout.stage;
    Rect clip = slot.rect;
    clip.y = std::max(clip.y, stage.y);
    clip.h = std::min(slot.rect.bottom(), stage.bottom()) - clip.y;
    if (clip.empty()) return;
    slot.placeholder = picture.placeholder;
    Rect destination =
        place_picture(picture.width, picture.height, slot.rect, slot.view.locked ? PictureFit::Fill : s.values.fit);
    // The one that goes stays as near as it has come.
    const float zoom = slot.view.index == s.current() ? s.teaser_zoom : s.left_zoom;
    if (s.teaser) destination = destination.inset(-destination.w * kTeaserZoom / 2 * zoom);
    if (leaves_bars(destination, slot.rect)) {
        scene.pictures.push_back(
            {s.pictures.backdrop(s.host, slot.view), slot.rect, clip, s.layout.radius, slot.opacity});
    }
    scene.pictures.push_back({picture.picture, destination, clip, s.layout.radius, slot.opacity});
}

void PlayerView::draw_page(Frame& frame, const Slot& slot) {
    PlayerState& s = state_;
    const bool current = slot.view.index == s.current();
    const bool card = slot.view.locked || slot.view.failed();
    if (frame.metrics.window_class == WindowClass::Mini) {
        if (current) draw_progress_line(frame, slot.view, slot.rect, 1);
        if (!card) draw_captions(frame, slot);
        return;
    }
    const float chrome = s.on_tv() ? 0 : (card ? 1.0f : chrome_opacity(frame.now));
    frame.push_clip(s.layout.stage);
    frame.canvas.push_opacity(slot.opacity);
    frame.set_silent(!current);
    if (card) frame.canvas.fill_rounded(slot.rect, s.layout.radius, frame.theme.dim);
    const float scale = frame.metrics.u * frame.metrics.c;
    if (chrome > 0) {
        frame.canvas.bottom_scrim(slot.rect, scale, chrome);
        // Twice as dark is what 7:1 on a white picture takes.
        if (s.host.settings().values().high_contrast) {
            frame.canvas.bottom_scrim(slot.rect, scale, chrome);
            if (!card)
                frame.canvas.fill_rounded(lay_out_page_chrome(frame.metrics, slot.rect).rail, frame.metrics.sdp(16),
                                          Color{0, 0, 0}.with_alpha(0.75f * chrome));
        }
    }
    if (slot.placeholder && !card) draw_placeholder_title(frame, slot);
    ProgressLook progress;
    if (current && chrome > 0) progress = progress_look(frame.now, slot.view);
    if (current) lift_captions(frame, slot, progress);
    if (!card) draw_captions(frame, slot);
    if (current && !card) draw_wait(frame, slot);
    if (current && !card) draw_content_notice(frame, slot.view, slot.rect);
    if (chrome > 0) {
        frame.set_silent(!current || (!card && !s.chrome.shown()));
        frame.canvas.push_opacity(chrome * still_light(frame.now));
        PageChromeLook look;
        look.card = card;
        look.one_of_series = s.screen() == ScreenKind::ForYou;
        look.muted = s.host.muted() || s.host.volume() <= 0;
        look.captions_on = s.host.captions().track() >= 0;
        look.progress = std::move(progress);
        draw_page_chrome(frame, slot.view, slot.rect, look);
        frame.canvas.pop_opacity();
        frame.set_silent(!current);
    }
    if (current) {
        const Rect row = lay_out_page_chrome(frame.metrics, slot.rect).progress;
        s.progress_bar = progress_bar_rect(frame, slot.view, row);
        const float line = 1 - (s.on_tv() ? s.chrome.opacity(frame.now) : chrome);
        if (line > 0 && s.layout.radius == 0) draw_progress_line(frame, slot.view, slot.rect, line);
    }
    if (slot.view.locked) {
        draw_message_page(frame, locked_page(frame, slot.view, locked_look(slot.view)), slot.rect);
    } else if (slot.view.failed()) {
        draw_message_page(frame, error_page(frame, slot.view, next_page_name(s.host, slot.view.index)), slot.rect);
    }
    frame.set_silent(false);
    frame.canvas.pop_opacity();
    frame.pop_clip();
}

LockedCardLook PlayerView::locked_look(const PageView& view) const {
    const PlayerState& s = state_;
    const Page last = s.host.page(s.host.page_count() - 1);
    return {.has_next_series = last.series_index != view.page.series_index,
            .has_pin = !s.kiosk && s.host.age_gate().pin().is_set()};
}

/// What the moment offers: to skip a part, or to go on to what follows.
void PlayerView::draw_end(Frame& frame, const PageView& view) {
    PlayerState& s = state_;
    if (frame.metrics.window_class == WindowClass::Mini || view.locked || view.failed()) return;
    if (s.pager.mode() == PagerMode::Rest) draw_skip_button(frame, view, s.layout.stage);
    if (s.up_next.is_open() && view.index + 1 < s.host.page_count())
        s.up_next.draw(frame, s.host, view, s.host.page(view.index + 1), s.layout.stage);
}

ProgressLook PlayerView::progress_look(Microseconds now, const PageView& view) {
    PlayerState& s = state_;
    ProgressLook look;
    look.thumb_scale = static_cast<float>(s.thumb.value(now));
    look.scrub = s.scrubber.position();
    look.ticks = section_starts(view);
    look.loop_from = s.values.loop.from();
    look.loop_to = s.values.loop.to();
    const bool over = s.interaction.hovered == "player.progress" && s.modality == Modality::Mouse;
    if (!look.scrub && over && s.progress_bar.w > 0 && view.duration().count() > 0) {
        const double share = std::clamp<double>((s.hover_at.x - s.progress_bar.x) / s.progress_bar.w, 0, 1);
        look.hover = from_seconds(to_seconds(view.duration()) * share);
    }
    if (look.scrub || look.hover) {
        look.title = chapter_title(view, look.scrub ? *look.scrub : *look.hover);
        if (const auto preview = s.host.preview(look.scrub ? *look.scrub : *look.hover)) look.preview = preview->image;
    }
    return look;
}

void PlayerView::lift_captions(Frame& frame, const Slot& slot, const ProgressLook& look) {
    PlayerState& s = state_;
    const Rect row = lay_out_page_chrome(frame.metrics, slot.rect).progress;
    const auto picture = scrub_picture_rect(frame, slot.view, row, look);
    // Between two pictures they stay.
    if (picture || (!look.scrub && !look.hover))
        s.captions.stand_above(frame.now, picture ? std::optional(picture->y) : std::nullopt);
}

void PlayerView::draw_captions(Frame& frame, const Slot& slot) {
    PlayerState& s = state_;
    const auto& session = slot.view.snapshot;
    const Rect video = session && session->video_width > 0
                           ? place_picture(session->video_width, session->video_height, slot.rect, s.values.fit)
                           : slot.rect;
    s.captions.draw(frame, s.host, slot.view, slot.rect, video);
}

void PlayerView::draw_placeholder_title(Frame& frame, const Slot& slot) {
    TextStyle style = frame.style(TypeToken::Headline, Frame::Scale::OnStage);
    style.align = TextAlign::Center;
    style.max_lines = 3;
    const float width = slot.rect.w - 2 * frame.metrics.sdp(40);
    const Label label = frame.label(slot.view.page.series->title.get(frame.strings.language()), style, width);
    const Rect box{slot.rect.center().x - width / 2, slot.rect.y + slot.rect.h * 0.30f, width, label.height};
    frame.text_at_top(label, box, Frame::At::Center, frame.theme.text_hi.with_alpha(0.86f));
}

void PlayerView::draw_wait(Frame& frame, const Slot& slot) {
    PlayerState& s = state_;
    if (!s.wait.spinning()) return;
    const Point center = slot.rect.center();
    spinner(frame, center, s.wait.spinning_for(frame.now), s.host.reduced_motion());
    const bool slow = s.wait.slow(frame.now);
    const std::string text(frame.strings(slow ? Text::SlowConnection : Text::Loading));
    if (slow || s.host.reduced_motion()) {
        const Label label = frame.label(text, frame.style(TypeToken::Label), slot.rect.w);
        frame.text_at_top(label, {slot.rect.x, center.y + frame.metrics.dp(36), slot.rect.w, label.height},
                          Frame::At::Center, frame.theme.text_hi, true);
    }
    const float side = frame.metrics.dp(44);
    frame.node("player.buffering", "status", text, {center.x - side / 2, center.y - side / 2, side, side});
}

void PlayerView::register_state(Frame& frame, const PageView& view) {
    PlayerState& s = state_;
    const bool ended = view.snapshot && view.snapshot->state == SessionState::Ended;
    const bool plays = s.host.wants_to_play() && !ended && !view.locked && !view.failed();
    const std::string episode =
        frame.strings.with(Text::EpisodeOf, {{"n", view.page.episode->number}, {"total", view.episode_total()}});
    frame.node("player.stage", "region", view.page.series->title.get(frame.strings.language()), s.layout.stage,
               episode);
    frame.node("player.play_state", "status", std::string(frame.strings(plays ? Text::Play : Text::Pause)),
               s.layout.stage, plays ? "playing" : "paused");
}

void PlayerView::draw_fixed_chrome(Frame& frame, const PageView& view) {
    PlayerState& s = state_;
    const bool card = view.locked || view.failed();
    if (frame.metrics.window_class == WindowClass::Mini) {
        frame.set_silent(!card && !s.chrome.shown());
        MiniLook look{s.host.wants_to_play(), s.host.mini(), card ? 1 : s.chrome.opacity(frame.now)};
        if (view.locked) look.card = locked_page(frame, view, locked_look(view));
        if (view.failed()) look.card = error_page(frame, view, std::nullopt);
        draw_mini_chrome(frame, frame.metrics.window_rect(), look);
        frame.set_silent(false);
        return;
    }
    if (s.on_tv()) return draw_tv_chrome(frame, view);
    const float chrome = card ? 1.0f : chrome_opacity(frame.now);
    if (chrome > 0) {
        frame.set_silent(!card && !s.chrome.shown());
        frame.canvas.top_scrim(s.layout.stage, frame.metrics.u * frame.metrics.c, chrome);
        if (s.host.settings().values().high_contrast)
            frame.canvas.top_scrim(s.layout.stage, frame.metrics.u * frame.metrics.c, chrome);
        frame.canvas.push_opacity(chrome * still_light(frame.now));
        const Point drift = s.kiosk && !s.host.reduced_motion() ? burn_in_drift(frame.now) : Point{};
        draw_top_bar(frame, view, s.layout.stage.moved(drift.x, drift.y),
                     {s.host.captions().track() >= 0, s.host.fullscreen(), s.host.library().private_mode()});
        draw_page_buttons(frame);
        frame.canvas.pop_opacity();
        frame.set_silent(false);
    }
    draw_bars(frame);
    if (!s.layout.side_panel.empty()) draw_side_panel(frame, view);
}

/// Where captions are chosen by looking at them, nothing else lies over the picture.
float PlayerView::chrome_opacity(Microseconds now) const {
    return caption_preview() ? 0.0f : state_.chrome.opacity(now);
}

float PlayerView::still_light(Microseconds now) const { return state_.kiosk ? state_.dim.light(now) : 1.0f; }

void PlayerView::draw_bars(Frame& frame) {
    PlayerState& s = state_;
    if (!s.layout.nav_rail.empty()) draw_nav_rail(frame, s.layout, s.host, s.screen());
    if (!s.layout.tab_bar.empty()) draw_tab_bar(frame, s.layout.tab_bar, s.screen(), s.host.library().private_mode());
}

void PlayerView::draw_page_buttons(Frame& frame) {
    PlayerState& s = state_;
    const Metrics& m = frame.metrics;
    if (m.window_class == WindowClass::Portrait) return;
    const float size = m.dp(48), gap = m.dp(24);
    const Rect column = mirrored_in(
        {s.layout.stage.right() + gap, s.layout.stage.center().y - size - m.dp(8), size, 2 * size + m.dp(16)},
        s.layout.stage, m.rtl);
    if (column.x < s.layout.content.x || column.right() > s.layout.content.right()) return;
    const auto word = [&](Text text) { return std::string(frame.strings(text)); };
    if (s.current() > 0) {
        round_button(frame,
                     {.id = "player.previous",
                      .icon = Icon::KeyboardArrowUp,
                      .name = word(Text::Previous),
                      .action = {ActionKind::PreviousEpisode},
                      .center = {column.center().x, column.y + size / 2}},
                     size);
    }
    if (const auto next = next_page_name(s.host, s.current())) {
        round_button(frame,
                     {.id = "player.next",
                      .icon = Icon::KeyboardArrowDown,
                      .name = word(*next),
                      .action = {ActionKind::NextEpisode},
                      .center = {column.center().x, column.bottom() - size / 2}},
                     size);
    }
}

void PlayerView::update_focus(const FrameRecord& record) {
    PlayerState& s = state_;
    std::vector<FocusNode> nodes;
    nodes.reserve(record.targets.size());
    for (const Target& target : record.targets) {
        if (!target.focusable) continue;
        const int layer = target.layer <= Layer::Panel ? 0 : static_cast<int>(target.layer);
        const bool on_panel = target.layer == Layer::Panel, on_rail = on_panel && target.id.rfind("nav.", 0) == 0;
        const char* group = on_rail ? "nav" : on_panel ? "panel" : "main";
        nodes.push_back({.id = target.id,
                         .rect = target.focus_rect,
                         .group = group,
                         .is_default = target.is_default && target.layer != Layer::Panel,
                         .region = s.on_tv()  ? 0
                                   : on_rail  ? 2
                                   : on_panel ? 1
                                              : 0,
                         .layer = layer});
    }
    s.focus.set_reading(s.strings.rtl() ? ReadingDirection::RightToLeft : ReadingDirection::LeftToRight);
    // A card that has gone takes its focus with it: it must not fall to whatever lies next, least of all to Back.
    if (!focused_card_.empty() && !record.find(focused_card_) && !record.find(s.focus.focused())) s.focus.clear();
    s.focus.set_nodes(std::move(nodes));
    if (!s.focus_wanted.empty() && (s.focus.focus(s.focus_wanted) || !s.chrome.shown())) s.focus_wanted.clear();
    // A card that appears takes the focus, so that Enter does what it offers first.
    std::string card;
    for (const char* id : {"crash.continue", "player.upnext.play", "player.error.retry", "player.locked.pin",
                           "player.locked.unlock", "feed.retry", "player.watch.go_on"}) {
        if (record.find(id)) card = id;
    }
    if (card != focused_card_ && !card.empty()) s.focus.focus(card);
    focused_card_ = card;
    // Choices that are left give the focus back to the row that led to them.
    const OptionRow left = std::exchange(option_row_, s.options.row());
    if (left != option_row_ && option_row_ == OptionRow::None && !s.focus.focused().empty())
        s.focus.focus(OptionsSheet::row_id(left));
    const std::string& focused = s.focus.focused();
    if (focused.empty() || record.find(focused)) return;
    s.focus.clear();
}

}  // namespace cliffhanger
