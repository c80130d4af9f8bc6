#include "app/input/pad_map.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using std::chrono::milliseconds;
using Intents = std::vector<Intent>;

namespace {

Intents intents(const std::vector<RepeatedIntent>& list) {
    Intents result;
    for (const RepeatedIntent& entry : list) result.push_back(entry.intent);
    return result;
}

struct Pad {
    PadMap map;
    Intents set(int ms, const char* control, float value, PadTarget target = PadTarget::Stage) {
        return intents(map.handle(milliseconds{ms}, {control, value}, target));
    }
    Intents wait(int ms) { return intents(map.update(milliseconds{ms})); }
};

}  // namespace

TEST_CASE("PadMap: buttons act on the press, directions depend on who has the focus", "[app][input]") {
    Pad pad;
    CHECK(pad.set(0, "a", 1) == Intents{Intent::TogglePlay});
    CHECK(pad.set(10, "a", 1).empty());
    CHECK(pad.set(20, "a", 0).empty());
    CHECK(pad.set(30, "a", 1, PadTarget::Focus) == Intents{Intent::Activate});
    CHECK(pad.set(40, "b", 1) == Intents{Intent::Back});
    CHECK(pad.set(50, "rightshoulder", 1) == Intents{Intent::NextEpisode});
    CHECK(pad.set(60, "dpleft", 1) == Intents{Intent::SeekBack10});
    CHECK(pad.set(70, "dpleft", 0).empty());
    CHECK(pad.set(80, "dpleft", 1, PadTarget::Focus) == Intents{Intent::FocusLeft});
    CHECK(pad.set(90, "start", 1) == Intents{Intent::Options});
    CHECK(pad.set(100, "guide", 1).empty());
    CHECK(pad.set(110, "paddle1", 1).empty());
}

TEST_CASE("PadMap: the left stick pressed looks for something, held it clears the screen", "[app][input]") {
    Pad pad;
    CHECK(pad.set(0, "leftstick", 1).empty());
    CHECK(pad.set(100, "leftstick", 0) == Intents{Intent::Search});
    CHECK(pad.set(200, "leftstick", 1).empty());
    CHECK(pad.wait(1200) == Intents{Intent::ClearScreen});
    CHECK(pad.set(1300, "leftstick", 0).empty());
}

TEST_CASE("PadMap: a held direction repeats after 400 ms, then every 120 ms", "[app][input]") {
    Pad pad;
    CHECK(pad.set(0, "dpdown", 1) == Intents{Intent::NextEpisode});
    CHECK(pad.map.next_deadline() == milliseconds{400});
    CHECK(pad.wait(399).empty());
    const auto repeats = pad.map.update(milliseconds{640});
    REQUIRE(repeats.size() == 3);
    CHECK(repeats[0].repeat);
    CHECK(repeats[1].time == milliseconds{520});
    CHECK(pad.set(650, "dpdown", 0).empty());
    CHECK_FALSE(pad.map.next_deadline());
}

TEST_CASE("PadMap: the left stick is a direction from one half out to its dead zone of a quarter", "[app][input]") {
    Pad pad;
    CHECK(pad.set(0, "lefty", 0.24f).empty());
    CHECK(pad.set(10, "lefty", 0.49f).empty());
    CHECK(pad.set(20, "lefty", 0.5f) == Intents{Intent::NextEpisode});
    CHECK(pad.set(30, "lefty", 0.26f).empty());
    CHECK(pad.wait(420) == Intents{Intent::NextEpisode});
    CHECK(pad.set(430, "lefty", 0.2f).empty());
    CHECK(pad.wait(5000).empty());
    CHECK(pad.set(6000, "leftx", -1) == Intents{Intent::SeekBack10});
    CHECK(pad.set(6010, "leftx", 1) == Intents{Intent::SeekForward10});
}

TEST_CASE("PadMap: buttons with two meanings decide between tap and 400 ms hold", "[app][input]") {
    Pad pad;
    CHECK(pad.set(0, "x", 1).empty());
    CHECK(pad.set(399, "x", 0) == Intents{Intent::Like});
    CHECK(pad.set(1000, "x", 1).empty());
    CHECK(pad.map.next_deadline() == milliseconds{1400});
    CHECK(pad.wait(1400) == Intents{Intent::MyList});
    CHECK_FALSE(pad.map.next_deadline());
    CHECK(pad.set(1500, "x", 0).empty());
    CHECK(pad.set(2000, "y", 1).empty());
    CHECK(pad.set(2500, "y", 0) == Intents{Intent::ToggleCaptions});
}

TEST_CASE("PadMap: the right trigger seeks when tapped, speeds up while held, locks with down", "[app][input]") {
    Pad pad;
    pad.set(0, "righttrigger", 0.4f);
    pad.set(10, "righttrigger", 0.8f);
    CHECK(pad.set(100, "righttrigger", 0) == Intents{Intent::SeekForward10});
    pad.set(1000, "righttrigger", 1);
    CHECK(pad.wait(1400) == Intents{Intent::HoldSpeedBegin});
    CHECK(pad.set(1500, "dpdown", 1) == Intents{Intent::LockSpeed});
    CHECK(pad.wait(3000).empty());
    CHECK(pad.set(3100, "righttrigger", 0.31f).empty());
    CHECK(pad.set(3200, "righttrigger", 0.1f) == Intents{Intent::HoldSpeedEnd});
}

TEST_CASE("PadMap: the right stick scrubs sideways and changes the volume", "[app][input]") {
    Pad pad;
    CHECK(pad.set(0, "rightx", 0.25f).empty());
    CHECK_FALSE(pad.map.scrubbing());
    const auto seeks = pad.map.handle(milliseconds{10}, PadEvent{"rightx", -0.625f}, PadTarget::Stage);
    REQUIRE(seeks.size() == 1);
    CHECK(seeks[0].seek_seconds == -3);  // half way of five seconds
    CHECK(seeks[0].repeat);
    CHECK(pad.map.scrubbing());
    CHECK(pad.wait(120).empty());
    CHECK(pad.wait(130) == Intents{Intent::SeekBack5});
    CHECK(pad.wait(250) == Intents{Intent::SeekBack5});
    pad.set(260, "rightx", 0.1f);
    CHECK_FALSE(pad.map.scrubbing());
    CHECK(pad.wait(900).empty());
    CHECK(pad.set(920, "righty", -0.9f) == Intents{Intent::VolumeUp});
    CHECK(outside_dead_zone(1, 0.25f) == 1);
}

TEST_CASE("PadMap: a pad that goes away releases everything", "[app][input]") {
    Pad pad;
    pad.set(0, "righttrigger", 1);
    pad.wait(400);
    pad.set(410, "leftx", 1);
    pad.set(415, "rightx", 1);
    CHECK(intents(pad.map.cancel(milliseconds{500})) == Intents{Intent::HoldSpeedEnd});
    CHECK_FALSE(pad.map.next_deadline());
    CHECK(pad.wait(9000).empty());
}
