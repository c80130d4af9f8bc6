// Performs what a person wants: intents from keys, wheel and pad, and the actions of controls. Changes the state and
// tells the host; draws nothing. Main thread only.
#pragma once

#include "app/input/input_event.h"
#include "app/input/key_repeat.h"
#include "app/screens/player_state.h"

namespace cliffhanger {

class PlayerActions {
 public:
    explicit PlayerActions(PlayerState& state) : state_(state) {}

    void perform(Microseconds now, const Action& action);
    void perform(Microseconds now, const RepeatedIntent& intent);
    void obey(Microseconds now, const IntentEvent& event);

    // What gestures do, too.
    void page_by(Microseconds now, int direction, PageTrigger trigger);
    /// What a card about time offers.
    void answer_card(Microseconds now);
    void keep_watching(Microseconds now);
    void go_to_page(Microseconds now, std::size_t page);
    void toggle_play(Microseconds now);
    void seek_by(Microseconds now, MediaTime by, SeekMode mode);
    /// Ends a held seek: what was previewed last, of this page, is where playback goes on, with its exact picture.
    void commit_seek();
    void like(Microseconds now, std::optional<Point> burst_at);
    void hold_speed(SpeedPill pill);
    void change_volume(Microseconds now, float by);
    void open_sheet(Microseconds now, SheetKind kind);
    void toast(Microseconds now, Text text, Icon icon);

 private:
    /// What `B` chose last.
    struct CycledAudio {
        std::size_t page = 0;
        int before = 0, chosen = 0;
        std::uint32_t failures = 0;  ///< of the page until then
    };

    void perform_playback(Microseconds now, Intent intent);
    void perform_view(Microseconds now, Intent intent);
    void perform_section(Microseconds now, Intent intent);
    void perform_report(Microseconds now, ActionKind kind);
    void skip_section(Microseconds now);
    void jump_section(Microseconds now, int direction);
    void mark_loop(Microseconds now);
    void toggle_repeat(Microseconds now);
    void cycle_advance(Microseconds now);
    void back(Microseconds now);
    void leave();
    void close_sheet(Microseconds now);
    void seek_to_share(Microseconds now, double share);
    void step_rate(Microseconds now, int direction);
    void set_rate(Microseconds now, double rate);
    void toggle_mute(Microseconds now);
    void toggle_captions(Microseconds now);
    void cycle_captions(Microseconds now);
    void delay_captions(Microseconds now, int direction);
    void cycle_audio(Microseconds now);
    void toggle_list(Microseconds now);
    void skip_series(Microseconds now, int direction);
    void go_to_series(Microseconds now, std::size_t series_index);
    void open_episodes(Microseconds now);
    void open_series(Microseconds now);
    void download_episode(Microseconds now);
    void move_focus(Microseconds now, Intent intent);
    void copy_error_code(Microseconds now);
    bool perform_on_tv(Microseconds now, const RepeatedIntent& repeated);
    bool move_on_tv(Microseconds now, Intent intent);
    void open_tv_chrome(Microseconds now);
    void close_tv_chrome(Microseconds now);
    bool back_on_tv(Microseconds now);

    PlayerState& state_;
    std::optional<CycledAudio> cycled_audio_;
    std::optional<MediaTime> seek_target_;  // of seeks whose picture is not up yet, and of previews
    std::optional<Microseconds> previewed_at_;
    std::size_t previewed_page_ = 0;
};

}  // namespace cliffhanger
