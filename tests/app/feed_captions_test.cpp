// Which captions a page offers.
#include "app/feed/captions.h"
#include "tests/support/catch.h"

using namespace cliffhanger;

TEST_CASE("captions_of: the feed's own first, then those inside the stream, without forced ones", "[app][feed]") {
    Episode episode;
    episode.captions.push_back({"http://a/side.vtt", "es", false, "Lateral"});
    SessionSnapshot session;
    session.subtitle_tracks.push_back({0, "en", "English", true, false, true, "http://a/en.m3u8", MediaTime{10}});
    session.subtitle_tracks.push_back({1, "en", "Signs", false, true, false, "http://a/signs.m3u8", MediaTime{10}});
    CHECK(captions_of(episode, std::nullopt).size() == 1);
    const auto captions = captions_of(episode, session);
    REQUIRE(captions.size() == 2);
    CHECK(captions[0].url == "http://a/side.vtt");
    CHECK(captions[1].url == "http://a/en.m3u8");
    CHECK(captions[1].language == "en");
    CHECK(captions[1].closed_caption);
    CHECK(captions[0].stamp_at_zero == MediaTime{0});
    CHECK(captions[0].session_track == -1);
    CHECK(captions[1].stamp_at_zero == MediaTime{10});
    CHECK(captions[1].session_track == 0);
    REQUIRE(forced_captions_of(session).size() == 1);
    CHECK(forced_captions_of(session)[0].label == "Signs");
    CHECK(forced_captions_of(std::nullopt).empty());
}
