// Samples of TTML tracks in MP4.
#include "player/subtitles/ttml_sample.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace std::chrono_literals;

namespace {

std::string document(const std::string& paragraphs) {
    return "<?xml version=\"1.0\"?><tt xmlns=\"http://www.w3.org/ns/ttml\"><body><div>" + paragraphs +
           "</div></body></tt>";
}

}  // namespace

TEST_CASE("parse_ttml_sample: times count from the beginning of the track, and end with the sample", "[subtitles]") {
    const auto cues = parse_ttml_sample(document("<p begin=\"9s\" end=\"11s\">early</p><p begin=\"11s\" "
                                                 "end=\"30s\">late</p><p begin=\"20s\" end=\"21s\">not "
                                                 "its own</p>"),
                                        10s, 2s);
    REQUIRE(cues.size() == 2);
    CHECK(cues[0].start == MediaTime(10s));
    CHECK(cues[0].end == MediaTime(11s));
    CHECK(cues[1].text == "late");
    CHECK(cues[1].end == MediaTime(12s));
}

TEST_CASE("parse_ttml_sample: times that cannot be the track's count from the sample", "[subtitles]") {
    const auto cues = parse_ttml_sample(document("<p begin=\"0.5s\" end=\"1s\">x</p>"), 10s, 2s);
    REQUIRE(cues.size() == 1);
    CHECK(cues[0].start == MediaTime(10500ms));
    CHECK(cues[0].end == MediaTime(11s));
}

TEST_CASE("parse_ttml_sample: what says no end lasts as long as the sample", "[subtitles]") {
    const std::string text = document("<p>x</p>");
    CHECK(parse_ttml_sample(text, 10s, 2s).at(0).start == MediaTime(10s));
    CHECK(parse_ttml_sample(text, 10s, 2s).at(0).end == MediaTime(12s));
    CHECK(parse_ttml_sample(text, 10s, 0s).at(0).end == kUntilNext);
}

TEST_CASE("parse_ttml_sample: pictures behind a document are passed over, damage is silence", "[subtitles]") {
    const std::string text = document("<p begin=\"0s\" end=\"1s\">x</p>");
    CHECK(parse_ttml_sample(text + std::string("\x89PNG\0\xff", 6), 0s, 2s).size() == 1);
    CHECK(parse_ttml_sample(text.substr(0, 40), 0s, 2s).empty());
    CHECK(parse_ttml_sample("", 0s, 2s).empty());
}

TEST_CASE("end_cues_at: what began before ends, what begins then does not", "[subtitles]") {
    std::vector<SubtitleCue> cues(3);
    cues[0] = {.start = 1s, .end = 2s, .text = "", .spans = {}, .place = {}, .pictures = {}, .event = ""};
    cues[1] = cues[0];
    cues[1].end = kUntilNext;
    cues[2] = cues[1];
    cues[2].start = 3s;
    end_cues_at(3s, cues);
    CHECK(cues[0].end == MediaTime(2s));
    CHECK(cues[1].end == MediaTime(3s));
    CHECK(cues[2].end == kUntilNext);
}
