// HLS streams in a whole session, and the subtitles that lie beside them.
#include <cmath>

#include "player/subtitles/subtitle_loader.h"
#include "tests/player/hls_server.h"
#include "tests/player/playback_harness.h"
#include "tests/player/text_mp4.h"
#include "tests/player/wake_counter.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace cliffhanger::test;
using namespace std::chrono_literals;

namespace {

constexpr const char* kMaster =
    "#EXTM3U\n"
    "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"a\",NAME=\"English\",LANGUAGE=\"en\",DEFAULT=YES,URI=\"english.m3u8\"\n"
    "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"a\",NAME=\"Deutsch\",LANGUAGE=\"de\",URI=\"german.m3u8\"\n"
    "#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID=\"s\",NAME=\"English\",LANGUAGE=\"eng\",URI=\"text.m3u8\"\n"
    "#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID=\"s\",NAME=\"Signs\",LANGUAGE=\"eng\",FORCED=YES,URI=\"signs.m3u8\"\n"
    "#EXT-X-STREAM-INF:BANDWIDTH=200000,RESOLUTION=96x160,AUDIO=\"a\",SUBTITLES=\"s\"\nvideo.m3u8\n";

struct HlsHarness : PlaybackHarness {
    HlsHarness() {
        hls.add_rung("video");
        for (const std::string name : {"english", "german"}) {
            for (const std::string number : {"0", "1", "2"}) hls.add_file(name + number + ".aac");
            hls.add_text("/" + name + ".m3u8", media_playlist({name + "0.aac", name + "1.aac", name + "2.aac"}));
        }
        hls.add_text("/master.m3u8", kMaster);
        context.open_source = [this](const MediaItem& item) -> std::unique_ptr<MediaSource> {
            HlsOptions options;
            options.start = item.start;
            options.preferred_audio_language = item.preferred_audio_language;
            return hls.source(path, options);
        };
    }
    std::string path = "/master.m3u8";
    HlsServer hls;
};

}  // namespace

TEST_CASE("PlaybackSession: an HLS stream plays to its end, pictures and sound in step", "[player][hls]") {
    HlsHarness harness;
    PlaybackSession session(harness.context, {});
    harness.mixer.set_audible(session.audio());
    REQUIRE(harness.wait_ready(session));
    session.play();
    int mismatches = 0;
    while (session.snapshot().state == SessionState::Ready) {
        const auto picture = harness.step(session);
        if (!picture) continue;
        const auto position = session.snapshot().position;
        if (std::abs(to_seconds(picture->time - position)) > 0.06 && position < 5900ms) ++mismatches;
    }
    CHECK(mismatches == 0);
    const auto snapshot = session.snapshot();
    CHECK(snapshot.state == SessionState::Ended);
    CHECK(snapshot.frames_shown == 180);
    CHECK(snapshot.frames_dropped == 0);
    CHECK(std::abs(snapshot.av_offset_ms.value_or(1000)) < 40);
    CHECK(snapshot.audio_tracks.size() == 2);
}

TEST_CASE("PlaybackSession: the sound of an HLS stream changes its language where it is", "[player][hls]") {
    HlsHarness harness;
    PlaybackSession session(harness.context, {});
    harness.mixer.set_audible(session.audio());
    REQUIRE(harness.wait_ready(session));
    session.play();
    REQUIRE(harness.play_until(session, [&] { return session.snapshot().position > 1s; }));
    session.select_audio(1);
    REQUIRE(harness.wait_until([&] { return session.settled(); }));
    CHECK(session.snapshot().position >= 1s);
    CHECK(session.snapshot().position < 1200ms);
    // What was in the ring is heard first.
    REQUIRE(harness.play_until(session, [&] { return session.snapshot().position > 1600ms; }));
    harness.sound.clear();
    REQUIRE(harness.play_until(session, [&] { return session.snapshot().position > 3s; }));
    int crossings = 0;
    for (std::size_t i = 2; i < harness.sound.size(); i += 2) {
        crossings += harness.sound[i] > 0 && harness.sound[i - 2] <= 0 ? 1 : 0;
    }
    const double seconds = static_cast<double>(harness.sound.size()) / 2 / 48000;
    CHECK(crossings / seconds == Approx(880).margin(40));
}

TEST_CASE("PlaybackSession: a resumed HLS episode opens where it was left", "[player][hls]") {
    HlsHarness harness;
    MediaItem item;
    item.start = 4500ms;
    PlaybackSession session(harness.context, item);
    REQUIRE(harness.wait_ready(session));
    CHECK(picture_number(*session.preview()) == 135 % 100);
    CHECK(harness.hls.server.count("/video0.ts") == 0);
    CHECK(harness.hls.server.count("/video1.ts") == 0);
}

TEST_CASE("PlaybackSession: a stream that begins somewhere else is shown from there", "[player][hls]") {
    HlsHarness harness;
    harness.hls.add_text("/late.m3u8", media_playlist({"#EXT-X-START:TIME-OFFSET=4,PRECISE=YES", "video0.ts",
                                                       "video1.ts", "video2.ts"}));
    harness.path = "/late.m3u8";
    PlaybackSession session(harness.context, {});
    REQUIRE(harness.wait_ready(session));
    CHECK(session.snapshot().position == MediaTime(4s));
    CHECK(picture_number(*session.preview()) == 120 % 100);
    session.seek(1s, SeekMode::Exact);
    REQUIRE(harness.wait_ready(session));
    CHECK(picture_number(*session.preview()) == 30);
}

TEST_CASE("SubtitleLoader: the captions of a live stream are read on as its playlist moves", "[player][hls]") {
    HlsHarness harness;
    HlsServer& hls = harness.hls;
    for (const std::string number : {"0", "1", "2"})
        hls.add_text("/t" + number + ".vtt",
                     "WEBVTT\n\n00:0" + number + ".500 --> 00:0" + number + ".900\n" + number + "\n");
    const auto route = [](const std::string& text) {
        HttpRoute answer;
        answer.body = text;
        return answer;
    };
    hls.server.add_sequence("/text.m3u8", {route(media_playlist({"t0.vtt", "t1.vtt"}, false)),
                                           route(media_playlist({"t1.vtt", "t2.vtt"}, true, 1))});
    ManualClock clock;
    WakeCounter wakes;
    SubtitleLoader loader(*hls.http, clock, [&] { wakes.wake(); });
    const MediaAddress address{hls.server.url("/text.m3u8"), {}};
    CHECK_FALSE(loader.get(address));
    REQUIRE(wakes.wait_for(1));
    const auto first = loader.get(address);
    REQUIRE(first);
    CHECK(first->cues.size() == 2);
    clock.advance(10s);
    CHECK(loader.get(address) == first);
    REQUIRE(wakes.wait_for(2));
    const auto second = loader.get(address);
    REQUIRE(second);
    REQUIRE(second->cues.size() == 3);
    CHECK(second->cues[2].text == "2");
    CHECK_FALSE(second->live);
    CHECK(hls.server.count("/t1.vtt") == 1);
}

TEST_CASE("load_subtitles: TTML in the MP4 segments of an HLS stream is one document on its timeline",
          "[player][hls]") {
    HlsHarness harness;
    HlsServer& hls = harness.hls;
    const auto document = [](const char* begin, const char* end, const std::string& text) {
        return "<tt xmlns=\"http://www.w3.org/ns/ttml\"><body><div><p begin=\"" + std::string(begin) + "\" end=\"" +
               end + "\">" + text + "</p></div></body></tt>";
    };
    const std::string empty = "<tt xmlns=\"http://www.w3.org/ns/ttml\"/>";
    // The track goes by the clock of the pictures, which begins at ten seconds.
    hls.add_text("/text.mp4", text_mp4_head("stpp"));
    hls.add_text("/t0.m4s", text_mp4_fragment(10'000, {{document("10.5s", "11.5s", "One"), 1000}, {empty, 1000}}));
    hls.add_text("/t1.m4s", text_mp4_fragment(12'000, {{document("11s", "60s", "Two"), 2000}}));
    hls.add_text("/t2.m4s", text_mp4_fragment(14'000, {{document("0.5s", "1s", "Three"), 2000}}));
    hls.add_text("/ttml.m3u8", media_playlist({"#EXT-X-MAP:URI=\"text.mp4\"", "t0.m4s", "t1.m4s", "t2.m4s"}));
    const auto loaded = load_subtitles({hls.server.url("/ttml.m3u8"), {}}, *hls.http, hls.clock, {}, MediaTime(10s));
    REQUIRE(loaded);
    CHECK(loaded->format == "ttml");
    REQUIRE(loaded->cues.size() == 3);
    CHECK(loaded->cues[0].start == MediaTime(500ms));
    CHECK(loaded->cues[0].end == MediaTime(1s));  // its document is over
    CHECK(loaded->cues[1].start == MediaTime(2s));
    CHECK(loaded->cues[1].end == MediaTime(4s));
    CHECK(loaded->cues[1].text == "Two");
    CHECK(loaded->cues[2].start == MediaTime(4500ms));  // counted from its sample
    CHECK(hls.server.count("/text.mp4") == 1);
    hls.add_text("/other.mp4", text_mp4_head("abcd"));
    hls.add_text("/other.m3u8", media_playlist({"#EXT-X-MAP:URI=\"other.mp4\"", "t0.m4s"}));
    const auto other = load_subtitles({hls.server.url("/other.m3u8"), {}}, *hls.http, hls.clock, {}, MediaTime{0});
    REQUIRE_FALSE(other);
    CHECK(other.error().kind == ErrorKind::Unsupported);
}

TEST_CASE("load_subtitles: WebVTT in the MP4 segments of an HLS stream has its places and styles", "[player][hls]") {
    HlsHarness harness;
    HlsServer& hls = harness.hls;
    const std::string nothing("\0\0\0\x08vtte", 8);
    hls.add_text("/text.mp4", text_mp4_head("wvtt"));
    hls.add_text("/t0.m4s",
                 text_mp4_fragment(10'000, {{nothing, 500},
                                            {webvtt_cue_sample("line:0", "a <b>b</b>"), 1000},
                                            {webvtt_cue_sample("", "x") + webvtt_cue_sample("", "y"), 500}}));
    hls.add_text("/t1.m4s", text_mp4_fragment(12'000, {{nothing, 2000}}));
    hls.add_text("/wvtt.m3u8", media_playlist({"#EXT-X-MAP:URI=\"text.mp4\"", "t0.m4s", "t1.m4s"}));
    const auto loaded = load_subtitles({hls.server.url("/wvtt.m3u8"), {}}, *hls.http, hls.clock, {}, MediaTime(10s));
    REQUIRE(loaded);
    CHECK(loaded->format == "webvtt");
    REQUIRE(loaded->cues.size() == 3);
    CHECK(loaded->cues[0].start == MediaTime(500ms));
    CHECK(loaded->cues[0].end == MediaTime(1500ms));
    CHECK(loaded->cues[0].text == "a b");
    REQUIRE(loaded->cues[0].spans.size() == 1);
    CHECK(loaded->cues[0].spans[0].look.rgb == 0x00ff00u);
    REQUIRE(loaded->cues[0].place);
    CHECK(loaded->cues[0].place->line == 0.0f);
    CHECK(loaded->at(1600ms).size() == 2);
    CHECK(loaded->at(2100ms).empty());
}

TEST_CASE("load_subtitles: the segments of an HLS stream are one document on its timeline", "[player][hls]") {
    HlsHarness harness;
    HlsServer& hls = harness.hls;
    // The media's clock begins at ten seconds: 900000 ticks.
    const std::string map = "WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:900000,LOCAL:00:00:00.000\n\n";
    hls.add_text("/t0.vtt", map + "00:00.500 --> 00:01.500\nOne\n\n00:01.500 --> 00:02.500\nTwo\n");
    hls.add_text("/t1.vtt", map + "00:01.500 --> 00:02.500\nTwo\n\n00:03.000 --> 00:04.000\nThree\n");
    hls.add_text("/t2.vtt",
                 "WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:1260000,LOCAL:00:00:00.000\n\n00:00.000 --> 00:01.000\nFour\n");
    hls.add_text("/text.m3u8", media_playlist({"t0.vtt", "t1.vtt", "t2.vtt", "gone.vtt"}));
    const auto source = hls.source("/master.m3u8");
    const auto info = source->open();
    REQUIRE(info);
    REQUIRE(info->subtitles.size() == 2);
    CHECK(info->subtitles[0].language == "en");
    CHECK(info->subtitles[1].forced);
    CHECK(info->subtitles[0].stamp_at_zero == MediaTime(10s));
    const auto document =
        load_subtitles({info->subtitles[0].url, {}}, *hls.http, hls.clock, {}, info->subtitles[0].stamp_at_zero);
    REQUIRE(document);
    REQUIRE(document->cues.size() == 4);
    CHECK(document->cues[0].start == MediaTime(500ms));
    CHECK(document->cues[1].text == "Two");
    CHECK(document->cues[2].start == MediaTime(3s));
    CHECK(document->cues[3].start == MediaTime(4s));
    CHECK(document->at(4500ms).size() == 1);
}
