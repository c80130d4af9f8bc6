// What a blind person is told of the screen: the control that the focus has reached, messages that appear, pages that
// open. Works on the semantics tree alone. Main thread only.
#pragma once

#include <string>

#include "app/ui/semantics.h"
#include "app/ui/strings.h"

namespace cliffhanger {

/// "Even loudness, switch, on": name, role, value and states of one control, in the order in which screen readers say
/// them.
std::string announcement_of(const SemanticNode& node, const Strings& strings);

class Announcements {
 public:
    /// What is new since the last tree; empty when nothing is.
    std::string next(const SemanticNode& root, const Strings& strings);

 private:
    std::string focused_, heading_, page_, status_;
};

}  // namespace cliffhanger
