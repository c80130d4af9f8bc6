// Streams of which only a part is there at first: sound that begins later, that pauses, pictures after sound alone.
#include <cmath>

#include "player/probe.h"
#include "tests/player/hls_server.h"
#include "tests/player/playback_harness.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace cliffhanger::test;
using namespace std::chrono_literals;

namespace {

const std::string kCut = "#EXT-X-DISCONTINUITY";

std::string ladder(const std::string& codecs) {
    return "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=200000,RESOLUTION=96x160" + codecs + "\nlist.m3u8\n";
}

/// Two seconds each: "video" is silent, "high" has sound, "english" is sound alone.
struct Stream {
    explicit Stream(const std::vector<std::string>& lines, const std::string& master = ladder("")) {
        for (const std::string& line : lines) {
            if (!line.starts_with('#')) hls.add_file(line);
        }
        hls.add_text("/list.m3u8", media_playlist(lines));
        hls.add_text("/master.m3u8", master);
    }
    HlsServer hls;
};

struct Session : PlaybackHarness {
    explicit Session(Stream& stream) {
        context.open_source = [&stream](const MediaItem&) { return stream.hls.source("/master.m3u8"); };
    }
    /// Plays to the end; whether a tone was heard from `from` to `until`.
    bool heard(double from, double until) const {
        int crossings = 0;
        const auto first = static_cast<std::size_t>(from * 48000) * 2,
                   last = static_cast<std::size_t>(until * 48000) * 2;
        for (std::size_t i = first + 2; i < std::min(last, sound.size()); i += 2)
            crossings += sound[i] > 0 && sound[i - 2] <= 0 ? 1 : 0;
        return crossings / (until - from) > 300;
    }
};

void play_to_end(Session& harness, PlaybackSession& session) {
    harness.mixer.set_audible(session.audio());
    REQUIRE(harness.wait_ready(session));
    session.play();
    REQUIRE(harness.play_until(session, [&] {
        const auto state = session.snapshot().state;
        return state == SessionState::Ended || state == SessionState::Failed;
    }));
    INFO((session.snapshot().error ? session.snapshot().error->message : ""));
    CHECK(session.snapshot().state == SessionState::Ended);
}

}  // namespace

TEST_CASE("HlsSource: sound that the ladder promises is offered, and silence told until it comes", "[player][hls]") {
    Stream stream({"video0.ts", kCut, "high1.ts", "high2.ts"}, ladder(",CODECS=\"avc1.42c00a,mp4a.40.2\""));
    const auto source = stream.hls.source("/master.m3u8");
    const auto info = source->open();
    REQUIRE(info);
    REQUIRE(info->streams.size() == 2);
    CHECK(info->streams[1].codec == "aac");
    source->select({0, 1});
    const Seen seen = watch(*source, *info);
    CHECK(seen.pictures.size() == 180);
    CHECK(seen.announced == 0);
    CHECK(to_seconds(seen.silence) == Approx(2).margin(0.01));
    CHECK(to_seconds(seen.sound_from) == Approx(2).margin(0.08));
    CHECK(to_seconds(seen.sound) == Approx(4).margin(0.1));
}

TEST_CASE("HlsSource: sound that nobody promised is announced when it comes", "[player][hls]") {
    Stream stream({"video0.ts", kCut, "high1.ts", "high2.ts"});
    const auto source = stream.hls.source("/master.m3u8");
    const auto info = source->open();
    REQUIRE(info);
    REQUIRE(info->streams.size() == 1);
    source->select({0, -1});
    const Seen seen = watch(*source, *info);
    CHECK(seen.pictures.size() == 180);
    CHECK(seen.announced == 1);
    CHECK(to_seconds(seen.sound) == Approx(4).margin(0.1));
    source->select({0, 1});
    REQUIRE(source->seek(0s));
    const Seen again = watch(*source, *info);
    CHECK(again.announced == 0);
    CHECK(again.pictures.size() == 180);
}

TEST_CASE("HlsSource: pictures after a beginning of sound alone are announced", "[player][hls]") {
    Stream stream({"english0.aac", kCut, "high1.ts", "high2.ts"});
    const auto source = stream.hls.source("/list.m3u8");
    const auto info = source->open();
    REQUIRE(info);
    REQUIRE(info->streams.size() == 1);
    const Seen seen = watch(*source, *info);
    CHECK(seen.announced == 1);
    CHECK(seen.pictures.size() == 120);
    CHECK(to_seconds(seen.sound) == Approx(6).margin(0.2));
}

TEST_CASE("PlaybackSession: an episode that begins in silence is heard when its sound begins", "[player][hls]") {
    const std::string codecs = GENERATE(as<std::string>(), "", ",CODECS=\"avc1.42c00a,mp4a.40.2\"");
    Stream stream({"video0.ts", kCut, "high1.ts", "high2.ts"}, ladder(codecs));
    Session harness(stream);
    PlaybackSession session(harness.context, {});
    play_to_end(harness, session);
    const auto snapshot = session.snapshot();
    CHECK(snapshot.has_audio);
    CHECK(snapshot.audio_tracks.size() == 1);
    CHECK_FALSE(harness.heard(0.5, 1.5));
    CHECK(harness.heard(3, 5));
    CHECK(std::abs(snapshot.av_offset_ms.value_or(1000)) < 40);
}

TEST_CASE("PlaybackSession: sound that pauses does not stop the pictures", "[player][hls]") {
    Stream stream({"high0.ts", kCut, "video1.ts", kCut, "high2.ts"});
    Session harness(stream);
    PlaybackSession session(harness.context, {});
    play_to_end(harness, session);
    CHECK(session.snapshot().frames_shown == 180);
    CHECK(harness.heard(0.5, 1.5));
    CHECK_FALSE(harness.heard(2.5, 3.5));
    CHECK(harness.heard(4.5, 5.5));
}

TEST_CASE("PlaybackSession: pictures that come after sound alone are shown", "[player][hls]") {
    Stream stream({"english0.aac", kCut, "high1.ts", "high2.ts"});
    stream.hls.add_text("/master.m3u8", media_playlist({"english0.aac", kCut, "high1.ts", "high2.ts"}));
    Session harness(stream);
    PlaybackSession session(harness.context, {});
    play_to_end(harness, session);
    CHECK(session.snapshot().has_video);
    CHECK(session.snapshot().frames_shown >= 118);
    CHECK(harness.heard(0.5, 1.5));
    CHECK(harness.heard(3, 5));
}

TEST_CASE("probe: streams that come late are found and decoded", "[player][hls]") {
    const std::string codecs = GENERATE(as<std::string>(), "", ",CODECS=\"avc1.42c00a,mp4a.40.2\"");
    Stream stream({"video0.ts", kCut, "high1.ts", "high2.ts"}, ladder(codecs));
    const auto source = stream.hls.source("/master.m3u8");
    const auto report = probe_source(*source, stream.hls.clock, {});
    REQUIRE(report);
    CHECK(report->streams.size() == 2);
    CHECK(report->video_frames == 180);
    CHECK(to_seconds(report->audio) == Approx(4).margin(0.1));
    CHECK(to_seconds(report->duration) == Approx(6).margin(0.1));
}
