// What was looked for is seen on the poster's one line.
#include <algorithm>

#include "tests/app/support/recording_canvas.h"
#include "tests/app/support/screen_rig.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace std::chrono_literals;

TEST_CASE("Search: of a title that is too long for its line the part with the match is shown", "[app][search-screen]") {
    constexpr Size kPhone{390, 844};
    ScreenRig rig(kPhone, "en", 1, {}, {}, {ScreenKind::Me});
    rig.host.scripted.series[0].title.values = {{"en", "The Billionaire's Secret and Hidden Heir"}};
    rig.host.scripted.series[1].title.values = {{"en", "Night Shift"}};
    rig.screen().navigator().open({ScreenKind::Search});
    rig.run(400ms);
    const auto written_after = [&](const std::string& query) {
        rig.screen().handle({rig.clock.now(), TextEvent{query}});
        rig.run(200ms);
        rig.host.search().wait_answered();
        rig.run(50ms);
        RecordingCanvas canvas(rig.begin_frame());
        rig.screen().draw(canvas, kPhone, 1, rig.clock.now(), false);
        return canvas.written();
    };
    const auto shows = [](const std::vector<WrittenText>& written, const std::string& end) {
        return std::ranges::any_of(written, [&](const WrittenText& text) {
            return text.text.rfind("…", 0) == 0 && text.text.ends_with(end) && !text.ellipsized;
        });
    };
    const auto found = written_after("heir");
    REQUIRE(rig.node("search.results.card.0")->name == "The Billionaire's Secret and Hidden Heir");
    CHECK(shows(found, "Heir"));
    rig.press_key("Escape");
    // A match at the beginning leaves the title as it is.
    const auto beginning = written_after("the bill");
    CHECK_FALSE(shows(beginning, "Heir"));
    CHECK(std::ranges::any_of(
        beginning, [](const WrittenText& text) { return text.text == "The Billionaire's Secret and Hidden Heir"; }));
}
