// What PlaybackHost does about sound: dubs, the viewer's choice of a track, and loudness.
#include <algorithm>

#include "app/playback/playback_host.h"

namespace cliffhanger {

std::vector<DubFile> PlaybackHost::dubs_of(std::size_t index) const {
    const Episode& episode = *page(index).episode;
    std::vector<DubFile> dubs;
    for (const AudioTrackInfo& track : episode.audio_tracks) {
        if (track.url.empty()) continue;
        const std::string here = downloads_.kept_beside(track.url);
        MediaAddress address{here, {}, Priority::Playback};
        if (here.empty()) {
            address = {track.url, episode.headers, Priority::Playback};
            address.refresh = [refresher = refresher_, series = page(index).series->id, id = episode.id, track](
                                  const std::string& refused, const std::stop_token& stop) {
                AudioTrackInfo dub = track;
                dub.url = refused;
                return refresher->refresh_dub(series, id, dub, stop);
            };
        }
        dubs.push_back({std::move(address), track.language, track.label, track.type == "audio description"});
    }
    return dubs;
}

// The series' own, else what was chosen last in this run, else the setting.
std::optional<SoundChoice> PlaybackHost::sound_choice(std::size_t index) const {
    const SeriesChoices choices = library().series(key(index).series_key()).choices;
    if (!choices.audio) {
        const SettingValues& wanted = settings_.values();
        if (last_sound_choice_ || (wanted.audio_language.empty() && !wanted.audio_description))
            return last_sound_choice_;
        return SoundChoice{wanted.audio_language, {}, wanted.audio_description};
    }
    SoundChoice choice{*choices.audio, {}, choices.audio_description};
    // The label is known for this run only.
    if (last_sound_choice_ && last_sound_choice_->language == choice.language) choice.label = last_sound_choice_->label;
    return choice;
}

void PlaybackHost::select_audio(int track_index) {
    PlaybackSession* session = current_session();
    if (session == nullptr) return;
    session->select_audio(track_index);
    for (const AudioTrack& track : session->snapshot().audio_tracks) {
        if (track.index != track_index || track.language.empty()) continue;
        last_sound_choice_ = {track.language, track.label, track.audio_description};
        SeriesRecord record = library().series(key(current_).series_key());
        record.choices.audio = track.language;
        record.choices.audio_description = track.audio_description;
        library().set_series(key(current_).series_key(), record);
    }
    // The neighbours have opened with the choice before; those still to come open with this one.
    for (const std::size_t neighbour : {current_ - 1, current_ + 1}) {
        if (PlaybackSession* other = pool_.session(neighbour)) apply_sound_choice(*other, neighbour);
    }
}

void PlaybackHost::apply_sound_choice(PlaybackSession& session, std::size_t index) {
    const auto choice = sound_choice(index);
    if (!choice) return;
    const SessionSnapshot snapshot = session.snapshot();
    const AudioTrack* wanted = closest_track(snapshot.audio_tracks, *choice);
    if (wanted != nullptr && snapshot.audio_track >= 0 && wanted->index != snapshot.audio_track)
        session.select_audio(wanted->index);
}

// Once a loop turn.
void PlaybackHost::sync_sound() {
    PlaybackSession& session = *current_session();
    const SessionSnapshot snapshot = session.snapshot();
    if (sound_choice_applied_ != &session && snapshot.state != SessionState::Opening) {
        sound_choice_applied_ = &session;
        sound_failures_seen_ = 0;
        apply_sound_choice(session, current_);
    }
    if (sound_choice_applied_ == &session && snapshot.audio_failures != sound_failures_seen_) {
        sound_failures_seen_ = snapshot.audio_failures;
        notice_ = HostNotice::SoundMissing;
    }
    const std::size_t first = current_ > 0 ? current_ - 1 : 0;
    for (std::size_t index = first; index <= std::min(current_ + 1, page_count() - 1); ++index) {
        const PlaybackSession* heard = pool_.session(index);
        if (heard == nullptr) continue;
        loudness_.level(*heard, heard->snapshot(), *page(index).series, *page(index).episode, now_);
    }
}

}  // namespace cliffhanger
