// What a second start asks of the program that runs already, and how that travels. Pure but for absolute_source().
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "app/options.h"

namespace cliffhanger {

struct HandOver {
    std::string source;  ///< absolute; empty: only the window is wanted
    std::optional<StartPosition> start;
    bool fullscreen = false;
    std::optional<ScreenKind> screen = std::nullopt;  ///< where the running one goes; with a source it plays that
};

std::string to_message(const HandOver& request);
/// nullopt for what is no message of this version's.
std::optional<HandOver> parse_hand_over(std::string_view message);

/// What the running one, which may work in another folder, understands by it.
std::string absolute_source(const std::string& source);

/// A run that the running one cannot stand in for: it has another user profile, or its figures and files are wanted.
bool wants_own_run(const PlayOptions& options);
/// One that others hand over to.
bool receives_others(const PlayOptions& options);

}  // namespace cliffhanger
