// The part of PlayerActions about the parts of an episode and its end: skipping, chapters, loops, what comes next.
#include <algorithm>

#include "app/screens/inspector.h"
#include "app/screens/player_actions.h"
#include "app/screens/sections.h"

namespace cliffhanger {
namespace {

using namespace std::chrono_literals;

// Credits that reach so close to the end lead to the next episode.
constexpr MediaTime kNearTheEnd = 3s;

}  // namespace

void PlayerActions::skip_section(Microseconds now) {
    PlayerState& s = state_;
    const PageView view = s.view();
    const CuePoint* section = section_at(view, view.position());
    if (section == nullptr || !view.snapshot) return;
    const MediaTime end = from_seconds(section->end_s);
    const bool last = view.index + 1 >= s.host.page_count();
    if (section->type == "end" && !last && end + kNearTheEnd >= view.duration())
        return page_by(now, +1, PageTrigger::Press);
    seek_target_ = std::min(end, view.duration());
    s.host.seek(*seek_target_, SeekMode::Exact);
}

void PlayerActions::jump_section(Microseconds now, int direction) {
    PlayerState& s = state_;
    const PageView view = s.view();
    if (!view.snapshot) return;
    const MediaTime from = view.snapshot->seeking && seek_target_ ? *seek_target_ : view.position();
    const auto target = section_jump(view, from, direction);
    if (!target) return toast(now, Text::NoChapters, Icon::Info);
    seek_target_ = target;
    s.host.seek(*target, SeekMode::Exact);
    const std::string title = chapter_title(view, *target);
    s.hud.toast(now, format_time(*target) + (title.empty() ? "" : " · " + title), Icon::SkipNext);
}

void PlayerActions::mark_loop(Microseconds now) {
    PlayerState& s = state_;
    const PageView view = s.view();
    if (!view.snapshot) return;
    s.values.loop.mark(view.position());
    s.hud.toast(now, loop_text(s.strings, s.values.loop), Icon::Repeat);
}

void PlayerActions::toggle_repeat(Microseconds now) {
    PlayerState& s = state_;
    s.values.loop.set_episode(!s.values.loop.episode());
    s.hud.toast(now,
                std::string(s.strings(Text::Repeat)) + ": " +
                    std::string(s.strings(s.values.loop.episode() ? Text::ThisEpisode : Text::Off)),
                Icon::Repeat);
}

void PlayerActions::cycle_advance(Microseconds now) {
    PlayerState& s = state_;
    const PageView view = s.view();
    auto all = OptionsSheet::choices(s.strings, s.host, view, s.values, OptionRow::Autoplay);
    const auto chosen =
        std::find_if(all.begin(), all.end(), [](const OptionChoice& choice) { return choice.selected; });
    const auto next = static_cast<std::size_t>(chosen - all.begin() + 1) % all.size();
    OptionsSheet::choose(s.host, view, s.values, OptionRow::Autoplay, static_cast<int>(next));
    s.hud.toast(now, std::string(s.strings(Text::Autoplay)) + ": " + all[next].text, Icon::PlaylistPlay);
}

void PlayerActions::perform_report(Microseconds now, ActionKind kind) {
    PlayerState& s = state_;
    if (kind == ActionKind::CloseReport) {
        s.stats_shown = false;
        return;
    }
    const std::string report = to_json(inspect(s.host, s.current()));
    if (kind == ActionKind::CopyReport) {
        s.host.copy_to_clipboard(report);
        return toast(now, Text::ReportCopied, Icon::Check);
    }
    const auto path = s.host.save_report(report);
    if (!path) return toast(now, Text::CauseIo, Icon::ErrorOutline);
    s.hud.toast(now, *path, Icon::Check);
}

void PlayerActions::perform_section(Microseconds now, Intent intent) {
    switch (intent) {
        case Intent::SkipSection:
            return skip_section(now);
        case Intent::NextChapter:
            return jump_section(now, +1);
        case Intent::PreviousChapter:
            return jump_section(now, -1);
        case Intent::MarkLoop:
            return mark_loop(now);
        case Intent::ToggleRepeat:
            return toggle_repeat(now);
        case Intent::CycleAutoplay:
            return cycle_advance(now);
        case Intent::SaveReport:
            return perform_report(now, ActionKind::SaveReport);
        default:
            return;
    }
}

}  // namespace cliffhanger
