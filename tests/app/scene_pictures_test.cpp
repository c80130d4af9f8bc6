// Every screen in every shape and state, in three languages, and the player and Home in all of them: as contact sheets
// that were looked at and found right. CLIFFHANGER_UPDATE_GOLDEN=1 makes them anew in tests/golden/scenes; look at them
// before they are kept.
// Left out under sanitizers: pixels are the same there, and other tests walk through the same code in less time.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)

#include <algorithm>

#include "app/locale/languages.h"
#include "tests/app/golden.h"
#include "tests/app/scenes/scene_sheet.h"
#include "tests/app/scenes/scenes.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace cliffhanger::render_test;
using namespace std::chrono_literals;

namespace {

enum class Couch { No, Yes };

struct Shape {
    Size size;
    Couch couch = Couch::No;
};

/// Portrait, Square, Desktop and a television set.
constexpr Shape kShapes[] = {{{390, 844}}, {{840, 780}}, {{1280, 720}}, {{1280, 720}, Couch::Yes}};
constexpr Shape kKioskShape{{540, 960}};
constexpr float kKioskScale = 1.2f;

std::vector<Shape> shapes_of(const StagedScene& scene) {
    if (scene.kind == SceneKind::Kiosk) return {kKioskShape};
    return {std::begin(kShapes), std::end(kShapes)};
}

ScreenRig rig_of(const StagedScene& scene, Size size, const std::string& language) {
    if (scene.kind == SceneKind::Kiosk) return ScreenRig(size, language, kKioskScale, {}, {}, {}, KioskOptions{"2468"});
    return ScreenRig(size, language, 1, {}, {}, scene.route);
}

/// A row a language, a column a shape.
Image sheet_of(const StagedScene& scene, const std::vector<std::string>& languages, const std::vector<Shape>& shapes) {
    int width = 0, height = 0;
    for (const Shape& shape : shapes)
        width += shape.size.width / kSheetScale, height = std::max(height, shape.size.height);
    const int row_height = height / kSheetScale;
    Image sheet = empty_sheet(width, row_height * static_cast<int>(languages.size()));
    int y = 0;
    for (const std::string& language : languages) {
        int x = 0;
        for (const Shape& shape : shapes) {
            ScreenRig rig = rig_of(scene, shape.size, language);
            if (shape.couch == Couch::Yes) rig.screen().set_tv();
            rig.run(100ms);
            if (scene.bring_about(rig)) {
                rig.run(1s);
                put_scene(sheet, rig.picture(), x, y);
            }
            x += shape.size.width / kSheetScale;
        }
        y += row_height;
    }
    return sheet;
}

void check_sheet(const Image& sheet, const std::string& name) {
    INFO("tests/golden/scenes/" << name << ".png");
    const GoldenDifference difference = compare_with_golden(sheet, "scenes/" + name);
    CHECK(difference.share <= 0.001);
    CHECK(difference.worst_tile <= 0.05);
}

}  // namespace

TEST_CASE("scenes: every screen looks as it did when it was found right", "[app][golden][scenes]") {
    for (const StagedScene& scene : all_scenes())
        check_sheet(sheet_of(scene, {"en", "zh-Hans", "ar"}, shapes_of(scene)), scene.name);
}

TEST_CASE("scenes: the player and Home look right in every language", "[app][golden][scenes]") {
    std::vector<std::string> languages;
    for (const InterfaceLanguage& language : kInterfaceLanguages) languages.emplace_back(language.tag);
    for (const StagedScene& scene : all_scenes()) {
        if (scene.name == "player" || scene.name == "player_options" || scene.name == "home")
            check_sheet(sheet_of(scene, languages, {kShapes[0]}), scene.name + "_languages");
    }
}

#endif
