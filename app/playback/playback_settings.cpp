// What PlaybackHost does with the viewer's settings, and what it tells of itself to the settings' screen.
#include <SDL.h>

#include <algorithm>
#include <cstdio>
#include <utility>

#include "app/input/key_map_file.h"
#include "app/library/library_file.h"
#include "app/platform/desktop_motion.h"
#include "app/platform/process_info.h"
#include "app/playback/playback_host.h"
#include "app/text/fonts.h"
#include "net/cache/segment_cache.h"
#include "net/curl_http_client.h"
#include "player/decoder_version.h"

namespace cliffhanger {

void PlaybackHost::ask_settings() {
    desktop_wants_calm_ = !options_.manual_clock && desktop_wants_less_motion();
    if (options_.reduced_motion) settings_.ask_for(Setting::Motion, "reduced");
    if (!options_.autoplay) settings_.ask_for(Setting::Autoplay, "off");
    if (!options_.loudness) settings_.ask_for(Setting::EvenLoudness, "off");
    if (options_.quality) settings_.ask_for(Setting::Quality, std::to_string(*options_.quality));
    if (options_.data_saver) settings_.ask_for(Setting::DataSaver, "on");
    if (options_.age_limit) settings_.ask_for(Setting::AgeLimit, std::to_string(*options_.age_limit));
    if (!options_.language.empty()) settings_.ask_for(Setting::Language, options_.language);
}

bool PlaybackHost::reduced_motion() const { return settings_.values().reduced_motion.value_or(desktop_wants_calm_); }

std::string PlaybackHost::language() const {
    return settings_.values().language.empty() ? language_ : settings_.values().language;
}

void PlaybackHost::follow_settings() {
    settings_.refresh();
    if (surroundings_.figures != nullptr) usage_.count(surroundings_.figures->bytes, now_);
    const SettingValues before = followed_;
    const SettingValues& wanted = settings_.values();
    if (wanted == before) return;
    followed_ = wanted;
    if (wanted.even_loudness != before.even_loudness) loudness_.turn(wanted.even_loudness, now_);
    if (wanted.quality != before.quality || wanted.data_saver != before.data_saver)
        set_quality({wanted.quality, wanted.data_saver});
    surroundings_.mixer.set_mono(wanted.mono);
    if (wanted.language != before.language || wanted.caption_language != before.caption_language ||
        wanted.closed_captions != before.closed_captions)
        prefer_captions();
    if (wanted.audio_language != before.audio_language || wanted.audio_description != before.audio_description)
        prefer_sound();
}

/// What has been opened may play now, what has been locked must not.
void PlaybackHost::follow_age_gate() {
    if (std::exchange(age_state_, age_gate_.state()) != age_gate_.state() && page_count() > 0) give_items_to_pool();
}

void PlaybackHost::prefer_captions() {
    const SettingValues& wanted = settings_.values();
    std::vector<std::string> order = languages_read(language());
    const bool hidden = wanted.caption_language == "off";
    if (!hidden && !wanted.caption_language.empty()) order.insert(order.begin(), wanted.caption_language);
    captions_.choices().prefer(std::move(order),
                               hidden ? CaptionChoices::Unasked::Hidden : CaptionChoices::Unasked::Shown,
                               wanted.closed_captions);
}

void PlaybackHost::prefer_sound() {
    last_sound_choice_.reset();
    if (page_count() == 0) return;
    const std::size_t first = current_ > 0 ? current_ - 1 : 0;
    for (std::size_t index = first; index <= std::min(current_ + 1, page_count() - 1); ++index) {
        PlaybackSession* session = pool_.session(index);
        if (session == nullptr) continue;
        const SettingValues& wanted = settings_.values();
        const SoundChoice choice =
            sound_choice(index).value_or(SoundChoice{wanted.audio_language, {}, wanted.audio_description});
        const SessionSnapshot snapshot = session->snapshot();
        const AudioTrack* track = closest_track(snapshot.audio_tracks, choice);
        if (track != nullptr && snapshot.audio_track >= 0 && track->index != snapshot.audio_track)
            session->select_audio(track->index);
    }
}

double PlaybackHost::chosen_rate() const {
    if (page_count() == 0) return settings_.values().speed;
    return library().series(key(current_).series_key()).choices.rate.value_or(settings_.values().speed);
}

void PlaybackHost::choose_rate(double rate) {
    rate_ = rate;
    if (page_count() == 0) return;
    SeriesRecord record = library().series(key(current_).series_key());
    record.choices.rate = rate;
    library().set_series(key(current_).series_key(), record);
}

StorageFigures PlaybackHost::storage() const {
    StorageFigures figures{.network_today = usage_.today(), .network_this_month = usage_.this_month()};
    if (surroundings_.cache != nullptr) figures.cache_bytes = surroundings_.cache->size_bytes();
    return figures;
}

void PlaybackHost::clear_cache() {
    if (surroundings_.cache != nullptr) surroundings_.cache->clear();
}

std::vector<DiagnosticLine> PlaybackHost::diagnostics() const {
    SDL_version sdl{};
    SDL_GetVersion(&sdl);
    char memory[32];
    std::snprintf(memory, sizeof memory, "%.0f MiB", process_resident_mib());
    const std::string sdl_text =
        std::to_string(sdl.major) + "." + std::to_string(sdl.minor) + "." + std::to_string(sdl.patch);
    return {{"Cliffhanger", CLIFFHANGER_VERSION},
            {"Presenter", system_figures().presenter},
            {"Memory", memory},
            {"SDL", sdl_text},
            {"FFmpeg", decoder_version()},
            {"libcurl", http_client_version()},
            {"SQLite", sqlite_version()},
            {"Language", language()},
            {"Source", source_},
            {"Library", library_path().string()},
            {"Keys", key_map_path()},
            {"Cache", surroundings_.cache != nullptr ? default_cache_folder() : std::string("-")}};
}

}  // namespace cliffhanger
