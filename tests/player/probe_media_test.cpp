#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <stop_token>
#include <string>
#include <thread>

#include "player/probe.h"
#include "player/source/media_source.h"
#include "tests/support/catch.h"
#include "tests/support/fake_http_client.h"

namespace cliffhanger {
namespace {

using namespace std::chrono_literals;

Result<ProbeReport> probe(const std::string& fixture) {
    test::FakeHttpClient http;
    return probe_media({std::string(CLIFFHANGER_TEST_SOURCE_DIR) + "/tests/fixtures/" + fixture, {}}, http,
                       SystemClock(), {});
}

/// Two streams of nothing: opens, and reads the same undecodable packet until `clock` has run past the end of probing.
class EndlessSource final : public MediaSource {
 public:
    EndlessSource(const MediaInfo& info, ManualClock& clock) : info_(info), clock_(clock) {}
    Result<MediaInfo> open() override { return info_; }
    void select(const std::vector<int>&) override {}
    Result<Packet> read() override {
        clock_.advance(1s);
        ++reads;
        return Packet{};
    }
    Result<void> seek(MediaTime) override { return {}; }
    void abort() noexcept override {}
    void reset_abort() noexcept override {}

    int reads = 0;

 private:
    MediaInfo info_;
    ManualClock& clock_;
};

TEST_CASE("probe_media: every frame is decoded and the span measured", "[probe]") {
    const auto report = probe("numbered.mp4");
    REQUIRE(report);
    CHECK(report->container == "mov,mp4,m4a,3gp,3g2,mj2");
    CHECK(report->video_frames == 180);
    CHECK(to_seconds(report->audio) == Approx(6).margin(0.05));
    CHECK(to_seconds(report->duration) == Approx(6).margin(0.05));
    CHECK(report->complete);
    REQUIRE(report->streams.size() == 2);
    CHECK(report->streams[0].codec == "h264");
    CHECK(report->streams[0].width == 96);
    CHECK(report->streams[0].height == 160);
}

TEST_CASE("probe_media: sound alone is enough, and cover art counts neither as a picture nor as a subtitle",
          "[probe]") {
    const auto report = probe("cover.m4a");
    REQUIRE(report);
    CHECK(report->video_frames == 0);
    CHECK(report->cues == 0);
    CHECK(to_seconds(report->audio) == Approx(1).margin(0.05));
}

TEST_CASE("probe_media: of a truncated file, what is there is counted", "[probe]") {
    const auto report = probe("truncated.mp4");
    REQUIRE(report);
    CHECK(report->video_frames > 60);
    CHECK(report->video_frames < 180);
    CHECK_FALSE(report->complete);
    REQUIRE(report->flaw);
    CHECK(report->flaw->message == "the file is cut short");
}

TEST_CASE("probe_media: a file cut anywhere behind its header says so, whatever holds it", "[probe]") {
    test::FakeHttpClient http;
    const std::filesystem::path folder = std::filesystem::temp_directory_path();
    for (const char* name :
         {"numbered.mp4", "numbered_fragmented.mp4", "numbered.ts", "numbered.mkv", "vp9_opus.webm"}) {
        const auto whole = probe(name);
        REQUIRE(whole);
        CHECK(whole->complete);
        CHECK_FALSE(whole->flaw);
        const std::string source = std::string(CLIFFHANGER_TEST_SOURCE_DIR) + "/tests/fixtures/" + name;
        const auto copy = folder / ("cliffhanger-cut-" + std::to_string(getpid()) + "-" + name);
        std::filesystem::copy_file(source, copy, std::filesystem::copy_options::overwrite_existing);
        const auto size = std::filesystem::file_size(copy);
        for (const double share : {0.9, 0.7, 0.503}) {
            CAPTURE(name, share);
            std::filesystem::resize_file(copy, static_cast<std::uintmax_t>(static_cast<double>(size) * share));
            const auto cut = probe_media({copy.string(), {}}, http, SystemClock(), {});
            REQUIRE(cut);
            CHECK_FALSE(cut->complete);
            CHECK(cut->flaw);
        }
        std::filesystem::remove(copy);
    }
}

TEST_CASE("probe_media: what is no media, or not there, is refused with the reason and the address", "[probe]") {
    const auto page = probe("page.html");
    REQUIRE_FALSE(page);
    CHECK(page.error().kind == ErrorKind::Unsupported);
    const auto missing = probe("no such file.mp4");
    REQUIRE_FALSE(missing);
    CHECK(missing.error().kind == ErrorKind::NotFound);
    CHECK_FALSE(missing.error().context.empty());
}

TEST_CASE("probe_media: protected media is refused as such, even where its description cannot be read", "[probe]") {
    using namespace std::string_literals;
    const auto file = std::filesystem::temp_directory_path() / ("cliffhanger-drm-" + std::to_string(getpid()) + ".mp4");
    const auto box = [](const char* type, const std::string& content) {
        return "\0\0\0"s + static_cast<char>(content.size() + 8) + type + content;
    };
    const std::string scheme = box("sinf", box("frma", "avc1") + box("schm", "\0\0\0\0cenc\0\1\0\0"s));
    const std::string no_sample_description = box("stsd", std::string(8, '\0'));
    std::ofstream(file, std::ios::binary)
        << box("ftyp", "isom\0\0\0\0"s) << box("moov", box("trak", scheme + no_sample_description));
    test::FakeHttpClient http;
    const auto report = probe_media({file.string(), {}}, http, SystemClock(), {});
    std::filesystem::remove(file);
    REQUIRE_FALSE(report);
    CHECK(report.error().kind == ErrorKind::Unsupported);
    CHECK(report.error().message.find("DRM") != std::string::npos);
}

TEST_CASE("probe_media: animated WebP is refused by name, and WebP that stands still is shown", "[probe]") {
    const auto animated = probe("pictures/animated.webp");
    REQUIRE_FALSE(animated);
    CHECK(animated.error().kind == ErrorKind::Unsupported);
    CHECK(animated.error().message.find("animated WebP") != std::string::npos);
    const auto still = probe("pictures/lossless.webp");
    REQUIRE(still);
    CHECK(still->video_frames == 1);
}

TEST_CASE("probe_media: a server that never answers is left at once when a stop is requested", "[probe]") {
    test::FakeHttpClient http;
    http.script("http://a/x.mp4", {{.hangs = true}});
    std::stop_source stop;
    Result<ProbeReport> report = fail(ErrorKind::Internal, "");
    std::jthread prober([&] { report = probe_media({"http://a/x.mp4", {}}, http, SystemClock(), stop.get_token()); });
    stop.request_stop();
    prober.join();
    REQUIRE_FALSE(report);
    CHECK(report.error().kind == ErrorKind::Aborted);
}

TEST_CASE("probe_source: a source without end is left when the time is over", "[probe]") {
    test::FakeHttpClient http;
    const auto real = probe("audio_only.m4a");
    REQUIRE(real);
    ManualClock clock;
    MediaInfo info;
    info.container = "endless";
    info.streams = real->streams;
    EndlessSource source(info, clock);
    const auto report = probe_source(source, clock, {});
    REQUIRE_FALSE(report);
    CHECK(report.error().kind == ErrorKind::Corrupted);
    CHECK(source.reads == 15);
}

}  // namespace
}  // namespace cliffhanger
