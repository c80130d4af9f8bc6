// What holding a key repeats, on our own clock: seeking begins at 350 ms, then 8 times a second with growing steps;
// pages turn every 350 ms. The system's repeat events are ignored. Pure; one thread at a time.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/input/intent.h"
#include "net/clock.h"

namespace cliffhanger {

struct RepeatedIntent {
    Intent intent = Intent::None;
    bool repeat = false;
    int seek_seconds = 0;  ///< signed; of the seek intents: their own step at first, then 10 and 30
    Microseconds time{0};
};

class KeyRepeat {
 public:
    /// Key down (not a system repeat): the intent itself, and from now on its repeats until released. A key that does
    /// not repeat leaves another one held.
    RepeatedIntent press(Microseconds now, const std::string& key, Intent intent);
    /// Key up. True when it ends a held seek: the preview is to be committed now.
    bool release(const std::string& key);
    void cancel() { held_.reset(); }

    std::vector<RepeatedIntent> update(Microseconds now);
    std::optional<Microseconds> next_deadline() const;
    /// A seek key is held and has repeated: show a preview, commit on release.
    bool scrubbing() const { return held_ && held_->seek_seconds != 0 && (held_->count > 0 || held_->previewing); }

 private:
    struct Held {
        std::string key;
        Intent intent;
        int seek_seconds;
        Microseconds next;
        bool previewing = false;  // took over a held seek from another key
        int count = 0;            // repeats so far
    };
    std::optional<Held> held_;
};

/// Seconds a seek intent moves by, signed; 0 for every other intent.
int seek_seconds_of(Intent intent);
bool repeats_when_held(Intent intent);

}  // namespace cliffhanger
