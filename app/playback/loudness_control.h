// Brings every episode to the same loudness: knows, or finds out, how loud each one is, and sets the gain of its ring.
// Main thread only; nothing blocks.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "app/library/library.h"
#include "net/catalog/catalog.h"
#include "player/loudness_scanner.h"
#include "player/playback_session.h"

namespace cliffhanger {

class LoudnessControl {
 public:
    /// What is measured is kept in `library`.
    LoudnessControl(HttpClient& http, const Clock& clock, std::function<void()> wake, Library& library, bool on);

    bool on() const { return on_; }
    void turn(bool on, Microseconds now);

    /// What is known already need not be measured while it plays.
    bool knows(const std::string& url) const;
    /// Once a loop turn: what the scanner has found.
    void take_found();
    /// Once a loop turn for each session that may be heard.
    void level(const PlaybackSession& session, const SessionSnapshot& snapshot, const Series& series,
               const Episode& episode, Microseconds now);
    /// The scanner works on something.
    bool busy() const { return scanner_.busy(); }

 private:
    bool turning(Microseconds now) const;
    std::optional<LoudnessReading> known(const std::string& key, const std::string& version);
    void scan(const PlaybackSession& session, const SessionSnapshot& snapshot, const std::string& key);
    void remember(const std::string& key, const std::string& version, const LoudnessReading& reading);

    Library& library_;
    LoudnessScanner scanner_;
    bool on_;
    std::optional<Microseconds> turned_at_, switched_at_;  ///< levelling, and a track
    std::map<std::string, std::string> versions_;          ///< of what the scanner was asked for, by key
    std::map<std::string, int> tracks_;                    ///< that was heard last, by the episode's address
    std::map<std::string, double> series_lufs_;            ///< of the episode that was measured last
};

}  // namespace cliffhanger
