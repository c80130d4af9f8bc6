// The part of PlayerActions about what is heard and read: volume, captions, audio tracks.
#include <algorithm>
#include <cmath>

#include "app/feed/captions.h"
#include "app/screens/player_actions.h"

namespace cliffhanger {

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
    PlayerHost& host = state_.host;
    const PageView view = state_.view();
    const auto captions = captions_of(*view.page.episode, view.snapshot);
    if (captions.empty()) return toast(now, Text::NoSubtitles, Icon::SubtitlesOff);
    if (host.caption_track() >= 0) {
        host.select_caption(-1);
        state_.hud.toast(now,
                         std::string(state_.strings(Text::Subtitles)) + ": " + std::string(state_.strings(Text::Off)),
                         Icon::SubtitlesOff);
        return;
    }
    // The interface's language if there is one, else the first.
    const auto found = std::find_if(captions.begin(), captions.end(), [&](const Caption& c) {
        return c.language.substr(0, 2) == state_.strings.language().substr(0, 2);
    });
    host.select_caption(found == captions.end() ? 0 : static_cast<int>(found - captions.begin()));
}

void PlayerActions::cycle_captions(Microseconds now) {
    PlayerState& s = state_;
    const auto all = OptionsSheet::choices(s.strings, s.host, s.view(), s.values, OptionRow::Subtitles);
    if (all.size() < 2) return toast(now, Text::NoSubtitles, Icon::SubtitlesOff);
    const auto next = static_cast<std::size_t>(s.host.caption_track() + 2) % all.size();
    s.host.select_caption(static_cast<int>(next) - 1);
    s.hud.toast(now, std::string(s.strings(Text::Subtitles)) + ": " + all[next].text, Icon::Subtitles);
}

void PlayerActions::cycle_audio(Microseconds now) {
    PlayerState& s = state_;
    const PageView view = s.view();
    if (!view.snapshot || view.snapshot->audio_tracks.size() < 2) return;
    const auto& tracks = view.snapshot->audio_tracks;
    const auto playing = std::find_if(tracks.begin(), tracks.end(),
                                      [&](const AudioTrack& t) { return t.index == view.snapshot->audio_track; });
    const std::size_t next =
        playing == tracks.end() ? 0 : static_cast<std::size_t>(playing - tracks.begin() + 1) % tracks.size();
    s.host.select_audio(tracks[next].index);
    const auto all = OptionsSheet::choices(s.strings, s.host, view, s.values, OptionRow::Audio);
    s.hud.toast(now, std::string(s.strings(Text::Audio)) + ": " + all[next].text, Icon::Audiotrack);
}

}  // namespace cliffhanger
