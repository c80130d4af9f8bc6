// The scenes of the interface: every screen in the states that it can be in.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tests/app/support/screen_rig.h"

namespace cliffhanger {

enum class SceneKind { Ordinary, Kiosk };

struct StagedScene {
    std::string name;
    Route route;
    /// Brings about the state; false where this shape has none.
    std::function<bool(ScreenRig&)> bring_about;
    SceneKind kind = SceneKind::Ordinary;
};

std::vector<StagedScene> all_scenes();

}  // namespace cliffhanger
