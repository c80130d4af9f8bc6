#include <algorithm>
#include <cmath>

#include "tests/app/support/clip_feed.h"
#include "tests/app/support/host_rig.h"
#include "tests/support/catch.h"

namespace cliffhanger::test {
namespace {

using namespace std::chrono_literals;

/// The longest stretch of near silence, in frames.
std::size_t longest_silence(const std::vector<float>& sound, std::size_t from) {
    std::size_t longest = 0, length = 0;
    for (std::size_t i = from; i < sound.size() / kAudioChannels; ++i) {
        length = std::abs(sound[i * kAudioChannels]) < 0.01F ? length + 1 : 0;
        longest = std::max(longest, length);
    }
    return longest;
}

TEST_CASE("PlaybackHost: the sound of the next episode joins the end of the one before", "[app][playback]") {
    const ClipFeed feed(numbered_episodes(2));
    HostRig rig(feed.path());
    REQUIRE(rig.wait_settled());
    rig.visible = {0};
    REQUIRE(rig.play_until([&] { return rig.current().position > 300ms; }));
    const std::size_t begun = rig.sound.size() / kAudioChannels;
    REQUIRE(rig.play_until([&] {
        rig.host.set_following(true);
        return rig.current().state == SessionState::Ended;
    }));
    rig.host.commit_page(1);
    rig.visible = {1};
    REQUIRE(rig.play_until([&] { return rig.current().position > 500ms; }, 700ms));
    // The clip itself ends in 769 frames of silence.
    CHECK(longest_silence(rig.sound, begun) < 800);
    CHECK(rig.current().av_offset_ms.value_or(0) < 40);
}

TEST_CASE("PlaybackHost: what shall not follow after all is not heard", "[app][playback]") {
    const ClipFeed feed(numbered_episodes(2));
    HostRig rig(feed.path());
    REQUIRE(rig.wait_settled());
    rig.visible = {0};
    REQUIRE(rig.play_until([&] {
        rig.host.set_following(rig.current().position < 5900ms);
        return rig.current().state == SessionState::Ended;
    }));
    const std::size_t over = rig.sound.size() / kAudioChannels;
    REQUIRE(rig.play_until([&] { return rig.sound.size() / kAudioChannels > over + 12000; }));
    CHECK(longest_silence(rig.sound, over + 1000) > 10000);
}

}  // namespace
}  // namespace cliffhanger::test
