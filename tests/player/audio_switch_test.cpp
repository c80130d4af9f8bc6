// From one sound track to another while the episode plays: what is heard, and that nothing else notices.
#include <atomic>
#include <cmath>
#include <future>

#include "player/pipeline/demux_worker.h"
#include "player/source/open_media_source.h"
#include "tests/net/catalog/temporary_folder.h"
#include "tests/player/hls_server.h"
#include "tests/player/playback_harness.h"
#include "tests/support/catch.h"
#include "tests/support/sound_measure.h"

using namespace cliffhanger;
using namespace cliffhanger::test;
using namespace std::chrono_literals;

namespace {

/// The lower and the upper tone of the fixtures.
constexpr double kFirst = 440, kSecond = 880;

struct SwitchHarness : PlaybackHarness {
    /// Plays on; true when the episode is still there.
    bool play_to(PlaybackSession& session, MediaTime position) {
        return play_until(session, [&] { return session.snapshot().position >= position; });
    }
    double heard_s() const { return static_cast<double>(sound.size() / 2) / kAudioSampleRate; }
    std::vector<float> heard() const { return channel(sound); }
    /// The clock stands until the change is on its way to the ring.
    void choose(PlaybackSession& session, int track) {
        session.select_audio(track);
        CHECK(session.snapshot().audio_track == track);
        CHECK_FALSE(session.snapshot().seeking);
        REQUIRE(wait_until([&] { return session.settled(); }));
    }
    void start(PlaybackSession& session) {
        mixer.set_audible(session.audio());
        session.play();
        REQUIRE(wait_ready(session));
    }
};

/// From the first tone to the second, once, without a gap and without a click.
void check_change(std::span<const float> heard, double from, double chosen, double until) {
    const auto all = between(heard, from, until);
    const auto before = between(heard, from, chosen);
    const auto after = between(heard, chosen + 0.45, until);
    CHECK(fundamental(before) == Approx(kFirst).epsilon(0.005));
    CHECK(fundamental(after) == Approx(kSecond).epsilon(0.005));
    CHECK(amplitude_at(after, kFirst) < 0.01);
    CHECK(longest_quiet(all) < 0.005);
    CHECK(peak(all) <= 1.0F);
    CHECK(largest_bend(all) < 1.3F * std::max(largest_bend(before), largest_bend(after)));
}

/// The numbered clip, and a dub of another tone for each half of it.
struct DubbedEpisode {
    explicit DubbedEpisode(const PlaybackHarness& harness) : item(harness.item("numbered.mp4")) {
        std::vector<float> dub = tone(kSecond, 3);
        const std::vector<float> rest = tone(1320, 3, 0.25F, 3);
        dub.insert(dub.end(), rest.begin(), rest.end());
        write_wav(file("dub.wav"), dub);
        item.dubs = {{{file("dub.wav"), {}, Priority::Playback}, "de", "", false},
                     {{file("missing.wav"), {}, Priority::Playback}, "fr", "", false},
                     {{file("dub.wav"), {}, Priority::Playback}, "en", "", true}};
    }
    std::string file(const std::string& name) const { return (folder.path() / name).string(); }

    TemporaryFolder folder;
    MediaItem item;
};

constexpr const char* kMaster =
    "#EXTM3U\n"
    "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"a\",NAME=\"English\",LANGUAGE=\"en\",DEFAULT=YES,URI=\"english.m3u8\"\n"
    "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"a\",NAME=\"Deutsch\",LANGUAGE=\"de\","
    "CHARACTERISTICS=\"public.accessibility.describes-video\",URI=\"german.m3u8\"\n"
    "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"a\",NAME=\"Gone\",LANGUAGE=\"fr\",URI=\"gone.m3u8\"\n"
    "#EXT-X-STREAM-INF:BANDWIDTH=200000,RESOLUTION=96x160,AUDIO=\"a\"\nvideo.m3u8\n";

struct StreamHarness : SwitchHarness {
    StreamHarness() {
        hls.add_rung("video");
        for (const std::string name : {"english", "german"}) {
            for (const std::string number : {"0", "1", "2"}) hls.add_file(name + number + ".aac");
            hls.add_text("/" + name + ".m3u8", media_playlist({name + "0.aac", name + "1.aac", name + "2.aac"}));
        }
        hls.add_text("/master.m3u8", kMaster);
        context.open_source = [this](const MediaItem& item) -> std::unique_ptr<MediaSource> {
            HlsOptions options;
            options.start = item.start;
            return hls.source("/master.m3u8", options);
        };
    }
    HlsServer hls;
};

}  // namespace

TEST_CASE("PlaybackSession: another track of the file is heard in place, without a gap or a click", "[player][sound]") {
    SwitchHarness harness;
    PlaybackSession session(harness.context, harness.item("two_languages.mp4"));
    harness.start(session);
    REQUIRE(harness.play_to(session, 700ms));
    const double chosen = harness.heard_s();
    const auto before = session.snapshot();
    harness.choose(session, 1);
    REQUIRE(harness.play_to(session, 1900ms));
    check_change(harness.heard(), 0.2, chosen, 1.85);
    const auto after = session.snapshot();
    CHECK_FALSE(after.audio_arrives_in);
    CHECK(after.audio_track == 1);
    CHECK(after.frames_dropped == before.frames_dropped);
    CHECK(std::abs(after.av_offset_ms.value_or(1000)) <= 20);
}

TEST_CASE("DemuxWorker: another track is announced once it is what the decoder gets next", "[player][sound]") {
    SwitchHarness harness;
    PacketQueue video([] {}), audio([] {});
    std::promise<int> handed_out;
    std::atomic<DemuxWorker*> worker = nullptr;
    DemuxWorkerSetup setup;
    setup.make_source = [&] {
        return open_media_source({fixture("two_languages.mp4")}, harness.no_http, harness.clock);
    };
    bool changed = false;
    // On the worker's thread, while it announces.
    setup.changed = [&] {
        const DemuxWorker* demux = worker;
        if (demux == nullptr || changed || demux->facts()->audio != 2) return;
        changed = true;
        handed_out.set_value(std::get<SeekMarker>(audio.pop()->content).stream->index);
    };
    DemuxWorker demux(video, audio, std::move(setup), {0, MediaTime{0}, SeekMode::Exact, std::nullopt, true});
    worker = &demux;
    REQUIRE(harness.wait_until([&] { return audio.level().packets > 0; }));
    demux.change_sound(2);
    auto stream = handed_out.get_future();
    REQUIRE(stream.wait_for(20s) == std::future_status::ready);
    CHECK(stream.get() == 2);
    demux.abort();
}

TEST_CASE("PlaybackSession: a track that tells the pictures is known as one, and not taken unasked",
          "[player][sound]") {
    SwitchHarness harness;
    PlaybackSession session(harness.context, harness.item("described.mkv"));
    REQUIRE(harness.wait_ready(session));
    const auto snapshot = session.snapshot();
    REQUIRE(snapshot.audio_tracks.size() == 2);
    CHECK_FALSE(snapshot.audio_tracks[0].audio_description);
    CHECK(snapshot.audio_tracks[1].audio_description);
    CHECK(snapshot.audio_track == 0);
}

TEST_CASE("PlaybackSession: tracks may be changed there and back at once", "[player][sound]") {
    SwitchHarness harness;
    PlaybackSession session(harness.context, harness.item("two_languages.mp4"));
    harness.start(session);
    REQUIRE(harness.play_to(session, 500ms));
    harness.choose(session, 1);
    REQUIRE(harness.play_to(session, 520ms));
    harness.choose(session, 0);
    REQUIRE(harness.play_to(session, 1900ms));
    const auto heard = harness.heard();
    CHECK(longest_quiet(between(heard, 0.2, 1.85)) < 0.005);
    CHECK(fundamental(between(heard, 1.2, 1.85)) == Approx(kFirst).epsilon(0.005));
}

TEST_CASE("PlaybackSession: a dub from a file of its own comes in without a gap, and a seek moves both",
          "[player][sound]") {
    SwitchHarness harness;
    const DubbedEpisode episode(harness);
    PlaybackSession session(harness.context, episode.item);
    harness.start(session);
    REQUIRE(session.snapshot().audio_tracks.size() == 4);
    CHECK(session.snapshot().audio_track == 0);
    CHECK(session.snapshot().audio_tracks[3].audio_description);
    REQUIRE(harness.play_to(session, 800ms));
    const double chosen = harness.heard_s();
    harness.choose(session, 1);
    REQUIRE(harness.play_to(session, 2500ms));
    check_change(harness.heard(), 0.2, chosen, 2.45);
    CHECK(session.snapshot().audio_track == 1);
    CHECK_FALSE(session.snapshot().audio_arrives_in);

    session.seek(4s, SeekMode::Exact);
    REQUIRE(harness.wait_ready(session));
    CHECK(picture_number(*session.preview()) == 120 % 100);
    CHECK_FALSE(session.snapshot().audio_arrives_in);
    harness.sound.clear();
    REQUIRE(harness.play_to(session, 4800ms));
    CHECK(fundamental(between(harness.heard(), 0.2, 0.75)) == Approx(1320).epsilon(0.005));

    harness.choose(session, 0);
    REQUIRE(harness.play_to(session, 5900ms));
    CHECK(fundamental(between(harness.heard(), 1.4, 1.8)) == Approx(kFirst).epsilon(0.005));
    CHECK(longest_quiet(between(harness.heard(), 0.2, 1.85)) < 0.005);
}

TEST_CASE("PlaybackSession: a dub that is not there leaves the sound as it was, and says so", "[player][sound]") {
    SwitchHarness harness;
    const DubbedEpisode episode(harness);
    PlaybackSession session(harness.context, episode.item);
    harness.start(session);
    REQUIRE(harness.play_to(session, 500ms));
    session.select_audio(2);
    REQUIRE(harness.wait_until([&] { return session.snapshot().audio_failures == 1; }));
    CHECK(session.snapshot().audio_track == 0);
    REQUIRE(session.snapshot().audio_error.has_value());
    CHECK(session.snapshot().audio_error->kind == ErrorKind::NotFound);
    REQUIRE(harness.play_to(session, 2s));
    const std::vector<float> heard = harness.heard();
    const auto steady = between(heard, 0.2, 1.9);
    CHECK(fundamental(steady) == Approx(kFirst).epsilon(0.005));
    CHECK(longest_quiet(steady) < 0.005);
}

TEST_CASE("PlaybackSession: a dub in the viewer's language plays from the first sample", "[player][sound]") {
    SwitchHarness harness;
    DubbedEpisode episode(harness);
    SECTION("that is there") {
        episode.item.preferred_audio_language = "de";
        PlaybackSession session(harness.context, episode.item);
        harness.start(session);
        REQUIRE(harness.play_to(session, 1s));
        CHECK(session.snapshot().audio_track == 1);
        CHECK(fundamental(between(harness.heard(), 0.1, 0.9)) == Approx(kSecond).epsilon(0.005));
    }
    SECTION("that is missing: the episode's own sound") {
        episode.item.preferred_audio_language = "fr";
        PlaybackSession session(harness.context, episode.item);
        harness.start(session);
        REQUIRE(harness.play_to(session, 1s));
        CHECK(session.snapshot().audio_track == 0);
        CHECK(session.snapshot().audio_failures == 1);
        CHECK(fundamental(between(harness.heard(), 0.1, 0.9)) == Approx(kFirst).epsilon(0.005));
    }
}

TEST_CASE("PlaybackSession: another rendition of a stream comes in without a gap", "[player][hls][sound]") {
    StreamHarness harness;
    PlaybackSession session(harness.context, {});
    harness.start(session);
    CHECK(session.snapshot().audio_tracks[1].audio_description);
    REQUIRE(harness.play_to(session, 1s));
    const double chosen = harness.heard_s();
    harness.choose(session, 1);
    REQUIRE(harness.play_to(session, 3s));
    check_change(harness.heard(), 0.2, chosen, 2.9);
    CHECK_FALSE(session.snapshot().audio_arrives_in);
    CHECK(session.snapshot().frames_dropped == 0);
    CHECK(std::abs(session.snapshot().av_offset_ms.value_or(1000)) <= 20);
}

TEST_CASE("PlaybackSession: a rendition that is gone leaves the sound as it was", "[player][hls][sound]") {
    StreamHarness harness;
    PlaybackSession session(harness.context, {});
    harness.start(session);
    REQUIRE(harness.play_to(session, 1s));
    session.select_audio(2);
    REQUIRE(harness.wait_until([&] { return session.snapshot().audio_failures == 1; }));
    CHECK(session.snapshot().audio_track == 0);
    REQUIRE(harness.play_to(session, 5s));
    CHECK(fundamental(between(harness.heard(), 1.2, 4.9)) == Approx(kFirst).epsilon(0.005));
    CHECK(longest_quiet(between(harness.heard(), 0.2, 4.9)) < 0.005);
}

TEST_CASE("PlaybackSession: a seek right after the choice of a dub arrives with the dub", "[player][sound]") {
    SwitchHarness harness;
    const DubbedEpisode episode(harness);
    PlaybackSession session(harness.context, episode.item);
    harness.start(session);
    session.select_audio(1);
    session.seek(4s, SeekMode::Exact);
    REQUIRE(harness.wait_until([&] { return session.settled(); }));
    harness.sound.clear();
    REQUIRE(harness.play_to(session, 4900ms));
    CHECK(session.snapshot().audio_track == 1);
    CHECK(fundamental(between(harness.heard(), 0.2, 0.8)) == Approx(1320).epsilon(0.005));
}
