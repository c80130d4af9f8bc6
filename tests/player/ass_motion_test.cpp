// When the events of styled scripts move by themselves.
#include "player/subtitles/ass_motion.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace std::chrono_literals;

namespace {

std::vector<AssMotion> motion(const std::string& tags) { return ass_motion("{" + tags + "}Text", 10s, 20s); }

using Motions = std::vector<AssMotion>;

}  // namespace

TEST_CASE("ass_motion: what stands still has none", "[player][subtitles][ass]") {
    CHECK(motion("").empty());
    CHECK(motion("\\pos(10,20)\\an8\\fs40\\frz30\\blur2\\fscx120\\1c&H00FF00&\\clip(0,0,10,10)").empty());
    CHECK(ass_motion("0,Default,,0,0,0,,One\\NTwo\\hthree", 10s, 20s).empty());
    // A fade of no length.
    CHECK(motion("\\fad(0,0)").empty());
}

TEST_CASE("ass_motion: fades, movements and transformations in their times", "[player][subtitles][ass]") {
    CHECK(motion("\\fad(150, 250)") == Motions{{10s, 10150ms}, {19750ms, 20s}});
    CHECK(motion("\\fade(255,0,255,0,500,8000,9000)") == Motions{{10s, 10500ms}, {18s, 19s}});
    CHECK(motion("\\move(0,0,100,100)") == Motions{{10s, 20s}});
    CHECK(motion("\\move(0,0,100,100,1000,3000)") == Motions{{11s, 13s}});
    CHECK(motion("\\t(\\fs40)") == Motions{{10s, 20s}});
    CHECK(motion("\\t(0.5,\\fs40)") == Motions{{10s, 20s}});
    CHECK(motion("\\t(0,500,\\fs40)") == Motions{{10s, 10500ms}});
    CHECK(motion("\\t(200,900,1.5,\\fs40)") == Motions{{10200ms, 10900ms}});
    CHECK(ass_motion("Banner;30;0;20,Breaking news", 10s, 20s) == Motions{{10s, 20s}});
    // Nonsense may be anything.
    CHECK(motion("\\fad(soon)") == Motions{{10s, 20s}});
    CHECK(motion("\\move(0,0,100,100,3000,1000)") == Motions{{10s, 20s}});
    // Nothing moves outside of the event.
    CHECK(motion("\\t(5000,50000,\\fs40)") == Motions{{15s, 20s}});
}

TEST_CASE("ass_motion: karaoke until its last syllable is sung", "[player][subtitles][ass]") {
    const auto sung = ass_motion("{\\k50}Do{\\kf100}re{\\K25}mi", 10s, 20s);
    REQUIRE(sung.size() == 3);
    CHECK(sung.back() == AssMotion{10s, 11750ms});
}

TEST_CASE("AssSchedule: one picture from change to change, and every picture of a movement",
          "[player][subtitles][ass]") {
    const auto document = parse_subtitles(
        "[Script Info]\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
        "Dialogue: 0,0:00:01.00,0:00:03.00,Default,,0,0,0,,{\\fad(200,200)}One\n"
        "Dialogue: 0,0:00:02.00,0:00:05.00,Default,,0,0,0,,Two\n",
        "a.ass");
    REQUIRE(document);
    const AssSchedule schedule(*document);
    CHECK(schedule.moment(500ms) == 0ms);
    CHECK(schedule.moment(1100ms) == 1100ms);
    CHECK(schedule.moment(1200ms) == 1200ms);
    CHECK(schedule.moment(1999ms) == 1200ms);
    CHECK(schedule.moment(2500ms) == 2s);
    CHECK(schedule.moment(2900ms) == 2900ms);
    CHECK(schedule.moment(4s) == 3s);
    CHECK(schedule.moment(60s) == 5s);
}
