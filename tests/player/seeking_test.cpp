// Seeks and steps over clips whose pictures say their numbers, from files and over HLS.
#include <cmath>

#include "player/playback_session.h"
#include "tests/player/hls_server.h"
#include "tests/player/playback_harness.h"
#include "tests/support/catch.h"

namespace cliffhanger::test {
namespace {

using namespace std::chrono_literals;

constexpr MediaTime at(int number) { return MediaTime{number * 1'000'000LL / 30 + 28'000}; }

int shown(PlaybackSession& session) {
    const auto picture = session.preview();
    return picture ? picture_number(*picture) : -1;
}

class Clip {
 public:
    explicit Clip(const std::string& name) {
        if (name.ends_with(".m3u8")) {
            hls_ = std::make_unique<HlsServer>();
            hls_->add_rung("high");
            harness.context.open_source = [this, name](const MediaItem&) { return hls_->source("/" + name); };
        }
        MediaItem item = harness.item(name);
        session_ = std::make_unique<PlaybackSession>(harness.context, item);
        REQUIRE(harness.wait_ready(*session_));
    }

    int seek(MediaTime target, SeekMode mode = SeekMode::Exact) {
        session_->seek(target, mode);
        REQUIRE(harness.wait_ready(*session_));
        return shown(*session_);
    }
    /// The number of the picture after a step.
    int step(int frames) {
        const int before = shown(*session_);
        session_->step(frames);
        REQUIRE(harness.wait_until([&] { return shown(*session_) != before && !session_->snapshot().seeking; }));
        return shown(*session_);
    }
    PlaybackSession& session() { return *session_; }

    PlaybackHarness harness;

 private:
    std::unique_ptr<HlsServer> hls_;
    std::unique_ptr<PlaybackSession> session_;
};

const std::vector<std::string> kClips = {"numbered.mp4", "numbered.mkv", "numbered.ts", "numbered_fragmented.mp4",
                                         "high.m3u8"};

TEST_CASE("Seeking: an exact seek shows the very picture, forwards and back, across keyframes", "[player][seek]") {
    for (const std::string& name : kClips) {
        CAPTURE(name);
        Clip clip(name);
        for (const int number : {59, 60, 61, 75, 1, 0, 30, 58, 89, 31}) CHECK(clip.seek(at(number)) == number);
    }
}

TEST_CASE("Seeking: both ends of an episode can be gone to and come back from", "[player][seek]") {
    for (const std::string& name : kClips) {
        CAPTURE(name);
        Clip clip(name);
        CHECK(clip.seek(10min) == 79);  // number 179, modulo 100
        CHECK(clip.step(-1) == 78);
        CHECK(clip.seek(-5s) == 0);
        CHECK(clip.step(+1) == 1);
        CHECK(clip.seek(10min) == 79);
        CHECK(clip.seek(at(33)) == 33);
    }
}

TEST_CASE("Seeking: a keyframe seek lands on the keyframe before", "[player][seek]") {
    for (const std::string& name : kClips) {
        CAPTURE(name);
        Clip clip(name);
        CHECK(clip.seek(at(89), SeekMode::Keyframe) == 60);
        CHECK(clip.seek(at(59), SeekMode::Keyframe) == 0);
        CHECK(clip.seek(at(130), SeekMode::Keyframe) == 20);  // number 120
    }
}

TEST_CASE("Seeking: steps go picture by picture both ways over the border of a GOP", "[player][seek]") {
    for (const std::string& name : kClips) {
        CAPTURE(name);
        Clip clip(name);
        CHECK(clip.seek(at(57)) == 57);
        for (int number = 58; number <= 64; ++number) CHECK(clip.step(+1) == number);
        for (int number = 63; number >= 55; --number) CHECK(clip.step(-1) == number);
        CHECK(clip.step(+1) == 56);
    }
}

TEST_CASE("Seeking: steps that come faster than pictures all count", "[player][seek]") {
    Clip clip("numbered.mp4");
    CHECK(clip.seek(at(62)) == 62);
    for (int i = 0; i < 5; ++i) clip.session().step(-1);
    REQUIRE(clip.harness.wait_until([&] { return shown(clip.session()) == 57; }));
    for (int i = 0; i < 5; ++i) clip.session().step(+1);
    REQUIRE(clip.harness.wait_until([&] { return shown(clip.session()) == 62; }));
}

TEST_CASE("Seeking: a step back at the first picture stays there", "[player][seek]") {
    Clip clip("numbered.mp4");
    clip.session().step(-1);
    REQUIRE(clip.harness.wait_ready(clip.session()));
    CHECK(shown(clip.session()) == 0);
    CHECK(clip.step(+1) == 1);
}

TEST_CASE("Seeking: steps find each picture where they last differently long", "[player][seek]") {
    Clip clip("uneven.mkv");
    std::vector<int> forwards = {shown(clip.session())};
    for (int i = 0; i < 20; ++i) forwards.push_back(clip.step(+1));
    std::vector<int> back = {forwards.back()};
    for (int i = 0; i < 20; ++i) back.push_back(clip.step(-1));
    CHECK(std::vector<int>(back.rbegin(), back.rend()) == forwards);
}

TEST_CASE("Seeking: while a finger moves, keyframes keep coming and the last one is where it stopped",
          "[player][seek]") {
    Clip clip("numbered.mp4");
    std::vector<int> numbers;
    for (int i = 0; i < 200; ++i) {
        clip.session().seek(MediaTime{i * 30'000LL}, SeekMode::Keyframe);
        const int number = shown(clip.session());
        if (numbers.empty() || numbers.back() != number) numbers.push_back(number);
    }
    REQUIRE(clip.harness.wait_until([&] { return shown(clip.session()) == 20; }));
    CHECK_FALSE(clip.session().snapshot().seeking);
    CHECK(clip.seek(at(89)) == 89);
}

TEST_CASE("Seeking: chapters are on the episode's own timeline", "[player][seek]") {
    Clip clip("chapters.mkv");
    const auto chapters = clip.session().snapshot().chapters;
    REQUIRE(chapters);
    REQUIRE(chapters->size() == 3);
    CHECK((*chapters)[1].title == "The storm");
    CHECK((*chapters)[1].start == 2s);
    CHECK_FALSE(Clip("numbered.mp4").session().snapshot().chapters);
}

}  // namespace
}  // namespace cliffhanger::test
