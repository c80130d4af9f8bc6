#include "app/screens/locked_card.h"

#include "app/screens/message_page.h"
#include "app/screens/series/series_facts.h"

namespace cliffhanger {

void draw_locked_card(Frame& frame, const PageView& view, const Rect& stage, bool has_next_series) {
    const auto word = [&](Text text) { return std::string(frame.strings(text)); };
    MessagePage page;
    page.id = "player.locked";
    page.icon = Icon::Lock;
    page.icon_color = frame.theme.gold;
    page.title = frame.strings.with(Text::LockedTitle, {{"n", view.page.episode->number}});
    page.detail = price_text(frame.strings, *view.page.episode->lock);
    page.note = word(Text::UnlockNote);
    page.buttons.push_back({.id = "player.locked.unlock",
                            .text = word(Text::Unlock),
                            .action = {ActionKind::Unlock},
                            .look = ButtonLook::Gold,
                            .icon = Icon::LockOpen,
                            .is_default = true});
    if (has_next_series) {
        page.buttons.push_back(
            {.id = "player.locked.skip", .text = word(Text::SkipSeries), .action = {ActionKind::SkipSeries}});
    }
    page.buttons.push_back(
        {.id = "player.locked.episodes", .text = word(Text::Episodes), .action = {ActionKind::OpenEpisodes}});
    draw_message_page(frame, page, stage);
}

}  // namespace cliffhanger
