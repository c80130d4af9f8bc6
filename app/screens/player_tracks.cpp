// The part of PlayerActions about what is heard and read: volume, captions, audio tracks.
#include <algorithm>
#include <cmath>

#include "app/captions/caption_choices.h"
#include "app/screens/caption_style_sheet.h"
#include "app/screens/player_actions.h"

namespace cliffhanger {
namespace {

constexpr MediaTime kDelayStep = std::chrono::milliseconds(50);

}  // namespace

void PlayerActions::change_volume(Microseconds now, float by) {
    PlayerHost& host = state_.host;
    const float volume = std::clamp(std::round((host.volume() + by) * 20) / 20, 0.0f, 1.0f);
    host.set_volume(volume, false);
    state_.hud.show_volume(now, volume, false);
}

void PlayerActions::toggle_mute(Microseconds now) {
    PlayerHost& host = state_.host;
    host.set_volume(host.volume(), !host.muted());
    state_.hud.show_volume(now, host.volume(), host.muted());
}

void PlayerActions::toggle_captions(Microseconds now) {
    CaptionControl& captions = state_.host.captions();
    const auto offered = captions.offered();
    if (offered.empty()) return toast(now, Text::NoSubtitles, Icon::SubtitlesOff);
    if (captions.track() >= 0) {
        captions.select(-1);
        state_.hud.toast(now,
                         std::string(state_.strings(Text::Subtitles)) + ": " + std::string(state_.strings(Text::Off)),
                         Icon::SubtitlesOff);
        return;
    }
    captions.switch_on();
}

void PlayerActions::cycle_captions(Microseconds now) {
    PlayerState& s = state_;
    const auto all = OptionsSheet::choices(s.strings, s.host, s.view(), s.values, OptionRow::Subtitles);
    if (all.size() < 2) return toast(now, Text::NoSubtitles, Icon::SubtitlesOff);
    const auto next = static_cast<std::size_t>(s.host.captions().track() + 2) % all.size();
    s.host.captions().select(static_cast<int>(next) - 1);
    s.hud.toast(now, std::string(s.strings(Text::Subtitles)) + ": " + all[next].text, Icon::Subtitles);
}

void PlayerActions::delay_captions(Microseconds now, int direction) {
    CaptionControl& captions = state_.host.captions();
    if (captions.offered().empty()) return toast(now, Text::NoSubtitles, Icon::SubtitlesOff);
    captions.set_delay(captions.delay() + direction * kDelayStep);
    state_.hud.toast(now, std::string(state_.strings(Text::Subtitles)) + ": " + delay_text(captions.delay()),
                     Icon::Subtitles);
}

void PlayerActions::cycle_audio(Microseconds now) {
    PlayerState& s = state_;
    const PageView view = s.view();
    if (!view.snapshot || view.snapshot->audio_tracks.size() < 2) return;
    const auto& tracks = view.snapshot->audio_tracks;
    // One that does not open is no end of the round.
    const int current = view.snapshot->audio_track;
    const std::uint32_t failures = view.snapshot->audio_failures;
    const bool failed = cycled_audio_ && cycled_audio_->page == view.index && cycled_audio_->before == current &&
                        cycled_audio_->failures != failures;
    const int last = failed ? cycled_audio_->chosen : current;
    const auto playing =
        std::find_if(tracks.begin(), tracks.end(), [&](const AudioTrack& t) { return t.index == last; });
    const std::size_t next =
        playing == tracks.end() ? 0 : static_cast<std::size_t>(playing - tracks.begin() + 1) % tracks.size();
    s.host.select_audio(tracks[next].index);
    cycled_audio_ = CycledAudio{view.index, current, tracks[next].index, failures};
    const auto all = OptionsSheet::choices(s.strings, s.host, view, s.values, OptionRow::Audio);
    s.hud.toast(now, std::string(s.strings(Text::Audio)) + ": " + all[next].text, Icon::Audiotrack);
}

}  // namespace cliffhanger
