// What the player screen is made of, shared by its three workers: PlayerInput feeds it, PlayerActions changes it,
// PlayerView draws it. Main thread only.
#pragma once

#include <functional>
#include <optional>

#include "app/input/focus_engine.h"
#include "app/input/key_map.h"
#include "app/kindness/watch_limits.h"
#include "app/kiosk/chrome_dim.h"
#include "app/motion/pager.h"
#include "app/screens/ambient.h"
#include "app/screens/caption_view.h"
#include "app/screens/chrome_visibility.h"
#include "app/screens/coach_marks.h"
#include "app/screens/crash_card.h"
#include "app/screens/feed_state_page.h"
#include "app/screens/hud.h"
#include "app/screens/options_sheet.h"
#include "app/screens/page_pictures.h"
#include "app/screens/page_wait.h"
#include "app/screens/scrubber.h"
#include "app/screens/series_panel.h"
#include "app/screens/sheet_stack.h"
#include "app/screens/tv/tv_panel.h"
#include "app/screens/up_next.h"
#include "app/shell/navigator.h"
#include "app/ui/theme.h"

namespace cliffhanger {

enum class Modality { Mouse, Touch, Keys };

struct PlayerState {
    PlayerState(PlayerHost& player_host, Theme design) : host(player_host), theme(design), strings(host.language()) {}

    PlayerHost& host;
    Navigator* navigator = nullptr;  ///< nullptr: there is nothing but the player
    Theme theme;
    Strings strings;

    KeyMap keys;
    Pager pager;
    FocusEngine focus;
    Interaction interaction;
    Modality modality = Modality::Mouse;
    ChromeVisibility chrome;
    Hud hud;
    SheetStack sheets;
    OptionsSheet options;
    OptionValues values;
    SpeedPill speed = SpeedPill::None;
    SeriesPanel panel{"panel", {}};
    SeriesPanel sheet{"sheet", {}};
    Scrubber scrubber;
    Animation thumb{1};
    UpNext up_next;
    CrashCard crash;
    CoachMarks coach;
    bool coach_asked = false;
    CaptionView captions;
    PageWait wait;
    FeedStatePage feed_page;
    PagePictures pictures;
    Ambient ambient;

    // Of the last draw.
    StageLayout layout;
    FrameRecord record;
    Rect progress_bar, sheet_rect;
    Point hover_at;  ///< where interaction.hovered was entered or moved over
    bool drawn = false;

    bool tv = false;  ///< somebody sits across the room; on_tv() says whether the window is wide enough for that
    ButtonMarks marks = ButtonMarks::Remote;
    std::string focus_wanted;  ///< takes the focus as soon as it is there
    TvPanel tv_panel;
    Scroller option_scroller;

    bool kiosk = false;      ///< a public screen: see app/kiosk/
    bool teaser = false;     ///< pictures only: nobody watches yet
    float teaser_zoom = 0;   ///< how far the picture has come nearer, 0 to 1
    float left_zoom = 0;     ///< the same of the teaser before
    ChromeDim dim;           ///< of a public screen
    int followed_total = 0;  ///< episodes that have followed by themselves
    std::function<void(Microseconds)> choose_language;
    /// An episode that is none of these pages; the host's play_series().
    std::function<void(std::size_t series, std::size_t episode)> play_elsewhere;

    bool stats_shown = false;
    WatchLimits limits;
    bool followed = false;  ///< the episode that comes was not chosen: the one before was at its end

    std::optional<Microseconds> last_intent;

    bool has_pages() const { return host.feed_state() == FeedState::Ready && host.page_count() > 0; }
    std::size_t current() const { return static_cast<std::size_t>(pager.committed()); }
    PageView view() const { return view_page(host, current()); }
    bool sheet_open() const { return sheets.is_open(); }
    bool on_tv() const { return layout.metrics.tv(); }
    ScreenKind screen() const { return navigator != nullptr ? navigator->current().kind : ScreenKind::Player; }
};

}  // namespace cliffhanger
