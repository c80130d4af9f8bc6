// Sessions whose bytes stop coming.
#include <chrono>
#include <cmath>

#include "tests/player/playback_harness.h"
#include "tests/player/scripted_source.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace cliffhanger::test;
using namespace std::chrono_literals;

namespace {

struct ScriptedHarness : PlaybackHarness {
    explicit ScriptedHarness(std::string name = "numbered.mp4", bool seekable = true) {
        context.open_source = [this, name, seekable](const MediaItem&) {
            return scripted_source(name, script, seekable);
        };
    }
    std::shared_ptr<Script> script = std::make_shared<Script>();
};

}  // namespace

TEST_CASE("PlaybackSession: runs dry, says so, and goes on when bytes come again", "[player]") {
    ScriptedHarness harness;
    harness.script->misbehave_after(25000, Misbehaviour::Stall);
    PlaybackSession session(harness.context, {});
    harness.mixer.set_audible(session.audio());
    session.play();
    // Plays what is there, without the harness waiting for what is not.
    REQUIRE(harness.wait_until([&] { return session.snapshot().state == SessionState::Ready; }));
    REQUIRE(harness.wait_until([&] {
        harness.sound.resize(960);
        harness.mixer.render(harness.sound, Microseconds{0});
        harness.clock.advance(10ms);
        session.picture(harness.clock.now());
        return session.snapshot().state == SessionState::Buffering;
    }));
    const auto dry = session.snapshot();
    CHECK(dry.position > 500ms);
    harness.clock.advance(3s);
    session.picture(harness.clock.now());
    CHECK(session.snapshot().position == dry.position);
    harness.script->behave();
    REQUIRE(harness.wait_until([&] { return session.snapshot().state == SessionState::Ready; }));
    CHECK(harness.play_until(session, [&] { return session.snapshot().state == SessionState::Ended; }));
}

TEST_CASE("PlaybackSession: who looks only when it says finds out that pictures have run dry", "[player]") {
    ScriptedHarness harness;
    harness.script->misbehave_after(25000, Misbehaviour::Stall);
    PlaybackSession session(harness.context, {});
    session.play();
    REQUIRE(harness.wait_until([&] { return session.snapshot().state == SessionState::Ready; }));
    REQUIRE(harness.wait_until([&] { return harness.script->stalled(); }));
    CHECK(harness.wait_until([&] {
        session.picture(harness.clock.now());
        auto next = session.next_picture_due(harness.clock.now());
        if (!next) next = session.picture_over(harness.clock.now());
        if (next && *next > harness.clock.now()) harness.clock.advance(*next - harness.clock.now());
        return session.snapshot().state == SessionState::Buffering;
    }));
}

TEST_CASE("PlaybackSession: a seek interrupts a read that never ends", "[player]") {
    ScriptedHarness harness;
    harness.script->misbehave_after(25000, Misbehaviour::Stall);
    PlaybackSession session(harness.context, {});
    REQUIRE(harness.wait_ready(session));
    session.seek(5s, SeekMode::Exact);
    REQUIRE(harness.wait_until([&] { return harness.script->stalled(); }));
    session.seek(200ms, SeekMode::Exact);
    REQUIRE(harness.wait_ready(session));
    CHECK(session.preview()->time <= 200ms);
}

TEST_CASE("PlaybackSession: an error on the way plays what was read, then fails with its kind, and can be retried",
          "[player]") {
    ScriptedHarness harness;
    harness.script->misbehave_after(25000, Misbehaviour::Fail);
    PlaybackSession session(harness.context, {});
    harness.mixer.set_audible(session.audio());
    session.play();
    harness.play_until(session, [&] { return session.snapshot().state == SessionState::Failed; });
    const auto failed = session.snapshot();
    REQUIRE(failed.state == SessionState::Failed);
    CHECK(failed.error->kind == ErrorKind::Io);
    CHECK(failed.position > 1s);
    CHECK(session.preview() != nullptr);
    harness.script->behave();
    session.retry();
    REQUIRE(harness.wait_ready(session));
    CHECK(std::abs((session.snapshot().position - failed.position).count()) < 100000);
    CHECK(harness.play_until(session, [&] { return session.snapshot().state == SessionState::Ended; }));
}

TEST_CASE("PlaybackSession: a source without ranges plays and seeks by reading again", "[player]") {
    ScriptedHarness harness("numbered.mp4", false);
    PlaybackSession session(harness.context, {});
    REQUIRE(harness.wait_ready(session));
    for (const int number : {70, 10}) {
        session.seek(MediaTime{number * 1000000 / 30}, SeekMode::Exact);
        REQUIRE(harness.wait_ready(session));
        CHECK(picture_number(*session.preview()) == number);
    }
}

TEST_CASE("PlaybackSession: without ranges a seek may overtake the one before", "[player]") {
    ScriptedHarness harness("numbered.mp4", false);
    PlaybackSession session(harness.context, {});
    REQUIRE(harness.wait_ready(session));
    // The beginning, from which it has to be read again, does not come.
    harness.script->misbehave_after(0, Misbehaviour::Stall);
    for (const MediaTime target : {2s, 1s}) {
        session.seek(target, SeekMode::Exact);
        REQUIRE(harness.wait_until([&] { return harness.script->stalled(); }));
    }
    harness.script->behave();
    session.seek(MediaTime{70 * 1000000 / 30}, SeekMode::Exact);
    REQUIRE(harness.wait_ready(session));
    CHECK(picture_number(*session.preview()) == 70);
}

TEST_CASE("PlaybackSession: can be aborted in every state", "[player]") {
    const auto limit = GENERATE(0, 20, 3000, 20000, 40000);
    CAPTURE(limit);
    ScriptedHarness harness;
    harness.script->misbehave_after(limit, Misbehaviour::Stall);
    auto session = std::make_unique<PlaybackSession>(harness.context, MediaItem{});
    session->play();
    REQUIRE(harness.wait_until([&] { return harness.script->stalled(); }));
    // Ends because abort() wakes the reader: nothing else would.
    session.reset();
    SUCCEED();
}
