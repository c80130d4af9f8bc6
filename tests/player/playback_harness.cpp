#include "tests/player/playback_harness.h"

#include <cmath>

namespace cliffhanger::test {
namespace {

constexpr std::chrono::seconds kPatience{20};
constexpr std::size_t kStepFrames = kAudioSampleRate / 100;
constexpr Microseconds kStep{10000};
constexpr MediaTime kLastPicture{34000};

class FailedStream final : public HttpStream {
 public:
    Result<HttpResponseHead> head() override { return fail(ErrorKind::Unreachable, "no network in this test"); }
    Result<std::size_t> read(std::span<std::byte>) override {
        return fail(ErrorKind::Unreachable, "no network in this test");
    }
    void abort() noexcept override {}
};

}  // namespace

std::string fixture(const std::string& name) {
    return std::string(CLIFFHANGER_TEST_SOURCE_DIR) + "/tests/fixtures/" + name;
}

int picture_number(const VideoFrame& picture) {
    const int x = picture.width / 2, y = picture.height / 2;
    const int luma = picture.planes[0][static_cast<std::ptrdiff_t>(y) * picture.strides[0] + x];
    return static_cast<int>(std::lround((luma - 16) / 2.0));
}

std::unique_ptr<HttpStream> NoHttp::open(HttpRequest) { return std::make_unique<FailedStream>(); }

PlaybackHarness::PlaybackHarness() : context{no_http, clock, [this] { woken(); }, 2}, mixer(clock) {}

void PlaybackHarness::woken() {
    {
        const std::lock_guard lock(mutex_);
        ++wakes_;
    }
    changed_.notify_all();
}

bool PlaybackHarness::wait_until(const std::function<bool()>& holds) {
    const auto deadline = std::chrono::steady_clock::now() + kPatience;
    for (;;) {
        unsigned seen = 0;
        {
            const std::lock_guard lock(mutex_);
            seen = wakes_;
        }
        if (holds()) return true;
        if (std::chrono::steady_clock::now() > deadline) return false;
        // Some conditions (a ring that fills up) wake nobody, so they are looked at now and then too.
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, std::chrono::milliseconds(2), [&] { return wakes_ != seen; });
    }
}

MediaItem PlaybackHarness::item(const std::string& fixture_name) const {
    MediaItem item;
    item.id = fixture_name;
    item.address.url = fixture(fixture_name);
    return item;
}

bool PlaybackHarness::wait_ready(PlaybackSession& session) {
    return wait_until([&] {
        const auto snapshot = session.snapshot();
        return snapshot.state != SessionState::Opening && !snapshot.seeking;
    });
}

VideoFramePtr PlaybackHarness::step(PlaybackSession& session) {
    // What the decoders still owe for this step is waited for, so that the result depends on the clock alone.
    wait_until([&] {
        const auto snapshot = session.snapshot();
        if (snapshot.state == SessionState::Ended || snapshot.state == SessionState::Failed) return true;
        if (!snapshot.play_when_ready) return true;
        // After the last picture only sound may be left.
        const bool pictures_over = snapshot.duration && snapshot.position + kLastPicture >= *snapshot.duration;
        const bool cover = snapshot.has_audio && snapshot.fps == 0;
        const bool pictures =
            cover || !snapshot.has_video || pictures_over || session.next_picture_due(clock.now()).has_value();
        const bool sounds =
            !snapshot.has_audio || session.audio()->available() >= kAudioRingReady || session.audio()->finished();
        return pictures && sounds && snapshot.state == SessionState::Ready && !snapshot.seeking;
    });
    if (sound_pumped) {
        const std::size_t before = sound.size();
        sound.resize(before + kStepFrames * kAudioChannels);
        mixer.render(std::span(sound).subspan(before), Microseconds{0});
    }
    clock.advance(kStep);
    return session.picture(clock.now());
}

bool PlaybackHarness::play_until(PlaybackSession& session, const std::function<bool()>& holds, Microseconds limit) {
    const Microseconds end = clock.now() + limit;
    while (clock.now() < end) {
        if (holds()) return true;
        const auto state = session.snapshot().state;
        if (state == SessionState::Ended || state == SessionState::Failed) return holds();
        step(session);
    }
    return holds();
}

}  // namespace cliffhanger::test
