// What the settings offer about ratings: whoever knows the PIN decides.
#include "app/screens/settings/settings_sections.h"

namespace cliffhanger {
namespace {

using Kind = SettingsRow::Kind;
using Question = AgeGate::Question;

std::string age_text(const Strings& strings, const std::string& value) {
    return value == "off" ? std::string(strings(Text::Off)) : strings.number(std::stoi(value));
}

/// Only with a PIN is a limit one. Without it, the first thing to do is to choose it.
void set_limit(PlayerHost& player, Microseconds now, std::string_view value) {
    AgeGate& gate = player.age_gate();
    if (value == player.settings().get(Setting::AgeLimit)) return;
    const auto set = [&player, value](Microseconds) {
        player.settings().set(Setting::AgeLimit, value);
        player.age_gate().lock_again();
    };
    if (gate.pin().is_set()) return gate.ask({Question::Kind::Enter, set});
    if (value == "off") return set(now);
    gate.ask({Question::Kind::Choose, set});
}

SettingsRow limit_row(PlayerHost& player, const Strings& strings) {
    const Settings& settings = player.settings();
    const std::string now = settings.get(Setting::AgeLimit);
    SettingsRow row{.kind = Kind::Choice,
                    .id = "age_limit",
                    .name = std::string(strings(Text::AgeLimit)),
                    .value = age_text(strings, now),
                    .note = std::string(strings(Text::AgeLimitNote))};
    if (settings.asked_for(Setting::AgeLimit)) {
        row.kind = Kind::Fact;
        return row;
    }
    for (const std::string_view value : Settings::values_of(Setting::AgeLimit)) {
        row.choices.push_back({.text = age_text(strings, std::string(value)),
                               .selected = value == now,
                               .choose = [&player, value](Microseconds at) { set_limit(player, at, value); }});
    }
    return row;
}

void remove_pin(PlayerHost& player) {
    player.age_gate().ask({Question::Kind::Enter, [&player](Microseconds) {
                               player.age_gate().pin().remove();
                               if (!player.settings().asked_for(Setting::AgeLimit))
                                   player.settings().set(Setting::AgeLimit, "off");
                           }});
}

}  // namespace

std::vector<SettingsRow> age_limit_rows(const SettingsScene& scene) {
    PlayerHost& player = scene.context.player;
    const auto command = [&](const char* id, Text name, auto act) {
        return SettingsRow{.kind = Kind::Command,
                           .id = id,
                           .name = std::string(scene.strings(name)),
                           .press = [&player, act](Microseconds) { act(player); }};
    };
    std::vector<SettingsRow> rows = {limit_row(player, scene.strings)};
    if (player.age_gate().open()) {
        rows.push_back(command("lock_again", Text::LockAgain, [](PlayerHost& host) { host.age_gate().lock_again(); }));
    }
    if (player.age_gate().pin().is_set()) {
        rows.push_back(command("remove_pin", Text::RemovePin, remove_pin));
    } else {
        rows.push_back(command("set_pin", Text::SetPin, [](PlayerHost& host) {
            host.age_gate().ask({Question::Kind::Choose, nullptr});
        }));
    }
    return rows;
}

}  // namespace cliffhanger
