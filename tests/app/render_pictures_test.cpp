// Pictures from real streams beside ffmpeg's rendering of the same ones, which lies as a PNG next to each.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "player/pipeline/stream_choice.h"
#include "player/pipeline/video_decoder.h"
#include "player/source/demuxer.h"
#include "tests/app/color_difference.h"
#include "tests/app/render_support.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace cliffhanger::render_test;
using namespace cliffhanger::test;

namespace {

constexpr int kLargest = 4096;

std::string bytes_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

VideoFramePtr first_picture(const std::filesystem::path& path) {
    Demuxer demuxer(make_memory_byte_source(bytes_of(path)));
    const auto info = demuxer.open();
    REQUIRE(info);
    const int video = choose_video(*info);
    REQUIRE(video >= 0);
    auto decoder = VideoDecoder::open(info->streams[static_cast<std::size_t>(video)], 1);
    REQUIRE(decoder);
    while (auto packet = demuxer.read()) {
        if (packet->stream != video || !(*decoder)->send(*packet)) continue;
        if (auto picture = (*decoder)->receive()) return picture;
    }
    (*decoder)->send_end();
    return (*decoder)->receive();
}

std::vector<std::filesystem::path> clips_in(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> clips;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        std::filesystem::path reference = entry.path();
        reference.replace_extension(".png");
        if (entry.path() != reference && std::filesystem::exists(reference)) clips.push_back(entry.path());
    }
    std::sort(clips.begin(), clips.end());
    return clips;
}

struct Limits {
    std::size_t clips;
    double mean, p95;
};

/// Every clip of a folder of fixtures at its own size, beside the picture that lies next to it.
void compare_all(const std::string& folder, const Limits& limits) {
    const auto clips = clips_in(CLIFFHANGER_TEST_SOURCE_DIR "/tests/fixtures/" + folder);
    REQUIRE(clips.size() >= limits.clips);
    PictureDifference most;
    for (const auto& clip : clips) {
        CAPTURE(clip.filename().string());
        std::filesystem::path path = clip;
        const auto reference = decode_image(bytes_of(path.replace_extension(".png")), kLargest);
        REQUIRE(reference);
        const VideoFramePtr frame = first_picture(clip);
        REQUIRE(frame);
        const Size size{static_cast<int>(std::lround(frame->display_width())),
                        static_cast<int>(std::lround(frame->display_height()))};
        CHECK(size == Size{reference->width, reference->height});
        const PictureDifference found = picture_difference(shown(frame, size), *reference);
        CAPTURE(describe(found));
        CHECK(found.pixels > 1000);
        CHECK(found.mean < limits.mean);
        CHECK(found.p95 < limits.p95);
        most.mean = std::max(most.mean, found.mean);
        most.p95 = std::max(most.p95, found.p95);
        most.worst = std::max(most.worst, found.worst);
        most.pixels += found.pixels;
    }
    std::cout << folder << ": " << clips.size() << " clips, at most: " << describe(most) << "\n";
}

}  // namespace

TEST_CASE("Pictures: every kind of stream looks as ffmpeg renders it", "[app][render]") {
    compare_all("pictures", {38, 0.6, 1.5});
}

TEST_CASE("Pictures: HDR10 and HLG look on an SDR screen as libplacebo renders them", "[app][render]") {
    compare_all("pictures_hdr", {6, 1.2, 2.5});
}
