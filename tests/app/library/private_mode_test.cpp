// Private mode as the viewer switches and sees it.
#include "app/screens/settings/settings_sections.h"
#include "app/search/recent_searches.h"
#include "tests/app/support/screen_rig.h"
#include "tests/net/catalog/temporary_folder.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace std::chrono_literals;

namespace {

struct Kept {
    test::TemporaryFolder folder;
};

struct KeptRig : Kept, ScreenRig {
    KeptRig(Size size, Route start) : ScreenRig(size, "en", 1, {}, {}, start) {
        host.kept_library = std::make_unique<Library>(std::filesystem::path(folder.path()) / "library.db");
        host.kept_library->wait_loaded(20s);
        run(400ms);
    }
};

const Route kStorage{ScreenKind::Settings, 0, part_of(SettingsSection::Storage)};

}  // namespace

TEST_CASE("private mode: the settings switch it on and off", "[app][screens][settings][library]") {
    KeptRig rig({1280, 720}, kStorage);
    CHECK_FALSE(rig.has_state("settings.private_mode", "checked"));
    rig.click("settings.private_mode");
    CHECK(rig.host.library().private_mode());
    rig.run(50ms);
    CHECK(rig.has_state("settings.private_mode", "checked"));
    rig.click("settings.private_mode");
    CHECK_FALSE(rig.host.library().private_mode());
}

TEST_CASE("private mode: Me switches it, and its tab and the player show it", "[app][screens][library]") {
    KeptRig rig({390, 844}, {ScreenKind::Me});
    CHECK(rig.node("tab.me")->value.empty());
    rig.screen().handle({rig.clock.now(), WheelEvent{0, -20, {195, 600}}});
    rig.run(1s);
    rig.click("settings.private_mode");
    rig.run(50ms);
    CHECK(rig.host.library().private_mode());
    CHECK(rig.node("tab.me")->value == "Private mode");
    rig.screen().navigator().open({ScreenKind::Player});
    rig.run(500ms);
    CHECK(rig.node("player.private")->name == "Private mode");
    rig.host.library().set_private_mode(false);
    rig.run(100ms);
    CHECK_FALSE(rig.shows("player.private"));
}

TEST_CASE("private mode: the history says why nothing is added, and searches are not remembered",
          "[app][screens][library]") {
    KeptRig rig({390, 844}, {ScreenKind::History});
    CHECK_FALSE(rig.shows("history.notice"));
    RecentSearches searches(rig.host.library());
    searches.add("before");
    rig.host.library().set_private_mode(true);
    rig.run(50ms);
    REQUIRE(rig.shows("history.notice"));
    CHECK(rig.node("history.notice")->name.starts_with("Private mode"));
    searches.add("meanwhile");
    CHECK(searches.list() == std::vector<std::string>{"before"});
}

TEST_CASE("private mode: a run that remembers nothing says so, and there is nothing to switch",
          "[app][screens][settings][library]") {
    ScreenRig rig({1280, 720}, "en", 1, {}, {}, kStorage);
    rig.run(400ms);
    REQUIRE(rig.shows("settings.private_mode"));
    CHECK(rig.node("settings.private_mode")->value == "On");
    CHECK_FALSE(rig.has_state("settings.private_mode", "checked"));
}
