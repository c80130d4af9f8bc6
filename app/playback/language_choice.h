// The language of the interface: what the command line says, else what the viewer has chosen and the library keeps,
// else the environment's. Main thread only.
#pragma once

#include <string>

#include "app/library/library.h"

namespace cliffhanger {

class LanguageChoice {
 public:
    /// `command_line` may be empty. The library outlives the choice.
    LanguageChoice(Library& library, const std::string& command_line);

    /// BCP 47, as it was asked for: the interface may not speak it.
    const std::string& language() const { return language_; }
    /// What the viewer has chosen; empty: as the environment has it.
    std::string chosen() const { return library_.setting(kSetting).value_or(""); }
    /// Kept for later runs, and in use at once. Empty: the environment's again.
    void choose(const std::string& tag);
    /// The library is there: takes what an earlier run has left, unless the command line says otherwise.
    void restore();

 private:
    static constexpr const char* kSetting = "interface.language";

    Library& library_;
    bool commanded_;
    std::string language_;
};

/// The interface language from the environment (LC_ALL, LC_MESSAGES, LANG) as BCP 47; "en" when unset or C.
std::string environment_language();

}  // namespace cliffhanger
