// What the viewer has chosen once for everything: parsed from the library, with defaults where nothing or nonsense is
// stored, and what the command line asks for before both. The one place where settings have names, values and
// defaults. Main thread only; nothing blocks.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace cliffhanger {

class Library;

/// What the end of an episode leads to: nothing, the next one, or the next one after a countdown.
enum class AutoAdvance { Off, On, Countdown };

enum class Setting : std::uint8_t {
    Autoplay,
    Speed,
    HoldSpeed,
    EvenLoudness,
    CaptionLanguage,
    ClosedCaptions,
    AudioLanguage,
    AudioDescription,
    MonoSound,
    TextScale,
    HighContrast,
    Motion,
    Language,
    StageTap,
    Quality,
    DataSaver,
    StopAfter,
    BreakReminder,
    DailyLimit,
    DownloadSpace,
    DeleteWatched,
    AgeLimit,
    Count
};

/// The same as plain values.
struct SettingValues {
    AutoAdvance autoplay = AutoAdvance::On;
    double speed = 1;
    double hold_speed = 2;  ///< while the stage is held; 0: holding does nothing
    bool even_loudness = true;
    std::string caption_language;  ///< BCP 47; empty: as the interface; "off": none unless asked for
    bool closed_captions = false;  ///< those for the hard of hearing before others
    std::string audio_language;    ///< BCP 47; empty: as the episode has it
    bool audio_description = false;
    bool mono = false;
    float text_scale = 1;
    bool high_contrast = false;
    std::optional<bool> reduced_motion;  ///< nullopt: as the desktop has it
    std::string language;                ///< of the interface; empty: as the desktop has it
    bool tap_pauses = false;             ///< else a tap on the stage shows and hides the controls
    std::optional<int> quality;
    bool data_saver = false;
    int stop_after = 0;               ///< episodes that follow by themselves; 0: as many as there are
    int break_after_minutes = 0;      ///< 0: no reminder
    int daily_limit_minutes = 0;      ///< 0: none
    std::int64_t download_space = 0;  ///< bytes that downloads may take; 0: as many as there are
    bool delete_watched = false;      ///< downloads that have been seen to their end
    std::optional<int> age_limit;     ///< what is for older people asks for the PIN
    bool operator==(const SettingValues&) const = default;
};

class Settings {
 public:
    /// The library outlives it.
    explicit Settings(Library& library);

    /// Takes what the library knows by now; cheap when that has not changed. Called once a loop turn.
    void refresh();
    const SettingValues& values() const { return values_; }
    /// Another number whenever values() are others.
    std::uint64_t edition() const { return edition_; }

    /// As it is stored.
    const std::string& get(Setting setting) const { return texts_[static_cast<std::size_t>(setting)]; }
    /// What is no value of the setting changes nothing. What the command line said about it ends here.
    void set(Setting setting, std::string_view value);
    /// For this run, whatever is stored; may be what values_of() does not offer.
    void ask_for(Setting setting, std::string_view value);
    /// The command line decides it, and goes on doing so.
    bool asked_for(Setting setting) const { return asked_[static_cast<std::size_t>(setting)].has_value(); }
    bool is_on(Setting setting) const { return get(setting) == "on"; }

    /// All that a setting can be, in the order that a person chooses from; "on" and "off" for switches.
    static std::span<const std::string_view> values_of(Setting setting);
    static std::string_view default_of(Setting setting);

 private:
    static constexpr auto kCount = static_cast<std::size_t>(Setting::Count);
    void read();

    Library& library_;
    std::array<std::string, kCount> texts_;
    std::array<std::optional<std::string>, kCount> asked_;  ///< by the command line
    SettingValues values_;
    std::uint64_t edition_ = 0;
    std::optional<std::uint64_t> changes_seen_;
};

}  // namespace cliffhanger
