#include "app/screens/settings/settings_sections.h"

#include <algorithm>
#include <array>
#include <utility>

#include "app/input/key_map_file.h"
#include "app/screens/options_sheet.h"
#include "app/screens/settings/credits.h"
#include "app/screens/shortcut_overlay.h"

namespace cliffhanger {
namespace {

using Kind = SettingsRow::Kind;
using ValueText = std::function<SettingsChoice(const std::string& value)>;

std::string word(const SettingsScene& scene, Text text) { return std::string(scene.strings(text)); }

SettingsRow heading(const SettingsScene& scene, const char* id, Text text) {
    return {.kind = Kind::Heading, .id = id, .name = word(scene, text)};
}

SettingsRow switch_row(const SettingsScene& scene, const char* id, Setting setting, Text name,
                       std::optional<Text> note = std::nullopt) {
    Settings& settings = scene.context.player.settings();
    const bool on = settings.is_on(setting);
    return {.kind = Kind::Switch,
            .id = id,
            .name = word(scene, name),
            .note = note ? word(scene, *note) : std::string(),
            .on = on,
            .press = [&settings, setting, on](Microseconds) { settings.set(setting, on ? "off" : "on"); }};
}

/// `text` says what a stored value reads like.
SettingsRow choice_row(const SettingsScene& scene, const char* id, Setting setting, Text name, const ValueText& text) {
    Settings& settings = scene.context.player.settings();
    const std::string& now = settings.get(setting);
    SettingsRow row{.kind = Kind::Choice, .id = id, .name = word(scene, name), .value = text(now).text};
    for (const std::string_view value : Settings::values_of(setting)) {
        SettingsChoice choice = text(std::string(value));
        choice.selected = value == now;
        choice.choose = [&settings, setting, value](Microseconds) { settings.set(setting, value); };
        row.choices.push_back(std::move(choice));
    }
    return row;
}

ValueText words(const SettingsScene& scene, std::initializer_list<std::pair<const char*, Text>> texts) {
    const std::vector<std::pair<std::string, Text>> known(texts.begin(), texts.end());
    return [&strings = scene.strings, known](const std::string& value) {
        const auto found = std::ranges::find(known, value, [](const auto& entry) { return entry.first; });
        return SettingsChoice{.text = found == known.end() ? value : std::string(strings(found->second))};
    };
}

/// Languages by their own names.
ValueText languages(const SettingsScene& scene, Text automatic) {
    return [&strings = scene.strings, automatic](const std::string& value) -> SettingsChoice {
        if (value == "auto") return {.text = std::string(strings(automatic))};
        if (value == "off") return {.text = std::string(strings(Text::Off))};
        const auto own = std::ranges::find(kInterfaceLanguages, value, &InterfaceLanguage::tag);
        const std::string name = own != kInterfaceLanguages.end() ? std::string(own->endonym) : endonym(value);
        return {.text = name, .language = value};
    };
}

ValueText speeds(const SettingsScene& scene) {
    return [&strings = scene.strings](const std::string& value) -> SettingsChoice {
        if (value == "off") return {.text = std::string(strings(Text::Off))};
        return {.text = value + "x" + (value == "1" ? " · " + std::string(strings(Text::Normal)) : "")};
    };
}

ValueText minutes(const SettingsScene& scene) {
    return [&strings = scene.strings](const std::string& value) -> SettingsChoice {
        return {.text = value == "off" ? std::string(strings(Text::Off)) : strings.duration(60 * std::stod(value))};
    };
}

std::vector<SettingsRow> playback(const SettingsScene& scene) {
    SettingsRow autoplay =
        choice_row(scene, "autoplay", Setting::Autoplay, Text::Autoplay,
                   words(scene, {{"off", Text::Off}, {"on", Text::On}, {"countdown", Text::Countdown}}));
    autoplay.note = word(scene, Text::AutoplayNote);
    SettingsRow speed = choice_row(scene, "speed", Setting::Speed, Text::Speed, speeds(scene));
    speed.note = word(scene, Text::SpeedNote);
    return {std::move(autoplay), std::move(speed),
            switch_row(scene, "loudness", Setting::EvenLoudness, Text::SameLoudness, Text::LoudnessNote)};
}

std::vector<SettingsRow> captions(const SettingsScene& scene) {
    SettingsRow language = choice_row(scene, "caption_language", Setting::CaptionLanguage, Text::Subtitles,
                                      languages(scene, Text::AsInterface));
    language.note = word(scene, Text::CaptionLanguageNote);
    return {
        std::move(language),
        switch_row(scene, "closed_captions", Setting::ClosedCaptions, Text::ClosedCaptions, Text::ClosedCaptionsNote),
        heading(scene, "caption_style", Text::SubtitleStyle),
        {.kind = Kind::CaptionStyle, .id = "caption_style_rows", .name = {}}};
}

std::vector<SettingsRow> audio(const SettingsScene& scene) {
    return {choice_row(scene, "audio_language", Setting::AudioLanguage, Text::AudioLanguage,
                       languages(scene, Text::Original)),
            switch_row(scene, "audio_description", Setting::AudioDescription, Text::AudioDescription,
                       Text::AudioDescriptionNote),
            switch_row(scene, "mono", Setting::MonoSound, Text::MonoAudio, Text::MonoSoundNote)};
}

std::vector<SettingsRow> appearance(const SettingsScene& scene) {
    const ValueText percent = [&strings = scene.strings](const std::string& value) {
        return SettingsChoice{.text = strings.percent(std::stod(value) / 100)};
    };
    return {choice_row(scene, "text_size", Setting::TextScale, Text::TextSize, percent),
            switch_row(scene, "high_contrast", Setting::HighContrast, Text::HighContrast, Text::HighContrastNote),
            choice_row(
                scene, "motion", Setting::Motion, Text::Motion,
                words(scene,
                      {{"auto", Text::SystemDefault}, {"full", Text::MotionFull}, {"reduced", Text::ReducedMotion}})),
            switch_row(scene, "poster_previews", Setting::PosterPreviews, Text::PlayPreviews)};
}

std::vector<SettingsRow> language(const SettingsScene& scene) {
    SettingsRow row = choice_row(scene, "language", Setting::Language, Text::InterfaceLanguage,
                                 languages(scene, Text::SystemDefault));
    row.kind = Kind::Choices;
    // Pseudo-languages are for looking at layouts.
    row.choices.resize(1 + kInterfaceLanguages.size());
    return {std::move(row)};
}

std::vector<SettingsRow> input(const SettingsScene& scene) {
    SettingsRow hold = choice_row(scene, "hold_speed", Setting::HoldSpeed, Text::HoldSpeed, speeds(scene));
    hold.note = word(scene, Text::HoldSpeedNote);
    std::vector<SettingsRow> rows = {
        choice_row(scene, "tap", Setting::StageTap, Text::TapOnPicture,
                   words(scene, {{"controls", Text::TapShowsControls}, {"pause", Text::TapPauses}})),
        std::move(hold), heading(scene, "keys", Text::Shortcuts)};
    int index = 0;
    for (const ShortcutLine& line : shortcut_lines(scene.context.keys)) {
        rows.push_back({.kind = Kind::Fact,
                        .id = "key." + std::to_string(index++),
                        .name = word(scene, line.meaning),
                        .value = line.keys});
    }
    const std::string path = key_map_path();
    if (!path.empty()) {
        rows.push_back({.kind = Kind::Fact, .id = "keys_file", .name = word(scene, Text::KeysFile), .value = path});
        rows.push_back({.kind = Kind::Paragraph, .id = "keys_hint", .name = word(scene, Text::KeysFileHint)});
    }
    for (const KeyFinding& finding : scene.context.keys.findings()) {
        rows.push_back({.kind = Kind::Fact,
                        .id = "key_finding." + std::to_string(finding.line),
                        .name = finding.line > 0 ? scene.strings.with(Text::KeysLine, {{"n", finding.line}})
                                                 : word(scene, Text::KeysFile),
                        .value = finding.message});
    }
    return rows;
}

std::vector<SettingsRow> network(const SettingsScene& scene) {
    const ValueText heights = [&strings = scene.strings](const std::string& value) {
        return SettingsChoice{.text = value == "auto" ? std::string(strings(Text::Auto)) : value + "p"};
    };
    const StorageFigures figures = scene.context.host.storage();
    SettingsRow saver =
        choice_row(scene, "data_saver", Setting::DataSaver, Text::DataSaver,
                   words(scene, {{"auto", Text::OnMeteredNetworks}, {"on", Text::On}, {"off", Text::Off}}));
    saver.note = word(scene, Text::DataSaverHint);
    std::vector<SettingsRow> rows;
    rows.push_back(choice_row(scene, "quality", Setting::Quality, Text::Quality, heights));
    rows.push_back(std::move(saver));
    if (scene.context.player.quality().metered)
        rows.push_back({.kind = Kind::Paragraph, .id = "metered", .name = word(scene, Text::MeteredNetwork)});
    rows.push_back(heading(scene, "data", Text::DataUsed));
    rows.push_back({.kind = Kind::Fact,
                    .id = "data_today",
                    .name = word(scene, Text::Today),
                    .value = scene.strings.size(figures.network_today)});
    rows.push_back({.kind = Kind::Fact,
                    .id = "data_month",
                    .name = word(scene, Text::ThisMonth),
                    .value = scene.strings.size(figures.network_this_month)});
    return rows;
}

/// What cannot be taken back is pressed twice.
SettingsRow twice(const SettingsScene& scene, const char* id, Text name, Text sure,
                  std::function<void(Microseconds)> act) {
    const bool armed = scene.armed == id;
    std::string& armed_id = scene.armed;
    return {.kind = Kind::Command,
            .id = id,
            .name = word(scene, armed ? sure : name),
            .press = [&armed_id, armed, id = std::string(id), act = std::move(act)](Microseconds now) {
                armed_id = armed ? std::string{} : id;
                if (armed) act(now);
            }};
}

std::vector<SettingsRow> storage(const SettingsScene& scene) {
    BrowseHost& host = scene.context.host;
    Hud& hud = scene.context.hud;
    const StorageFigures figures = host.storage();
    std::vector<SettingsRow> rows;
    if (figures.cache_bytes) {
        rows.push_back({.kind = Kind::Fact,
                        .id = "cache_size",
                        .name = word(scene, Text::CacheSize),
                        .value = scene.strings.size(*figures.cache_bytes)});
        rows.push_back({.kind = Kind::Command,
                        .id = "clear_cache",
                        .name = word(scene, Text::ClearCache),
                        .note = word(scene, Text::ClearCacheNote),
                        .press = [&host, &hud, done = word(scene, Text::CacheCleared)](Microseconds now) {
                            host.clear_cache();
                            hud.toast(now, done, Icon::Check);
                        }});
    }
    if (scene.context.player.downloads().possible()) {
        const ValueText sizes = [&strings = scene.strings](const std::string& value) -> SettingsChoice {
            if (value == "off") return {.text = std::string(strings(Text::NoLimit))};
            return {.text = strings.size(std::stoll(value) * 1'000'000'000)};
        };
        rows.push_back(choice_row(scene, "download_space", Setting::DownloadSpace, Text::SpaceLimit, sizes));
        rows.push_back(
            switch_row(scene, "delete_watched", Setting::DeleteWatched, Text::DeleteWatched, Text::Downloads));
        rows.back().note.clear();
        rows.push_back({.kind = Kind::Link,
                        .id = "downloads",
                        .name = word(scene, Text::Downloads),
                        .value = scene.strings.size(scene.context.player.downloads().space().used),
                        .press = [&navigator = scene.context.navigator](Microseconds) {
                            navigator.open({ScreenKind::Downloads});
                        }});
    }
    rows.push_back(private_mode_row(host, scene.strings));
    const bool paused = host.library().history_paused();
    rows.push_back({.kind = Kind::Switch,
                    .id = "pause_history",
                    .name = word(scene, Text::PauseHistory),
                    .note = word(scene, Text::PauseHistoryNote),
                    .on = paused,
                    .press = [&host, paused](Microseconds) { host.library().pause_history(!paused); }});
    rows.push_back(twice(scene, "clear_history", Text::ClearHistory, Text::ClearHistorySure,
                         [&host, &hud, done = word(scene, Text::HistoryCleared)](Microseconds now) {
                             host.library().forget_all_watching();
                             hud.toast(now, done, Icon::Check);
                         }));
    return rows;
}

std::vector<SettingsRow> wellbeing(const SettingsScene& scene) {
    const ValueText episodes = [&strings = scene.strings](const std::string& value) -> SettingsChoice {
        return {.text = value == "off" ? std::string(strings(Text::Off)) : strings.episodes(std::stoi(value))};
    };
    SettingsRow stop = choice_row(scene, "stop_after", Setting::StopAfter, Text::StopAfter, episodes);
    stop.note = word(scene, Text::StopAfterNote);
    SettingsRow rest = choice_row(scene, "break", Setting::BreakReminder, Text::BreakReminder, minutes(scene));
    rest.note = word(scene, Text::BreakReminderNote);
    SettingsRow limit = choice_row(scene, "daily_limit", Setting::DailyLimit, Text::DailyLimit, minutes(scene));
    limit.note = word(scene, Text::DailyLimitNote);
    // Who has set a PIN decides about it.
    AgeGate& gate = scene.context.player.age_gate();
    for (SettingsChoice& choice : limit.choices) {
        if (!gate.pin().is_set() || choice.selected) continue;
        choice.choose = [&gate, set = choice.choose](Microseconds) {
            gate.ask({AgeGate::Question::Kind::Enter, set, Text::DailyLimit});
        };
    }
    std::vector<SettingsRow> rows = {std::move(stop), std::move(rest), std::move(limit)};
    for (SettingsRow& row : age_limit_rows(scene)) rows.push_back(std::move(row));
    return rows;
}

std::vector<SettingsRow> about(const SettingsScene& scene) {
    const auto lines = scene.context.host.diagnostics();
    std::string report;
    for (const DiagnosticLine& line : lines) report += line.name + ": " + line.value + "\n";
    PlayerHost& player = scene.context.player;
    Hud& hud = scene.context.hud;
    std::vector<SettingsRow> rows = {
        {.kind = Kind::Link,
         .id = "credits",
         .name = word(scene, Text::OpenSource),
         .press = [open = scene.open](Microseconds now) { open(now, SettingsSection::Credits); }},
        heading(scene, "diagnostics", Text::Diagnostics),
        {.kind = Kind::Command,
         .id = "copy_report",
         .name = word(scene, Text::CopyReport),
         .press = [&player, &hud, report, done = word(scene, Text::ReportCopied)](Microseconds now) {
             player.copy_to_clipboard(report);
             hud.toast(now, done, Icon::Check);
         }}};
    for (std::size_t i = 0; i < lines.size(); ++i) {
        rows.push_back({.kind = Kind::Fact,
                        .id = "diagnostic." + std::to_string(i),
                        .name = lines[i].name,
                        .value = lines[i].value});
    }
    return rows;
}

std::vector<SettingsRow> credits_rows() {
    std::vector<SettingsRow> rows;
    int index = 0;
    for (const CreditLine& credit : credits()) {
        const std::string id = "credit." + std::to_string(index++);
        if (credit.licence.empty()) {
            rows.push_back({.kind = Kind::Paragraph, .id = id, .name = credit.name});
        } else {
            rows.push_back({.kind = Kind::Fact, .id = id, .name = credit.name, .value = credit.licence});
        }
    }
    return rows;
}

}  // namespace

const std::vector<SectionLook>& settings_sections() {
    static const std::vector<SectionLook> kSections = {
        {SettingsSection::Playback, Icon::PlayArrow, Text::SettingsPlayback, "playback"},
        {SettingsSection::Captions, Icon::Subtitles, Text::Subtitles, "captions"},
        {SettingsSection::Audio, Icon::VolumeUp, Text::Audio, "audio"},
        {SettingsSection::Appearance, Icon::AccessibilityNew, Text::Appearance, "appearance"},
        {SettingsSection::Language, Icon::Language, Text::Language, "language"},
        {SettingsSection::Input, Icon::TouchApp, Text::Input, "input"},
        {SettingsSection::Network, Icon::HighQuality, Text::Network, "network"},
        {SettingsSection::Storage, Icon::Download, Text::SettingsStorage, "storage"},
        {SettingsSection::Wellbeing, Icon::Bedtime, Text::SettingsWellbeing, "wellbeing"},
        {SettingsSection::About, Icon::Info, Text::About, "about"},
    };
    return kSections;
}

const SectionLook& look_of(SettingsSection section) {
    static const SectionLook kCredits{SettingsSection::Credits, Icon::Info, Text::OpenSource, "credits"};
    const auto& all = settings_sections();
    const auto found = std::ranges::find(all, section, &SectionLook::section);
    return found == all.end() ? kCredits : *found;
}

SettingsRow private_mode_row(BrowseHost& host, const Strings& strings) {
    Library& library = host.library();
    SettingsRow row{.kind = Kind::Switch,
                    .id = "private_mode",
                    .name = std::string(strings(Text::PrivateMode)),
                    .note = std::string(strings(Text::PrivateModeHint)),
                    .on = library.private_mode(),
                    .press = [&library](Microseconds) { library.set_private_mode(!library.private_mode()); }};
    if (!library.remembers()) row.kind = Kind::Fact, row.value = strings(Text::On);
    return row;
}

std::vector<SettingsRow> settings_rows(const SettingsScene& scene, SettingsSection section) {
    switch (section) {
        case SettingsSection::Playback:
            return playback(scene);
        case SettingsSection::Captions:
            return captions(scene);
        case SettingsSection::Audio:
            return audio(scene);
        case SettingsSection::Appearance:
            return appearance(scene);
        case SettingsSection::Language:
            return language(scene);
        case SettingsSection::Input:
            return input(scene);
        case SettingsSection::Network:
            return network(scene);
        case SettingsSection::Storage:
            return storage(scene);
        case SettingsSection::Wellbeing:
            return wellbeing(scene);
        case SettingsSection::About:
            return about(scene);
        case SettingsSection::Credits:
            return credits_rows();
    }
    return {};
}

}  // namespace cliffhanger
