// Every episode as loud as the others: measured on what is heard, through the file sink.
#include <filesystem>
#include <fstream>

#include "app/playback/sound_choice.h"
#include "player/pipeline/loudness_meter.h"
#include "player/policy/loudness_policy.h"
#include "tests/app/support/heard.h"
#include "tests/net/catalog/temporary_folder.h"
#include "tests/support/catch.h"
#include "tests/support/sound_measure.h"

using namespace cliffhanger;
using namespace cliffhanger::test;
using namespace std::chrono_literals;

namespace {

LoudnessReading loudness_of(std::span<const float> interleaved, double from, double to) {
    const auto begin = static_cast<std::size_t>(from * 48000) * 2, end = static_cast<std::size_t>(to * 48000) * 2;
    REQUIRE(interleaved.size() >= end);
    LoudnessMeter meter;
    meter.add(interleaved.subspan(begin, end - begin), 0s);
    meter.conclude();
    REQUIRE(meter.reading());
    return *meter.reading();
}

/// Eight seconds that get louder and quieter as speech does.
std::vector<float> programme(float amplitude) {
    std::vector<float> samples;
    for (int i = 0; i < 16; ++i) {
        const auto part = tone(i % 2 == 0 ? 997 : 440, 0.5, i % 4 == 3 ? amplitude / 3 : amplitude, i * 0.5);
        samples.insert(samples.end(), part.begin(), part.end());
    }
    return samples;
}

std::string feed_of(const std::string& clip, const std::string& drama) {
    return R"({"providerName":"T","language":"en","series":[{"id":"s","title":"S","episodes":[{"id":"e","title":"E",)"
           R"("content":{"duration":8,"videos":[{"url":")" +
           clip + R"(","quality":"HD","videoType":"MP4"}]},"_drama":)" + drama + "}]}]}";
}

}  // namespace

TEST_CASE("Loudness: loud, quiet and right material is heard at -16 LUFS", "[app][sound]") {
    const float amplitude = GENERATE(0.9F, 0.3F, 0.16F, 0.02F);
    CAPTURE(amplitude);
    const TemporaryFolder folder;
    const std::string clip = (folder.path() / "clip.wav").string();
    write_wav(clip, programme(amplitude));
    const auto samples = heard(clip, quit(7900));
    const auto found = loudness_of(samples, 3, 7);
    CHECK(found.lufs == Approx(LoudnessPolicy::kTargetLufs).margin(1));
    CHECK(found.true_peak_dbtp <= -0.9);
}

TEST_CASE("Loudness: a peak that is known keeps quiet material from getting louder than it may", "[app][sound]") {
    const TemporaryFolder folder;
    const std::string clip = (folder.path() / "clip.wav").string();
    auto samples = programme(0.02F);
    const auto bang = tone(997, 0.02, 0.7F);
    std::copy(bang.begin(), bang.end(), samples.begin() + 5 * 96000);
    write_wav(clip, samples);
    const auto found = loudness_of(heard(clip, quit(7900)), 3, 7);
    CHECK(found.true_peak_dbtp <= -0.9);
    CHECK(found.lufs < -18);
}

TEST_CASE("Loudness: of several languages in a file each is levelled from its beginning", "[app][sound]") {
    PlayOptions options;
    options.language = GENERATE("en", "de");
    CAPTURE(options.language);
    const auto samples = heard(CLIFFHANGER_TEST_SOURCE_DIR "/tests/fixtures/two_languages.mp4", quit(1900), options);
    CHECK(loudness_of(samples, 0.9, 1.7).lufs == Approx(LoudnessPolicy::kTargetLufs).margin(1.5));
}

TEST_CASE("Loudness: a dub has its own level from where it is heard, and the sound before keeps its own",
          "[app][sound]") {
    const TemporaryFolder folder;
    write_wav((folder.path() / "clip.wav").string(), tone(997, 8, 0.5F));
    write_wav((folder.path() / "dub.wav").string(), tone(440, 8, 0.06F));
    const std::string feed = (folder.path() / "feed.json").string();
    std::ofstream(feed)
        << R"({"providerName":"T","language":"en","series":[{"id":"s","title":"S","episodes":[{"id":"e",)"
           R"("title":"E","content":{"duration":8,"language":"en",)"
           R"("videos":[{"url":"clip.wav","quality":"HD","videoType":"MP4"}],)"
           R"("audioTracks":[{"url":"dub.wav","language":"es","label":"Español","type":"other"}]}}]}]})";
    // There and back: the second time both are known.
    const auto samples = heard(feed, key(2000, "B") + key(4000, "B") + key(6000, "B") + quit(7900));
    const auto loudest = [&](double from, double to) {
        float most = 0;
        for (auto i = static_cast<std::size_t>(from * 48000) * 2; i < static_cast<std::size_t>(to * 48000) * 2; ++i)
            most = std::max(most, std::abs(samples[i]));
        return most;
    };
    const float level = loudest(3, 3.9);
    CHECK(loudest(1, 2) == Approx(level).epsilon(0.15));
    CHECK(loudest(5.9, 6.9) == Approx(level).epsilon(0.15));
    CHECK(loudest(4, 5) < level * 1.15);
}

TEST_CASE("Loudness: switched off, every clip is as loud as it was made", "[app][sound]") {
    const TemporaryFolder folder;
    const std::string clip = (folder.path() / "clip.wav").string();
    write_wav(clip, programme(0.9F));
    PlayOptions options;
    options.loudness = false;
    const double made = loudness_of(programme(0.9F), 3, 7).lufs;
    CHECK(loudness_of(heard(clip, quit(7900), options), 3, 7).lufs == Approx(made).margin(0.3));
}

TEST_CASE("Loudness: what the feed says of an episode is taken", "[app][sound]") {
    const TemporaryFolder folder;
    write_wav((folder.path() / "clip.wav").string(), programme(0.16F));
    folder.write("feed.json", feed_of("clip.wav", R"({"loudness":{"lufs":-22,"truePeak":-20}})"));
    const double made = loudness_of(programme(0.16F), 3, 7).lufs;
    const auto samples = heard((folder.path() / "feed.json").string(), quit(7900));
    CHECK(loudness_of(samples, 3, 7).lufs == Approx(made + 6).margin(0.5));
}

TEST_CASE("Loudness: what the feed says of an episode is not taken for its dub, which is measured", "[app][sound]") {
    const TemporaryFolder folder;
    write_wav((folder.path() / "clip.wav").string(), programme(0.16F));
    write_wav((folder.path() / "dub.wav").string(), programme(0.06F));
    folder.write("feed.json", R"({"providerName":"T","language":"en","series":[{"id":"s","title":"S","episodes":[)"
                              R"({"id":"e","title":"E","content":{"duration":8,"language":"en",)"
                              R"("videos":[{"url":"clip.wav","quality":"HD","videoType":"MP4"}],)"
                              R"("audioTracks":[{"url":"dub.wav","language":"es","label":"","type":"other"}]},)"
                              R"("_drama":{"loudness":{"lufs":-22,"truePeak":-20}}}]}]})");
    const auto samples = heard((folder.path() / "feed.json").string(), key(500, "B") + quit(7900));
    CHECK(loudness_of(samples, 3, 7).lufs == Approx(LoudnessPolicy::kTargetLufs).margin(1));
}

TEST_CASE("Loudness: of several languages in a file the feed means the original, else the first", "[app][sound]") {
    const auto [original, heard_one, is_own] = GENERATE(table<std::string, std::string, bool>(
        {{"", "first", true}, {"", "second", false}, {"de", "second", true}, {"de", "first", false}}));
    CAPTURE(original, heard_one);
    const TemporaryFolder folder;
    std::filesystem::copy_file(CLIFFHANGER_TEST_SOURCE_DIR "/tests/fixtures/two_languages.mp4",
                               folder.path() / "clip.mp4");
    const std::string tracks =
        original.empty() ? "" : R"(,"audioTracks":[{"language":")" + original + R"(","type":"original"}])";
    // Far from what is true, so that it is heard.
    folder.write("feed.json", feed_of("clip.mp4", R"({"loudness":{"lufs":-1,"truePeak":-1})" + tracks + "}"));
    const std::string script = (heard_one == "second" ? key(200, "B") : std::string()) + quit(1900);
    const auto samples = heard((folder.path() / "feed.json").string(), script);
    const bool levelled = loudness_of(samples, 0.9, 1.7).lufs > LoudnessPolicy::kTargetLufs - 2;
    CHECK(levelled != is_own);
}

TEST_CASE("closest_track: its language, then whether the pictures are told, then its label", "[app][sound]") {
    const std::vector<AudioTrack> tracks = {{.index = 0, .language = "de"},
                                            {.index = 1, .language = "en"},
                                            {.index = 2, .language = "en", .label = "Commentary"},
                                            {.index = 3, .language = "en", .audio_description = true}};
    CHECK(closest_track(tracks, {"en", "", true})->index == 3);
    CHECK(closest_track(tracks, {"en", "", false})->index == 1);
    CHECK(closest_track(tracks, {"en", "Commentary", false})->index == 2);
    CHECK(closest_track(tracks, {"fr", "", false}) == nullptr);
}
