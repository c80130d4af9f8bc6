#include "app/settings/settings.h"

#include <algorithm>
#include <cstdlib>

#include "app/library/library.h"

namespace cliffhanger {
namespace {

using Words = std::span<const std::string_view>;

constexpr std::string_view kSwitch[] = {"off", "on"};
constexpr std::string_view kAutoplay[] = {"off", "on", "countdown"};
constexpr std::string_view kSpeed[] = {"0.5", "0.75", "1", "1.25", "1.5", "2", "3"};
constexpr std::string_view kHoldSpeed[] = {"off", "1.5", "2", "3"};
constexpr std::string_view kCaptionLanguage[] = {"auto", "off", "en", "zh-Hans", "zh-Hant", "ja", "ko",
                                                 "ar",   "th",  "hi", "pt-BR",   "id",      "es", "vi"};
constexpr std::string_view kAudioLanguage[] = {"auto", "en", "zh", "ja", "ko", "ar",
                                               "th",   "hi", "pt", "id", "es", "vi"};
constexpr std::string_view kLanguage[] = {"auto", "en",    "zh-Hans", "zh-Hant", "ja", "ko",    "ar",   "th",
                                          "hi",   "pt-BR", "id",      "es",      "vi", "en-XA", "ar-XB"};
constexpr std::string_view kTextScale[] = {"85", "100", "115", "130", "150"};
constexpr std::string_view kMotion[] = {"auto", "full", "reduced"};
constexpr std::string_view kStageTap[] = {"controls", "pause"};
constexpr std::string_view kQuality[] = {"auto", "1080", "720", "540", "360"};
constexpr std::string_view kDataSaver[] = {"auto", "on", "off"};
constexpr std::string_view kStopAfter[] = {"off", "1", "3", "5", "10"};
constexpr std::string_view kBreak[] = {"off", "20", "30", "60", "90"};
constexpr std::string_view kSpace[] = {"off", "1", "2", "5", "10", "20", "50"};  // GB
constexpr std::string_view kAge[] = {"off", "0", "6", "9", "12", "13", "14", "15", "16", "17"};
constexpr std::string_view kLimit[] = {"off", "15", "30", "60", "90", "120"};

struct Spec {
    Setting setting;
    const char* key;
    Words values;
    std::string_view normal;
};

constexpr Spec kSpecs[] = {
    {Setting::Autoplay, "playback.autoplay", kAutoplay, "on"},
    {Setting::Speed, "playback.speed", kSpeed, "1"},
    {Setting::HoldSpeed, "input.hold_speed", kHoldSpeed, "2"},
    {Setting::EvenLoudness, "sound.even_loudness", kSwitch, "on"},
    {Setting::CaptionLanguage, "captions.language", kCaptionLanguage, "auto"},
    {Setting::ClosedCaptions, "captions.closed", kSwitch, "off"},
    {Setting::AudioLanguage, "sound.language", kAudioLanguage, "auto"},
    {Setting::AudioDescription, "sound.description", kSwitch, "off"},
    {Setting::MonoSound, "sound.mono", kSwitch, "off"},
    {Setting::TextScale, "look.text_scale", kTextScale, "100"},
    {Setting::HighContrast, "look.high_contrast", kSwitch, "off"},
    {Setting::Motion, "look.motion", kMotion, "auto"},
    {Setting::Language, "language", kLanguage, "auto"},
    {Setting::StageTap, "input.tap", kStageTap, "controls"},
    {Setting::Quality, "network.quality", kQuality, "auto"},
    {Setting::DataSaver, "network.data_saver", kDataSaver, "auto"},
    {Setting::StopAfter, "kindness.stop_after", kStopAfter, "off"},
    {Setting::BreakReminder, "kindness.break", kBreak, "off"},
    {Setting::DailyLimit, "kindness.daily_limit", kLimit, "off"},
    {Setting::DownloadSpace, "downloads.space_gb", kSpace, "off"},
    {Setting::DeleteWatched, "downloads.delete_watched", kSwitch, "off"},
    {Setting::PosterPreviews, "look.poster_previews", kSwitch, "on"},
    {Setting::AgeLimit, "kindness.age_limit", kAge, "off"},
};
static_assert(std::size(kSpecs) == static_cast<std::size_t>(Setting::Count));

const Spec& spec_of(Setting setting) { return *std::ranges::find(kSpecs, setting, &Spec::setting); }

bool allowed(const Spec& spec, std::string_view value) {
    return std::ranges::find(spec.values, value) != spec.values.end();
}

double number(const std::string& text) { return text == "off" ? 0 : std::strtod(text.c_str(), nullptr); }

std::string chosen(const std::string& text) { return text == "auto" ? std::string{} : text; }

AutoAdvance advance_of(const std::string& text) {
    if (text == "off") return AutoAdvance::Off;
    return text == "countdown" ? AutoAdvance::Countdown : AutoAdvance::On;
}

}  // namespace

std::span<const std::string_view> Settings::values_of(Setting setting) { return spec_of(setting).values; }

std::string_view Settings::default_of(Setting setting) { return spec_of(setting).normal; }

Settings::Settings(Library& library) : library_(library) { refresh(); }

void Settings::refresh() {
    if (changes_seen_ == library_.setting_changes()) return;
    changes_seen_ = library_.setting_changes();
    read();
}

void Settings::set(Setting setting, std::string_view value) {
    const Spec& spec = spec_of(setting);
    if (!allowed(spec, value)) return;
    asked_[static_cast<std::size_t>(setting)].reset();
    library_.set_setting(spec.key, std::string(value));
    read();
}

void Settings::ask_for(Setting setting, std::string_view value) {
    asked_[static_cast<std::size_t>(setting)] = value;
    read();
}

void Settings::read() {
    for (const Spec& spec : kSpecs) {
        const auto index = static_cast<std::size_t>(spec.setting);
        const std::string stored = library_.setting(spec.key).value_or(std::string(spec.normal));
        texts_[index] = asked_[index].value_or(allowed(spec, stored) ? stored : std::string(spec.normal));
    }
    SettingValues now;
    now.autoplay = advance_of(get(Setting::Autoplay));
    now.speed = number(get(Setting::Speed));
    now.hold_speed = number(get(Setting::HoldSpeed));
    now.even_loudness = is_on(Setting::EvenLoudness);
    now.caption_language = chosen(get(Setting::CaptionLanguage));
    now.closed_captions = is_on(Setting::ClosedCaptions);
    now.audio_language = chosen(get(Setting::AudioLanguage));
    now.audio_description = is_on(Setting::AudioDescription);
    now.mono = is_on(Setting::MonoSound);
    now.text_scale = static_cast<float>(number(get(Setting::TextScale)) / 100);
    now.high_contrast = is_on(Setting::HighContrast);
    if (get(Setting::Motion) != "auto") now.reduced_motion = get(Setting::Motion) == "reduced";
    now.language = chosen(get(Setting::Language));
    now.tap_pauses = get(Setting::StageTap) == "pause";
    if (get(Setting::Quality) != "auto") now.quality = static_cast<int>(number(get(Setting::Quality)));
    now.data_saver = is_on(Setting::DataSaver);
    now.data_saver_when_metered = get(Setting::DataSaver) == "auto";
    now.stop_after = static_cast<int>(number(get(Setting::StopAfter)));
    now.break_after_minutes = static_cast<int>(number(get(Setting::BreakReminder)));
    now.daily_limit_minutes = static_cast<int>(number(get(Setting::DailyLimit)));
    now.download_space = static_cast<std::int64_t>(number(get(Setting::DownloadSpace))) * 1'000'000'000;
    now.poster_previews = is_on(Setting::PosterPreviews);
    now.delete_watched = is_on(Setting::DeleteWatched);
    if (get(Setting::AgeLimit) != "off") now.age_limit = static_cast<int>(number(get(Setting::AgeLimit)));
    // There may be one: nothing rated is shown before that is known.
    if (!library_.known() && !asked_for(Setting::AgeLimit)) now.age_limit = 0;
    if (now == values_) return;
    values_ = std::move(now);
    ++edition_;
}

}  // namespace cliffhanger
