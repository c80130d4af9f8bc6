// Keys to intents: the default bindings, and others in `keys.conf` notation given to load(). Immutable after loading;
// pure.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "app/input/input_event.h"
#include "app/input/intent.h"
#include "app/input/intent_names.h"

namespace cliffhanger {

/// Where a binding applies. A narrower scope wins over Always.
enum class KeyScope {
    Always,
    Player,     ///< the player is on the screen
    Elsewhere,  ///< any other screen
    Paused,     ///< the player, paused
    Focus,      ///< a sheet, a panel or a focused control takes the arrows
};

/// What is on the screen when the key goes down.
struct KeyContext {
    bool in_player = true;
    bool paused = false;
    bool focus_in_ui = false;  ///< arrows move the focus
    bool text_field = false;   ///< typing: printable keys mean nothing else
};

struct KeyChord {
    std::string key;  ///< SDL key name, letters upper case
    bool shift = false, ctrl = false, alt = false;
    bool operator==(const KeyChord&) const = default;
};

struct KeyBinding {
    KeyChord chord;
    KeyScope scope = KeyScope::Always;
    Intent intent = Intent::None;
    int line = 0;  ///< of keys.conf; 0 = built in
};

struct KeyFinding {
    int line = 0;  ///< 0: the file itself
    std::string message;
};

class KeyMap {
 public:
    /// The built-in bindings.
    KeyMap();

    /// Lines `KEY action` or `KEY {scope} action`; KEY is [Shift+][Ctrl+][Alt+]NAME with `_` for spaces in names;
    /// scopes are player, elsewhere, paused, focus; the action `ignore` takes a key away; `#` begins a comment. A line
    /// replaces the built-in binding of its key and scope. Gives what is wrong: unknown names, those of keys as
    /// `is_key` knows them, and keys bound twice (the last line wins).
    using IsKey = std::function<bool(const std::string& name)>;
    std::vector<KeyFinding> load(std::string_view keys_conf, const IsKey& is_key = {});
    /// Something is wrong with all of the file.
    void report(std::string message) { findings_.push_back({0, std::move(message)}); }

    /// Key down: what it means (Intent::None if nothing). Key up: HoldSpeedEnd if it ends a held key, else None.
    /// `repeat` makes no difference here; see KeyRepeat.
    Intent find(const KeyEvent& event, const KeyContext& context) const;

    /// The key that a person is told for an intent in the player: a line of keys.conf first, then the plainest
    /// built-in one; nullptr when none leads there.
    const KeyBinding* key_for(Intent intent) const;
    const std::vector<KeyBinding>& bindings() const { return bindings_; }
    /// What was wrong with all that was loaded.
    const std::vector<KeyFinding>& findings() const { return findings_; }

 private:
    const KeyBinding* lookup(const KeyChord& chord, const KeyContext& context) const;
    void bind(const KeyBinding& binding);

    std::vector<KeyBinding> bindings_;
    std::vector<KeyFinding> findings_;
};

}  // namespace cliffhanger
