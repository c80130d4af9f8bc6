#include "app/screens/locked_card.h"

#include "app/screens/series/series_facts.h"
#include "net/catalog/advisory_ratings.h"

namespace cliffhanger {
namespace {

/// What it is locked by, and how that is opened.
void say_age(const Strings& strings, const PageView& view, bool has_pin, MessagePage& page) {
    const std::string rating = deciding_rating(*view.page.series, *view.page.episode);
    if (!has_pin) {
        page.detail = std::string(strings(Text::AgeRating)) + ": " + rating;
        return;
    }
    page.detail = strings.with(Text::AgeLocked, {{"rating", rating}});
    page.buttons.push_back({.id = "player.locked.pin",
                            .text = std::string(strings(Text::EnterPin)),
                            .action = {ActionKind::EnterPin},
                            .look = ButtonLook::Primary,
                            .icon = Icon::LockOpen,
                            .is_default = true});
}

void say_price(const Strings& strings, const PageView& view, MessagePage& page) {
    page.detail = price_text(strings, *view.page.episode->lock);
    page.note = strings(Text::UnlockNote);
    page.buttons.push_back({.id = "player.locked.unlock",
                            .text = std::string(strings(Text::Unlock)),
                            .action = {ActionKind::Unlock},
                            .look = ButtonLook::Gold,
                            .icon = Icon::LockOpen,
                            .is_default = true});
}

}  // namespace

MessagePage locked_page(const Frame& frame, const PageView& view, const LockedCardLook& look) {
    const auto word = [&](Text text) { return std::string(frame.strings(text)); };
    MessagePage page;
    page.id = "player.locked";
    page.icon = Icon::Lock;
    page.icon_color = frame.theme.gold;
    page.title = frame.strings.with(Text::LockedTitle, {{"n", view.page.episode->number}});
    view.age_locked ? say_age(frame.strings, view, look.has_pin, page) : say_price(frame.strings, view, page);
    if (look.has_next_series) {
        page.buttons.push_back(
            {.id = "player.locked.skip", .text = word(Text::SkipSeries), .action = {ActionKind::SkipSeries}});
    }
    page.buttons.push_back(
        {.id = "player.locked.episodes", .text = word(Text::Episodes), .action = {ActionKind::OpenEpisodes}});
    return page;
}

}  // namespace cliffhanger
