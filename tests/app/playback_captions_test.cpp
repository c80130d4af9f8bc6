// Which captions a PlaybackHost shows, and how a choice lasts.
#include <fstream>

#include "tests/app/support/clip_feed.h"
#include "tests/app/support/host_rig.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace cliffhanger::test;
using namespace std::chrono_literals;

namespace {

ClipEpisode captioned(const std::string& id, const std::vector<std::string>& languages) {
    ClipEpisode episode{.id = id};
    for (const std::string& language : languages) episode.captions.push_back({language, language + " in " + id});
    return episode;
}

PlayOptions in_language(const std::string& language) {
    PlayOptions options;
    options.language = language;
    return options;
}

std::string caption_language(HostRig& rig) {
    const int track = rig.host.captions().track();
    const Page page = rig.host.page(rig.host.current_page());
    return track < 0 ? "off" : page.episode->captions.at(static_cast<std::size_t>(track)).language;
}

std::string caption_text(HostRig& rig) {
    REQUIRE(rig.wait_settled());
    const auto cues = rig.host.captions().cues(rig.host.current_page()).cues;
    return cues.empty() ? std::string{} : cues.front()->text;
}

std::string automatic_choice(const std::string& interface_language, const std::vector<std::string>& there) {
    const ClipFeed feed({{"s", {captioned("e1", there)}}});
    HostRig rig(feed.path(), in_language(interface_language));
    REQUIRE(rig.wait_settled());
    return caption_language(rig);
}

}  // namespace

TEST_CASE("PlaybackHost: captions come in the language of the interface by themselves", "[app][playback]") {
    CHECK(automatic_choice("es", {"en", "es"}) == "es");
    CHECK(automatic_choice("pt-BR", {"en", "pt", "pt-BR"}) == "pt-BR");
    CHECK(automatic_choice("pt-BR", {"en", "pt"}) == "pt");
    CHECK(automatic_choice("zh-Hant", {"en", "zh-Hans"}) == "zh-Hans");
    CHECK(automatic_choice("zh-Hant", {"zh-CN", "zh-TW"}) == "zh-TW");
}

TEST_CASE("PlaybackHost: who comes next is not given the captions of who was there before", "[app][playback][kiosk]") {
    const ClipFeed feed({{"s", {captioned("e1", {"en", "es"})}}});
    HostRig rig(feed.path(), in_language("en"));
    REQUIRE(rig.wait_settled());
    rig.host.settings().set(Setting::Language, "es");
    REQUIRE(rig.wait_settled());
    CHECK(caption_language(rig) == "es");
    rig.host.begin_anew();
    REQUIRE(rig.wait_settled());
    CHECK(rig.host.language() == "en");
    CHECK(caption_language(rig) == "en");
}

TEST_CASE("PlaybackHost: without captions in the interface's language English ones come, else the first",
          "[app][playback]") {
    CHECK(automatic_choice("ja", {"es", "en-GB"}) == "en-GB");
    CHECK(automatic_choice("ja", {"es", "de"}) == "es");
    CHECK(automatic_choice("ja", {}) == "off");
}

TEST_CASE("PlaybackHost: captions are fetched and shown at their time", "[app][playback]") {
    const ClipFeed feed({{"s", {captioned("e1", {"en", "es"}), captioned("e2", {"es"})}}});
    HostRig rig(feed.path());
    REQUIRE(rig.wait_settled());
    rig.host.captions().cues(0);
    CHECK(caption_text(rig) == "en in e1");
    rig.host.captions().select(1);
    rig.host.captions().cues(0);
    CHECK(caption_text(rig) == "es in e1");
    CHECK(rig.host.captions().cues(7).cues.empty());
}

TEST_CASE("PlaybackHost: captions that are switched off stay off on other pages", "[app][playback]") {
    const ClipFeed feed({{"s", {captioned("e1", {"en", "es"}), captioned("e2", {"en"})}}});
    HostRig rig(feed.path());
    REQUIRE(rig.wait_settled());
    rig.host.captions().select(-1);
    CHECK(caption_language(rig) == "off");
    CHECK(rig.host.captions().cues(0).cues.empty());
    rig.swipe_to(1);
    CHECK(caption_language(rig) == "off");
    rig.host.captions().select(0);
    CHECK(caption_language(rig) == "en");
    rig.swipe_to(0);
    CHECK(caption_language(rig) == "en");
}

TEST_CASE("PlaybackHost: a caption is chosen by its language, whatever its place on other pages", "[app][playback]") {
    const ClipFeed feed({{"s",
                          {captioned("e1", {"en", "es", "de"}), captioned("e2", {"de", "es"}),
                           captioned("e3", {"en", "de"}), captioned("e4", {"en", "es-MX"})}}});
    HostRig rig(feed.path());
    REQUIRE(rig.wait_settled());
    rig.host.captions().select(1);
    CHECK(caption_language(rig) == "es");
    rig.swipe_to(1);
    CHECK(caption_language(rig) == "es");
    CHECK(rig.host.captions().track() == 1);
    // A language that somebody chose is not replaced by another.
    rig.swipe_to(2);
    CHECK(caption_language(rig) == "off");
    rig.swipe_to(3);
    CHECK(caption_language(rig) == "es-MX");
}

TEST_CASE("PlaybackHost: of two captions in one language the one that was chosen is shown", "[app][playback]") {
    ClipEpisode first{.id = "e1", .captions = {{"en", "plain"}, {"en", "[door slams]", true}}};
    ClipEpisode second{.id = "e2", .captions = {{"en", "[thunder]", true}, {"en", "plain"}}};
    ClipEpisode third{.id = "e3", .captions = {{"en", "plain"}}};
    const ClipFeed feed({{"s", {first, second, third}}});
    HostRig rig(feed.path());
    REQUIRE(rig.wait_settled());
    CHECK(rig.host.captions().track() == 0);
    rig.host.captions().select(1);
    CHECK(rig.host.captions().track() == 1);
    rig.swipe_to(1);
    CHECK(rig.host.captions().track() == 0);
    rig.swipe_to(2);
    CHECK(rig.host.captions().track() == 0);
    rig.swipe_to(0);
    rig.host.captions().select(0);
    CHECK(rig.host.captions().track() == 0);
}

namespace {

const std::string kRemote = "http://captions.example/e1.vtt";

/// Two episodes, the first one's captions at kRemote.
std::string remotely_captioned(const ClipFeed& clips) {
    const auto episode = [](const std::string& id, const std::string& captions) {
        return R"({"id":")" + id + R"(","title":"E","content":{"duration":3,"captions":[)" + captions +
               R"(],"videos":[{"url":"numbered.mp4","quality":"HD","videoType":"MP4"}]}})";
    };
    const std::string caption = R"({"url":")" + kRemote + R"(","language":"en","captionType":"SUBTITLE"})";
    std::ofstream(clips.file("remote.json"))
        << R"({"providerName":"T","language":"en","series":[{"id":"s","title":"S","episodes":[)" +
               episode("e1", caption) + "," + episode("e2", "") + "]}]}";
    return clips.file("remote.json");
}

/// As a frame does.
std::string looked_at(HostRig& rig) {
    rig.host.captions().cues(rig.host.current_page());
    return caption_text(rig);
}

}  // namespace

TEST_CASE("PlaybackHost: captions that the network kept back are there when one comes back, chooses them or retries",
          "[app][playback]") {
    const ClipFeed clips(numbered_episodes(1));
    HostRig rig(remotely_captioned(clips));
    rig.http.script(kRemote, {{.fails = ErrorKind::Unreachable}});
    REQUIRE(rig.wait_settled());
    CHECK(looked_at(rig).empty());
    // Nobody has asked for them again.
    const std::size_t asked = rig.http.requests().size();
    CHECK(asked > 0);
    for (int i = 0; i < 5; ++i) {
        rig.step();
        CHECK(looked_at(rig).empty());
    }
    CHECK(rig.http.requests().size() == asked);
    rig.http.script(kRemote, {{.body = "WEBVTT\n\n00:00.000 --> 00:10.000\nBack\n"}});
    SECTION("comes back") {
        rig.swipe_to(1);
        rig.swipe_to(0);
    }
    SECTION("chooses them") { rig.host.captions().select(0); }
    SECTION("chooses them below others") { rig.host.captions().select_second(-1); }
    SECTION("retries") { rig.host.retry(); }
    CHECK(looked_at(rig) == "Back");
    CHECK(rig.http.requests().size() == asked + 1);
}

TEST_CASE("PlaybackHost: captions that are not there are not asked for again", "[app][playback]") {
    const ClipFeed clips(numbered_episodes(1));
    HostRig rig(remotely_captioned(clips));
    REQUIRE(rig.wait_settled());
    CHECK(looked_at(rig).empty());
    const std::size_t asked = rig.http.requests().size();
    CHECK(asked > 0);
    rig.host.captions().select(0);
    CHECK(looked_at(rig).empty());
    CHECK(rig.http.requests().size() == asked);
}

TEST_CASE("PlaybackHost: of captions that are alike each is shown when it is chosen", "[app][playback]") {
    const ClipFeed feed({{"s", {ClipEpisode{.id = "e1", .captions = {{"en", "dialogue"}, {"en", "signs"}}}}}});
    HostRig rig(feed.path());
    REQUIRE(rig.wait_settled());
    rig.host.captions().select(1);
    CHECK(rig.host.captions().track() == 1);
    rig.host.captions().cues(0);
    CHECK(caption_text(rig) == "signs");
}

TEST_CASE("PlaybackHost: captions that are switched on again are those that were chosen", "[app][playback]") {
    const ClipFeed feed({{"s", {captioned("e1", {"en", "es", "fr"})}}});
    HostRig rig(feed.path(), in_language("en"));
    REQUIRE(rig.wait_settled());
    rig.host.captions().select(1);
    rig.host.captions().select_second(2);
    rig.host.captions().select(-1);
    CHECK(caption_language(rig) == "off");
    CHECK(rig.host.captions().second_track() == -1);
    rig.host.captions().switch_on();
    CHECK(caption_language(rig) == "es");
    CHECK(rig.host.captions().second_track() == 2);
}
