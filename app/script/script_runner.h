// Performs a script: says which steps are due, and keeps count of expectations that failed. Main thread only.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/input/script_events.h"
#include "app/ui/semantics.h"

namespace cliffhanger {

using Script = std::vector<ScriptStep>;

class ScriptRunner {
 public:
    explicit ScriptRunner(Script script) : script_(std::move(script)) {}

    /// The steps that have become due since the last call, `elapsed` after the script's beginning. Valid until the
    /// runner goes.
    std::span<const ScriptStep> due(Microseconds elapsed);
    std::optional<Microseconds> next_time() const;
    bool finished() const { return next_ == script_.size(); }
    /// Says on stderr what was expected and what was there.
    void check(const ScriptExpect& expect, const SemanticNode& root, int line);
    int failures() const { return failures_; }

 private:
    Script script_;
    std::size_t next_ = 0;
    int failures_ = 0;
};

/// Reads and parses a script file; NotFound, Io or Corrupted with the line in the message.
[[nodiscard]] Result<Script> load_script(const std::string& path);

}  // namespace cliffhanger
