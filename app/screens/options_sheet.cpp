#include "app/screens/options_sheet.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <functional>

#include "app/screens/caption_style_sheet.h"
#include "app/screens/downloads/download_texts.h"
#include "app/shell/route.h"
#include "app/ui/widgets.h"

namespace cliffhanger {
namespace {

constexpr float kRow = 52, kLowRow = 44, kPad = 8, kHead = 52, kInset = 20;
constexpr float kValueShare = 0.35f;  ///< of a row, for its value

constexpr std::array kSleepMinutes = {10, 15, 30, 45, 60};

struct RowLook {
    OptionRow row;
    Icon icon;
    Text name;
    const char* id;
};

constexpr auto kRows = std::to_array<RowLook>({
    {OptionRow::Speed, Icon::Speed, Text::Speed, "speed"},
    {OptionRow::Quality, Icon::HighQuality, Text::Quality, "quality"},
    {OptionRow::Subtitles, Icon::Subtitles, Text::Subtitles, "subtitles"},
    {OptionRow::CaptionStyle, Icon::Visibility, Text::SubtitleStyle, "caption_style"},
    {OptionRow::SecondSubtitles, Icon::Translate, Text::SecondSubtitles, "second_subtitles"},
    {OptionRow::Audio, Icon::Audiotrack, Text::Audio, "audio"},
    {OptionRow::Volume, Icon::VolumeUp, Text::Volume, "volume"},
    {OptionRow::Loudness, Icon::VolumeDown, Text::SameLoudness, "loudness"},
    {OptionRow::Picture, Icon::Tune, Text::Picture, "picture"},
    {OptionRow::Autoplay, Icon::PlaylistPlay, Text::Autoplay, "autoplay"},
    {OptionRow::Repeat, Icon::Repeat, Text::Repeat, "repeat"},
    {OptionRow::SleepTimer, Icon::Bedtime, Text::SleepTimer, "sleep"},
    {OptionRow::Download, Icon::Download, Text::Download, "download"},
    {OptionRow::Settings, Icon::Settings, Text::Settings, "settings"},
    {OptionRow::Report, Icon::Info, Text::CopyReport, "report"},
});

const RowLook& look_of(OptionRow row) {
    return *std::find_if(kRows.begin(), kRows.end(), [&](const RowLook& look) { return look.row == row; });
}

std::string track_name(const Strings& strings, const AudioTrack& track) {
    const bool known = !track.language.empty() && track.language != "und";
    std::string name = known ? endonym(track.language) : std::string{};
    // "English (stereo)" says it all; "Director's commentary" needs its language.
    if (track.label.find(name) != std::string::npos && !track.label.empty()) {
        name = track.label;
    } else if (!track.label.empty()) {
        name += " · " + track.label;
    } else if (!known) {
        name = std::string(strings(Text::Original)) + (track.index > 0 ? " " + std::to_string(track.index + 1) : "");
    }
    if (track.audio_description) name += " · " + std::string(strings(Text::AudioDescription));
    return name;
}

/// For rows, in any of the sheet's places, px.
float room_for_rows(const Metrics& m) {
    const float h = m.window_rect().h;
    return std::min(h * 0.92f - m.dp(20), h - m.dp(96)) - m.dp(kHead) - m.dp(2 * kPad);
}

/// Rows stand closer, and no closer than fingers need, where the window is low. In px.
float row_height(const Metrics& m, std::size_t rows) {
    const float room = room_for_rows(m);
    return std::clamp(std::floor(room / static_cast<float>(std::max<std::size_t>(rows, 1))), m.dp(kLowRow), m.dp(kRow));
}

/// What hover and focus mark of a row.
Rect row_shape(const Metrics& m, const Rect& row) {
    return {row.x + m.dp(8), row.y + m.dp(3), row.w - 2 * m.dp(8), row.h - 2 * m.dp(3)};
}

/// The shorter sides of the pictures that the stream offers, the best first; none where there is nothing to choose.
std::vector<int> offered_heights(const PageView& view) {
    std::vector<int> heights;
    if (!view.snapshot) return heights;
    for (const StreamRung& rung : view.snapshot->rungs) heights.push_back(std::min(rung.width, rung.height));
    std::erase_if(heights, [](int height) { return height <= 0; });
    std::ranges::sort(heights, std::greater{});
    heights.erase(std::unique(heights.begin(), heights.end()), heights.end());
    return heights.size() > 1 ? heights : std::vector<int>{};
}

std::string height_text(int height) { return std::to_string(height) + "p"; }

std::vector<OptionChoice> quality_choices(const Strings& strings, const QualityWish& wish, const PageView& view) {
    const std::vector<int> heights = offered_heights(view);
    if (heights.empty()) return {};
    const bool automatic = !wish.data_saver && !wish.height;
    std::string name(strings(Text::Auto));
    const int shown = std::min(view.snapshot->video_width, view.snapshot->video_height);
    const auto closest = std::ranges::min_element(heights, {}, [&](int height) { return std::abs(height - shown); });
    if (automatic && shown > 0) name += " (" + height_text(*closest) + ")";
    std::vector<OptionChoice> choices = {{name, {}, automatic}};
    const int wanted = wish.height.value_or(0);
    const auto pinned = std::ranges::min_element(heights, {}, [&](int height) { return std::abs(height - wanted); });
    for (const int height : heights)
        choices.push_back({height_text(height), {}, !wish.data_saver && wish.height && height == *pinned});
    choices.push_back({std::string(strings(Text::DataSaver)), {}, wish.data_saver});
    return choices;
}

QualityWish quality_choice(const PageView& view, std::size_t index) {
    const std::vector<int> heights = offered_heights(view);
    if (index == 0) return {};
    if (index > heights.size()) return {.data_saver = true};
    return {.height = heights[index - 1]};
}

/// Quarters, and what it is now where keys or a wheel have left it in between.
std::vector<float> volume_steps(const PlayerHost& host) {
    std::vector<float> steps = {0.25f, 0.5f, 0.75f, 1};
    const float now = host.volume();
    const bool between = now > 0 && std::ranges::none_of(steps, [now](float step) { return step == now; });
    if (between) steps.insert(std::ranges::upper_bound(steps, now), now);
    return steps;
}

std::vector<RowLook> visible_rows(PlayerHost& host, const PageView& view) {
    std::vector<RowLook> rows(kRows.begin(), kRows.end());
    const auto leave_out = [&](OptionRow row) {
        std::erase_if(rows, [row](const RowLook& look) { return look.row == row; });
    };
    if (offered_heights(view).empty()) leave_out(OptionRow::Quality);
    if (!can_download(host.downloads(), view.page)) leave_out(OptionRow::Download);
    return rows;
}

bool is_nameless(const CaptionOption& caption) {
    return caption.label.empty() && (caption.language.empty() || caption.language == "und");
}

/// In the order in which they are offered; those that say nothing of themselves are counted.
std::vector<std::string> caption_names(const Strings& strings, const std::vector<CaptionOption>& offered) {
    std::vector<std::string> names;
    int nameless = 0;
    for (const CaptionOption& caption : offered) {
        std::string name = caption.label.empty() ? endonym(caption.language) : caption.label;
        if (is_nameless(caption)) {
            name = strings(Text::Subtitles);
            if (++nameless > 1) name += " " + std::to_string(nameless);
        }
        names.push_back(caption.closed_caption ? name + " (CC)" : name);
    }
    return names;
}

}  // namespace

const std::vector<double>& playback_rates() {
    static const std::vector<double> kRates = {0.5, 0.75, 1, 1.25, 1.5, 2, 3};
    return kRates;
}

std::string rate_text(double rate) {
    char buffer[16];
    std::snprintf(buffer, sizeof buffer, "%gx", rate);
    return buffer;
}

std::string loop_text(const Strings& strings, const PlaybackLoop& loop) {
    if (loop.to()) return "A–B " + format_time(*loop.from()) + "–" + format_time(*loop.to());
    if (loop.from()) return "A " + format_time(*loop.from());
    return "A–B: " + std::string(strings(Text::Off));
}

std::vector<OptionChoice> OptionsSheet::choices(const Strings& strings, PlayerHost& host, const PageView& view,
                                                const OptionValues& values, OptionRow row) {
    std::vector<OptionChoice> result;
    switch (row) {
        case OptionRow::Speed:
            for (const double rate : playback_rates()) {
                const std::string normal = rate == 1 ? " · " + std::string(strings(Text::Normal)) : "";
                result.push_back({rate_text(rate) + normal, {}, std::abs(rate - values.rate) < 0.01});
            }
            break;
        case OptionRow::Quality:
            return quality_choices(strings, host.quality(), view);
        case OptionRow::Subtitles:
        case OptionRow::SecondSubtitles: {
            const CaptionControl& captions = host.captions();
            const int track = row == OptionRow::Subtitles ? captions.track() : captions.second_track();
            result.push_back({std::string(strings(Text::Off)), {}, track < 0});
            const auto offered = captions.offered();
            const auto names = caption_names(strings, offered);
            for (std::size_t i = 0; i < offered.size(); ++i)
                result.push_back({names[i], offered[i].language, track == static_cast<int>(i)});
            break;
        }
        case OptionRow::CaptionStyle:
        case OptionRow::Download:
        case OptionRow::Settings:
        case OptionRow::Report:
            break;
        case OptionRow::Audio:
            if (!view.snapshot) break;
            for (const AudioTrack& track : view.snapshot->audio_tracks) {
                result.push_back(
                    {track_name(strings, track), track.language, track.index == view.snapshot->audio_track});
            }
            break;
        case OptionRow::Volume: {
            const bool silent = host.muted() || host.volume() <= 0;
            result.push_back({std::string(strings(Text::Mute)), {}, silent});
            for (const float step : volume_steps(host))
                result.push_back({strings.percent(static_cast<double>(step)), {}, !silent && step == host.volume()});
            break;
        }
        case OptionRow::Loudness:
            result.push_back({std::string(strings(Text::On)), {}, host.loudness_levelled()});
            result.push_back({std::string(strings(Text::Off)), {}, !host.loudness_levelled()});
            break;
        case OptionRow::Picture:
            result.push_back({std::string(strings(Text::Fit)), {}, values.fit == PictureFit::Fit});
            result.push_back({std::string(strings(Text::Fill)), {}, values.fit == PictureFit::Fill});
            break;
        case OptionRow::Autoplay: {
            const AutoAdvance advance = host.settings().values().autoplay;
            const auto add = [&](Text text, bool selected) {
                result.push_back({std::string(strings(text)), {}, selected});
            };
            add(Text::Off, advance == AutoAdvance::Off && !values.stop_after);
            add(Text::On, advance == AutoAdvance::On && !values.stop_after);
            add(Text::Countdown, advance == AutoAdvance::Countdown && !values.stop_after);
            add(Text::StopAfterThis, values.stop_after);
            break;
        }
        case OptionRow::Repeat: {
            const PlaybackLoop& loop = values.loop;
            result.push_back({std::string(strings(Text::Off)), {}, !loop.active()});
            result.push_back({std::string(strings(Text::ThisEpisode)), {}, loop.episode() && !loop.to()});
            std::string section = loop_text(strings, loop);
            if (!loop.to()) section = std::string(strings(loop.from() ? Text::LoopEndHere : Text::LoopStartHere));
            result.push_back({section, {}, loop.to().has_value()});
            break;
        }
        case OptionRow::SleepTimer:
            result.push_back({std::string(strings(Text::Off)), {}, !values.sleep_minutes && !values.stop_after});
            for (const int minutes : kSleepMinutes)
                result.push_back({strings.duration(60.0 * minutes), {}, values.sleep_minutes == minutes});
            result.push_back({std::string(strings(Text::EndOfEpisode)), {}, values.stop_after});
            break;
        case OptionRow::None:
            break;
    }
    return result;
}

std::string OptionsSheet::row_id(OptionRow row) { return std::string("sheet.options.") + look_of(row).id; }

float OptionsSheet::content_height(const Frame& frame, PlayerHost& host, const PageView& view,
                                   const OptionValues& values, float width) const {
    const Metrics& m = frame.metrics;
    if (row_ == OptionRow::CaptionStyle)
        return m.dp(kHead) + caption_style_height(frame, host.captions(), width) + 2 * m.dp(kPad);
    const std::size_t rows = row_ == OptionRow::None ? visible_rows(host, view).size()
                                                     : choices(frame.strings, host, view, values, row_).size();
    return m.dp(kHead) + static_cast<float>(rows) * row_height(m, rows) + 2 * m.dp(kPad);
}

void OptionsSheet::draw(Frame& frame, PlayerHost& host, const PageView& view, const OptionValues& values,
                        const Rect& area) const {
    const Metrics& m = frame.metrics;
    float y = area.y + m.dp(kPad);
    const auto next_row = [&](float height) {
        const Rect rect{area.x, y, area.w, height};
        y += rect.h;
        return rect;
    };
    const Rect head = next_row(m.dp(kHead));
    const std::string title(frame.strings(row_ == OptionRow::None ? Text::Options : look_of(row_).name));
    float start = m.dp(kInset);
    if (row_ != OptionRow::None) {
        const Rect box = frame.mirror({head.x + m.dp(8), head.y, m.dp(44), head.h}, head);
        icon_button(frame,
                    {.id = "sheet.options.back",
                     .icon = Icon::ArrowBack,
                     .name = std::string(frame.strings(Text::Back)),
                     .action = {ActionKind::OpenOption, 0},
                     .center = box.center(),
                     .size = 22,
                     .directional = true},
                    Frame::Scale::Plain);
        start = m.dp(56);
    }
    const Rect title_box = frame.mirror({head.x + start, head.y, head.w - start - m.dp(kInset), head.h}, head);
    frame.text_in(frame.label(title, frame.style(TypeToken::TitleM), title_box.w), title_box, Frame::At::Start,
                  frame.theme.text_hi);

    frame.open("sheet.options", "list", title, area);
    if (row_ == OptionRow::None) {
        const auto rows = visible_rows(host, view);
        const float height = row_height(m, rows.size());
        for (const RowLook& look : rows) {
            const auto all = choices(frame.strings, host, view, values, look.row);
            const auto chosen =
                std::find_if(all.begin(), all.end(), [](const OptionChoice& choice) { return choice.selected; });
            Action action{ActionKind::OpenOption, static_cast<int>(look.row)};
            std::string value = chosen == all.end() ? std::string() : chosen->text;
            if (look.row == OptionRow::Settings) action = action_to({ScreenKind::Settings});
            if (look.row == OptionRow::Report) action = {ActionKind::CopyReport};
            if (look.row == OptionRow::Download) {
                action = {ActionKind::DownloadEpisode};
                host.downloads().measure(view.page.series_index, {view.page.episode_index});
                value = download_text(frame.strings, host.downloads(), view.page);
            }
            draw_row(frame, next_row(height), row_id(look.row), look.icon, std::string(frame.strings(look.name)), value,
                     action);
        }
    } else if (row_ == OptionRow::CaptionStyle) {
        draw_caption_style(frame, host.captions(), {area.x, y, area.w, 0});
    } else {
        const auto all = choices(frame.strings, host, view, values, row_);
        for (std::size_t i = 0; i < all.size(); ++i) {
            const Rect rect = next_row(row_height(m, all.size()));
            const std::string id = row_id(row_) + "." + std::to_string(i);
            const Color tint = frame.state_tint(id);
            if (tint.a > 0) frame.canvas.fill_rounded(row_shape(m, rect), m.dp(8), tint);
            const Rect check = frame.mirror({rect.x + m.dp(kInset), rect.y, m.dp(22), rect.h}, rect);
            if (all[i].selected) frame.canvas.icon(Icon::Check, check.center(), m.dp(22), frame.theme.accent);
            const Rect text = frame.mirror({rect.x + m.dp(56), rect.y, rect.w - m.dp(56 + kInset), rect.h}, rect);
            TextStyle style = frame.style(TypeToken::Body);
            if (all[i].selected) style.weight = 600;
            frame.text_in(frame.label(all[i].text, style, text.w, all[i].language), text, Frame::At::Start,
                          frame.theme.text_hi);
            const Control control{
                .id = id,
                .role = "radio",
                .name = all[i].text,
                .states = all[i].selected ? std::vector<std::string>{"checked"} : std::vector<std::string>{},
                .rect = rect,
                .action = {ActionKind::Choose, static_cast<int>(i)},
                .focus_radius = m.dp(8),
                .focus_rect = row_shape(m, rect)};
            all[i].selected ? frame.default_control(control) : frame.control(control);
        }
    }
    frame.close();
}

void OptionsSheet::draw_row(Frame& frame, const Rect& rect, const std::string& id, Icon icon, const std::string& name,
                            const std::string& value, Action action) const {
    const Metrics& m = frame.metrics;
    const Color tint = frame.state_tint(id);
    if (tint.a > 0) frame.canvas.fill_rounded(row_shape(m, rect), m.dp(8), tint);
    const Rect icon_box = frame.mirror({rect.x + m.dp(kInset), rect.y, m.dp(22), rect.h}, rect);
    frame.canvas.icon(icon, icon_box.center(), m.dp(22), frame.theme.text_mid);
    const Rect chevron = frame.mirror({rect.right() - m.dp(kInset + 18), rect.y, m.dp(18), rect.h}, rect);
    frame.canvas.icon(Icon::ChevronRight, chevron.center(), m.dp(18), frame.theme.text_lo, m.rtl);
    // The value has what the name leaves; of two that do not fit, the value is cut first, down to its share.
    const TextStyle style = frame.style(TypeToken::Body);
    const float gap = m.dp(12), room = rect.w - m.dp(56 + kInset + 22) - gap;
    const float rest = room - frame.label(name, style, 0).width;
    const Label value_label = frame.label(value, style, std::max(rest, room * kValueShare));
    const Label name_label = frame.label(name, style, room - value_label.width);
    const Rect name_box = frame.mirror({rect.x + m.dp(56), rect.y, name_label.width, rect.h}, rect);
    frame.text_in(name_label, name_box, Frame::At::Start, frame.theme.text_hi);
    const float width = value_label.width;
    const Rect value_box = frame.mirror({rect.right() - m.dp(kInset + 22) - width, rect.y, width, rect.h}, rect);
    frame.text_in(value_label, value_box, Frame::At::End, frame.theme.text_lo);
    frame.control({.id = id,
                   .name = name,
                   .value = value,
                   .rect = rect,
                   .action = action,
                   .focus_radius = m.dp(8),
                   .focus_rect = row_shape(m, rect)});
}

void OptionsSheet::choose(PlayerHost& host, const PageView& view, OptionValues& values, OptionRow row, int index) {
    const auto n = static_cast<std::size_t>(std::max(0, index));
    switch (row) {
        case OptionRow::Speed:
            if (n < playback_rates().size()) values.rate = playback_rates()[n];
            host.choose_rate(values.rate);
            break;
        case OptionRow::Quality:
            host.set_quality(quality_choice(view, n));
            break;
        case OptionRow::Subtitles:
            host.captions().select(index - 1);
            break;
        case OptionRow::SecondSubtitles:
            host.captions().select_second(index - 1);
            break;
        case OptionRow::CaptionStyle:
        case OptionRow::Download:
        case OptionRow::Settings:
        case OptionRow::Report:
            break;
        case OptionRow::Audio:
            if (view.snapshot && n < view.snapshot->audio_tracks.size())
                host.select_audio(view.snapshot->audio_tracks[n].index);
            break;
        case OptionRow::Volume: {
            const std::vector<float> steps = volume_steps(host);
            host.set_volume(n == 0 ? host.volume() : steps[std::min(n, steps.size()) - 1], n == 0);
            break;
        }
        case OptionRow::Loudness:
            host.level_loudness(index == 0);
            break;
        case OptionRow::Picture:
            values.fit = index == 0 ? PictureFit::Fit : PictureFit::Fill;
            break;
        case OptionRow::Autoplay:
            values.advance_refused = false;
            values.stop_after = index == 3;
            if (index < 3) host.settings().set(Setting::Autoplay, Settings::values_of(Setting::Autoplay)[n]);
            break;
        case OptionRow::Repeat:
            if (index == 2) {
                if (!values.loop.to()) values.loop.mark(view.position());
            } else {
                values.loop.clear_section();
                values.loop.set_episode(index == 1);
            }
            break;
        case OptionRow::SleepTimer:
            values.stop_after = n == kSleepMinutes.size() + 1;
            values.sleep_minutes =
                n > 0 && n <= kSleepMinutes.size() ? std::optional(kSleepMinutes[n - 1]) : std::nullopt;
            break;
        case OptionRow::None:
            break;
    }
}

}  // namespace cliffhanger
