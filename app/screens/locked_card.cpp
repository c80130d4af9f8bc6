#include "app/screens/locked_card.h"

#include <cmath>
#include <cstdio>

#include "app/screens/message_page.h"

namespace cliffhanger {
namespace {

std::string number_text(double value) {
    char buffer[32];
    const bool whole = std::abs(value - std::round(value)) < 0.005;
    std::snprintf(buffer, sizeof buffer, whole ? "%.0f" : "%.2f", value);
    return buffer;
}

std::string price_text(const Frame& frame, const Lock& lock) {
    if (lock.kind == "subscription") return std::string(frame.strings(Text::PriceSubscription));
    if (lock.kind == "ad") return std::string(frame.strings(Text::PriceAd));
    if (lock.kind == "vip") return std::string(frame.strings(Text::PriceVip));
    if (lock.price <= 0) return {};
    if (lock.kind == "coin") return frame.strings.with(Text::PriceCoins, {{"price", number_text(lock.price)}});
    const std::string money = number_text(lock.price) + (lock.currency.empty() ? "" : " " + lock.currency);
    return frame.strings.with(Text::PriceMoney, {{"price", money}});
}

}  // namespace

void draw_locked_card(Frame& frame, const PageView& view, const Rect& stage, bool has_next_series) {
    const auto word = [&](Text text) { return std::string(frame.strings(text)); };
    MessagePage page;
    page.id = "player.locked";
    page.icon = Icon::Lock;
    page.icon_color = frame.theme.gold;
    page.title = frame.strings.with(Text::LockedTitle, {{"n", view.page.episode->number}});
    page.detail = price_text(frame, *view.page.episode->lock);
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
