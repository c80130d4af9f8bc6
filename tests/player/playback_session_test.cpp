#include <algorithm>
#include <cmath>
#include <set>

#include "tests/player/playback_harness.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace cliffhanger::test;
using namespace std::chrono_literals;

namespace {

MediaTime frame_time(int number) { return MediaTime{std::llround(number * 1e6 / 30)}; }

}  // namespace

TEST_CASE("PlaybackSession: a new session prepares its first frame without being played", "[player]") {
    PlaybackHarness harness;
    PlaybackSession session(harness.context, harness.item("numbered.mp4"));
    REQUIRE(harness.wait_until([&] { return session.preview() != nullptr; }));
    CHECK(picture_number(*session.preview()) == 0);
    REQUIRE(harness.wait_ready(session));
    const auto snapshot = session.snapshot();
    CHECK(snapshot.state == SessionState::Ready);
    CHECK_FALSE(snapshot.play_when_ready);
    CHECK(snapshot.has_first_frame);
    CHECK(snapshot.position == 0us);
    CHECK(snapshot.duration.value_or(0us).count() == Approx(6000000).margin(40000));
    CHECK(snapshot.video_codec == "h264");
    CHECK(snapshot.audio_codec == "aac");
    CHECK(snapshot.video_width == 96);
    CHECK(snapshot.video_height == 160);
    CHECK(snapshot.fps == Approx(30).margin(0.1));
    CHECK(snapshot.frames_shown == 0);
}

TEST_CASE("PlaybackSession: plays every frame once, in order, to the end", "[player]") {
    const auto* name =
        GENERATE("numbered.mp4", "numbered_moov_last.mp4", "numbered_fragmented.mp4", "numbered.mkv", "numbered.ts");
    CAPTURE(name);
    PlaybackHarness harness;
    PlaybackSession session(harness.context, harness.item(name));
    harness.mixer.set_audible(session.audio());
    session.play();
    std::vector<int> numbers;
    REQUIRE(harness.play_until(session, [&] {
        const auto picture = session.preview();
        if (picture && (numbers.empty() || numbers.back() != picture_number(*picture))) {
            numbers.push_back(picture_number(*picture));
        }
        return session.snapshot().state == SessionState::Ended;
    }));
    REQUIRE(numbers.size() == 180);
    for (int i = 0; i < 180; ++i) CHECK(numbers[static_cast<std::size_t>(i)] == i % 100);
    const auto snapshot = session.snapshot();
    CHECK(snapshot.frames_shown == 180);
    CHECK(snapshot.frames_dropped == 0);
    CHECK(snapshot.frames_late == 0);
    REQUIRE(session.preview() != nullptr);
    CHECK(picture_number(*session.preview()) == 79);
}

TEST_CASE("PlaybackSession: an exact seek shows the exact frame, with and without an index", "[player]") {
    const auto* name = GENERATE("numbered.mp4", "numbered.mkv", "numbered.ts", "numbered_fragmented.mp4");
    CAPTURE(name);
    PlaybackHarness harness;
    PlaybackSession session(harness.context, harness.item(name));
    REQUIRE(harness.wait_ready(session));
    // In some containers the sound begins a little before the first picture.
    const MediaTime first = session.preview()->time;
    for (const int number : {179, 95, 1, 120, 59, 0, 61, 119, 60}) {
        CAPTURE(number);
        session.seek(first + frame_time(number), SeekMode::Exact);
        REQUIRE(harness.wait_ready(session));
        const auto picture = session.picture(harness.clock.now());
        CHECK(picture_number(*picture) == number % 100);
        CHECK(picture->serial > 1);
        CHECK(std::abs((session.snapshot().position - first - frame_time(number)).count()) <= 1000);
    }
}

TEST_CASE("PlaybackSession: a keyframe seek shows the keyframe before the target", "[player]") {
    PlaybackHarness harness;
    PlaybackSession session(harness.context, harness.item("numbered.mp4"));
    REQUIRE(harness.wait_ready(session));
    session.seek(frame_time(95), SeekMode::Keyframe);
    REQUIRE(harness.wait_ready(session));
    CHECK(picture_number(*session.picture(harness.clock.now())) == 60);
    CHECK(session.snapshot().position == 2s);
}

TEST_CASE("PlaybackSession: the last of many seeks wins", "[player]") {
    PlaybackHarness harness;
    PlaybackSession session(harness.context, harness.item("numbered.mp4"));
    for (int i = 0; i < 40; ++i) {
        session.seek(frame_time((i * 37) % 180), i % 2 == 0 ? SeekMode::Keyframe : SeekMode::Exact);
    }
    session.seek(frame_time(77), SeekMode::Exact);
    REQUIRE(harness.wait_until([&] {
        const auto snapshot = session.snapshot();
        return snapshot.state == SessionState::Ready && !snapshot.seeking;
    }));
    CHECK(picture_number(*session.preview()) == 77);
}

TEST_CASE("PlaybackSession: playback goes on in order after a seek", "[player]") {
    PlaybackHarness harness;
    PlaybackSession session(harness.context, harness.item("numbered.mp4"));
    harness.mixer.set_audible(session.audio());
    session.play();
    REQUIRE(harness.play_until(session, [&] { return session.snapshot().position > 500ms; }));
    session.seek(frame_time(100), SeekMode::Exact);
    REQUIRE(harness.wait_ready(session));
    std::vector<MediaTime> times{session.picture(harness.clock.now())->time};
    REQUIRE(harness.play_until(session, [&] {
        const auto picture = session.preview();
        if (picture->time != times.back()) times.push_back(picture->time);
        return picture->time >= frame_time(130);
    }));
    REQUIRE(times.size() == 31);
    for (std::size_t i = 0; i < times.size(); ++i) {
        CHECK(std::abs((times[i] - frame_time(100 + static_cast<int>(i))).count()) <= 1);
    }
}

TEST_CASE("PlaybackSession: a seek past the end stays at the last frame", "[player]") {
    PlaybackHarness harness;
    PlaybackSession session(harness.context, harness.item("numbered.mp4"));
    REQUIRE(harness.wait_ready(session));
    session.seek(90s, SeekMode::Exact);
    REQUIRE(harness.wait_ready(session));
    CHECK(picture_number(*session.preview()) == 79);
    session.play();
    CHECK(harness.play_until(session, [&] { return session.snapshot().state == SessionState::Ended; }));
}

TEST_CASE("PlaybackSession: begins at the item's start", "[player]") {
    PlaybackHarness harness;
    auto item = harness.item("numbered.mp4");
    item.start = frame_time(75);
    PlaybackSession session(harness.context, item);
    REQUIRE(harness.wait_ready(session));
    CHECK(picture_number(*session.preview()) == 75);
}

TEST_CASE("PlaybackSession: steps forwards and backwards while paused", "[player]") {
    PlaybackHarness harness;
    PlaybackSession session(harness.context, harness.item("numbered.mp4"));
    REQUIRE(harness.wait_ready(session));
    session.seek(frame_time(62), SeekMode::Exact);
    REQUIRE(harness.wait_ready(session));
    session.step(1);
    REQUIRE(harness.wait_until([&] { return picture_number(*session.preview()) == 63; }));
    session.step(1);
    REQUIRE(harness.wait_until([&] { return picture_number(*session.preview()) == 64; }));
    for (const int expected : {63, 62, 61, 60, 59, 58}) {
        session.step(-1);
        REQUIRE(harness.wait_ready(session));
        CHECK(picture_number(*session.preview()) == expected);
    }
}

TEST_CASE("PlaybackSession: pause freezes the position and the picture", "[player]") {
    PlaybackHarness harness;
    PlaybackSession session(harness.context, harness.item("numbered.mp4"));
    harness.mixer.set_audible(session.audio());
    session.play();
    REQUIRE(harness.play_until(session, [&] { return session.snapshot().position > 700ms; }));
    session.pause();
    const auto position = session.snapshot().position;
    const auto picture = session.picture(harness.clock.now());
    for (int i = 0; i < 50; ++i) harness.step(session);
    CHECK(session.snapshot().position == position);
    CHECK(session.picture(harness.clock.now()) == picture);
    CHECK_FALSE(session.next_picture_due(harness.clock.now()).has_value());
    session.play();
    REQUIRE(harness.play_until(session, [&] { return session.snapshot().position > 900ms; }));
}

TEST_CASE("PlaybackSession: runs on its own clock when nobody pulls the sound", "[player]") {
    PlaybackHarness harness;
    harness.sound_pumped = false;
    PlaybackSession session(harness.context, harness.item("numbered.mp4"));
    session.play();
    REQUIRE(harness.play_until(session, [&] { return session.snapshot().state == SessionState::Ended; }));
    CHECK(session.snapshot().frames_shown == 180);
}

TEST_CASE("PlaybackSession: a device that stops pulling does not stop the pictures", "[player]") {
    PlaybackHarness harness;
    PlaybackSession session(harness.context, harness.item("numbered.mp4"));
    harness.mixer.set_audible(session.audio());
    session.play();
    REQUIRE(harness.play_until(session, [&] { return session.snapshot().position > 1s; }));
    harness.sound_pumped = false;
    CHECK(harness.play_until(session, [&] { return session.snapshot().position > 3s; }));
    harness.sound_pumped = true;
    CHECK(harness.play_until(session, [&] { return session.snapshot().state == SessionState::Ended; }));
}

TEST_CASE("PlaybackSession: plays files of every fixture codec", "[player]") {
    const auto [name, codec, frames] = GENERATE(table<const char*, const char*, int>(
        {{"vp9_opus.webm", "vp9", 60}, {"hevc.mp4", "hevc", 60}, {"av1.mp4", "av1", 30}, {"silent.mp4", "h264", 90}}));
    CAPTURE(name);
    PlaybackHarness harness;
    PlaybackSession session(harness.context, harness.item(name));
    harness.mixer.set_audible(session.audio());
    session.play();
    REQUIRE(harness.play_until(session, [&] { return session.snapshot().state == SessionState::Ended; }));
    CHECK(session.snapshot().video_codec == codec);
    CHECK(session.snapshot().frames_shown == static_cast<std::uint64_t>(frames));
}

TEST_CASE("PlaybackSession: sound without pictures plays to its end", "[player]") {
    PlaybackHarness harness;
    PlaybackSession session(harness.context, harness.item("audio_only.m4a"));
    harness.mixer.set_audible(session.audio());
    session.play();
    REQUIRE(harness.play_until(session, [&] { return session.snapshot().state == SessionState::Ended; }));
    const auto snapshot = session.snapshot();
    CHECK_FALSE(snapshot.has_video);
    CHECK(snapshot.has_audio);
    CHECK(to_seconds(snapshot.position) == Approx(2.0).margin(0.05));
}

TEST_CASE("PlaybackSession: cover art stands still over its sound", "[player]") {
    PlaybackHarness harness;
    PlaybackSession session(harness.context, harness.item("cover.m4a"));
    harness.mixer.set_audible(session.audio());
    session.play();
    REQUIRE(harness.play_until(session, [&] { return session.snapshot().state == SessionState::Ended; }));
    REQUIRE(session.preview() != nullptr);
    CHECK(session.preview()->width == 64);
    CHECK(session.snapshot().frames_shown == 1);
}

TEST_CASE("PlaybackSession: a truncated file plays what it has", "[player]") {
    PlaybackHarness harness;
    PlaybackSession session(harness.context, harness.item("truncated.mp4"));
    harness.mixer.set_audible(session.audio());
    session.play();
    REQUIRE(harness.play_until(session, [&] { return session.snapshot().state == SessionState::Ended; }));
    CHECK(session.snapshot().frames_shown > 60);
    CHECK(session.snapshot().cut_short);
    // Retrying opens it again and ends at the same place; a seek back plays what there is.
    session.retry();
    REQUIRE(harness.play_until(session, [&] { return session.snapshot().state == SessionState::Ended; }));
    CHECK(session.snapshot().cut_short);
    session.seek(0s, SeekMode::Exact);
    REQUIRE(harness.play_until(session, [&] { return session.snapshot().state == SessionState::Ready; }));
    CHECK_FALSE(session.snapshot().cut_short);
}

TEST_CASE("PlaybackSession: a whole file does not end early", "[player]") {
    PlaybackHarness harness;
    PlaybackSession session(harness.context, harness.item("numbered.mp4"));
    harness.mixer.set_audible(session.audio());
    session.play();
    REQUIRE(harness.play_until(session, [&] { return session.snapshot().state == SessionState::Ended; }));
    CHECK_FALSE(session.snapshot().cut_short);
}

TEST_CASE("PlaybackSession: the size may change on the way", "[player]") {
    PlaybackHarness harness;
    PlaybackSession session(harness.context, harness.item("size_change.ts"));
    session.play();
    std::set<int> widths;
    REQUIRE(harness.play_until(session, [&] {
        if (session.preview()) widths.insert(session.preview()->width);
        return session.snapshot().state == SessionState::Ended;
    }));
    CHECK(widths == std::set<int>{64, 96});
}

TEST_CASE("PlaybackSession: failures say what kind they are", "[player]") {
    PlaybackHarness harness;
    const auto failure = [&](MediaItem item) {
        PlaybackSession session(harness.context, std::move(item));
        REQUIRE(harness.wait_until([&] { return session.snapshot().state == SessionState::Failed; }));
        REQUIRE(session.snapshot().error.has_value());
        return session.snapshot().error->kind;
    };
    CHECK(failure(harness.item("missing.mp4")) == ErrorKind::NotFound);
    CHECK(failure(harness.item("page.html")) == ErrorKind::Unsupported);
    CHECK(failure(MediaItem{}) == ErrorKind::NotFound);
    auto odd = harness.item("numbered.mp4");
    odd.address.url = "gopher://example.org/film.mp4";
    CHECK(failure(odd) == ErrorKind::Unsupported);
}

TEST_CASE("PlaybackSession: the preferred language plays, and another can be chosen in place", "[player]") {
    PlaybackHarness harness;
    auto item = harness.item("two_languages.mp4");
    item.preferred_audio_language = "de";
    PlaybackSession session(harness.context, item);
    REQUIRE(harness.wait_ready(session));
    REQUIRE(session.snapshot().audio_tracks.size() == 2);
    CHECK(session.snapshot().audio_track == 1);
    CHECK(session.snapshot().audio_tracks[1].language == "de");
    session.seek(frame_time(20), SeekMode::Exact);
    REQUIRE(harness.wait_ready(session));
    session.select_audio(0);
    REQUIRE(harness.wait_ready(session));
    CHECK(session.snapshot().audio_track == 0);
    CHECK(picture_number(*session.preview()) == 20);
    harness.mixer.set_audible(session.audio());
    session.play();
    CHECK(harness.play_until(session, [&] { return session.snapshot().state == SessionState::Ended; }));
}
