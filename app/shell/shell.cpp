#include "app/shell/shell.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/kiosk/attract_view.h"
#include "app/kiosk/kiosk_bar.h"
#include "app/kiosk/kiosk_lock.h"
#include "app/motion/keep_earlier.h"
#include "app/screens/caption_style_sheet.h"
#include "app/screens/downloads/downloads_screen.h"
#include "app/screens/home/home_screen.h"
#include "app/screens/home/shelf_screen.h"
#include "app/screens/host_notice.h"
#include "app/screens/library/history_screen.h"
#include "app/screens/library/me_screen.h"
#include "app/screens/library/my_list_screen.h"
#include "app/screens/nav_rail.h"
#include "app/screens/offline_banner.h"
#include "app/screens/search/search_screen.h"
#include "app/screens/series/series_screen.h"
#include "app/screens/settings/settings_screen.h"
#include "app/shell/tab_bar.h"
#include "app/shell/tv_rail.h"

namespace cliffhanger {
namespace {

using namespace std::chrono_literals;

constexpr Microseconds kDeeper = 300ms, kBack = 250ms;
constexpr float kShiftDp = 24, kKioskTargetDp = 64;

}  // namespace

Shell::Shell(PlayerHost& player, BrowseHost& host, Theme theme, KeyMap keys, Route start,
             std::optional<KioskOptions> kiosk)
    : host_(player),
      browse_(host),
      design_(theme),
      theme_(theme),
      keys_(std::move(keys)),
      strings_(player.language()),
      navigator_(start),
      player_(player, theme, keys_, &navigator_),
      input_(state_, keys_,
             {[this](Microseconds now, const Action& action) { perform(now, action); },
              [this](Microseconds now, Intent intent) { perform(now, intent); }}),
      pin_(player, keys_),
      shown_(start) {
    if (kiosk) {
        navigator_.allow_only(kiosk_allows);
        kiosk_.emplace(KioskLayer::Surroundings{host_, browse_, navigator_, player_, keys_}, *std::move(kiosk));
        player_.set_kiosk([this](Microseconds now) { kiosk_->choose_language(now); });
    }
    player_.set_play_elsewhere([this](std::size_t series, std::size_t episode) {
        browse_.play_series(series, episode);
        navigator_.open({ScreenKind::Player});
    });
    if (!in_player()) host_.set_playing(false);
}

Shell::~Shell() = default;

std::unique_ptr<BrowseScreen> Shell::make_screen(ScreenKind kind, const BrowseContext& context) {
    switch (kind) {
        case ScreenKind::Home:
            return std::make_unique<HomeScreen>(context);
        case ScreenKind::Shelf:
            return std::make_unique<ShelfScreen>(context);
        case ScreenKind::MyList:
            return std::make_unique<MyListScreen>(context);
        case ScreenKind::History:
            return std::make_unique<HistoryScreen>(context);
        case ScreenKind::Me:
            return std::make_unique<MeScreen>(context);
        case ScreenKind::Search:
            return std::make_unique<SearchScreen>(context);
        case ScreenKind::Series:
            return std::make_unique<SeriesScreen>(context);
        case ScreenKind::Downloads:
            return std::make_unique<DownloadsScreen>(context);
        case ScreenKind::Settings:
            return std::make_unique<SettingsScreen>(context);
        default:
            return nullptr;
    }
}

BrowseScreen* Shell::screen() const {
    const auto found = screens_.find(shown_.kind);
    return found == screens_.end() ? nullptr : found->second.get();
}

bool Shell::typing() const { return !in_player() && screen() != nullptr && screen()->typing(); }

void Shell::follow_language() {
    if (strings_.language() != interface_language(host_.language())) strings_ = Strings(host_.language());
}

void Shell::follow_settings() {
    const Settings& settings = host_.settings();
    if (settings_seen_ == settings.edition()) return;
    settings_seen_ = settings.edition();
    theme_ = settings.values().high_contrast ? high_contrast(design_) : design_;
    if (kiosk_) theme_.target_min = theme_.target_touch = kKioskTargetDp;
    player_.set_theme(theme_);
}

void Shell::follow_route(Microseconds now) {
    const bool created = in_player() || screens_.contains(shown_.kind);
    if (navigator_.changes() == changes_seen_ && created) return;
    const bool moved = std::exchange(changes_seen_, navigator_.changes()) != navigator_.changes();
    if (moved) {
        if (!in_player()) {
            left_at_[{shown_.kind, shown_.series}] = state_.focus.focused();
            if (BrowseScreen* left = screen()) left->leave(now);
        }
        const bool played = in_player();
        shown_ = navigator_.current();
        if (in_player()) {
            browse_.show_pages(shown_.kind == ScreenKind::ForYou ? PageList::ForYou : PageList::Catalog);
            host_.set_playing(true);
        } else if (played) {
            host_.set_playing(false);
        }
        input_.reset(now);
        dialog_.close(now);
        state_.focus.clear();
        focus_wanted_ = left_at_[{shown_.kind, shown_.series}];
        arrival_.set(0);
        const bool back = navigator_.last_direction() == Navigator::Direction::Back;
        arrival_.go(now, 1, host_.reduced_motion() ? kBack / 2 : (back ? kBack : kDeeper),
                    Easing::EmphasizedDecelerate);
    }
    if (in_player()) return;
    if (!screens_.contains(shown_.kind))
        screens_[shown_.kind] = make_screen(shown_.kind, {host_, browse_, navigator_, hud_, dialog_, keys_});
    if (BrowseScreen* entered = screen()) entered->enter(now, shown_);
}

void Shell::handle(const InputEvent& event) {
    follow_couch(event);
    if (kiosk_ && (std::holds_alternative<QuitEvent>(event.what) || kiosk_->handle(event)))
        return follow_route(event.time);
    if (pin_.handle(event)) return follow_route(event.time);
    follow_route(event.time);
    // Who goes on by themselves is not brought back to where they were.
    if (const auto* key = std::get_if<KeyEvent>(&event.what); key && key->down) focus_wanted_.clear();
    if (const auto* asked = std::get_if<IntentEvent>(&event.what)) {
        handle_remote(event, *asked);
    } else if (in_player()) {
        player_.handle(event);
    } else {
        if (std::holds_alternative<QuitEvent>(event.what)) host_.quit();
        const bool taken = typing() && screen()->handle_typing(event);
        if (!taken) input_.handle(event, typing());
    }
    follow_route(event.time);
}

/// Media controls of the desktop mean the player, whatever screen is there; arriving there plays.
void Shell::handle_remote(const InputEvent& event, const IntentEvent& asked) {
    const bool how_it_plays = asked.intent == Intent::SetSpeed || asked.intent == Intent::ToggleRepeat;
    const bool arrives = !in_player() && !how_it_plays;
    if (arrives) navigator_.open({ScreenKind::Player});
    follow_route(event.time);
    if (!arrives || asked.intent != Intent::TogglePlay) player_.handle(event);
}

void Shell::update(Microseconds now) {
    follow_language();
    follow_settings();
    player_.set_tv(tv(), couch_.marks());
    update_kiosk(now);
    pin_.update(now);
    follow_route(now);
    if (!in_player() || pin_.is_open()) player_.release_input(now);
    follow_preview(now);
    if (in_player()) {
        player_.update(now);
        follow_route(now);
        return;
    }
    input_.update(now);
    hud_.set_reduced_motion(host_.reduced_motion());
    feed_page_.update(now, host_.feed_state());
    if (const auto notice = host_.take_notice()) hud_.toast(now, std::string(strings_(text_of(*notice))), Icon::Info);
    if (BrowseScreen* shown = screen()) shown->update(now);
    follow_route(now);
}

/// What the visitor before has left in the screens goes with them.
void Shell::update_kiosk(Microseconds now) {
    if (!kiosk_) return;
    kiosk_->update(now);
    if (!kiosk_->take_reset()) return;
    follow_route(now);
    screens_.clear();
    left_at_.clear();
}

void Shell::perform(Microseconds now, const Action& action) {
    if (kiosk_ && !kiosk_allows(action.kind)) return;
    const auto value = static_cast<std::size_t>(action.value);
    switch (action.kind) {
        case ActionKind::OpenScreen:
            return navigator_.open({static_cast<ScreenKind>(action.value & 0xff), 0, action.value >> 8});
        case ActionKind::ChooseLanguage:
            return kiosk_ ? kiosk_->choose_language(now) : void();
        case ActionKind::OpenSeriesPage:
            if (!navigator_.leads_to(ScreenKind::Series))
                return perform(now, Action{ActionKind::PlaySeries, action.value});
            return navigator_.open({ScreenKind::Series, value});
        case ActionKind::PlaySeries:
            browse_.play_series(value, std::nullopt);
            return navigator_.open({ScreenKind::Player});
        case ActionKind::Own:
            if (BrowseScreen* shown = screen()) shown->own_action(now, action.value);
            return;
        case ActionKind::ToastAction:
            return hud_.take_offer(now);
        case ActionKind::DialogConfirm:
            return dialog_.confirm(now);
        case ActionKind::DialogCancel:
            return dialog_.close(now);
        case ActionKind::SetCaption:
            return set_caption(host_.captions(), action.value);
        case ActionKind::Back:
            return go_back(now);
        case ActionKind::Fullscreen:
            return host_.toggle_fullscreen();
        case ActionKind::ToggleMute:
            return host_.set_volume(host_.volume(), !host_.muted());
        case ActionKind::ReloadFeed:
            return host_.reload_feed();
        default:
            if (BrowseScreen* shown = screen()) shown->other_action(now, action);
            return;
    }
}

void Shell::perform(Microseconds now, Intent intent) {
    if (kiosk_ && !kiosk_allows(intent)) return;
    switch (intent) {
        case Intent::Quit:
            return host_.quit();
        case Intent::Fullscreen:
            return host_.toggle_fullscreen();
        case Intent::Screenshot:
            return host_.take_screenshot();
        case Intent::MiniPlayer:
            navigator_.open({ScreenKind::Player});
            return host_.toggle_mini();
        case Intent::ToggleMute:
            return host_.set_volume(host_.volume(), !host_.muted());
        case Intent::Retry:
            return host_.reload_feed();
        default:
            break;
    }
    if (dialog_.is_open()) return intent == Intent::Back ? dialog_.close(now) : void();
    if (const auto kind = screen_of(intent)) return navigator_.open({*kind});
    if (BrowseScreen* shown = screen(); shown != nullptr && shown->handle_intent(now, intent)) return;
    if (intent == Intent::Back) go_back(now);
}

void Shell::go_back(Microseconds now) {
    if (BrowseScreen* shown = screen(); shown != nullptr && shown->back(now)) return;
    const bool home = navigator_.current().kind == ScreenKind::Home;
    if (home && state_.metrics.tv()) return ask_to_quit(now);
    if (host_.fullscreen() && !kiosk_ && home) return host_.toggle_fullscreen();
    navigator_.back();
}

Scene Shell::draw(Canvas& canvas, Size size, float px_per_dp, Microseconds now, bool presenter_is_gpu) {
    follow_language();
    follow_settings();
    follow_route(now);
    if (kiosk_) px_per_dp = KioskLayer::scale(size);
    Scene scene = draw_shown(canvas, size, px_per_dp, now, presenter_is_gpu);
    if (!kiosk_ && !pin_.is_open()) return scene;
    LayoutRequest request = layout_request(size, px_per_dp);
    request.bottom_bar = BottomBar::None;
    const StageLayout layout = lay_out(request);
    if (kiosk_) kiosk_->draw(canvas, theme_, strings_, layout, now);
    if (pin_.is_open()) pin_.draw(canvas, theme_, strings_, layout.metrics, now);
    return scene;
}

Scene Shell::draw_shown(Canvas& canvas, Size size, float px_per_dp, Microseconds now, bool presenter_is_gpu) {
    const LayoutRequest request = layout_request(size, px_per_dp);
    const LayoutScale scale = scale_of(request);
    canvas.text_engine().set_scale(scale.px_per_dp, scale.text);
    if (in_player()) return player_.draw(canvas, size, px_per_dp, now, presenter_is_gpu);
    StageLayout layout = lay_out(request);
    state_.metrics = layout.metrics;
    state_.interaction.focused = state_.focus.focused();
    state_.interaction.focus_visible = state_.focus.ring_visible();
    state_.interaction.lift.follow(
        now, state_.focus.ring_visible() ? state_.interaction.focused : state_.interaction.hovered,
        host_.reduced_motion());
    state_.interaction.preview = preview_.id();
    state_.interaction.preview_share = preview_.share(now);
    Scene scene;
    scene.background = theme_.bg;
    Frame frame(canvas, theme_, state_.metrics, strings_, state_.interaction, now);
    frame.name_root(std::string(screen_name(shown_.kind)));
    if (host_.offline()) {
        const float taken = draw_offline_banner(frame, layout.whole_content);
        layout.whole_content.y += taken;
        layout.whole_content.h -= taken;
    }
    draw_screen(frame, layout);
    if (!layout.nav_rail.empty()) draw_nav_rail(frame, layout, host_, shown_.kind);
    if (!layout.tv_rail.empty()) draw_tv_rail(frame, layout.tv_rail, shown_.kind, host_.library().private_mode());
    if (!layout.tab_bar.empty() && !kiosk_)
        draw_tab_bar(frame, layout.tab_bar, shown_.kind, host_.library().private_mode());
    if (!layout.tab_bar.empty() && kiosk_)
        draw_kiosk_bar(frame, layout.tab_bar, shown_.kind, host_.reduced_motion() ? Point{} : burn_in_drift(now),
                       kiosk_->light(now));
    dialog_.draw(frame, host_.reduced_motion());
    state_.modal = dialog_.is_open();
    hud_.draw(frame, layout.whole_content, false, Hud::Toasts::AtFoot);
    state_.record = frame.take();
    ring_.draw(frame, state_.record, host_.reduced_motion());
    show_preview(scene, now);
    update_focus(now);
    mark_focused(state_.record.root, state_.focus.focused());
    return scene;
}

void Shell::draw_screen(Frame& frame, const StageLayout& layout) {
    BrowseScreen* shown = screen();
    const bool ready = host_.feed_state() == FeedState::Ready && browse_.catalog() != nullptr;
    if (!ready && (shown == nullptr || !shown->works_without_catalog())) {
        return feed_page_.draw(frame, layout.whole_content, FeedShape::Shelves, host_);
    }
    if (shown == nullptr) return;
    const auto arrived = static_cast<float>(arrival_.value(frame.now));
    Rect area = layout.whole_content;
    const bool sideways = navigator_.last_direction() != Navigator::Direction::Aside && !host_.reduced_motion();
    if (sideways) {
        const float sign =
            (navigator_.last_direction() == Navigator::Direction::Back) == frame.metrics.rtl ? 1.0f : -1.0f;
        area.x += std::round(sign * (1 - arrived) * frame.metrics.dp(kShiftDp));
    }
    frame.canvas.push_opacity(arrived);
    shown->draw(frame, area);
    frame.canvas.pop_opacity();
}

bool Shell::animating(Microseconds now) const {
    if ((kiosk_ && kiosk_->animating(now)) || (pin_.is_open() && pin_.animating(now))) return true;
    if (in_player()) return player_.animating(now);
    for (const ScrollArea& area : state_.record.scroll_areas) {
        if (area.scroller->animating()) return true;
    }
    const BrowseScreen* shown = screen();
    return arrival_.running(now) || now < state_.record.moves_until || preview_.animating(now) ||
           state_.interaction.lift.animating(now) || hud_.animating(now) || dialog_.animating(now) ||
           ring_.animating(now) || feed_page_.animating(now, host_) || (shown != nullptr && shown->animating(now));
}

std::optional<Microseconds> Shell::next_change(Microseconds now) const {
    std::optional<Microseconds> next = kiosk_ ? kiosk_->next_change(now) : std::nullopt;
    keep_earlier(next, pin_.next_change(now));
    if (in_player()) {
        keep_earlier(next, player_.next_change(now));
        return next;
    }
    keep_earlier(next, input_.next_change());
    keep_earlier(next, preview_.next_change());
    if (preview_.series()) keep_earlier(next, browse_.preview_due(now));
    keep_earlier(next, hud_.next_change(now));
    keep_earlier(next, feed_page_.next_change(now));
    if (const BrowseScreen* shown = screen()) keep_earlier(next, shown->next_change(now));
    return next;
}

const SemanticNode& Shell::semantics() const {
    if (kiosk_ && kiosk_->covers()) return kiosk_->semantics();
    if (pin_.is_open()) return pin_.semantics();
    return in_player() ? player_.semantics() : state_.record.root;
}

}  // namespace cliffhanger
