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
    CHECK(caption_stamp_at_zero(captions[0], session) == MediaTime{0});
    CHECK(caption_stamp_at_zero(captions[1], session) == MediaTime{10});
    CHECK(caption_stamp_at_zero(captions[1], std::nullopt) == MediaTime{0});
}
