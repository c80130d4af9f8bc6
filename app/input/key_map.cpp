#include "app/input/key_map.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <utility>

#include "app/input/default_bindings.h"
#include "net/catalog/text_encoding.h"

namespace cliffhanger {

namespace {

constexpr std::array kScopes = {
    std::pair{std::string_view{"player"}, KeyScope::Player},
    std::pair{std::string_view{"elsewhere"}, KeyScope::Elsewhere},
    std::pair{std::string_view{"paused"}, KeyScope::Paused},
    std::pair{std::string_view{"focus"}, KeyScope::Focus},
};

bool equal_ignoring_case(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b,
                              [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

std::string upper(std::string text) {
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return text;
}

std::string_view next_word(std::string_view& rest) {
    const auto begin = rest.find_first_not_of(" \t\r");
    if (begin == std::string_view::npos) return rest = {};
    const auto end = std::min(rest.find_first_of(" \t\r", begin), rest.size());
    const std::string_view word = rest.substr(begin, end - begin);
    rest.remove_prefix(end);
    return word;
}

/// Letters by keycode come as "F" or "f"; the names in keys.conf are free in case and spell spaces as underscores.
std::string normal_key(std::string_view name) {
    std::string key(name);
    if (key.size() > 1) std::ranges::replace(key, '_', ' ');
    return upper(std::move(key));
}

std::optional<KeyChord> parse_chord(std::string_view text) {
    KeyChord chord;
    for (;;) {
        const auto plus = text.find('+', 1);
        if (plus == std::string_view::npos || plus + 1 == text.size()) break;
        const std::string_view modifier = text.substr(0, plus);
        if (equal_ignoring_case(modifier, "shift")) {
            chord.shift = true;
        } else if (equal_ignoring_case(modifier, "ctrl")) {
            chord.ctrl = true;
        } else if (equal_ignoring_case(modifier, "alt")) {
            chord.alt = true;
        } else {
            return std::nullopt;
        }
        text.remove_prefix(plus + 1);
    }
    chord.key = normal_key(text);
    return chord;
}

bool is_symbol(const std::string& key) {
    return key.size() == 1 && std::isalnum(static_cast<unsigned char>(key[0])) == 0;
}

/// Keys that a text field needs for itself.
bool is_typing(const KeyChord& chord) {
    if (chord.ctrl || chord.alt) return false;
    static constexpr std::array kEditing = {"SPACE", "BACKSPACE", "DELETE", "LEFT", "RIGHT", "HOME", "END"};
    return chord.key.size() == 1 || std::ranges::find(kEditing, chord.key) != kEditing.end();
}

/// How closely a scope fits what is on the screen; 0 = not at all.
int fit(KeyScope scope, const KeyContext& context) {
    switch (scope) {
        case KeyScope::Always:
            return 1;
        case KeyScope::Player:
            return context.in_player ? 2 : 0;
        case KeyScope::Elsewhere:
            return context.in_player ? 0 : 2;
        case KeyScope::Paused:
            return context.in_player && context.paused ? 3 : 0;
        case KeyScope::Focus:
            return context.focus_in_ui ? 4 : 0;
    }
    return 0;
}

struct ParsedLine {
    KeyBinding binding;
    std::string error;
};

ParsedLine parse_line(std::string_view line, int number) {
    ParsedLine parsed;
    std::string_view rest = line;
    const std::string_view key = next_word(rest);
    std::string_view action = next_word(rest);
    const auto chord = parse_chord(key);
    if (!chord) {
        parsed.error = "unknown modifier in \"" + std::string(key) + "\"";
        return parsed;
    }
    parsed.binding = {.chord = *chord, .line = number};
    if (action.size() > 2 && action.front() == '{' && action.back() == '}') {
        const auto scope =
            std::ranges::find(kScopes, action.substr(1, action.size() - 2), &decltype(kScopes)::value_type::first);
        if (scope == kScopes.end()) {
            parsed.error = "unknown scope " + std::string(action);
            return parsed;
        }
        parsed.binding.scope = scope->second;
        action = next_word(rest);
    }
    parsed.binding.intent = intent_from_name(action);
    const std::string_view extra = next_word(rest);
    if (action.empty()) {
        parsed.error = "no action for \"" + std::string(key) + "\"";
    } else if (parsed.binding.intent == Intent::None && action != "ignore") {
        parsed.error = "unknown action \"" + std::string(action) + "\"";
    } else if (!extra.empty() && extra.front() != '#') {
        parsed.error = "\"" + std::string(extra) + "\" after the action";
    }
    return parsed;
}

/// A lone `#` is a comment, `# action` binds the key of that name.
bool is_comment(std::string_view line) {
    const auto begin = line.find_first_not_of(" \t\r");
    if (begin == std::string_view::npos) return true;
    std::string_view rest = line.substr(begin);
    if (rest.front() != '#') return false;
    if (next_word(rest) != "#") return true;
    const std::string_view action = next_word(rest);
    const bool is_action = intent_from_name(action) != Intent::None || action == "ignore";
    return !is_action || !next_word(rest).empty();
}

}  // namespace

KeyMap::KeyMap() {
    load(default_bindings());
    for (KeyBinding& binding : bindings_) binding.line = 0;
}

std::vector<KeyFinding> KeyMap::load(std::string_view keys_conf, const IsKey& is_key) {
    std::vector<KeyFinding> findings;
    int number = 0;
    while (!keys_conf.empty()) {
        const auto end = std::min(keys_conf.find('\n'), keys_conf.size());
        const std::string_view line = keys_conf.substr(0, end);
        keys_conf.remove_prefix(std::min(end + 1, keys_conf.size()));
        ++number;
        if (is_comment(line)) continue;
        ParsedLine parsed = parse_line(line, number);
        const std::string& key = parsed.binding.chord.key;
        if (parsed.error.empty() && is_key && !is_key(key))
            parsed.error = "there is no key \"" + valid_utf8(key) + "\"";
        if (!parsed.error.empty()) {
            findings.push_back({number, parsed.error});
            continue;
        }
        const auto same = std::ranges::find_if(bindings_, [&](const KeyBinding& other) {
            return other.line != 0 && other.chord == parsed.binding.chord && other.scope == parsed.binding.scope;
        });
        if (same != bindings_.end())
            findings.push_back({number, "this key is bound on line " + std::to_string(same->line) + " already"});
        bind(parsed.binding);
    }
    findings_.insert(findings_.end(), findings.begin(), findings.end());
    return findings;
}

void KeyMap::bind(const KeyBinding& binding) {
    std::erase_if(bindings_, [&](const KeyBinding& other) {
        return other.chord == binding.chord && other.scope == binding.scope;
    });
    bindings_.push_back(binding);
}

Intent KeyMap::find(const KeyEvent& event, const KeyContext& context) const {
    KeyChord chord{normal_key(event.key), event.shift, event.ctrl, event.alt};
    if (!event.down) {
        // Modifiers may be up already when the key is.
        const bool holds = std::ranges::any_of(bindings_, [&](const KeyBinding& binding) {
            return binding.intent == Intent::HoldSpeedBegin && binding.chord.key == chord.key;
        });
        return holds ? Intent::HoldSpeedEnd : Intent::None;
    }
    if (context.text_field && is_typing(chord)) return Intent::None;
    const KeyBinding* found = lookup(chord, context);
    if (found == nullptr && chord.shift && is_symbol(chord.key)) {
        chord.shift = false;  // "?" is itself a shifted character on most layouts
        found = lookup(chord, context);
    }
    return found == nullptr ? Intent::None : found->intent;
}

const KeyBinding* KeyMap::key_for(Intent intent) const {
    const auto effort = [](const KeyBinding& binding) {
        const KeyChord& chord = binding.chord;
        return std::pair(binding.line == 0, int{chord.shift} + int{chord.ctrl} + int{chord.alt});
    };
    const KeyBinding* best = nullptr;
    for (const KeyBinding& binding : bindings_) {
        const bool here = binding.intent == intent && binding.scope != KeyScope::Elsewhere;
        if (here && (best == nullptr || effort(binding) < effort(*best))) best = &binding;
    }
    return best;
}

const KeyBinding* KeyMap::lookup(const KeyChord& chord, const KeyContext& context) const {
    const KeyBinding* best = nullptr;
    for (const KeyBinding& binding : bindings_) {
        const int here = binding.chord == chord ? fit(binding.scope, context) : 0;
        if (here > 0 && (best == nullptr || here > fit(best->scope, context))) best = &binding;
    }
    return best;
}

}  // namespace cliffhanger
